"""Tab 3, the profile: what tests say, in words first, on one axis; beside it what is seen in class; and what we suppose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.charts.profile import Mode
from guidance_app.charts.profile_view import profile_chart
from guidance_app.charts.spec import ChartSpec, natural_height
from guidance_app.queries.profile import ProfileView, profile
from guidance_app.ui.icons import Icon
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.pages.across import Across
from guidance_app.ui.pages.choosing import Choice
from guidance_app.ui.pages.going import PROFILE, into_view, stay, wished
from guidance_app.ui.pages.hypotheses import hypotheses_part
from guidance_app.ui.pages.hypotheses import shape as shape_of_hypotheses
from guidance_app.ui.pages.profile.assessments import Tests
from guidance_app.ui.pages.profile.reading import reading_card
from guidance_app.ui.pages.profile.side import side_panel
from guidance_app.ui.pages.profile.years import OPEN as YEARS
from guidance_app.ui.pages.profile.years import years
from guidance_app.ui.pages.writing import WritingPage
from guidance_app.ui.scene import SceneWidget
from guidance_app.ui.widgets import ElidingLabel, EmptyState, button, label

MODE = "profile mode"
"""Under this name the store remembers what stands at the right of the axis: words, numbers or dots."""
MODES: tuple[Mode, ...] = ("words", "numbers", "dots")


class ProfilePage(WritingPage):
    """The profile of one pupil. `tab_wanted` asks for another page of the pupil, by its number from 0."""

    title = "Profile"
    tab_wanted = Signal(int)

    def __init__(self, session: Any, pupil: str = "") -> None:
        super().__init__(session, pupil)
        self.view: ProfileView | None = None
        self.chosen = ""
        self.expert = False
        self.tests = Tests(self)
        self._side = QWidget()
        self._side_column = Column(gap=0)
        self._side.setLayout(self._side_column)
        self._in_side: QWidget | None = None
        self._top = QWidget()
        self._shape: tuple[object, ...] = ()

    def build(self) -> QWidget:
        self._shape = self._now()
        view = self.view
        assert view is not None
        self._top = QWidget()
        self._top.setLayout(Column(*self._chart(view), gap=12))
        below = hypotheses_part(self, view.hypotheses)
        course = years(self)
        parts = Column(self._top, *course, self.tests.build(view), 12, below, STRETCH, gap=12, margins=(24, 16, 24, 24))
        self.fill_side()
        return ScrollPage(parts, t("Profile"))

    def shown(self) -> None:
        """The page comes into view, perhaps to show the test that was chosen on another page."""
        super().shown()
        if wanted := wished(self, PROFILE):
            table, row = wanted
            self.tests.open(row) if table == "assessment" else self.go_to(f"{table}/{row}/text")

    def refresh(self) -> None:
        """Build again; when only values changed (the fields show those by themselves) just the axis and the panel."""
        if self._content is None or self._now() != self._shape:
            super().refresh()
            return
        self._pending.stop()
        self._stale = False
        assert self.view is not None
        focus = self.focusWidget()
        name = focus.objectName() if focus is not None and focus.hasFocus() and self._top.isAncestorOf(focus) else ""
        stay(self._content)
        if name:
            self._content.setFocus()  # else what is below gets the focus while its place is built again, and comes into view
        top = self._top.layout()
        assert isinstance(top, Column)
        top.clear()
        for one in self._chart(self.view):
            top.add(one)
        self.tests.show_wrong(self.view)
        self.fill_side()
        self.go_to(name)

    def _now(self) -> tuple[object, ...]:
        """Read the page anew; gives everything that decides which parts and fields it has."""
        with self.session.read() as s:
            self.view = view = profile(s, self.pupil, self.session.today)
        if view.line(self.chosen) is None:
            self.chosen = next((line.id for group in view.groups for line in group.lines), "")
        looks = (look.text, look.is_dark, self.writing, shape_of_hypotheses(self), self.property(YEARS))
        return view.tests, view.hypotheses, bool(view.groups), self.tests.shape, looks

    def side(self) -> QWidget:
        self.shown()
        return self._side

    def head(self) -> list[QWidget]:
        add = button(t("Enter a test"), "default", "plus", self.new_test)
        hidden = ElidingLabel(t("not in conversation or plan"), "small", "mute", SEMIBOLD)
        return [box(Row(Icon("eye-off", "mute", 16), hidden, gap=5)), add]

    def handlers(self) -> dict[str, Callable[[], Any]]:
        """What the menus can do on this page."""
        return {"new": self.new_test}

    def new_test(self) -> None:
        """Ask which test, and when."""
        self.tests.adding = True
        self.refresh()
        self.go_to(self.tests.NEW)
        into_view(self._content.findChild(QWidget, self.tests.NEW) if self._content else None)

    def choose(self, line: str) -> None:
        """Explain this line in the side panel."""
        self.chosen = line
        self.fill_side()

    @property
    def mode(self) -> Mode:
        """What stands beside the axis; words until somebody chose otherwise."""
        kept = self.session.workspace.remembered(MODE)
        return kept if kept in MODES else "words"

    @property
    def numbers(self) -> bool:
        """Whether numbers are shown; while they are not, none is on the page."""
        return self.mode == "numbers"

    def show_numbers(self, on: bool) -> None:
        """Show the numbers, on the axis and beside it, or only words again."""
        self.session.remember(MODE, "numbers" if on else "words")
        self.refresh()

    def show_expert(self, on: bool) -> None:
        """Open or close what is for who knows."""
        self.expert = on
        if on and not self.numbers:
            self.show_numbers(True)
        else:
            self.fill_side()

    def fill_side(self) -> None:
        """Make the side panel anew, with the focus where it was."""
        if self.view is None:
            return
        focus = self._side.focusWidget()
        name = focus.objectName() if focus is not None and focus.hasFocus() else ""
        old, self._in_side = self._in_side, side_panel(self, self.view, self.view.line(self.chosen))
        self._side_column.add(self._in_side)
        if old is not None:
            self._side_column.removeWidget(old)
            old.hide()
            old.deleteLater()
        again = self._in_side.findChild(QWidget, name) if name else None
        if again is not None:
            again.setFocus()

    def _chart(self, view: ProfileView) -> list[QWidget]:
        if not view.groups:
            why = t("Scores of assessment, school tests and questionnaires come here on one axis, in words first.")
            return [EmptyState(t("No tests yet"), why, t("Enter a test"), self.new_test, "chart-line")]
        mode = self.mode
        options = (("words", t("Words"), ""), ("numbers", t("Numbers"), ""), ("dots", t("Dots"), ""))
        choice = Choice(t("What stands beside the axis"), options, mode, self._show_mode, "mode")
        head = Across((label(view.sentence, "head", wrap=True), choice), (1, 0), gap=16)
        return [head, _Axis(profile_chart(view, mode), self), *reading_card(view.reading, self.numbers)]

    def _show_mode(self, mode: str | None) -> None:
        self.session.remember(MODE, mode or "words")
        self.again()

    def _focus(self, name: str) -> bool:
        """Also what stands in the side panel can be gone to."""
        if super()._focus(name):
            return True
        found = self._in_side.findChild(QWidget, name) if self._in_side is not None and name else None
        if found is not None and not found.hasFocus():
            found.setFocus()
        return found is not None

    def _left(self, field: QObject) -> None:
        super()._left(field)
        if self._in_side is not None and isinstance(field, QWidget) and self._in_side.isAncestorOf(field):
            self.writing = ""
            self.again()


class _Axis(SceneWidget):
    """The axis with its lines, as high as they need, explained beside it when one is chosen."""

    def __init__(self, spec: ChartSpec, page: ProfilePage) -> None:
        super().__init__(spec, look.tokens, "bg", titled=False, text_scale=look.text)
        self.setObjectName("profile axis")
        self.setMinimumHeight(round(natural_height(spec, 640, titled=False) * look.text))
        self.choose(page.chosen)
        self.chosen.connect(page.choose)
