"""Who changed this: for whatever has the focus, with the old value to put back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guidance_app import edits, workspace
from guidance_app.base.errors import Problem
from guidance_app.queries import read
from guidance_app.ui.dialogs.history import HistoryDialog, record_with_focus, show_history
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import Button, Label

KEY = b"0123456789abcdef0123456789abcdef"


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:  # noqa: ARG001
    made = Session(workspace.create(tmp_path / "Kast", KEY, "Hanna Demo", "adviser"))
    yield made
    made.close()


def test_it_tells_who_changed_what_and_puts_it_back(session: Session, qtbot: QtBot) -> None:
    pupil = session.do(edits.add("pupil", first_name="Mark"))
    goal = session.do(edits.add("goal", pupil, title="Lezen"))
    session.do(edits.change("goal", goal, "title", "Vlot lezen"))
    dialog = HistoryDialog(session, "goal", goal)
    qtbot.addWidget(dialog)
    told = [one.text() for one in dialog.findChildren(Label)]
    assert "Titel was Lezen, werd Vlot lezen" in told
    assert any(text.startswith("Hanna Demo, ") for text in told)
    dialog.findChild(Button, "put back/0").click()
    with session.read() as s:
        assert read.row(s, "goal", goal).title == "Lezen"  # type: ignore[union-attr]
    assert session.undo_text() == "titel wijzigen"


def test_it_finds_the_record_of_the_field_with_the_focus(session: Session, qtbot: QtBot) -> None:
    pupil = session.do(edits.add("pupil", first_name="Mark"))
    holder = QWidget()
    qtbot.addWidget(holder)
    field = session.field("pupil", pupil, "first_name")
    field.setParent(holder)
    holder.show()
    holder.activateWindow()
    field.field.setFocus()
    qtbot.waitUntil(lambda: record_with_focus() == ("pupil", pupil), timeout=2000)


def test_where_nothing_is_kept_it_says_so(session: Session, qtbot: QtBot) -> None:
    empty = QWidget()
    qtbot.addWidget(empty)
    with pytest.raises(Problem, match="geschiedenis"):
        show_history(session, empty)
