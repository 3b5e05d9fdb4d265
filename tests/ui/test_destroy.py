"""A pupil's file is destroyed on the screen: only with the passphrase, with what left the store named, and nothing is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from guidance_app import edits, workspace
from guidance_app.base.i18n import t
from guidance_app.queries import read
from guidance_app.store import backups, keys
from guidance_app.ui.bridge import at_once
from guidance_app.ui.dialogs.destroy import DestroyFile
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import Label

WORDS = "vier losse woorden hier"


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:  # noqa: ARG001
    cheap = keys.Cost(64, 1, 1)
    monkeypatch.setattr(keys, "FLOOR", cheap)
    monkeypatch.setattr(keys.create, "__defaults__", (cheap,))
    made = Session(workspace.create_with_passphrase(tmp_path / "Kast", WORDS, "Hanna Demo", "adviser"))
    yield made
    made.close()


@pytest.fixture
def pupil(session: Session) -> str:
    made = str(session.do(edits.add("pupil", first_name="Mark")))
    session.note(t("{what}: {pupil}", what="plan voor ouders, afgedrukt", pupil=made))
    session.workspace.backup("asked")
    return made


def dialog(session: Session, pupil: str, qtbot: QtBot, passphrase: str) -> DestroyFile:
    made = DestroyFile(session, pupil, jobs=at_once())
    qtbot.addWidget(made)
    made.own.setText(passphrase)
    made.carry_out()
    return made


def test_with_a_wrong_passphrase_nothing_happens(session: Session, pupil: str, qtbot: QtBot) -> None:
    made = dialog(session, pupil, qtbot, "iets heel anders dan dat")
    assert "past niet" in made.trouble.text()
    with session.read() as s:
        assert read.row(s, "pupil", pupil) is not None


def test_it_names_what_left_the_store(session: Session, pupil: str, qtbot: QtBot) -> None:
    made = DestroyFile(session, pupil, jobs=at_once())
    qtbot.addWidget(made)
    assert any("plan voor ouders, afgedrukt" in one.text() for one in made.findChildren(Label))


def test_nothing_is_left_here_nor_in_the_backups(session: Session, pupil: str, qtbot: QtBot) -> None:
    made = dialog(session, pupil, qtbot, WORDS)
    assert made.result()
    with session.read() as s:
        assert read.row(s, "pupil", pupil) is None
    [only] = backups.of_store(session.workspace.folder)
    assert (only.reason, only.verified, only.pupils) == ("destroy", True, 0)
    assert session.undo_text() is None
