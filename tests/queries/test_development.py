"""How a child developed over the years, read from scores: age bands and didactic ages, each on its own clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from guidance_app import edits
from guidance_app.queries.development import DevelopmentView, development
from guidance_app.queries.measure_bands import measure_bands
from guidance_app.workspace import Workspace


@pytest.fixture
def store(open_example: Any) -> Iterator[Workspace]:
    opened = open_example()
    yield opened
    opened.close()


@pytest.fixture
def pupil(store: Workspace) -> str:
    made = store.do(edits.add("pupil", first_name="Amira", birth_date=dt.date(2020, 1, 15)))
    return str(made)


def seen(store: Workspace, pupil: str) -> DevelopmentView:
    with store.read() as s:
        return development(s, pupil)


def take(store: Workspace, pupil: str, day: dt.date, *scores: dict[str, Any], **more: Any) -> None:
    test = store.do(edits.add("assessment", pupil, instrument="KIJK!", date=day, **more))
    for score in scores:
        store.do(edits.add("score", pupil, assessment=test, **score))


def test_age_bands_are_read_from_what_the_observation_system_says(store: Workspace, pupil: str) -> None:
    take(store, pupil, dt.date(2023, 1, 15), {"name": "Taal", "level": "2;6-3;0"}, {"name": "Motoriek", "level": "3;0-3;6"})
    take(store, pupil, dt.date(2023, 7, 15), {"name": "Taal"}, {"name": "Motoriek", "level": "3;6 – 4;0"})
    found = seen(store, pupil).age
    assert found is not None
    (language, first), (motor, both) = found.domains
    assert (language, motor) == ("Taal", "Motoriek")
    assert [(m.low, m.high) for m in first] == [(30, 36), (None, None)]
    assert [(m.low, m.high) for m in both] == [(36, 42), (42, 48)]
    assert both[0].at == pytest.approx(36, abs=0.1)


def test_equivalents_stand_against_the_didactic_age_that_was_typed(store: Workspace, pupil: str) -> None:
    for day, dl, dle in ((dt.date(2026, 1, 20), 5, 4), (dt.date(2026, 6, 10), 10, 8)):
        take(store, pupil, day, {"name": "Rekenen", "scale": "dle", "value": Decimal(dle)}, didactic_age=Decimal(dl))
    view = seen(store, pupil)
    assert view.age is None
    assert view.teaching is not None
    ((_, moments),) = view.teaching.domains
    assert [(m.at, m.low) for m in moments] == [(5, 4), (10, 8)]


def test_a_change_of_school_and_of_group_is_marked_and_nothing_is_cut(store: Workspace, pupil: str) -> None:
    take(store, pupil, dt.date(2024, 3, 1), {"name": "Taal", "level": "3;6-4;0"}, group_year=Decimal(1))
    take(store, pupil, dt.date(2025, 3, 1), {"name": "Taal", "level": "4;6-5;0"}, group_year=Decimal(2))
    store.do(
        edits.add("background", pupil, text="Verhuisd naar een andere school.", date=dt.date(2024, 11, 1), mark="andere school")
    )
    found = seen(store, pupil).age
    assert found is not None
    assert [word for _, word in found.changes] == ["groep 2", "andere school"]
    ((_, moments),) = found.domains
    assert len(moments) == 2


def test_without_such_scores_there_is_nothing_to_show(store: Workspace, pupil: str) -> None:
    take(store, pupil, dt.date(2023, 1, 15), {"name": "Taal", "level": "II"})
    assert seen(store, pupil) == DevelopmentView("Amira", None, None)


def test_a_measure_lies_from_its_first_day_until_the_day_on_which_it_was_stopped(store: Workspace, pupil: str) -> None:
    goal = store.do(edits.add("goal", pupil, title="Lezen"))
    told = {"place": "home", "start": dt.date(2026, 1, 5), "status": "active", "goals": (goal,)}
    measure = store.do(edits.add("measure", pupil, title="Samen lezen", **told))
    store.do(edits.add("measure", pupil, title="Van een ander doel", **told | {"goals": ("x" * 26,)}))
    with store.read() as s:
        (band,) = measure_bands(s, pupil, goal)
    assert (band.start, band.end, band.note) == (dt.date(2026, 1, 5), None, "")
    store.do(edits.change("measure", measure, "status", "stopped"))
    with store.read() as s:
        (band,) = measure_bands(s, pupil, goal)
    assert band.end is not None
    assert band.note == "gestopt"
