"""A damaged or older store: the person is told before anything is touched, and chooses the way on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guidance_app import edits, workspace
from guidance_app.app import Program
from guidance_app.base.errors import Damaged
from guidance_app.base.machine import store_folder
from guidance_app.store import keys
from guidance_app.ui.bridge import at_once
from guidance_app.ui.dialogs.health import HealthDialog, HealthKeeper
from guidance_app.ui.dialogs.restore import RestoreDialog
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import Label

PASSPHRASE = "vier losse woorden hier"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with work in it; `old.db` is how it was before that."""
    folder = tmp_path_factory.mktemp("eigen") / "Kast"
    folder.mkdir()
    key = keys.create(folder, PASSPHRASE, keys.FLOOR).derive("db/v1")
    workspace.create(folder, key, "Hanna Demo", "adviser").close()
    shutil.copy(folder / "kast.db", folder / "old.db")
    store = workspace.open_with_key(folder, key)
    store.do(edits.add("pupil", first_name="Sam"))
    store.close()
    return folder


@pytest.fixture
def folder(made: Path) -> Path:
    """A copy of it, as the person's own store."""
    shutil.copytree(made, store_folder())
    return store_folder()


@pytest.fixture
def program(folder: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Program]:  # noqa: ARG001
    made = Program(qapp, at_once())
    made.show_door()
    yield made
    for window in (made.door, made.desk and made.desk.window):
        if window is not None:
            window.close()


def words(dialog: HealthDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(Label))


def unlock(program: Program, choose: Callable[[HealthDialog], object]) -> str:
    """Unlock, and do something with the dialog that comes; gives what it said."""
    said: list[str] = []

    def meet() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, HealthDialog)
        said.append(words(dialog))
        choose(dialog)

    QTimer.singleShot(0, meet)
    program.door.unlock_wanted.emit(PASSPHRASE)  # type: ignore[union-attr, attr-defined]
    return said[0]


def put_older_file_back(folder: Path) -> bytes:
    shutil.copy(folder / "old.db", folder / "kast.db")
    return (folder / "kast.db").read_bytes()


def test_an_older_store_is_told_and_left_as_it_is(program: Program, folder: Path) -> None:
    before = put_older_file_back(folder)
    said = unlock(program, lambda dialog: dialog.reject())
    assert "ouder dan wat u hier eerder had" in said
    assert program.desk is None
    assert (folder / "kast.db").read_bytes() == before


def test_an_older_store_opens_when_the_person_wants_it_so(program: Program, folder: Path) -> None:
    put_older_file_back(folder)
    unlock(program, lambda dialog: dialog.go_on.click())  # type: ignore[union-attr]
    assert program.desk is not None
    assert program.desk.session.pupils() == []


def test_a_damaged_store_is_told_without_a_way_past_it_and_leads_to_the_backups(program: Program, folder: Path) -> None:
    data = bytearray((folder / "kast.db").read_bytes())
    data[200] ^= 1
    (folder / "kast.db").write_bytes(data)
    opened: list[object] = []

    def restore(dialog: HealthDialog) -> None:
        assert dialog.go_on is None
        QTimer.singleShot(0, seen)
        dialog.restore.click()

    def seen() -> None:
        shown = QApplication.activeModalWidget()
        opened.append(shown)
        shown.reject()  # type: ignore[union-attr]

    assert "beschadigd" in unlock(program, restore)
    assert isinstance(opened[0], RestoreDialog)
    assert (folder / "kast.db").read_bytes() == data


def test_a_lost_head_is_told_on_the_desk_and_keeps_nobody_out(program: Program, folder: Path) -> None:
    (folder / "head.bin").unlink()
    program.door.unlock_wanted.emit(PASSPHRASE)  # type: ignore[union-attr, attr-defined]
    assert program.desk is not None
    assert any("hoe nieuw hij is" in notice for notice in program.desk.session.workspace.notices)


@pytest.mark.parametrize("fault", [True, False])
def test_what_the_check_beside_the_work_finds_is_told(folder: Path, qtbot: QtBot, fault: bool) -> None:
    session = Session(workspace.unlock(folder, PASSPHRASE))
    if fault:
        session.workspace._vault.driver().execute("UPDATE pupil SET first_name='Iemand anders'")
    keeper, told = HealthKeeper(session), []
    keeper.found.connect(told.append)
    with qtbot.waitSignal(keeper.found, timeout=5000) if fault else qtbot.waitCallback(timeout=5000) as done:
        if not fault:
            keeper._checked = lambda trouble: done(trouble)  # type: ignore[method-assign]
        keeper.check()
    assert [type(one) for one in told] == ([Damaged] if fault else [])
    session.close()


def test_closing_while_everything_is_checked_is_no_trouble(folder: Path, qtbot: QtBot) -> None:
    session = Session(workspace.unlock(folder, PASSPHRASE))
    keeper = HealthKeeper(session)
    keeper.check()
    session.close()
    qtbot.waitUntil(lambda: not keeper._jobs.busy)


def test_the_dialog_names_each_thing_once_in_plain_text(qtbot: QtBot) -> None:
    dialog = HealthDialog(Damaged("Deze kast is beschadigd.", "", ("Bij <b>doelen</b> staat iets anders.",)))
    qtbot.addWidget(dialog)
    assert "<b>doelen</b>" in words(dialog)
