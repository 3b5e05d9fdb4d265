"""A working hypothesis has a course and an end: who said when, what was seen, what it came to, and what stays silent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance_app import edits, example
from guidance_app.edits.hypotheses import (
    add_hypothesis,
    add_hypothesis_step,
    choose_state,
    remove_step,
    set_evidence,
)
from guidance_app.queries.file_view import whole_file_view
from guidance_app.queries.hypotheses import Hypothesis, hypotheses
from guidance_app.queries.read import rows
from guidance_app.workspace import Workspace, create

TODAY = example.TODAY


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "Kast", example.KEY, "Petra Schijn", "sen_coordinator", today=TODAY)
    yield made
    made.close()


@pytest.fixture
def noor(store: Workspace) -> str:
    return str(store.do(edits.add("pupil", first_name="Noor")))


def of(store: Workspace, pupil: str, today: dt.date = TODAY) -> tuple[Hypothesis, ...]:
    with store.read() as s:
        return hypotheses(s, pupil, today)


def dyslexia_again(store: Workspace, pupil: str) -> str:
    return str(store.do(add_hypothesis(pupil, "Er is misschien toch sprake van dyslexie.", TODAY, "Petra Schijn")))


def outcome(store: Workspace, hypothesis: str) -> str | None:
    with store.read() as s:
        return next(one.outcome for one in rows(s, "hypothesis") if one.id == hypothesis)  # type: ignore[no-any-return]


def course(store: Workspace, pupil: str) -> list[str]:
    """The states of the steps in the whole file, in order."""
    with store.read() as s:
        found = rows(s, "hypothesis", pupil)[0].id
        parts = whole_file_view(s, pupil, TODAY, "whole_file").parts
    (steps,) = next(entry.parts for part in parts for entry in part.entries if entry.row == found)
    return [dict(entry.lines)["Status"] for entry in steps.entries]


def printed(store: Workspace, pupil: str) -> dict[str, str]:
    """The lines of the hypothesis in the whole file."""
    with store.read() as s:
        found = rows(s, "hypothesis", pupil)[0].id
        parts = whole_file_view(s, pupil, TODAY, "whole_file").parts
    return next(dict(entry.lines) for part in parts for entry in part.entries if entry.row == found)


def test_it_says_who_suspected_it_and_when_also_when_that_person_is_not_in_the_file(store: Workspace, noor: str) -> None:
    dyslexia_again(store, noor)
    assert of(store, noor)[0].steps[0].about == "19 februari 2026, Petra Schijn"


def test_whoever_works_is_found_among_the_people_of_the_file(store: Workspace, noor: str) -> None:
    person = store.do(edits.add("person", noor, name="Petra Schijn", role="sen_coordinator"))
    hypothesis = dyslexia_again(store, noor)
    store.do(add_hypothesis_step(hypothesis, "suspected", TODAY, "Petra Schijn"))
    with store.read() as s:
        assert {(step.by, step.by_other) for step in rows(s, "hypothesis_step", noor)} == {(person, None)}


def test_what_is_answered_comes_after_what_is_open_and_says_how_it_ended(store: Workspace, noor: str) -> None:
    first, second = dyslexia_again(store, noor), store.do(add_hypothesis(noor, "Te weinig slaap?", TODAY))
    step = store.do(add_hypothesis_step(first, "examined", TODAY, "de gedragswetenschapper"))
    assert [one.id for one in of(store, noor)] == [second, first]
    assert of(store, noor)[1].ended == "bevestigd op 19 februari 2026, de gedragswetenschapper"
    store.do(choose_state(step, "rejected"))
    assert (of(store, noor)[1].ended.split()[0], outcome(store, first)) == ("verworpen", "rejected")


def test_without_its_last_step_it_is_open_again_and_undo_closes_it(store: Workspace, noor: str) -> None:
    hypothesis = dyslexia_again(store, noor)
    step = store.do(add_hypothesis_step(hypothesis, "examined", TODAY))
    store.do(remove_step(step))
    assert (of(store, noor)[0].decided, outcome(store, hypothesis)) == (False, None)
    store.undo()
    assert (of(store, noor)[0].decided, outcome(store, hypothesis)) == (True, "confirmed")


def test_an_earlier_step_written_down_later_does_not_decide(store: Workspace, noor: str) -> None:
    hypothesis = dyslexia_again(store, noor)
    step = store.do(add_hypothesis_step(hypothesis, "examined", TODAY))
    store.do(edits.change("hypothesis_step", step, "date", TODAY - dt.timedelta(400)))
    assert of(store, noor)[0].decided is False
    assert "Uitkomst" not in printed(store, noor)
    assert course(store, noor) == ["bevestigd", "vermoeden"]


def test_the_whole_file_says_the_outcome_of_the_last_step(store: Workspace, noor: str) -> None:
    hypothesis = dyslexia_again(store, noor)
    store.do(add_hypothesis_step(hypothesis, "examined", TODAY))
    assert printed(store, noor)["Uitkomst"] == "bevestigd"


def test_the_way_from_question_to_answer_is_kept(store: Workspace, noor: str) -> None:
    hypothesis = dyslexia_again(store, noor)
    told = {"question": "Leest Noor trager?", "instruments": ("DMT", "EMT"), "findings": "E op de DMT.", "answer": "Ja."}
    store.do(edits.change_many("hypothesis", hypothesis, told))
    assert dict(of(store, noor)[0].texts) == told | {"instruments": "DMT, EMT"}


def test_a_step_names_the_records_it_is_seen_in_and_forgets_those_that_are_gone(store: Workspace, noor: str) -> None:
    test = store.do(edits.add("assessment", noor, instrument="DMT", date=TODAY))
    seen = store.do(edits.add("observation", noor, text="Raadt.", date=TODAY))
    dyslexia_again(store, noor)
    step = of(store, noor)[0].steps[0].id
    store.do(set_evidence(step, (test, seen)))
    assert [(e.table, e.title) for e in of(store, noor)[0].steps[0].evidence] == [
        ("assessment", "DMT, 19 februari 2026"),
        ("observation", "Observatie, 19 februari 2026"),
    ]
    store.do(edits.remove("observation", seen))
    assert [e.id for e in of(store, noor)[0].steps[0].evidence] == [test]


@pytest.mark.parametrize(("days", "said"), [(89, False), (90, True)])
def test_an_open_question_in_which_nothing_happens_says_so_quietly(store: Workspace, noor: str, days: int, said: bool) -> None:
    dyslexia_again(store, noor)
    assert bool(of(store, noor, TODAY + dt.timedelta(days))[0].quiet) is said


def test_an_answered_question_is_never_called_forgotten(store: Workspace, noor: str) -> None:
    store.do(add_hypothesis_step(dyslexia_again(store, noor), "examined", TODAY))
    assert of(store, noor, TODAY + dt.timedelta(1000))[0].quiet == ""
