"""Lists of what helps and what makes it hard, written, added, moved and removed in place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from guidance_app import edits
from guidance_app.base.i18n import t
from guidance_app.domain.factors import example_factors
from guidance_app.queries import read
from guidance_app.queries.balance import FactorLine
from guidance_app.ui.icons import Icon
from guidance_app.ui.inputs import TextField
from guidance_app.ui.layouts import STRETCH, Column, Row, box
from guidance_app.ui.look import BOLD, look
from guidance_app.ui.pages.measure_parts import MeasurePage
from guidance_app.ui.pages.tile import Act, Tile
from guidance_app.ui.pages.writing import move_edit
from guidance_app.ui.widgets import button, label, small

AREAS = ("home", "child", "school")
"""The areas from left to right, as Ctrl and an arrow move through them."""

MOST = 5
MOST_EXAMPLES = 4


class FactorPage(MeasurePage):
    """A page with lists of factors."""

    def factors(self, area: str, helps: Sequence[FactorLine], hinders: Sequence[FactorLine]) -> QWidget:
        """What helps and what makes it hard in one area, side by side, or below each other where text is large."""
        lists = (self._list(area, "helps", helps), self._list(area, "hinders", hinders))
        return box(Column(*lists, gap=12) if look.large else Row(*((one, 1) for one in lists), gap=20))

    def _list(self, area: str, kind: str, lines: Sequence[FactorLine]) -> QWidget:
        title = t("What helps") if kind == "helps" else t("What makes it hard")
        panel = f"factor/{area}/{kind}"
        shown = lines if self.panel in (f"all/{area}", f"all/{area}/{kind}") else lines[:MOST]
        more = len(lines) - len(shown)
        foot = self.opener(t("and {n} more", n=more), f"all/{area}/{kind}", "chevron-down") if more else None
        add = self._adder(area, kind, lines) if self.panel == panel else self._opener(title, panel)
        rows = [self._line(line, lines) for line in shown]
        return box(Column(label(title, weight=BOLD), *rows, foot, add, STRETCH, gap=3))

    def _opener(self, title: str, panel: str) -> QWidget:
        made = self.opener(t("Add a line"), panel)
        made.setAccessibleName(f"{t('Add a line')}, {title}")
        return made

    def _line(self, line: FactorLine, lines: Sequence[FactorLine]) -> Row:
        """One factor: a plus or a minus, and its words."""
        place = f"factor/{line.id}/text"
        ids = [one.id for one in lines]
        words = Row((label(line.text, wrap=True), 1), margins=(6, 2, 6, 2))
        made: QWidget = (
            self.field_for("factor", line.id, "text")
            if self.writing == place
            else self.tile_for("factor", line.id, "text", words, line.text, self._acts(line, ids))
        )
        side = look.icon(15)
        mark = Icon("plus" if line.kind == "helps" else "minus", "mute", 15)
        return Row(Column(mark, STRETCH, margins=(0, max(2, (look.px(15) - side) // 2 + 6), 0, 0)), (made, 1), gap=3)

    def _acts(self, line: FactorLine, ids: list[str]) -> list[Act]:
        at = AREAS.index(line.area)
        moves = [("Ctrl+Left", at - 1), ("Ctrl+Right", at + 1)]
        acts = [Act(keys, self._to(AREAS[to]), partial(self._move, line.id, AREAS[to])) for keys, to in moves if 0 <= to < 3]
        ups = [("Ctrl+Up", t("Move up"), -1), ("Ctrl+Down", t("Move down"), 1)]
        acts += [Act(keys, words, partial(self._shift, ids, line.id, by)) for keys, words, by in ups]
        return [*acts, Act("Delete", t("Remove"), lambda: self.session.do(edits.remove("factor", line.id)))]

    @staticmethod
    def _to(area: str) -> str:
        return {"home": t("Move to home"), "child": t("Move to the child"), "school": t("Move to school")}[area]

    def _move(self, factor: str, area: str) -> None:
        self.session.do(edits.change("factor", factor, "area", area))
        self.panel = f"all/{area}"
        self.go_to(f"factor/{factor}/text")

    def _shift(self, ids: list[str], factor: str, by: int) -> None:
        if (edit := move_edit("factor", ids, factor, by)) is not None:
            self.session.do(edit)

    def _adder(self, area: str, kind: str, lines: Sequence[FactorLine]) -> QWidget:
        """A field for a new line; below it sentences to start from. Enter adds one and makes room for the next."""
        field = TextField(t("New line"), read.fields("factor")["text"].check, t("What do you see?"))
        field.line.setObjectName("first")

        def add(words: str | None) -> None:
            if words:
                self.session.do(edits.add("factor", self.pupil, kind=kind, area=area, text=words))
                self.refresh()
                self.go_to("first")

        field.done.connect(lambda: add(field.value()))
        there = {line.text for line in lines}
        examples = [one for one in example_factors(kind, area) if one not in there][:MOST_EXAMPLES]
        column = Column(field, gap=4, margins=(12, 10, 12, 10))
        if examples:
            column.add(small(t("Or begin from a sentence")))
        for one in examples:
            made = Tile(Column(small(one, "text", wrap=True), margins=(6, 3, 6, 3)), one, edge="", fill="", radius=6)
            made.clicked.connect(lambda _on=False, one=one: add(one))
            column.add(made)
        column.add(button(t("Done|form"), "link", "check", self.close_panel, "Esc"))
        return box(column, "card")
