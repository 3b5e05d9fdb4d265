"""Step 2: the approaches; the usual way and one or more others, with ideas from what is known to work."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.queries.experiment_plan import ideas
from guidance_app.queries.what_worked import Case
from guidance_app.ui.dialogs.experiment_wizard.draft import Draft
from guidance_app.ui.dialogs.experiment_wizard.step import Step
from guidance_app.ui.inputs import TextField
from guidance_app.ui.layouts import Column, FlowLayout, box
from guidance_app.ui.widgets import Button, small

OTHERS, MOST_BEFORE = 3, 2


class WaysStep(Step):
    """The usual way, and up to three others."""

    def __init__(self, draft: Draft, tried: Callable[[str], Sequence[Case]]) -> None:
        self._tried = tried
        why = t("The usual way takes part too: without it nothing can be compared. For two methods side by side, name both.")
        super().__init__(draft, t("What do we compare?"), why)
        self.usual = TextField(t("The usual way, or the first method"), hint=t("as it goes now"))
        self.usual.show_value(t("As usual"))
        self.others = [TextField(words, hint=hint) for words, hint in _others()]
        self.body.add(self.ask(t("The usual way, or the first method"), self.usual, "wizard/usual"))
        for n, (made, (words, _)) in enumerate(zip(self.others, _others(), strict=True)):
            self.body.add(self.ask(words, made, f"wizard/way {n}"))
            made.typing.connect(lambda text, at=made: self._suggest(text, at))
        self._at, self._words = self.others[0], ""
        self._flow = FlowLayout(gap=6)
        self._heading = small("", wrap=True)
        self.body.add(self._heading)
        self.body.add(box(self._flow))
        self._before = Column(gap=4)
        self.body.add(box(self._before))
        self._suggest("", self.others[0])

    def _suggest(self, text: str, at: TextField) -> None:
        """Ideas that hold the words typed; pressing one writes it down."""
        self._at, self._words = at, text.strip()
        found = ideas(text, None)
        self._flow.clear()
        self._heading.setText(t("Ideas from the library") if found else "")
        before: QWidget = self.others[-1].line
        for words in found:
            made = Button(words, "link", "plus", name=t("Use {words}", words=words))
            made.clicked.connect(lambda _on=False, words=words: self._use(words))
            self._flow.addWidget(made)
            self.setTabOrder(before, made)  # made later than the buttons below, it would come after them
            made.show()
            before = made
        self._tell_before(text)

    def _tell_before(self, text: str) -> None:
        """What came of it with other children, without names; one child says nothing for certain about the next."""
        self._before.clear()
        cases = self._tried(text)[:MOST_BEFORE] if text.strip() else []
        if cases:
            self._before.add(small(t("Tried before, with other children"), wrap=True))
        for case in cases:
            self._before.add(small(f"{case.approach}. {case.result}", "text", wrap=True))

    def _use(self, words: str) -> None:
        """In place of the words that were looked for, or else in the first field that is empty."""
        looked_for = bool(self._words) and self._at.line.text().strip() == self._words
        free = next((made for made in self.others if not made.line.text().strip()), self._at)
        chosen = self._at if looked_for else free
        chosen.show_value(words)
        chosen.setFocus()

    def write(self) -> bool:
        told = [made.value() for made in (self.usual, *self.others) if made.value()]
        if len(told) < 2:
            return self.missing(self.others[0], t("Say what we try."))
        if len({one.casefold() for one in told}) < len(told):
            return self.missing(self.others[0], t("Two approaches have the same name."))
        self.draft.ways = told
        return True


def _others() -> tuple[tuple[str, str], ...]:
    return (
        (t("What do we try?"), t("for example reading along and listening along")),
        (t("And something else?"), t("may stay empty")),
        (t("And one more?"), t("may stay empty")),
    )
