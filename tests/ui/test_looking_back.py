"""Looking back: what a field was, what was removed, the file as it was known on a day, and who saw it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import insert

from guidance_app import edits, example
from guidance_app.domain.word_diff import word_diff
from guidance_app.example.builder import Builder
from guidance_app.queries import audit, read
from guidance_app.store.journal import StepRow
from guidance_app.ui.bridge import at_once
from guidance_app.ui.desk import Desk
from guidance_app.ui.dialogs.history import HistoryDialog, place_with_focus
from guidance_app.ui.dialogs.removed import RemovedDialog
from guidance_app.ui.look import look
from guidance_app.ui.marked_text import MarkedText
from guidance_app.ui.pages.audit import AuditPage
from guidance_app.ui.pages.past import PastPage
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import Button, Label
from guidance_app.workspace import Workspace
from tests.ui.test_reach import clipped, nameless

pytestmark = pytest.mark.thorough


@pytest.fixture
def session(open_example: Callable[[], Workspace]) -> Iterator[Session]:
    made = Session(open_example())
    yield made
    made.close()


@pytest.fixture
def pupil(example_builder: Builder) -> str:
    return example_builder.pupil


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[Any], Any]:
    """Shows a page or dialog as large as it is on a laptop."""

    def show(widget: Any) -> Any:
        qtbot.addWidget(widget)
        widget.resize(1180, 620)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return show


def words(widget: QWidget) -> list[str]:
    QApplication.processEvents()  # what was added a moment ago comes into view
    return [one.text() for one in widget.findChildren(Label) if one.isVisible()]


def goal_of(session: Session, pupil: str) -> str:
    with session.read() as s:
        return read.rows(s, "goal", pupil)[0].id


def text_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    found = "\n".join(document[i].get_textpage().get_text_range() for i in range(len(document)))
    document.close()
    return found


# what a field was


def test_the_words_that_changed_are_marked_and_are_told_to_who_cannot_see_them(
    session: Session, pupil: str, shown: Callable[[Any], Any]
) -> None:
    goal = goal_of(session, pupil)
    session.do(edits.change("goal", goal, "text", "Mark leest elke dag tien minuten hardop"))
    session.do(edits.change("goal", goal, "text", "Mark leest elke dag tien minuten samen"))
    dialog = shown(HistoryDialog(session, "goal", goal, "text"))
    [marked] = [one for one in dialog.findChildren(MarkedText) if one.isVisible()]
    assert marked.text() == "Doel was Mark leest elke dag tien minuten hardop, werd Mark leest elke dag tien minuten samen"
    struck = [f for f in marked._formats() if f.format.fontStrikeOut()]
    underlined = [f for f in marked._formats() if f.format.fontUnderline()]
    assert [(f.start, f.length) for f in struck] == [(33, len("hardop"))]
    assert [(f.start, f.length) for f in underlined] == [(40, len("samen"))]


def test_marks_stand_right_behind_signs_that_qt_counts_twice(qtbot: QtBot) -> None:
    marked = MarkedText(word_diff("😀 een", "😀 twee"), "")
    qtbot.addWidget(marked)
    assert [(f.start, f.length) for f in marked._formats()] == [(3, 3), (7, 4)]


def test_one_field_or_the_whole_record_is_shown(session: Session, pupil: str, shown: Callable[[Any], Any]) -> None:
    goal = goal_of(session, pupil)
    session.do(edits.change("goal", goal, "title", "Iets anders"))
    dialog = shown(HistoryDialog(session, "goal", goal, "text"))
    assert not any("Iets anders" in text for text in words(dialog)[1:])
    everything = next(b for b in dialog.findChildren(Button) if "Alles van dit onderdeel" in b.accessibleName())
    everything.click()
    assert any("Iets anders" in text for text in words(dialog)[1:])


def test_the_field_with_the_focus_is_known(session: Session, pupil: str, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    field = session.field("pupil", pupil, "first_name")
    field.setParent(holder)
    holder.show()
    holder.activateWindow()
    field.field.setFocus()
    qtbot.waitUntil(lambda: place_with_focus() == ("pupil", pupil, "first_name"), timeout=2000)


# what was removed


def test_what_was_removed_is_put_back_with_the_keyboard(
    session: Session, pupil: str, shown: Callable[[Any], Any], qtbot: QtBot
) -> None:
    goal = goal_of(session, pupil)
    session.do(edits.remove("goal", goal))
    dialog = shown(RemovedDialog(session, pupil))
    first = dialog.findChild(Button, "put back/0")
    assert QApplication.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert goal_of(session, pupil) == goal
    assert "Er is niets verwijderd" in words(dialog)
    assert session.undo_text() == "doel terugzetten"


def test_the_list_of_what_was_removed_is_narrowed_to_a_kind(session: Session, pupil: str, shown: Callable[[Any], Any]) -> None:
    with session.read() as s:
        found = [*read.rows(s, "need", pupil)[:6], *read.rows(s, "background", pupil)[:4]]
    for one in found:
        session.do(edits.remove(one.table, one.id))
    dialog = shown(RemovedDialog(session, pupil))
    dialog._choose("background")
    QApplication.processEvents()
    assert len([b for b in dialog.findChildren(Button) if b.objectName().startswith("put back/") and b.isVisible()]) == 4


# the file as it was known on a day


def test_the_file_of_an_earlier_day_is_shown_and_saved_with_a_band(
    session: Session, pupil: str, shown: Callable[[Any], Any], tmp_path: Path
) -> None:
    session.do(edits.change("pupil", pupil, "portrait", "Helemaal nieuw geschreven."))
    page = PastPage(session, at_once())
    page.open(pupil)
    shown(page)
    assert page.day == dt.date(2026, 2, 12)
    assert "Zoals hier bekend op 12 februari 2026, alleen om te lezen" in words(page)
    page.out.save_to(tmp_path / "dossier.pdf")
    text = text_of(tmp_path / "dossier.pdf")
    assert "Zoals hier bekend op 12 februari 2026" in text
    assert "Helemaal nieuw geschreven." not in text
    page.show_day(session.today)
    page.out.save_to(tmp_path / "vandaag.pdf")
    assert "Helemaal nieuw geschreven." in text_of(tmp_path / "vandaag.pdf")
    with session.read() as s:
        last = audit.page(s, most=1)[0]
    assert (last.what, last.about) == ("hele dossier zoals bekend op 19 februari 2026, bewaard als PDF", "Mark Fictief")


def test_the_arrows_go_along_the_days_with_changes(session: Session, pupil: str, shown: Callable[[Any], Any]) -> None:
    page = PastPage(session, at_once())
    page.open(pupil)
    shown(page)
    page.earlier.click()
    assert page.day == dt.date(2026, 1, 21)
    page.earlier.click()
    assert page.day == example.builder.BEGUN
    assert not page.earlier.isEnabled()
    page.later.click()
    assert page.day == dt.date(2026, 1, 21)


def test_a_day_before_the_file_says_so_and_prints_nothing(session: Session, pupil: str, shown: Callable[[Any], Any]) -> None:
    page = PastPage(session, at_once())
    page.open(pupil)
    shown(page)
    page.show_day(dt.date(2024, 1, 1))
    assert "Dit dossier was hier op 1 januari 2024 nog niet." in words(page)
    assert page.handlers() == {}
    page.field.retype("1-1-2099")
    assert not page.field.commit()


def test_without_a_pupil_the_page_still_opens(session: Session, shown: Callable[[Any], Any]) -> None:
    page = PastPage(session, at_once())
    page.open(None)
    shown(page)
    assert page.view is None
    assert "Hier is geen dossier open." in words(page)


# who saw it


def test_the_audit_list_of_a_pupil_is_copied_and_saved(
    session: Session, pupil: str, shown: Callable[[Any], Any], tmp_path: Path
) -> None:
    session.opened(pupil)
    page = AuditPage(session, at_once())
    page.open(pupil)
    shown(page)
    page.shown()
    page.copy_text()
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[0] == "Wanneer\tWie\tDossier\tWat"
    assert copied[1].endswith("Petra Schijn\tMark Fictief\tdossier geopend")
    page.out.save_to(tmp_path / "logboek.pdf")
    text = text_of(tmp_path / "logboek.pdf")
    assert "Logboek van het dossier van Mark Fictief" in text
    assert "Dossier geopend" in text
    with session.read() as s:
        assert audit.page(s, most=1)[0].what == "logboek, bewaard als PDF"


def test_fields_narrow_the_list_and_nothing_found_says_so(
    session: Session, pupil: str, shown: Callable[[Any], Any], qtbot: QtBot
) -> None:
    session.opened(pupil)
    page = AuditPage(session, at_once())
    page.open(None)
    shown(page)
    page.shown()
    everything = page.rows.rowCount()
    page.sort._chosen(audit.OPENED)
    assert page.rows.rowCount() == 1 < everything
    page.open(None)
    qtbot.keyClicks(page.words.line, "bestaatniet")
    qtbot.waitUntil(lambda: page.rows.rowCount() == 0, timeout=3000)
    assert "Er is niets genoteerd" in words(page)


def test_the_side_tells_what_the_chosen_line_changed(session: Session, pupil: str, shown: Callable[[Any], Any]) -> None:
    goal = goal_of(session, pupil)
    session.do(edits.change("goal", goal, "title", "Iets heel anders"))
    page = AuditPage(session, at_once())
    page.open(None)
    shown(page)
    shown(page.side())
    page.shown()
    page.list.selectRow(0)
    assert any("werd Iets heel anders" in text for text in words(page.side()))


def test_of_a_long_list_only_what_is_in_sight_is_fetched(
    session: Session, pupil: str, shown: Callable[[Any], Any], qtbot: QtBot
) -> None:
    with session.workspace._vault.engine.begin() as c:
        c.execute(insert(StepRow), [_step(number, pupil) for number in range(5_000)])
    page = AuditPage(session, at_once())
    fetched: list[int] = []
    whole = page.rows._page
    page.rows._page = lambda first, most: fetched.append(first) or whole(first, most)  # type: ignore[func-returns-value]
    page.open(None)
    shown(page)
    page.shown()
    qtbot.waitUntil(lambda: page.rows.rowCount() > 5_000, timeout=3000)
    assert set(fetched) == {0}
    page.list.scrollToBottom()
    page.list.viewport().repaint()
    assert max(fetched) >= 4_900
    assert len(set(fetched)) <= 3
    assert page.rows.data(page.rows.index(page.rows.rowCount() - 1, 3))


def _step(number: int, pupil: str) -> dict[str, Any]:
    at = f"2020-01-01T00:00:{number % 60:02d}+01:00"
    id_ = f"{number:032x}"
    return {"id": id_, "act": id_, "book": pupil, "device": "aa", "label": "doel wijzigen", "kind": "do",
            "author": "Sam Elders", "at": at, "stamp": f"{number:015d}.000000.aa"}  # fmt: skip


# all of it


@pytest.mark.parametrize("text", [1.0, pytest.param(2.0, marks=pytest.mark.thorough)])
def test_everything_has_a_name_and_no_word_is_cut(
    session: Session, pupil: str, shown: Callable[[Any], Any], qapp: QApplication, text: float
) -> None:
    goal = goal_of(session, pupil)
    session.do(edits.change("goal", goal, "title", "Taakgericht werken bij rekenen en taal"))
    session.do(edits.remove("need", _need(session, pupil)))
    look.apply(qapp, text=text)
    past, listed = PastPage(session, at_once()), AuditPage(session, at_once())
    past.open(pupil)
    listed.open(pupil)
    for widget in (past, listed, HistoryDialog(session, "goal", goal, "title"), RemovedDialog(session, pupil)):
        shown(widget)
        if widget is listed:
            listed.shown()
        for _ in range(3):
            qapp.processEvents()
        assert nameless(widget) == [], type(widget).__name__
        assert clipped(widget) == [], type(widget).__name__


def _need(session: Session, pupil: str) -> str:
    with session.read() as s:
        return read.rows(s, "need", pupil)[0].id


def test_the_commands_lead_there_from_any_page_of_the_pupil(
    open_example: Callable[[], Workspace], pupil: str, qapp: QApplication
) -> None:
    desk = Desk(open_example(), lambda: None)
    desk.open_pupil(pupil)
    for command, page in (("past", PastPage), ("seen", AuditPage)):
        desk.window.commands.run(command)
        assert isinstance(desk.window.page, page)
        desk.window.step(-1)
    assert desk.window.commands.made["removed"].isEnabled()
    desk.window.go("start")
    desk.window.refresh()
    assert not desk.window.commands.made["removed"].isEnabled()
    desk.window.commands.run("audit")
    assert isinstance(desk.window.page, AuditPage)
    desk.window.page.jobs = at_once()
    qapp.processEvents()
    desk.close()
