"""Tab 1, the overview: the child speaks first; then the three questions, how goals go, and who does what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t, upper_first
from guidance_app.charts.small import OwnMark, OwnMarks
from guidance_app.charts.spec import ChartSpec, make_chart
from guidance_app.queries.measure_rows import measure_rows
from guidance_app.queries.measures import MeasureLine
from guidance_app.queries.overview import Doing, GoalRow, Marks, Overview, QuestionLine, consent_words, overview
from guidance_app.queries.plan import GoalLine
from guidance_app.report.figures import goal_chart
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box, hline
from guidance_app.ui.look import BOLD, SEMIBOLD, look
from guidance_app.ui.main_window import MainWindow
from guidance_app.ui.pages.across import Across
from guidance_app.ui.pages.file_panel import FilePanel
from guidance_app.ui.pages.measuring import measure_lines
from guidance_app.ui.pages.pupil import PupilPage
from guidance_app.ui.pages.tile import Tile
from guidance_app.ui.pages.writing import WritingPage
from guidance_app.ui.scene import SceneWidget
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import Button, EmptyState, Quote, button, label, place_heading, section, small, status

TALKS_TAB, GOALS_TAB, BLOCKS_TAB, BALANCE_TAB = 7, 5, 4, 3
MARKS, WHO, TINY, STATUS = 328, 336, (120, 34), 106
MEASURE = "measure"


class OverviewPage(WritingPage):
    """The first page of a pupil."""

    title = "Overview"

    def __init__(self, session: Session, pupil: str = "") -> None:
        super().__init__(session, pupil)
        self.file = FilePanel(session, pupil, self.open_talk)

    # what stands round the page

    def side(self) -> QWidget:
        self.file.shown()
        return self.file

    def head(self) -> list[QWidget]:
        new = button(t("New measurement"), "default", "plus", self.measure, "Ctrl+T")
        return [ConsentLine(self.session, self.pupil, lambda: self.show_file("consent")), new]

    def handlers(self) -> Mapping[str, Callable[[], Any]]:
        """What the menus can do on this page."""
        return {"measure": self.measure}

    def shown(self) -> None:
        """The page comes into view, perhaps with something to be opened in the panel."""
        super().shown()
        self.file.shown()
        if self.file.fulfil_wish():
            QTimer.singleShot(0, self, self._reveal)

    def show_file(self, place: str) -> None:
        """Open a place in the side panel."""
        self.file.go(place)
        self._reveal()

    def _reveal(self) -> None:
        """Where the panel is a drawer, open it."""
        window = self.window()
        if isinstance(window, MainWindow) and not window.side.isVisible():
            window.toggle_side()
        self.file.go_to("first")

    def open_talk(self, meeting: str) -> None:
        """Go to a talk, or to where one is planned."""
        if meeting:
            self.session.workspace.remember(f"talk/{self.pupil}", f"meeting/{meeting}")
        self.turn(TALKS_TAB)

    def turn(self, tab: int) -> None:
        """Go to another page of this pupil."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, PupilPage):
            above = above.parentWidget()
        if above is not None:
            above.tabs.open(tab)

    def measure(self) -> None:
        """Open the fields to measure in."""
        self.open_panel(MEASURE)

    # what stands on it

    def refresh(self) -> None:
        """Build again; what is being typed comes back in the new fields."""
        self.session.save_drafts()
        super().refresh()

    def build(self) -> QWidget:
        with self.session.read() as s:
            view = overview(s, self.pupil, self.session.today)
        parts = [
            *self._measuring(),
            self._voice(view),
            hline(),
            Across([self._question(one) for one in view.questions], gap=20, lined=True),
            hline(),
            Across((self._goals(view), self._doing(view)), (1, 0), fixed=WHO, gap=24),
        ]
        return ScrollPage(box(Column(*parts, STRETCH, gap=8, margins=(24, 12, 24, 8)), widget=QWidget()), t("Overview"))

    def _measuring(self) -> list[Any]:
        if self.panel != MEASURE:
            return []
        with self.session.read() as s:
            rows = measure_rows(s, self.pupil, self.session.today)
        close = button(t("Close"), "link", "x", self.close_panel)
        if rows:
            lines = measure_lines(self.session, rows, named=False)
            QTimer.singleShot(0, self, lambda: self.go_to(rows[0].place) if not self._has_focus() else None)
        else:
            why = t("There is nothing to measure. Make a goal with a number, or an experiment; then it can be measured here.")
            lines = label(why, tone="mute", wrap=True)
            close.setObjectName("first")
        return [section(t("To measure"), t("type and press Enter"), close), lines, 4]

    def _has_focus(self) -> bool:
        focus = self.focusWidget()
        return focus is not None and focus.hasFocus() and self._content is not None and self._content.isAncestorOf(focus)

    def _voice(self, view: Overview) -> QWidget:
        """What the child says, and its own marks."""
        if view.quote is None:
            why = t("Begin with {name}. How does the child see it, and what does it want itself?", name=view.first_name)
            what = t("What does {name} say?", name=view.first_name)
            words: QWidget = EmptyState(what, why, t("To the talks"), lambda: self.turn(TALKS_TAB), "smile")
        else:
            quote = view.quote
            tile = Tile(Column(Quote(quote.text, quote.caption)), f"{quote.text} {quote.caption}", edge="", fill="", radius=6)
            tile.setObjectName("quote")
            tile.clicked.connect(lambda _on=False: self.turn(TALKS_TAB))
            words = tile
        if not view.marks.lines:
            return words
        return Across((words, self._marks(view.first_name, view.marks)), (1, 0), fixed=MARKS, gap=20)

    def _marks(self, name: str, marks: Marks) -> QWidget:
        chart = make_chart("own marks", OwnMarks(tuple(OwnMark(m.row, m.item, m.earlier, m.now) for m in marks.lines)), title="")
        head = Row(small(t("{name}'s own marks", name=name), "text", weight=BOLD), (small(marks.when, wrap=True), 1), gap=8)
        drawn = _drawn(chart)
        drawn.setMinimumHeight(drawn.sizeHint().height())
        drawn.setObjectName("marks")
        return box(Column(head, drawn, STRETCH, gap=2), widget=QWidget())

    def _question(self, one: QuestionLine) -> QWidget:
        words = self.text("pupil", self.pupil, one.field, one.text, hint=one.hint, margins=(4, 2, 4, 2))
        words.setAccessibleName(f"{one.heading}, {one.text or one.hint}")
        return box(Column(place_heading(one.voice, one.heading), words, STRETCH, gap=2), widget=QWidget())  # type: ignore[arg-type]

    # goals

    def _goals(self, view: Overview) -> QWidget:
        heading = t("Goals that run") if view.all_run else t("Goals")
        if not view.goals:
            why = t("A goal comes from a building block: what is hard, and what {name} builds there.", name=view.first_name)
            return EmptyState(t("No goals yet"), why, t("To the building blocks"), lambda: self.turn(BLOCKS_TAB), "target")
        note = t("the dotted line is the goal") if any(goal.series for goal in view.goals) else ""
        lines: list[Any] = [section(heading, note)]
        for at, goal in enumerate(view.goals):
            lines += [hline() if at else None, self._goal(goal)]
        more = [self._more(view.more_goals, GOALS_TAB, "goals")] if view.more_goals else []
        return box(Column(*lines, *more, STRETCH, gap=0), widget=QWidget())

    def _goal(self, goal: GoalRow) -> Tile:
        title = label(goal.title, weight=SEMIBOLD, wrap=True)
        words = Column(title, small(goal.about, wrap=True) if goal.about else None, gap=0)
        state = box(status(goal.icon, goal.word), widget=QWidget())
        chart = _tiny(goal)
        if look.large:
            layout: Any = Column(words, state, chart, gap=2, margins=(0, 2, 0, 2))
        else:
            state.setFixedWidth(look.px(STATUS))
            layout = Row((words, 1), state, chart or _no_chart(), gap=6, margins=(0, 1, 0, 1))
        made = Tile(layout, ", ".join(part for part in (goal.title, goal.about, goal.word) if part), edge="", fill="", radius=6)
        made.setObjectName(f"goal/{goal.id}")
        made.clicked.connect(lambda _on=False: self.turn(GOALS_TAB))
        return made

    def _more(self, n: int, tab: int, key: str) -> Button:
        made = button(t("and {n} more", n=n), "link", "", lambda: self.turn(tab))
        made.set_small()
        made.setObjectName(f"more/{key}")
        return made

    # who does what

    def _doing(self, view: Overview) -> QWidget:
        home = self._place("home", t("At home|place"), view.home)
        school = self._place("school", t("At school|place"), view.school)
        both = Across((home, school), gap=16, wide_from=240)
        return box(Column(section(t("Who does what")), both, STRETCH, gap=4), widget=QWidget())

    def _place(self, place: Any, heading: str, doing: Doing) -> QWidget:
        lines: list[Any] = [self._measure(one) for one in doing.lines]
        if not lines:
            act = button(t("Agree on something"), "link", "plus", lambda: self.turn(BALANCE_TAB))
            act.setObjectName(f"agree/{place}")
            lines = [label(t("Nothing has been agreed yet."), tone="mute", wrap=True), act]
        more = [self._more(doing.more, BALANCE_TAB, place)] if doing.more else []
        return box(Column(place_heading(place, heading), 2, *lines, *more, STRETCH, gap=8), widget=QWidget())

    def _measure(self, one: MeasureLine) -> QWidget:
        about = upper_first(one.about)
        return box(Column(label(one.title, wrap=True), small(about, wrap=True) if about else None, gap=0), widget=QWidget())


class ConsentLine(Button):
    """How it stands with consents; pressing it shows them."""

    def __init__(self, session: Session, pupil: str, on_click: Callable[[], Any]) -> None:
        super().__init__("", "item", "key-round")
        self.set_small()
        self._session, self._pupil = session, pupil
        self.setObjectName("consents")
        self.clicked.connect(lambda _on=False: on_click())
        session.changed.connect(self._changed)
        self._changed()

    def _changed(self, _rows: object = None) -> None:
        with self._session.read() as s:
            words = consent_words(s, self._pupil, self._session.today)
        self.set_text(words or t("no consents yet"))


def _tiny(goal: GoalRow) -> SceneWidget | None:
    """The course of a goal, small and without words."""
    line = GoalLine(goal.title, series=goal.series, target_value=goal.target)
    spec = goal_chart(line, tiny=True)
    if spec is None:
        return None
    made = _drawn(spec)
    made.setFixedSize(look.px(TINY[0]), look.px(TINY[1]))
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line it stands in says the same, and is what one presses
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made


def _drawn(spec: ChartSpec) -> SceneWidget:
    return SceneWidget(spec, look.tokens, "bg", titled=False, text_scale=look.text)


def _no_chart() -> QWidget:
    """As much room as a chart takes, so that words stay in their column."""
    made = QWidget()
    made.setFixedSize(look.px(TINY[0]), look.px(TINY[1]))
    return made
