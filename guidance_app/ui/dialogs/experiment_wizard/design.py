"""Step 4: how we find out, in words, and what the program draws."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from PySide6.QtWidgets import QWidget

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.entry import parse_number, parse_time
from guidance_app.queries import read
from guidance_app.stats.drawn import Draw
from guidance_app.stats.planning import draws_for
from guidance_app.ui.dialogs.experiment_wizard.draft import Draft
from guidance_app.ui.dialogs.experiment_wizard.step import Step
from guidance_app.ui.inputs import SegmentField, TextField
from guidance_app.ui.layouts import Column, box
from guidance_app.ui.widgets import Button, Label, small

OURSELVES: Final = "ourselves"


class DesignStep(Step):
    """Five ways to find out, each with one sentence; then whether the program draws."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, t("How do we find out?"), "")
        self.buttons: dict[str, Button] = {}
        self._told: dict[str, Label] = {}
        for code, words in _designs().items():
            name = upper_first(read.fields("experiment")["design_kind"].kind.format(code))
            made = Button(name, "seg", name=f"{name}. {words}")
            made.setToolTip("")
            made.setObjectName(f"wizard/design/{code}")
            made.clicked.connect(lambda _on=False, code=code: self._choose(code))
            made.on_enter = lambda code=code: self._enter(code)
            self.buttons[code], self._told[code] = made, small(words, "text", wrap=True)
            self.body.add(box(Column(made, self._told[code], gap=2)))
        self.draw = SegmentField(t("Who chooses the moments or the order?"), (), required=True)
        self.stages = TextField(t("What does each stage ask?"), hint=t("for example 5 8 10 12"))
        self._draw = self.ask(t("Who chooses the moments or the order?"), self.draw, "wizard/draw")
        self._stages = self.ask(t("What does each stage ask?"), self.stages, "wizard/stages")
        self._because = small(
            t("When the program draws, one can tell afterwards whether it can be chance. That must be before the first score."),
            wrap=True,
        )
        for part in (self._draw, self._because, self._stages):
            self.body.add(part)

    @property
    def first(self) -> QWidget:
        return self.buttons[self.draft.design] if self.draft.design in self.buttons else next(iter(self.buttons.values()))

    def entered(self) -> None:
        possible = _possible(self.draft)
        for code, made in self.buttons.items():
            made.impossible(possible[code])
            self._told[code].setText(possible[code] or _designs()[code])
        if possible.get(self.draft.design, "-"):
            self.draft.design = "turns" if len(self.draft.ways) > 2 else "ab"
        self._choose(self.draft.design)

    def _enter(self, code: str) -> None:
        """Enter chooses a way to find out; on the chosen one it goes on."""
        if self.draft.design != code:
            self._choose(code)
            return
        below = [made for made in self.fields if made.isVisibleTo(self)]
        below[0].setFocus() if below else self.onward()

    def _choose(self, code: str) -> None:
        changed, self.draft.design = code != self.draft.design, code
        if changed:
            self.draft.times = None
        for other, made in self.buttons.items():
            made.setChecked(other == code)
        possible = draws_for(code, len(self.draft.ways))
        self.draw.offer([(draw, _draw_words(draw)) for draw in possible] + [(OURSELVES, t("We choose ourselves"))])
        if self.draw.value() not in (*possible, OURSELVES):
            self.draw.show_value(possible[0] if possible else OURSELVES)
        for part in (self._draw, self._because):
            part.setVisible(bool(possible))
        self._stages.setVisible(code == "criterion")

    def write(self) -> bool:
        chosen = self.draw.value()
        before = (self.draft.draw, self.draft.criteria)
        self.draft.draw = None if chosen in (None, OURSELVES) or self.draft.design == "criterion" else Draw(chosen)
        self.draft.criteria = ()
        if self.draft.design == "criterion":
            try:
                asked = [
                    _asked(part, self.draft.measures[0].kind) for part in (self.stages.value() or "").replace(";", " ").split()
                ]
            except Problem as trouble:
                return self.missing(self.stages, str(trouble))
            self.draft.criteria = tuple(one for one in asked if one is not None)
            if len(self.draft.criteria) < 2:
                return self.missing(self.stages, t("Small stages need at least two steps."))
        if before != (self.draft.draw, self.draft.criteria):
            self.draft.times = None
        return True


def _designs() -> dict[str, str]:
    """Each design in one sentence."""
    return {
        "ab": t("First some times as usual, then with the new approach."),
        "abab": t("As usual, new, as usual again, and new again: does it come back each time?"),
        "turns": t("The approaches take turns from time to time, in a drawn order. Good for what works at once."),
        "baselines": t("The new approach begins with one thing, later with the next: does each change at its own moment?"),
        "criterion": t("Each stage asks a little more: do the scores move along?"),
    }


def _possible(draft: Draft) -> dict[str, str]:
    """Why a design cannot be chosen; "" when it can."""
    many = t("More than two approaches can only take turns.") if len(draft.ways) > 2 else ""
    alone = t("One after another needs two things to measure, or two moments.") if len(draft.measures) < 2 else ""
    one = t("Small stages are about one thing that is measured.") if len(draft.measures) > 1 else ""
    return {"ab": many, "abab": many, "turns": "", "baselines": many or alone, "criterion": many or one}


def _asked(text: str, kind: str) -> Decimal | None:
    """What a stage asks, as typed: a number, or a time of day in minutes after midnight."""
    if kind != "clock":
        return parse_number(text)
    time = parse_time(text)
    return None if time is None else Decimal(time.hour * 60 + time.minute)


def _draw_words(draw: Draw) -> str:
    return {
        Draw.START: t("The program draws the start"),
        Draw.REVERSAL: t("The program draws the moments"),
        Draw.PAIRS: t("The program draws, in pairs"),
        Draw.TURNS: t("The program draws, at most twice in a row"),
        Draw.ROUNDS: t("The program draws, each once a round"),
        Draw.STAGGER: t("The program draws the starts"),
    }[draw]
