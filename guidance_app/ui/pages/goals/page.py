"""The page of goals: the list at the left, the goal that is open at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from guidance_app import edits
from guidance_app.base.i18n import t
from guidance_app.queries import read
from guidance_app.queries.goals import ICONS, GoalItem, Goals, goals
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box, vline
from guidance_app.ui.look import BOLD, REGULAR, look
from guidance_app.ui.pages.goals.beside import BESIDE, goals_beside, switch
from guidance_app.ui.pages.goals.detail import goal_detail
from guidance_app.ui.pages.goals.form import new_goal
from guidance_app.ui.pages.going import GOALS, into_view, wished
from guidance_app.ui.pages.measure_parts import MeasurePage
from guidance_app.ui.pages.tile import Act, Tile
from guidance_app.ui.pages.writing import move_edit
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import label, small, status

LIST = 292


class GoalsPage(MeasurePage):
    """All goals, the running ones first, and everything about the one that is open. `ratio`: its chart is on a ratio scale;
    `lines`: the lines of its pace are drawn."""

    title = "Goals"

    def __init__(self, session: Session, pupil: str = "") -> None:
        super().__init__(session, pupil)
        self.chosen = ""
        self.ratio = self.lines = False
        self.view = Goals("", (), (), None)

    def handlers(self) -> Mapping[str, Callable[[], Any]]:
        """Ctrl+N makes a goal; Ctrl+T goes to the field for a measurement of the goal that is open."""
        measure = {"measure": lambda: self.go_to("measurement")} if self.view.detail else {}
        return {"new": lambda: self.open_panel("goal"), **measure}

    def build(self) -> QWidget:
        with self.session.read() as s:
            self.view = goals(s, self.pupil, self.chosen)
        detail = self.view.detail
        if detail is None:
            return ScrollPage(Column(self._empty(), STRETCH, margins=(24, 12, 24, 12)), t("Goals"))
        self.chosen = detail.id
        new = [new_goal(self)] if self.panel.startswith("goal") else []
        if self.panel == BESIDE:
            return ScrollPage(Column(goals_beside(self), STRETCH, margins=(20, 14, 24, 16)), t("Goals"))
        right = Column(*new, *goal_detail(self, detail), STRETCH, gap=12, margins=(20, 14, 24, 16))
        if look.large:
            return ScrollPage(Column(box(self._list()), box(right), gap=0), t("Goals"))
        return self._side_by_side(self._list(), right)

    def shown(self) -> None:
        """The page comes into view, perhaps to show the goal or the measure that was chosen on another page."""
        super().shown()
        if wanted := wished(self, GOALS):
            self._show_wanted(*wanted)

    def _show_wanted(self, table: str, row: str) -> None:
        if table == "measure":
            with self.session.read() as s:
                found = read.row(s, "measure", row)
            self.choose(next(iter(found.goals or ()), self.chosen) if found else self.chosen)
            self.open_panel(f"measure/{row}")
            into_view(self.focusWidget())
        else:
            self.choose(row)

    def choose(self, goal: str) -> None:
        """Open this goal; the focus stays in the list."""
        self.session.finish_typing()
        self.chosen, self.panel, self.writing, self.ratio, self.lines = goal, "", "", False, False
        self.at_top()
        self.refresh()
        self.go_to(f"goal/{goal}")

    def at_top(self) -> None:
        """What comes next is read from its beginning."""
        if self._content is not None:
            for area in (self._content, *self._content.findChildren(ScrollPage)[:1]):
                if isinstance(area, ScrollPage):
                    area.top()

    def added(self, goal: str | None) -> None:
        """A goal was made: it is open, with the focus on its text."""
        if goal:
            self.chosen, self.panel = goal, ""
            self.write("goal", goal, "text")

    def _side_by_side(self, left: Column, right: Column) -> QWidget:
        made, scroll = QWidget(), ScrollPage(right, t("The goal that is open"))
        scroll.setParent(made)  # first, so that its place is the one that is kept when the page is built again
        goals_list = ScrollPage(left, t("All goals"))
        goals_list.setFixedWidth(look.px(LIST) + look.space(20))
        made.setLayout(Row(goals_list, vline(), (scroll, 1), gap=0))
        return made

    def _list(self) -> Column:
        """The way to all of them at once, in sight however many there are; both groups, and the button for a new one."""
        lines = Column(switch(self), 6, gap=4, margins=(18, 14, 10, 14))
        for title, items in ((t("Running now"), self.view.running), (t("Looked back on"), self.view.finished)):
            if items:
                lines.add(box(Row(label(title, weight=BOLD), STRETCH, small(str(len(items))), margins=(6, 0, 6, 0))))
                for item in items:
                    lines.add(self._item(item, [one.id for one in items]))
                lines.add(6)
        lines.add(self.opener(t("Add a goal"), "goal"))
        lines.add(STRETCH)
        return lines

    def _item(self, item: GoalItem, ids: Sequence[str]) -> Tile:
        """One goal in the list: title, where it stands, and its state as icon and word."""
        open_now = item.id == self.chosen
        title = label(item.title, "body", "accent" if open_now else "text", wrap=True, weight=BOLD if open_now else REGULAR)
        below = Row(small(item.about, wrap=True) if item.about else None, STRETCH, status(ICONS[item.status], item.word), gap=6)
        acts = (
            Act("Ctrl+Up", t("Move up"), lambda: self._shift(ids, item.id, -1)),
            Act("Ctrl+Down", t("Move down"), lambda: self._shift(ids, item.id, 1)),
            Act("Delete", t("Remove"), lambda: self._remove(item.id)),
        )
        name = ", ".join(part for part in (item.title, item.about, item.word) if part)
        fill = "soft" if open_now else ""
        made = Tile(Column(title, below, gap=2, margins=(10, 6, 8, 7)), name, edge="", fill=fill, radius=8, acts=acts)
        made.setObjectName(f"goal/{item.id}")
        made.clicked.connect(lambda _on=False: self.choose(item.id))
        return made

    def _shift(self, ids: Sequence[str], goal: str, by: int) -> None:
        if (edit := move_edit("goal", ids, goal, by)) is not None:
            self.session.do(edit)

    def _remove(self, goal: str) -> None:
        ids = [one for one in self.view.ids if one != goal]
        self.session.do(edits.remove("goal", goal))
        self.chosen = ids[0] if ids else ""
        self.go_to(f"goal/{self.chosen}")

    def _empty(self) -> QWidget:
        if self.panel == "goal":
            return new_goal(self)
        what = t("What do we want to reach, with {name}?", name=self.view.first_name)
        why = t("A goal says what you will see, from where to where, and by when. Few goals are enough.")
        return self.nothing_yet(what, why, t("Add a goal"), "goal", "target")
