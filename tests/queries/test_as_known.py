"""The file as it was known here at an earlier moment: what was there then, and nothing that came in later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from guidance_app import edits, workspace
from guidance_app.domain.change import Step
from guidance_app.queries import as_known as query
from guidance_app.queries import read
from guidance_app.queries.file_view import whole_file_view
from guidance_app.queries.read import Row
from guidance_app.store.journal import ChangeRow, StepRow
from guidance_app.store.steps import steps_since
from guidance_app.workspace import Workspace
from tests.queries._histories import History, all_rows, begin, in_order, make, state
from tests.store.conftest import KEY, ticking

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module", params=[1, 3, 4])
def history(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    store = begin(tmp_path_factory.mktemp("kast"))
    yield make(store, request.param, acts=60, moments=10)
    store.close()


def _looking_back(history: History, arrival: int) -> list[Row]:
    with history.store.read() as s:
        query.look_back(s, arrival)
        return all_rows(s, history.books)


def test_at_every_recorded_moment_the_same_is_read_as_was_then(history: History) -> None:
    assert len({arrival for arrival, _ in history.recorded}) > 3
    for arrival, rows in history.recorded:
        then = _looking_back(history, arrival)
        assert state(then) == state(rows)
        assert in_order(then) == in_order(rows)


def test_one_record_is_read_as_it_was_then(history: History) -> None:
    for arrival, rows in history.recorded[:3]:
        with history.store.read() as s:
            query.look_back(s, arrival)
            assert [read.row(s, one.table, one.id) for one in rows] == rows


def test_what_came_in_later_is_not_known_though_it_was_written_earlier(history: History) -> None:
    """The planted fault: by the stamps instead of the arrival, another file would be shown."""
    with history.store.read() as s:
        late = s.execute(
            select(StepRow.arrival, ChangeRow.new)
            .join(ChangeRow, ChangeRow.step == StepRow.id)
            .where(StepRow.device == "elsewher")
            .order_by(StepRow.arrival)
        ).all()
    assert late
    for arrival, new in late:
        text = new.partition(": ")[2].strip('"}')
        before = repr(_looking_back(history, arrival - 1))
        assert text not in before


def test_the_day_is_the_whole_day_and_by_the_clock_of_this_store(history: History) -> None:
    with history.store.read() as s:
        last = history.arrivals()
        assert query.last_arrival(s, dt.date(2026, 2, 19)) == last
        assert query.last_arrival(s, dt.date(2026, 2, 18)) == 0
        assert query.days_with_changes(s, history.books[0]) == [dt.date(2026, 2, 19)]


def test_a_document_can_be_made_as_it_was_then(built: tuple[Workspace, str]) -> None:
    store, pupil = built
    with store.read() as s:
        before = whole_file_view(s, pupil, store.today, "whole_file")
        arrival = query.last_arrival(s, dt.date(2100, 1, 1))
        goal = read.rows(s, "goal", pupil)[0]
    other = _second_goal(store, pupil)
    store.do(edits.change("goal", goal.id, "title", "Iets heel anders"))
    store.do(edits.remove("goal", other))
    with store.read() as s:
        query.look_back(s, arrival)
        assert whole_file_view(s, pupil, store.today, "whole_file") == before
    with store.read() as s:
        assert whole_file_view(s, pupil, store.today, "whole_file") != before
    store.undo()
    store.undo()


def _second_goal(store: Workspace, pupil: str) -> str:
    with store.read() as s:
        return read.rows(s, "goal", pupil)[1].id


def test_looking_back_leaves_what_is_read_of_today_alone(history: History) -> None:
    with history.store.read() as s:
        now = state(all_rows(s, history.books))
    _looking_back(history, 1)
    with history.store.read() as s:
        assert state(all_rows(s, history.books)) == now


def test_a_rebuild_that_ignores_what_was_written_over_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: the highest stamp of all Changes instead of that of the heads."""
    history = make(begin(tmp_path / "Kast"), 1, acts=0, moments=0)
    goal = history.store.do(edits.add("goal", history.books[0], title="Lezen"))
    monkeypatch.setattr(history.chance, "choice", max)  # a clock far ahead
    with history.store.read() as s:
        found = read.row(s, "goal", goal)
    assert found is not None
    history.from_elsewhere(found, "title")
    history.store.do(edits.change("goal", goal, "title", "Rekenen"))
    history.record()
    [(arrival, rows)] = history.recorded
    assert state(_looking_back(history, arrival)) == state(rows)
    whole = query.rebuild
    monkeypatch.setattr(query, "rebuild", lambda changes: whole((*one[:6], "[]", *one[7:]) for one in changes))
    assert state(_looking_back(history, arrival)) != state(rows)
    history.store.close()


def test_what_was_merged_on_10_march_was_not_known_on_the_1st(tmp_path: Path) -> None:
    here = workspace.create(tmp_path / "Hier", KEY, "Hanna Demo", "adviser", now=ticking("2026-02-01T08:00:00+01:00"))
    pupil = here.do(edits.add("pupil", first_name="Mark"))
    goal = here.do(edits.add("goal", pupil, title="Lezen"))
    there = workspace.create(tmp_path / "Daar", KEY, "Sam Elders", "sen_coordinator", now=ticking("2026-02-20T08:00:00+01:00"))
    there.merge(_steps(here, pupil))
    there.do(edits.change("goal", goal, "title", "Vlot lezen"))
    here._journal.now = ticking("2026-03-10T08:00:00+01:00")
    here.merge(_steps(there, pupil))
    titles = {}
    for day in (dt.date(2026, 2, 1), dt.date(2026, 3, 1), dt.date(2026, 3, 10)):
        with here.read() as s:
            query.look_back(s, query.last_arrival(s, day))
            titles[day.isoformat()] = [row.title for row in read.rows(s, "goal", pupil)]
    assert titles == {"2026-02-01": ["Lezen"], "2026-03-01": ["Lezen"], "2026-03-10": ["Vlot lezen"]}
    with here.read() as s:
        assert query.days_with_changes(s, pupil) == [dt.date(2026, 2, 1), dt.date(2026, 3, 10)]
    there.close()
    here.close()


def _steps(store: Workspace, book: str) -> tuple[Step, ...]:
    with store.read() as s:
        return steps_since(s.connection().connection.driver_connection, book, {})
