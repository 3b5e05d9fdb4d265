"""A field on the screen and its record: safe while typing, one Step on leaving, never overwritten, never lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from guidance_app import edits, workspace
from guidance_app.base.errors import Problem
from guidance_app.queries import read
from guidance_app.ui.input_parts import Input
from guidance_app.ui.session import Session
from guidance_app.workspace import Edit

KEY = b"0123456789abcdef0123456789abcdef"


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:  # noqa: ARG001
    made = Session(workspace.create(tmp_path / "Kast", KEY, "Hanna Demo", "adviser"))
    yield made
    made.close()


@pytest.fixture
def goal(session: Session) -> str:
    pupil = session.do(edits.add("pupil", first_name="Mark"))
    return str(session.do(edits.add("goal", pupil, title="Lezen", text="Begin.")))


def field(session: Session, qtbot: QtBot, goal: str, name: str = "text") -> Input:
    made = session.field("goal", goal, name)
    qtbot.addWidget(made)
    return made


def value(session: Session, goal: str, name: str = "text") -> Any:
    with session.read() as s:
        row = read.row(s, "goal", goal)
    assert row is not None
    return row[name]


def test_typing_reaches_a_draft_within_a_second_and_no_step_yet(session: Session, goal: str, qtbot: QtBot) -> None:
    area = field(session, qtbot, goal)
    before = session.undo_text()
    QTest.keyClicks(area.field, "Mark ")
    qtbot.waitUntil(lambda: session.workspace.drafts() != {}, timeout=1000)
    assert session.undo_text() == before
    assert value(session, goal) == "Begin."


def test_leaving_the_field_is_one_step_and_one_undo(session: Session, goal: str, qtbot: QtBot) -> None:
    area = field(session, qtbot, goal)
    area.field.setPlainText("Mark leest samen.")
    session.finish_typing()
    assert value(session, goal) == "Mark leest samen."
    assert session.workspace.drafts() == {}
    session.undo()
    assert value(session, goal) == "Begin."
    assert area.value() == "Begin."
    session.redo()
    assert area.value() == "Mark leest samen."


def test_what_is_typed_after_the_last_draft_is_saved_and_shown_too(session: Session, goal: str, qtbot: QtBot) -> None:
    area = field(session, qtbot, goal)
    area.field.setPlainText("Mark leest")
    session.save_drafts()
    area.field.setPlainText("Mark leest samen.")
    session.finish_typing()
    assert area.field.toPlainText() == "Mark leest samen."
    session.finish_typing()
    assert value(session, goal) == "Mark leest samen."


def test_text_that_is_the_same_again_is_no_step_and_leaves_no_draft(session: Session, goal: str, qtbot: QtBot) -> None:
    area = field(session, qtbot, goal)
    before = session.undo_text()
    QTest.keyClicks(area.field, "x")
    session.save_drafts()
    QTest.keyClick(area.field, "\b")
    session.finish_typing()
    assert session.undo_text() == before
    assert session.workspace.drafts() == {}


def test_undo_while_typing_takes_back_what_was_typed_as_the_last_act(session: Session, goal: str, qtbot: QtBot) -> None:
    area = field(session, qtbot, goal)
    QTest.keyClicks(area.field, "Nieuw. ")
    session.undo()
    assert value(session, goal) == "Begin."
    assert area.value() == "Begin."


def test_text_that_could_not_be_saved_stays_and_is_saved_on_the_next_try(session: Session, goal: str, qtbot: QtBot) -> None:
    area = field(session, qtbot, goal)
    full = [True]

    def save(new: Any) -> Edit:
        if full[0]:
            raise Problem("Niet opgeslagen: de schijf is vol.")
        return edits.change("goal", goal, "title", new)

    title = field(session, qtbot, goal, "title")
    session.bind_to(area, f"goal/{goal}/other", lambda s: read.row(s, "goal", goal).title, save)  # type: ignore[union-attr]
    told: list[str] = []
    session.problem.connect(told.append)
    area.field.setPlainText("Vlot lezen")
    assert area.commit()
    assert told[-1].startswith("Niet opgeslagen")
    assert area.field.toPlainText() == "Vlot lezen"
    full[0] = False
    session.finish_typing()
    assert value(session, goal, "title") == "Vlot lezen"
    assert title.value() == "Vlot lezen"


def test_a_refused_value_stays_in_the_field_with_the_reason(session: Session, goal: str, qtbot: QtBot) -> None:
    title = field(session, qtbot, goal, "title")
    title.field.clear()
    assert not title.commit()
    assert value(session, goal, "title") == "Lezen"


def test_two_fields_of_one_record_show_each_others_changes(session: Session, goal: str, qtbot: QtBot) -> None:
    here, there = field(session, qtbot, goal), field(session, qtbot, goal)
    here.field.setPlainText("Samen.")
    here.commit()
    assert there.value() == "Samen."


def test_closing_saves_what_is_being_typed(tmp_path: Path, qtbot: QtBot) -> None:
    store = Session(workspace.create(tmp_path / "K", KEY, "Hanna Demo", "adviser"))
    pupil = store.do(edits.add("pupil", first_name="Mark"))
    goal = store.do(edits.add("goal", pupil, title="Lezen"))
    area = field(store, qtbot, goal)
    QTest.keyClicks(area.field, "Nog net")
    store.close()
    again = Session(workspace.open_with_key(tmp_path / "K", KEY))
    assert value(again, goal) == "Nog net"
    again.close()
