"""Backups on screen: made by themselves, told on the start page, and put back in at most four clicks."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guidance_app import edits, safekeeping, workspace
from guidance_app.app import Program
from guidance_app.base.machine import store_folder
from guidance_app.queries import read
from guidance_app.store import backups, keys
from guidance_app.ui.backup_keeper import BackupKeeper
from guidance_app.ui.bridge import Jobs, at_once
from guidance_app.ui.dialogs.restore import RestoreDialog
from guidance_app.ui.pages.backup_part import BackupPart
from guidance_app.ui.pages.start import StartPage
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import Label

pytestmark = pytest.mark.thorough

WORDS = "vier gewone woorden hier"
KEY = b"0123456789abcdef0123456789abcdef"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session(workspace.create(tmp_path / "Kast", KEY, "Hanna Demo", "adviser"))
    yield opened
    opened.close()


@pytest.fixture
def filled(session: Session) -> tuple[Session, str, str]:
    """A pupil with a goal, a backup of that, and then another title."""
    pupil = session.do(edits.add("pupil", first_name="Sam", last_name="Demo"))
    goal = session.do(edits.add("goal", pupil, title="Lezen"))
    session.workspace.backup("asked")
    session.do(edits.change("goal", goal, "title", "Schrijven"))
    return session, pupil, goal


def dialog_of(session: Session, qtbot: QtBot) -> RestoreDialog:
    made = RestoreDialog(session.workspace.folder, session, jobs=at_once())
    qtbot.addWidget(made)
    made.show()
    return made


def click(view: Any, row: int) -> None:
    at = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def title(session: Session, goal: str) -> str:
    with session.read() as s:
        found = read.row(s, "goal", goal)
    assert found is not None
    return str(found.title)


def test_one_pupil_is_back_after_four_clicks_with_the_one_that_opens_the_dialog(
    filled: tuple[Session, str, str], qtbot: QtBot
) -> None:
    session, _pupil, goal = filled
    dialog = dialog_of(session, qtbot)  # the first click opened it
    click(dialog.backups, 0)
    click(dialog.whats, 1)
    assert dialog.told.text() == (
        "Sam Demo: 1 regel krijgt de inhoud van toen. Met één keer ongedaan maken is alles weer zoals nu."
    )
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert title(session, goal) == "Lezen"
    session.undo()
    assert title(session, goal) == "Schrijven"


def test_everything_is_chosen_after_three_clicks(filled: tuple[Session, str, str], qtbot: QtBot) -> None:
    session, *_ = filled
    dialog = dialog_of(session, qtbot)
    assert dialog.told.text().startswith("De kast wordt zoals hij was: vandaag")
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.chosen is not None
    assert dialog.chosen.key == KEY


def test_a_file_that_is_the_same_cannot_be_put_back(filled: tuple[Session, str, str], qtbot: QtBot) -> None:
    session, *_ = filled
    session.undo()
    dialog = dialog_of(session, qtbot)
    click(dialog.whats, 1)
    assert "niets terug te zetten" in dialog.told.text()
    assert not dialog.go.isEnabled()


def test_names_in_a_backup_are_never_markup(session: Session, qtbot: QtBot) -> None:
    session.do(edits.add("pupil", first_name="<b>Sam</b>"))
    session.workspace.backup("asked")
    dialog = dialog_of(session, qtbot)
    click(dialog.whats, 1)
    assert dialog.told.textFormat() == Qt.TextFormat.PlainText
    assert "<b>Sam</b>" in dialog.told.text()


def test_a_damaged_backup_is_told_and_nothing_is_done(filled: tuple[Session, str, str], qtbot: QtBot) -> None:
    session, *_ = filled
    (made,) = backups.of_store(session.workspace.folder)
    made.database.write_bytes(b"rot" * 5000)
    dialog = dialog_of(session, qtbot)
    assert "beschadigd" in dialog.trouble.text()
    assert dialog.whats.rows.rowCount() == 1


def test_without_any_backup_it_says_where_to_look(session: Session, qtbot: QtBot) -> None:
    dialog = dialog_of(session, qtbot)
    assert "Zoek op een schijf of stick" in dialog.told.text()
    assert not dialog.go.isEnabled()


def test_a_lost_computer_comes_back_from_a_stick_with_the_passphrase(tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "Kast"
    folder.mkdir()
    key = keys.create(folder, WORDS, keys.FLOOR).derive("db/v1")
    opened = workspace.create(folder, key, "Hanna", "adviser")
    (tmp_path / "stick").mkdir()
    safekeeping.choose_second_place(opened, tmp_path / "stick")
    safekeeping.begin(opened)()
    opened.close()
    shutil.rmtree(folder)
    dialog = RestoreDialog(folder, jobs=at_once())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.look_in(tmp_path / "stick")
    dialog.passphrase.setText("iets heel anders dan")
    dialog.submit()
    assert "past niet" in dialog.trouble.text()
    dialog.passphrase.setText(WORDS)
    dialog.submit()
    assert dialog.chosen is not None
    assert dialog.chosen.its_keys
    safekeeping.put_back(folder, dialog.chosen.backup, dialog.chosen.key, its_keys=True)
    workspace.unlock(folder, WORDS).close()


def test_the_first_save_of_the_day_makes_one_backup_beside_the_screen(session: Session, qtbot: QtBot) -> None:
    keeper = BackupKeeper(session)
    keeper._timer.setInterval(0)
    with qtbot.waitSignal(keeper.changed):
        session.do(edits.add("pupil", first_name="Sam"))
    session.do(edits.add("pupil", first_name="Noor"))
    keeper.make_if_due()
    (made,) = backups.of_store(session.workspace.folder)
    assert (made.reason, made.verified, made.pupils) == ("day", True, 1)


def test_work_goes_on_while_a_backup_is_made(session: Session, qtbot: QtBot) -> None:
    keeper = BackupKeeper(session, Jobs())
    with qtbot.waitSignal(keeper.changed):
        keeper.make()
        session.do(edits.add("pupil", first_name="Meanwhile"))
    (made,) = backups.of_store(session.workspace.folder)
    assert made.verified


def test_closing_the_store_while_a_backup_is_made_harms_nothing(session: Session) -> None:
    later: list[Any] = []
    keeper = BackupKeeper(session, Jobs(later.append))
    keeper.make()
    session.close()
    later.pop()()
    assert backups.of_store(session.workspace.folder) == []
    workspace.open_with_key(session.workspace.folder, KEY).close()


def test_the_settings_tell_the_last_backup_and_keep_it_elsewhere(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    keeper = BackupKeeper(session, at_once())
    told: list[str] = []
    keeper.told.connect(told.append)
    part = BackupPart(keeper, lambda: None)
    qtbot.addWidget(part)
    assert part.line.text() == "Er is nog geen reservekopie gemaakt."
    (tmp_path / "stick").mkdir()
    part.keep_in(tmp_path / "stick")
    assert told == ["Reservekopie gemaakt en nagekeken, ook op de tweede plek."]
    assert part.line.text().startswith("Laatste reservekopie: vandaag")
    assert str(tmp_path / "stick") in part.place.text()
    part.keep_in(session.workspace.folder)
    assert "kast zelf" in told[-1]


def start_texts(session: Session, qtbot: QtBot) -> str:
    page = StartPage(session, lambda *_: None, lambda: None)
    qtbot.addWidget(page)
    page.shown()
    return "\n".join(one.text() for one in page.findChildren(Label))


def test_the_start_page_tells_the_last_backup_and_warns_after_a_week_without(tmp_path: Path, qtbot: QtBot) -> None:
    now = dt.datetime(2026, 2, 19, 9, 12).astimezone()
    store = workspace.create(tmp_path / "Kast", KEY, "Hanna", "adviser", now=lambda: now)
    session = Session(store)
    session.do(edits.add("pupil", first_name="Sam"))
    assert "meer dan een week" not in start_texts(session, qtbot)
    store.backup("day")
    assert "Laatste reservekopie: vandaag 9.12, gemaakt en nagekeken" in start_texts(session, qtbot)
    now += dt.timedelta(days=8)
    assert "Al meer dan een week geen goede reservekopie" in start_texts(session, qtbot)
    store.backup("day")
    assert "Bewaar uw reservekopieën ook ergens anders" in start_texts(session, qtbot)
    now += dt.timedelta(days=1)
    assert "ook ergens anders" not in start_texts(session, qtbot)  # asked once a week
    session.close()


def put_back_in_the_dialog(passphrase: str) -> None:
    """What a person does in the dialog that is open: type the passphrase if asked, and press the button."""
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, RestoreDialog) and one.isVisible()]
    dialog.passphrase.setText(passphrase)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)


@pytest.fixture
def cheap_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cheapest lock that is allowed."""
    monkeypatch.setattr(keys.create, "__defaults__", (keys.FLOOR,))


@pytest.mark.usefixtures("cheap_lock")
def test_a_damaged_store_is_replaced_from_the_door_and_opens(qtbot: QtBot, qapp: QApplication) -> None:
    folder = store_folder()
    opened = workspace.create_with_passphrase(folder, WORDS, "Hanna", "adviser")
    opened.do(edits.add("pupil", first_name="Sam"))
    opened.backup("asked")
    opened.close()
    (folder / "kast.db").write_bytes(b"rot" * 5000)
    program = Program(qapp, jobs=at_once())
    program.show_door()
    assert program.door is not None
    qtbot.addWidget(program.door)
    QTimer.singleShot(0, lambda: put_back_in_the_dialog(WORDS))
    program.door.restore.click()
    assert [pupil.name for pupil in program.desk.session.pupils()] == ["Sam"]
    qtbot.addWidget(program.desk.window)
    program.desk.close()


@pytest.mark.usefixtures("cheap_lock")
def test_everything_is_put_back_from_the_desk_and_the_store_opens_again(qtbot: QtBot, qapp: QApplication) -> None:
    opened = workspace.create_with_passphrase(store_folder(), WORDS, "Hanna", "adviser")
    opened.do(edits.add("pupil", first_name="Sam"))
    opened.backup("asked")
    opened.do(edits.add("pupil", first_name="Later"))
    program = Program(qapp, jobs=at_once())
    program._to_desk(opened)
    first = program.desk
    QTimer.singleShot(0, lambda: put_back_in_the_dialog(""))
    first._restore()
    qtbot.waitUntil(lambda: program.desk is not None and program.desk is not first)
    qtbot.addWidget(program.desk.window)
    assert [pupil.name for pupil in program.desk.session.pupils()] == ["Sam"]
    program.desk.close()
