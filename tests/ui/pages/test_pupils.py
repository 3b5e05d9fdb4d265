"""The list of pupils: a first name is enough to begin, and everything goes by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from guidance_app import example
from guidance_app.ui.look import look
from guidance_app.ui.pages.pupils import PupilsPage
from guidance_app.ui.rows import RowView
from guidance_app.ui.session import Session
from guidance_app.workspace import create

Show = Callable[..., Any]


@pytest.fixture
def opened() -> list[Any]:
    return []


@pytest.fixture
def page(example_session: Session, on_screen: Show, opened: list[Any]) -> PupilsPage:
    return on_screen(PupilsPage(example_session, opened.append))


def focus() -> Any:
    return QApplication.focusWidget()


def test_enter_opens_a_pupil(page: PupilsPage, qtbot: Any, opened: list[Any], example_pupil: str) -> None:
    assert isinstance(focus(), RowView)
    assert page.isAncestorOf(focus())
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert opened == [example_pupil]


def test_a_first_name_and_enter_begin_a_file_and_open_it(page: PupilsPage, qtbot: Any, opened: list[Any], settled: Any) -> None:
    page.handlers()["new"]()
    qtbot.keyClicks(focus(), "Noor")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    settled(page)
    names = {pupil.id: pupil.name for pupil in page.session.pupils()}
    assert [names[one] for one in opened] == ["Noor"]
    page.session.undo()
    settled(page)
    assert [pupil.name for pupil in page.session.pupils()] == ["Mark Fictief"]


def test_the_group_can_be_told_as_well(page: PupilsPage, qtbot: Any, settled: Any) -> None:
    page.open("new")
    page.shown()
    qtbot.keyClicks(focus(), "Noor")
    qtbot.keyClick(focus(), Qt.Key.Key_Tab)
    qtbot.keyClicks(focus(), "5")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    settled(page)
    assert next((p.name, p.group) for p in page.session.pupils()) == ("Noor", "groep 5  ·  Basisschool De Bedachte Boom")


def test_without_a_name_there_is_no_file_and_a_sentence_says_so(page: PupilsPage, qtbot: Any, opened: list[Any]) -> None:
    page.add()
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert any("mag niet leeg zijn" in text for text in shown)
    assert opened == []


def test_escape_closes_and_what_happens_meanwhile_does_not_take_what_is_typed(page: PupilsPage, qtbot: Any) -> None:
    page.add()
    qtbot.keyClicks(focus(), "Noo")
    page.refresh()
    assert page.first_name
    assert page.first_name.line.text() == "Noo"
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    assert page.first_name is None
    assert isinstance(focus(), RowView)
    assert len(page.session.pupils()) == 1


def test_an_empty_store_says_what_belongs_here(tmp_path: Any, on_screen: Show, qtbot: Any) -> None:
    session = Session(create(tmp_path / "Leeg", example.KEY, "Petra", "adviser", today=example.TODAY))
    page = on_screen(PupilsPage(session, lambda *_: None))
    acts = [w for w in page.findChildren(QWidget) if w.accessibleName() == "Nieuwe leerling" and w.isVisible()]
    assert len(acts) == 1
    acts[0].setFocus()
    qtbot.keyClick(acts[0], Qt.Key.Key_Space)
    assert focus().objectName() == "first name"
    session.close()


def test_nothing_is_cut_off_at_200_percent_and_everything_has_a_name(
    page: PupilsPage, qapp: QApplication, settled: Any, clipped: Any, unnamed: Any
) -> None:
    page.add()
    assert unnamed(page) == []
    look.apply(qapp, dark=False, text=2.0)
    settled(page)
    page.resize(900, 480)
    qapp.processEvents()
    assert clipped(page) == []
    assert page.first_name
    assert page.first_name.height() >= page.first_name.line.minimumHeight()
