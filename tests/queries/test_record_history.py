"""Who changed what, what can be put back, and what was removed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text

from guidance_app import edits, workspace
from guidance_app.base.errors import Problem
from guidance_app.edits.removed import put_back
from guidance_app.queries import read
from guidance_app.queries.history import HistoryLine, history, removed
from guidance_app.store.journal import ChangeRow
from guidance_app.workspace import Workspace
from tests.store.conftest import KEY, ticking


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Workspace]:
    opened = workspace.create(tmp_path / "Kast", KEY, "Hanna Demo", "adviser", now=ticking())
    yield opened
    opened.close()


@pytest.fixture
def pupil(store: Workspace) -> str:
    made: str = store.do(edits.add("pupil", first_name="Mark"))
    return made


def lines(store: Workspace, row: str, name: str = "") -> list[HistoryLine]:
    with store.read() as s:
        return history(s, row, name)


def test_the_history_of_one_field_holds_only_that_field(store: Workspace, pupil: str) -> None:
    goal = store.do(edits.add("goal", pupil, title="Lezen", text="Elke dag"))
    store.do(edits.change("goal", goal, "title", "Vlot lezen"))
    store.do(edits.change("goal", goal, "text", "Elke avond"))
    found = lines(store, goal, "title")
    assert [(line.old, line.new) for line in found] == [("Lezen", "Vlot lezen"), ("", "Lezen")]
    assert {line.name for line in lines(store, goal)} >= {"title", "text"}


def test_what_belongs_together_is_put_back_together(store: Workspace, pupil: str) -> None:
    goal = store.do(edits.add("goal", pupil, title="Lezen", target=Decimal(80), unit="woorden"))
    store.do(edits.change_many("goal", goal, {"target": Decimal(5), "unit": "bladzijden"}))
    line = lines(store, goal, "target")[0]
    store.do(edits.change_many("goal", goal, dict(line.back)))
    with store.read() as s:
        found = read.row(s, "goal", goal)
    assert found is not None
    assert (found.target, found["unit"]) == (Decimal(80), "woorden")


def test_what_must_be_filled_in_is_not_put_back_to_nothing(store: Workspace, pupil: str) -> None:
    goal = store.do(edits.add("goal", pupil, title="Lezen"))
    assert lines(store, goal, "title")[0].back == {}


def test_what_stands_there_now_is_said(store: Workspace, pupil: str) -> None:
    goal = store.do(edits.add("goal", pupil, title="Lezen"))
    for title in ("Rekenen", "Lezen"):
        store.do(edits.change("goal", goal, "title", title))
    assert [line.is_now for line in lines(store, goal, "title")] == [False, True, False]


def test_a_value_that_is_not_here_is_shown_as_such_and_is_not_put_back(store: Workspace, pupil: str) -> None:
    goal = store.do(edits.add("goal", pupil, title="Lezen"))
    store.do(edits.change("goal", goal, "title", "Geheim"))
    with store._vault.engine.begin() as c:  # as when the other side keeps it back
        c.execute(text("DROP TRIGGER change_no_update"))
        c.execute(text("UPDATE change SET old = NULL, new = NULL, salt = NULL WHERE new LIKE '%Geheim%'"))
    line = lines(store, goal)[0]
    assert (line.unknown, line.old, line.new, line.back) == (True, "", "", {})
    assert line.field == "titel"


def test_a_field_that_this_version_does_not_know_is_left_out(store: Workspace, pupil: str) -> None:
    goal = store.do(edits.add("goal", pupil, title="Lezen"))
    with store._vault.engine.begin() as c:
        c.execute(text("DROP TRIGGER change_no_update"))
        c.execute(text("UPDATE change SET unit = 'later', new = :new WHERE unit = 'title'"), {"new": json.dumps({"later": "x"})})
    assert lines(store, goal) == []


def test_what_went_along_is_counted_and_comes_back_as_one_act(store: Workspace, pupil: str) -> None:
    goal = store.do(edits.add("goal", pupil, title="Lezen"))
    for result in ("ja", "nee"):
        store.do(edits.add("evaluation", pupil, goal=goal, result=result))
    store.do(edits.remove("goal", goal))
    with store.read() as s:
        [line] = removed(s, pupil)
    assert (line.title, len(line.parts), line.author) == ("Lezen", 2, "Hanna Demo")
    store.do(put_back(pupil, "goal", goal))
    with store.read() as s:
        assert removed(s, pupil) == []
        assert len(read.rows(s, "evaluation", pupil, goal=goal)) == 2
    store.undo()
    with store.read() as s:
        assert read.rows(s, "goal", pupil) == []
        assert len(removed(s, pupil)) == 1


def test_what_was_removed_before_stays_removed(store: Workspace, pupil: str) -> None:
    goal = store.do(edits.add("goal", pupil, title="Lezen"))
    early = store.do(edits.add("evaluation", pupil, goal=goal, result="ja"))
    store.do(edits.remove("evaluation", early))
    store.do(edits.remove("goal", goal))
    with store.read() as s:
        assert [line.id for line in removed(s, pupil)] == [goal, early]
    with pytest.raises(Problem, match="onderdeel"):
        store.do(put_back(pupil, "evaluation", early))
    store.do(put_back(pupil, "goal", goal))
    with store.read() as s:
        assert read.rows(s, "evaluation", pupil) == []
        assert [line.id for line in removed(s, pupil)] == [early]


def test_putting_back_twice_says_what_happened(store: Workspace, pupil: str) -> None:
    goal = store.do(edits.add("goal", pupil, title="Lezen"))
    store.do(edits.remove("goal", goal))
    store.do(put_back(pupil, "goal", goal))
    with pytest.raises(Problem):
        store.do(put_back(pupil, "goal", goal))


def test_what_other_pupils_lost_is_not_in_the_list(store: Workspace, pupil: str) -> None:
    other = store.do(edits.add("pupil", first_name="Noor"))
    goal = store.do(edits.add("goal", other, title="Rekenen"))
    store.do(edits.remove("goal", goal))
    with store.read() as s:
        assert removed(s, pupil) == []
        assert [line.at.date() for line in removed(s, other)] == [dt.date(2026, 2, 19)]
        assert s.query(ChangeRow).filter_by(row=goal).count() > 0
