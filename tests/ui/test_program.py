"""From the first window to a locked store again, as a person does it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from guidance_app.app import Program
from guidance_app.base.machine import has_store
from guidance_app.store import keys
from guidance_app.ui.bridge import at_once
from guidance_app.ui.dialogs.first_start import FirstStart
from guidance_app.ui.dialogs.unlock import Unlock

PASSPHRASE = "vier losse woorden hier"


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:  # noqa: ARG001
    monkeypatch.setattr(keys.create, "__defaults__", (keys.FLOOR,))  # the cheapest lock that is allowed: tests open it often
    made = Program(qapp, at_once())
    made.show_door()
    yield made
    for window in (made.door, made.desk and made.desk.window):
        if window is not None:
            window.close()


def make_store(program: Program) -> Any:
    """First start: name, role, passphrase twice."""
    assert isinstance(program.door, FirstStart)
    program.door.create_wanted.emit(PASSPHRASE, "Hanna Demo", "adviser")
    return program.desk


def test_first_start_makes_a_store_and_opens_an_empty_start_page(program: Program) -> None:
    desk = make_store(program)
    assert has_store()
    assert program.door is None
    assert desk.session.pupils() == []
    assert desk.window.windowTitle() == "Bouwsteen"


def test_locking_shows_only_the_door_and_the_passphrase_opens_again(program: Program) -> None:
    make_store(program)
    program.lock()
    assert program.desk is None
    assert isinstance(program.door, Unlock)
    program.door.unlock_wanted.emit(PASSPHRASE)
    assert program.desk is not None
    assert program.desk.session.workspace.member.name == "Hanna Demo"


def test_a_wrong_passphrase_is_told_at_the_door_and_nothing_opens(program: Program) -> None:
    make_store(program)
    program.lock()
    assert isinstance(program.door, Unlock)
    program.door.unlock_wanted.emit("iets heel anders dan dat")
    assert program.desk is None
    shown = [label.text() for label in program.door.findChildren(type(program.door._words)) if label.isVisible()]
    assert any("past niet" in text for text in shown)
    assert program.door.passphrase.isEnabled()


@pytest.mark.usefixtures("example_at_hand")
def test_the_example_opens_at_its_pupil_and_says_that_it_is_invented(program: Program) -> None:
    program.open_example()
    assert program.desk.session.is_example
    assert [pupil.name for pupil in program.desk.session.pupils()] == ["Mark Fictief"]
    assert not has_store()  # looking around never makes a store


@pytest.mark.usefixtures("example_at_hand")
def test_walking_through_all_pages_leaves_every_command_alive(program: Program, qapp: QApplication) -> None:
    """What a page throws away must not take the window along (PySide does so when one is taken for the other's child)."""
    program.open_example()
    window = program.desk.window
    window.show()
    pupil = program.desk.session.pupils()[0].id
    for stop in [("start", None), ("pupils", None), *(("pupil", (pupil, tab)) for tab in range(9)), ("start", None)]:
        window.go(*stop)
        qapp.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert all(isValid(action) for action in window.commands.made.values())


@pytest.mark.usefixtures("example_at_hand")
def test_what_was_done_in_the_example_is_still_there_next_time(program: Program) -> None:
    from guidance_app import edits

    program.open_example()
    session = program.desk.session
    pupil = session.pupils()[0].id
    session.do(edits.change("pupil", pupil, "portrait", "Mark bouwt een hut."))
    program.lock()
    program.open_example()
    assert program.desk.session.undo_text() == "portret wijzigen"


@pytest.mark.usefixtures("example_at_hand")
def test_the_example_can_be_begun_anew(program: Program) -> None:
    from guidance_app import edits

    program.open_example()
    pupil = program.desk.session.pupils()[0].id
    program.desk.session.do(edits.change("pupil", pupil, "first_name", "Anders"))
    program.desk.window.commands.run("example.anew")
    assert [pupil.name for pupil in program.desk.session.pupils()] == ["Mark Fictief"]
    assert program.desk.session.undo_text() is None


def test_a_store_that_is_open_elsewhere_is_told_at_the_door(program: Program) -> None:
    desk = make_store(program)
    second = Program(program.app, at_once())
    second.show_door()
    assert isinstance(second.door, Unlock)
    second.door.unlock_wanted.emit(PASSPHRASE)
    assert second.desk is None
    assert "al open" in second.door._words.text()
    assert desk.session.today
    second.door.close()
