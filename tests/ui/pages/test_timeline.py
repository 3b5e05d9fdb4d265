"""The timeline by keyboard: walking, filtering, searching, going to where an entry belongs, events of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication, QWidget

from guidance_app.queries import read
from guidance_app.queries.timeline import TODAY
from guidance_app.ui.look import look
from guidance_app.ui.pages.timeline import TimelinePage
from guidance_app.ui.pages.timeline import view as timeline_view
from guidance_app.ui.rows import ROW

Key = Qt.Key


class Line:
    """The page as a person uses it."""

    def __init__(self, page: TimelinePage, qtbot: Any, settled: Callable[[Any], None]) -> None:
        self.page, self._qtbot, self._settled = page, qtbot, settled
        self.tabs: list[int] = []
        page.tab_wanted.connect(self.tabs.append)

    @property
    def texts(self) -> list[str]:
        model = self.page.view.model()
        return [model.index(at, 0).data() for at in range(model.rowCount())]

    def choose(self, words: str) -> None:
        at = next(at for at, text in enumerate(self.texts) if words in text)
        self.page.view.setFocus()
        self.page.view.setCurrentIndex(self.page.view.model().index(at, 0))

    def key(self, key: Any) -> None:
        self._qtbot.keyClick(QApplication.focusWidget(), key)
        self._settled(self.page)

    def type(self, words: str) -> None:
        self._qtbot.keyClicks(QApplication.focusWidget(), words)

    def named(self, name: str) -> QWidget:
        found = self.page._content.findChild(QWidget, name)
        assert found is not None, name
        return found

    @property
    def focus(self) -> str:
        return QApplication.focusWidget().objectName()

    def undo(self) -> None:
        self.page.session.undo()
        self._settled(self.page)


@pytest.fixture
def line(example_session: Any, example_pupil: str, on_screen: Any, qtbot: Any, settled: Any) -> Line:
    return Line(on_screen(TimelinePage(example_session, example_pupil)), qtbot, settled)


def test_arrows_walk_the_entries_and_each_is_spoken_as_one_sentence(line: Line) -> None:
    line.page.view.setFocus()
    line.key(Key.Key_Home)
    line.key(Key.Key_Down)
    line.key(Key.Key_Down)
    index = line.page.view.currentIndex()
    assert index.row() == 2
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "vrijdag 26 juni 2026, gepland, Het plan loopt af"


@pytest.mark.parametrize(
    ("words", "tab"),
    [("WISC-V-NL. Gem", 2), ("Doel behaald", 5), ("begin van B1", 6), ("Eindevaluatie", 7), ("Plan, versie 3", 8)],
)
def test_enter_goes_to_the_page_where_an_entry_belongs(line: Line, words: str, tab: int) -> None:
    line.choose(words)
    line.key(Key.Key_Return)
    assert line.tabs == [tab]


def test_the_talk_of_an_entry_is_the_one_that_will_be_shown(line: Line, example_session: Any, example_pupil: str) -> None:
    line.choose("MDO (startgesprek)")
    row = line.page.view.currentIndex().data(ROW)
    line.key(Key.Key_Return)
    assert example_session.workspace.remembered(f"talk/{example_pupil}") == f"meeting/{row.row}"


def test_today_itself_leads_nowhere(line: Line) -> None:
    line.choose("Vandaag")
    assert line.page.view.currentIndex().data(ROW).id == TODAY
    line.key(Key.Key_Return)
    line.key(Key.Key_Delete)
    assert line.tabs == []


def test_a_filter_is_remembered(line: Line, example_session: Any, example_pupil: str, on_screen: Any) -> None:
    before = len(line.texts)
    line.named("filter/test").click()
    assert 0 < len(line.texts) < before
    again = on_screen(TimelinePage(example_session, example_pupil))
    assert again.view.model().rowCount() == len(line.texts)


def test_typing_in_the_search_field_leaves_what_is_found(line: Line) -> None:
    line.named("search").setFocus()
    line.type("slaapkaart begin proefje")
    assert line.texts == [
        "Proefje 3: De slaapkaart, begin van B Slaapkaart",
        "Proefje 3: De slaapkaart, begin van A Zoals altijd",
    ]
    line.type("niets daarvan")
    assert line.texts == []
    assert "Niets gevonden" in line.page._nothing.text()
    assert line.page._nothing.isVisible()


def test_an_event_is_typed_with_its_day_and_comes_on_the_line(line: Line) -> None:
    line.page.handlers()["new"]()
    assert line.focus.startswith("background/new-")
    day = line.named("event/day")
    day.setFocus()
    day.selectAll()
    line.type("15-2")
    line.named(line.page._new_place).setFocus()
    line.type("Verhuisd naar een ander huis.")
    line.key(Key.Key_Return)
    at = line.texts.index("Verhuisd naar een ander huis.")
    assert line.texts[at - 1].startswith("Vandaag")
    assert line.page.view.currentIndex().row() == at
    line.undo()
    assert "Verhuisd naar een ander huis." not in line.texts


def test_an_event_is_changed_with_enter_and_removed_with_delete(line: Line) -> None:
    line.choose("Start in groep 1.")
    row = line.page.view.currentIndex().data(ROW)
    line.key(Key.Key_Return)
    assert line.focus == f"background/{row.row}/text"
    line.type(" Hij kon al fietsen.")
    line.key(Key.Key_Return)
    assert line.focus == "timeline"
    with line.page.session.read() as s:
        assert read.row(s, "background", row.row).text.endswith("Hij kon al fietsen.")
    line.key(Key.Key_Delete)
    assert "Start in groep 1." not in line.texts
    line.undo()
    assert "Start in groep 1." in line.texts


def test_delete_removes_only_events_of_ones_own(line: Line) -> None:
    before = line.texts
    line.choose("Eindevaluatie")
    line.key(Key.Key_Delete)
    assert line.texts == before


def test_the_list_stays_where_it_was_after_a_change_elsewhere(line: Line, example_pupil: str, settled: Any, qtbot: Any) -> None:
    from guidance_app.edits.timeline import add_event

    line.choose("WISC-V-NL. Gem")
    top = line.page.view.verticalScrollBar().value()
    assert top > 0
    line.page.session.do(add_event(example_pupil, line.page.session.today, "Iets."))
    settled(line.page)
    qtbot.waitUntil(lambda: line.page.view.verticalScrollBar().value() >= top)
    assert line.page.view.currentIndex().data().startswith("WISC-V-NL. Gem")


def test_a_pupil_with_only_a_first_name_is_told_what_belongs_here(
    new_session: Any, new_pupil: str, on_screen: Any, qtbot: Any, settled: Any
) -> None:
    line = Line(on_screen(TimelinePage(new_session, new_pupil)), qtbot, settled)
    line.named("timeline").click()
    line.type("Geboren met een lach.")
    line.key(Key.Key_Return)
    assert line.texts == ["Geboren met een lach."]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        (1.0, 1180),
        (2.0, 1270),
        pytest.param(1.0, 960, marks=pytest.mark.thorough),
        pytest.param(2.0, 800, marks=pytest.mark.thorough),
    ],
)
def test_every_sentence_fits_in_its_row_and_everything_has_a_name(
    line: Line, unnamed: Any, clipped: Any, qtbot: Any, text: float, width: int
) -> None:
    look.resize(text)
    line.page.resize(width, 560)
    qtbot.wait(1)
    view = line.page.view
    for at in range(view.model().rowCount()):
        rect = view.visualRect(view.model().index(at, 0))
        laid, height = timeline_view._laid(
            view.model().index(at, 0).data(), look.font(), timeline_view._places(rect).text.width()
        )
        assert isinstance(laid, QTextLayout)
        assert height <= rect.height()
    assert unnamed(line.page) == []
    assert clipped(line.page) == []
    assert line.page._content.minimumSizeHint().width() <= width


def test_a_word_without_end_and_markup_stay_plain_and_inside(line: Line, example_pupil: str, settled: Any) -> None:
    from guidance_app.edits.timeline import add_event

    line.page.session.do(add_event(example_pupil, line.page.session.today, "<b>" + "x" * 3000))
    settled(line.page)
    line.choose("<b>")
    rect = line.page.view.visualRect(line.page.view.currentIndex())
    assert rect.width() <= line.page.view.viewport().width()
    assert line.page.view.currentIndex().data().startswith("<b>xxx")


def test_an_event_that_was_being_typed_is_there_again(
    example_session: Any, example_pupil: str, on_screen: Any, qtbot: Any, settled: Any
) -> None:
    example_session.workspace.draft(f"background/new-{example_pupil}/text", "Half ge")
    line = Line(on_screen(TimelinePage(example_session, example_pupil)), qtbot, settled)
    line.type("schreven")
    line.key(Key.Key_Return)
    assert line.texts[line.page.view.currentIndex().row()] == "Half geschreven"
    assert example_session.workspace.drafts() == {}
