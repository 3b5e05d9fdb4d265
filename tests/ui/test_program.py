"""From the first window to a locked store again, as a person does it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from guidance_app import edits, workspace
from guidance_app.app import Program
from guidance_app.base.machine import has_store, store_folder
from guidance_app.queries import read
from guidance_app.store import keys
from guidance_app.ui.bridge import at_once
from guidance_app.ui.dialogs.first_start import FirstStart
from guidance_app.ui.dialogs.unlock import Unlock

PASSPHRASE = "vier losse woorden hier"


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:  # noqa: ARG001
    monkeypatch.setattr(keys.create, "__defaults__", (keys.FLOOR,))  # the cheapest lock that is allowed: tests open it often
    made = start_again(qapp)
    yield made
    close(made)


def start_again(app: QApplication, ended: list[int] | None = None) -> Program:
    """The program in a fresh process, as far as one test process can be that. `ended` gets the exit code."""
    made = Program(app, at_once(), command=[sys.executable, "-c", ""], end=([] if ended is None else ended).append)
    made.show_door()
    return made


def close(program: Program) -> None:
    """Throw its window away."""
    for window in (program.door, program.desk and program.desk.window):
        if window is not None:
            window.close()


@pytest.fixture
def locked(program: Program, qtbot: QtBot) -> Iterator[Program]:
    """The program after a lock: the old one has ended, a fresh one shows the door."""
    ended: list[int] = []
    program.end = ended.append
    make_store(program)
    program.lock()
    qtbot.waitUntil(lambda: bool(ended))
    fresh = start_again(program.app)
    yield fresh
    close(fresh)


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


def test_after_a_lock_the_passphrase_opens_the_store_again(locked: Program) -> None:
    assert isinstance(locked.door, Unlock)
    locked.door.unlock_wanted.emit(PASSPHRASE)
    assert locked.desk is not None
    assert locked.desk.session.workspace.member.name == "Hanna Demo"


def test_a_wrong_passphrase_is_told_at_the_door_and_nothing_opens(locked: Program) -> None:
    assert isinstance(locked.door, Unlock)
    locked.door.unlock_wanted.emit("iets heel anders dan dat")
    assert locked.desk is None
    shown = [label.text() for label in locked.door.findChildren(type(locked.door._words)) if label.isVisible()]
    assert any("past niet" in text for text in shown)
    assert locked.door.passphrase.isEnabled()


def test_a_locked_store_opens_where_it_was_once(program: Program) -> None:
    desk = make_store(program)
    pupil = desk.session.do(edits.add("pupil", first_name="Noor"))
    desk.open_pupil(pupil, 2)
    program.lock()
    again = start_again(program.app)
    assert isinstance(again.door, Unlock)
    again.door.unlock_wanted.emit(PASSPHRASE)
    assert again.desk.window.here == ("pupil", (pupil, 2))
    again.desk.close()
    third = start_again(program.app)
    assert isinstance(third.door, Unlock)
    third.door.unlock_wanted.emit(PASSPHRASE)
    assert third.desk.window.here == ("start", None)
    close(again)
    close(third)


def test_what_is_being_typed_when_the_store_locks_is_saved(program: Program, qtbot: QtBot) -> None:
    desk = make_store(program)
    pupil = desk.session.do(edits.add("pupil", first_name="Noor"))
    field = desk.session.field("pupil", pupil, "portrait")
    qtbot.addWidget(field)
    qtbot.keyClicks(field.field, "Noor bouwt")
    program.lock()
    with workspace.unlock(store_folder(), PASSPHRASE).read() as s:
        row = read.row(s, "pupil", pupil)
    assert row is not None
    assert row.portrait == "Noor bouwt"


def test_a_lock_covers_the_window_at_once_and_takes_no_more_input(program: Program) -> None:
    window = make_store(program).window
    window.show()
    dialog = QMessageBox(window)
    dialog.open()
    program.lock()
    middle = window.childAt(window.rect().center())
    assert isinstance(middle, QLabel)
    assert middle.text() == "De kast is vergrendeld."
    assert not window.isEnabled()
    assert dialog.isVisible()  # were it hidden, what waits for it would go on


def test_a_lock_ends_the_process_also_when_no_fresh_one_comes(program: Program, qtbot: QtBot) -> None:
    ended: list[int] = []
    program.end = ended.append
    make_store(program)
    program.lock()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended[0] == 1


@contextmanager
def nothing_can_be_written() -> Iterator[None]:
    """Every write to a file fails."""
    resource = pytest.importorskip("resource")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_nothing_is_locked_while_what_is_being_typed_cannot_be_saved(program: Program) -> None:
    desk = make_store(program)
    told: list[str] = []
    desk.session.disk_refused.connect(told.append)
    pupil = desk.session.do(edits.add("pupil", first_name="Noor"))
    field = desk.session.field("pupil", pupil, "portrait")
    field.area.setPlainText("Noor bouwt")
    with nothing_can_be_written():
        program.lock()
    assert desk.session.is_open
    assert desk.window.isEnabled()
    assert field.area.toPlainText() == "Noor bouwt"
    assert told


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
    program.open_example()
    session = program.desk.session
    pupil = session.pupils()[0].id
    session.do(edits.change("pupil", pupil, "portrait", "Mark bouwt een hut."))
    program.lock()
    program.open_example()
    assert program.desk.session.undo_text() == "portret wijzigen"


@pytest.mark.usefixtures("example_at_hand")
def test_the_example_can_be_begun_anew(program: Program) -> None:
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


@pytest.mark.skipif(sys.platform != "linux", reason="what other programs may read is set this way on Linux only")
def test_no_crash_and_no_other_program_gets_our_memory() -> None:
    ask = (
        "import ctypes, resource; from guidance_app.base.secrecy import no_core_dumps; no_core_dumps(); "
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))"
    )
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["0", "0", "0"]  # not dumpable; the limit now and the highest it may be set to


def test_a_second_start_brings_the_window_forward(program: Program, qtbot: QtBot) -> None:
    window = make_store(program).window
    window.showMinimized()
    program.first.listen()
    second = "from guidance_app.ui.first_window import FRONT, say; raise SystemExit(0 if say(FRONT) else 1)"
    with qtbot.waitSignal(program.first.front_wanted, timeout=20_000):
        started = subprocess.Popen([sys.executable, "-c", second])
    assert not window.isMinimized()
    assert started.wait(20) == 0
    program.first.stop()
