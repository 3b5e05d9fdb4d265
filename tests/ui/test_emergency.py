"""A full disk on the screen: the text stays, the notice offers a copy elsewhere, and that copy holds the text as well."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from guidance_app import edits, workspace
from guidance_app.store import backups, restore
from guidance_app.ui.desk import Desk

KEY = b"0123456789abcdef0123456789abcdef"
LONG = "Mark leest liever staand, aan de hoge tafel bij het raam. " * 150


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(workspace.create(tmp_path / "Kast", KEY, "Hanna Demo", "adviser"), lambda: None)
    qtbot.addWidget(made.window)
    yield made
    made.close()


def set_room(desk: Desk, pages: int) -> None:
    """Let the database grow by so many pages and no further."""
    with desk.session.read() as s:
        now = s.execute(text("PRAGMA page_count")).scalar_one()
        s.execute(text(f"PRAGMA max_page_count={now + pages}"))


def notice(desk: Desk) -> list[QPushButton]:
    return [one for one in desk.window.findChildren(QPushButton) if one.text() == "Noodkopie op andere plek"]


def test_what_a_full_disk_refuses_can_be_saved_elsewhere_with_one_button(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = desk.session
    goal = session.do(edits.add("goal", session.do(edits.add("pupil", first_name="Mark")), title="Lezen", text="Begin."))
    area = session.field("goal", goal, "text")
    qtbot.addWidget(area)
    set_room(desk, 0)
    area.field.setPlainText(LONG.strip())
    session.finish_typing()
    assert area.field.toPlainText() == LONG.strip()
    (act,) = notice(desk)

    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    act.click()
    assert not notice(desk)
    (copy,) = backups.listed(stick / backups.EMERGENCY)
    assert copy.verified
    assert LONG[:20].encode() not in copy.database.read_bytes()

    elsewhere = tmp_path / "Elders"
    restore.restore(elsewhere, copy, KEY, session.workspace.now())
    opened = workspace.open_with_key(elsewhere, KEY)
    assert opened.drafts() == {f"goal/{goal}/text": LONG.strip()}
    opened.close()


def test_a_copy_that_cannot_be_made_says_so_and_can_be_tried_elsewhere(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pupil = desk.session.do(edits.add("pupil", first_name="Noor"))
    set_room(desk, 0)
    assert desk.session.do(edits.add("background", pupil, text=LONG)) is None
    file = tmp_path / "in-the-way"
    file.touch()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(file))
    notice(desk)[0].click()
    assert len(notice(desk)) == 1
