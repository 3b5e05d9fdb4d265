"""What stands on the timeline, in which order, and what the filters leave."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from guidance_app import edits, example
from guidance_app.edits.timeline import add_event
from guidance_app.queries import timeline as query
from guidance_app.queries.timeline_entries import LONGEST, all_entries, first_sentence
from guidance_app.workspace import Workspace, create

TODAY = example.TODAY


@pytest.fixture
def rows(built: tuple[Workspace, str]) -> Any:
    workspace, pupil = built

    def ask(kind: str = query.ALL, words: str = "") -> list[query.TimelineRow]:
        with workspace.read() as s:
            return list(query.timeline(s, pupil, TODAY, kind, words))

    return ask


def texts(found: list[query.TimelineRow]) -> list[str]:
    return [row.text for row in found]


def test_what_is_planned_stands_above_today_and_the_rest_below_newest_first(built: Any, rows: Any) -> None:
    found = rows()
    at = [row.id for row in found].index(query.TODAY)
    assert found[at].text == "Vandaag, donderdag 19 februari 2026"
    assert all(row.ahead for row in found[:at])
    assert not any(row.ahead for row in found[at:])
    with built[0].read() as s:
        dates = {entry.id: entry.date for entry in all_entries(s, built[1], TODAY)}
    days = [dates[row.id] for row in found if row.id != query.TODAY]
    assert days == sorted(days, reverse=True)


def test_every_entry_has_its_own_id(rows: Any) -> None:
    ids = [row.id for row in rows()]
    assert len(ids) == len(set(ids))


def test_everything_with_a_date_is_there(rows: Any) -> None:
    tables = {row.table for row in rows()}
    assert tables >= {
        "background", "consent", "assessment", "observation", "conversation", "meeting", "insight", "insight_change",
        "hypothesis_step", "phase", "experiment", "goal", "evaluation", "plan_version", "approval", "measurement",
        "action", "plan",
    }  # fmt: skip


def test_measurements_of_one_phase_are_one_line(rows: Any) -> None:
    found = [row.text for row in rows(words="taakgericht metingen")]
    assert found == [
        "5 metingen van taakgericht werken, 2 december tot en met 11 december",
        "5 metingen van taakgericht werken, 20 november tot en met 1 december",
        "6 metingen van taakgericht werken, 6 november tot en met 18 november",
        "5 metingen van taakgericht werken, 27 oktober tot en met 4 november",
    ]


def test_approaches_in_turns_are_one_run_and_what_is_measured_together_is_one_line(rows: Any) -> None:
    assert "12 metingen van vragen goed en tijd, 5 november tot en met 17 december" in texts(rows())


def test_only_home_school_and_the_pupil_have_a_colour(rows: Any) -> None:
    assert {row.voice for row in rows()} == {"", "home", "school", "pupil"}
    assert {row.voice for row in rows() if row.table == "insight"} == {"home"}
    assert {row.voice for row in rows() if row.table == "conversation"} == {"pupil"}


def test_a_month_is_named_once_and_a_day_once(rows: Any) -> None:
    months = [row.month for row in rows() if row.month]
    assert len(months) == len(set(months))
    assert [row.day for row in rows() if row.text.startswith(("Eindevaluatie", "Doel behaald"))][:2] == ["do 12", ""]


@pytest.mark.parametrize(
    ("kind", "tables"),
    [
        ("talk", {"meeting", "conversation", "insight", "insight_change", "action", ""}),
        ("measure", {"measurement", "phase", "experiment", "observation"}),
        ("plan", {"goal", "evaluation", "plan_version", "approval", "plan", "experiment", "insight_change", "action", ""}),
        ("test", {"assessment", "hypothesis_step"}),
    ],
)
def test_a_filter_leaves_its_own_kinds(rows: Any, kind: str, tables: set[str]) -> None:
    assert {row.table for row in rows(kind)} == tables


def test_searching_finds_all_words_in_any_order_also_in_what_is_not_shown_and_in_the_day(rows: Any) -> None:
    assert texts(rows(words="VRIJHEID moeder")) == texts(rows(words="moeder vrijheid")) != []
    assert [row.table for row in rows(words="letterkennis ondersteuningsniveau")] == ["background"]
    assert {row.table for row in rows(words="9 oktober 2025")} >= {"meeting", "plan_version"}
    assert rows(words="zeker niet te vinden") == []


def test_a_quote_of_the_child_is_not_repeated_on_the_timeline(rows: Any) -> None:
    assert not any("onderzoeker" in row.text for row in rows())


def test_an_event_of_ones_own_comes_at_its_day_and_one_without_a_day_at_the_end(built: Any, rows: Any) -> None:
    workspace, pupil = built
    workspace.do(add_event(pupil, dt.date(2026, 2, 15), "Verhuisd naar een ander huis. Met een tuin."))
    workspace.do(add_event(pupil, None, "Ooit een bril gekregen."))
    found = rows()
    assert found[[row.id for row in found].index(query.TODAY) + 1].text == "Verhuisd naar een ander huis."
    assert (found[-1].text, found[-1].month) == ("Ooit een bril gekregen.", "zonder datum")
    workspace.undo()
    workspace.undo()


def test_an_agreement_that_is_done_and_a_goal_that_was_evaluated_are_no_longer_ahead(built: Any, rows: Any) -> None:
    workspace, pupil = built
    ahead = [row for row in rows() if row.ahead]
    done = next(row for row in ahead if row.table == "action")
    goal = next(row for row in ahead if row.table == "goal")
    workspace.do(edits.change("action", done.row, "status", "done"))
    workspace.do(edits.add("evaluation", pupil, goal=goal.row, date=TODAY, status="achieved"))
    assert not {done.id, goal.id} & {row.id for row in rows()}
    workspace.undo()
    workspace.undo()


def test_a_pupil_with_only_a_first_name_has_an_empty_timeline(tmp_path: Any) -> None:
    workspace = create(tmp_path / "Kast", example.KEY, "Petra", "sen_coordinator", today=TODAY)
    pupil = workspace.do(edits.add("pupil", first_name="Noor"))
    with workspace.read() as s:
        assert query.timeline(s, pupil, TODAY) == ()
    workspace.close()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Eén zin. Nog een.", "Eén zin."),
        ("Gaat het? Ja.", "Gaat het?"),
        ("Zonder punt", "Zonder punt"),
        ("regel\nvolgende", "regel"),
        ("om 21.30 uur gaat het licht uit", "om 21.30 uur gaat het licht uit"),
        (None, ""),
    ],
)
def test_one_sentence_is_shown(text: str | None, first: str) -> None:
    assert first_sentence(text) == first


def test_a_sentence_without_an_end_is_shortened() -> None:
    assert len(first_sentence("woord " * 500)) <= LONGEST + 2
    assert len(first_sentence("x" * 5000)) <= LONGEST + 2
