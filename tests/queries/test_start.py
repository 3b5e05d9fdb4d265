"""What is due over all pupils: each thing once, on its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from guidance_app import edits, example
from guidance_app.edits.measuring import measure, measure_goal
from guidance_app.queries.measure_rows import amount_of_day, measure_rows
from guidance_app.queries.read import rows
from guidance_app.queries.start import Start, greeting, pupil_lines, start, to_do
from guidance_app.workspace import Workspace, create

TODAY = example.TODAY
DAY = dt.timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "Kast", example.KEY, "Petra Schijn", "sen_coordinator", today=TODAY)
    yield made
    made.close()


@pytest.fixture
def noor(store: Workspace) -> str:
    return str(store.do(edits.add("pupil", first_name="Noor", last_name="Verzonnen", group_name="5")))


def now(store: Workspace, *, has_card: bool = True) -> Start:
    with store.read() as s:
        return start(s, TODAY, has_card=has_card)


def due(store: Workspace) -> int:
    with store.read() as s:
        return to_do(s, TODAY)


def test_an_empty_store_says_so(store: Workspace) -> None:
    view = now(store)
    assert not view.any_pupils
    assert view.sentence == "Donderdag 19 februari. Vandaag staat er niets vast."
    assert due(store) == 0


@pytest.mark.parametrize(("hour", "words"), [(8, "Goedemorgen"), (12, "Goedemiddag"), (18, "Goedenavond")])
def test_the_greeting_has_the_first_name_and_the_part_of_the_day(hour: int, words: str) -> None:
    assert greeting("Petra Schijn", hour) == f"{words}, Petra"


def test_talks_of_this_week_stand_on_the_page_and_later_ones_further_on(store: Workspace, noor: str) -> None:
    for days, kind in ((0, "kindgesprek"), (5, "startgesprek"), (40, "evaluatie")):
        store.do(edits.add("meeting", noor, kind=kind, date=TODAY + days * DAY, time_from=dt.time(14, 45), status="planned"))
    store.do(edits.add("meeting", noor, kind="afgezegd gesprek", date=TODAY, status="cancelled"))
    view = now(store)
    assert [(talk.when, talk.what) for talk in view.talks] == [
        ("14.45", "Kindgesprek Noor Verzonnen"),
        ("di 24 feb", "Startgesprek Noor Verzonnen"),
    ]
    assert [one.what for one in view.further] == ["Evaluatie Noor"]
    assert view.sentence == "Donderdag 19 februari. Eén gesprek."
    assert due(store) == 1


def test_when_no_talk_is_near_the_next_one_is_shown(store: Workspace, noor: str) -> None:
    store.do(edits.add("meeting", noor, kind="evaluatie", date=TODAY + 40 * DAY))
    view = now(store)
    assert view.talks_later
    assert [talk.what for talk in view.talks] == ["Evaluatie Noor Verzonnen"]
    assert view.further == ()


def test_a_goal_is_to_be_looked_back_on_until_that_is_done(store: Workspace, noor: str) -> None:
    late = store.do(edits.add("goal", noor, title="Samen spelen", due=TODAY - 16 * DAY))
    store.do(edits.add("goal", noor, title="Vlot lezen", due=TODAY))
    assert [(line.what, line.when) for line in now(store).evaluations] == [
        ("Samen spelen", "gepland op 3 februari, nog open"),
        ("Vlot lezen", "vandaag"),
    ]
    assert due(store) == 2
    store.do(edits.add("evaluation", noor, goal=late, date=TODAY, status="achieved"))
    assert [line.what for line in now(store).evaluations] == ["Vlot lezen"]


def test_agreements_of_this_month_can_be_ticked_off_and_later_ones_come_further_on(store: Workspace, noor: str) -> None:
    talk = store.do(edits.add("meeting", noor, kind="gesprek", date=TODAY - 7 * DAY))
    for days, what in ((-1, "Verslag sturen"), (10, "Koptelefoon kopen"), (60, "Overdracht maken")):
        store.do(edits.add("action", noor, meeting=talk, what=what, due=TODAY + days * DAY, status="open"))
    store.do(edits.add("action", noor, meeting=talk, what="Al gedaan", due=TODAY, status="done"))
    view = now(store)
    assert [line.what for line in view.agreements] == ["Verslag sturen", "Koptelefoon kopen"]
    assert view.agreements[0].about == "gepland op 18 februari, nog open"
    assert [one.what for one in view.further] == ["Overdracht maken"]
    assert due(store) == 1


def test_consents_that_end_or_were_never_asked_are_told(store: Workspace, noor: str) -> None:
    store.do(edits.add("consent", noor, purpose="observatie", status="given", valid_until=TODAY + 30 * DAY))
    store.do(edits.add("consent", noor, purpose="onderzoek", status="given", valid_until=TODAY - DAY))
    store.do(edits.add("consent", noor, purpose="overleg", status="not_asked"))
    store.do(edits.add("consent", noor, purpose="nog lang geldig", status="given", valid_until=TODAY + 31 * DAY))
    store.do(edits.add("consent", noor, purpose="nee", status="refused"))
    found = now(store).to_know
    assert [one.title for one in found] == ["Toestemming is verlopen", "Toestemming loopt af", "Toestemming nog niet gevraagd"]
    assert found[1].text == "Noor Verzonnen, observatie, geldig tot zaterdag 21 maart."
    assert all(one.opens.startswith("consent/") and one.pupil == noor for one in found)


def test_an_emergency_card_that_is_not_there_is_told_quietly_and_never_pushed_out(store: Workspace, noor: str) -> None:
    for n in range(6):
        store.do(edits.add("consent", noor, purpose=f"doel {n}", status="not_asked"))
    assert not any("noodkaart" in one.title for one in now(store).to_know)
    assert any("noodkaart" in one.title for one in now(store, has_card=False).to_know)


def test_a_running_outcome_without_a_value_for_three_weeks_is_told(store: Workspace, noor: str) -> None:
    goal = store.do(edits.add("goal", noor, title="Rekenen", target=Decimal(9), unit="van 10"))
    store.do(measure_goal(goal, TODAY - 22 * DAY, Decimal(6)))
    found = now(store).to_know
    assert [one.text for one in found] == ["Noor Verzonnen, Rekenen. De laatste meting was op 28 januari."]
    assert found[0].opens == f"measure:goal/{goal}/measured"
    store.do(measure_goal(goal, TODAY, Decimal(7)))
    assert now(store).to_know == ()


def test_what_is_measured_today_stands_with_its_value_and_the_value_of_last_time(store: Workspace, noor: str) -> None:
    goal = store.do(edits.add("goal", noor, title="Rekenen", target=Decimal(9), unit="van 10", baseline=Decimal(4)))
    line = now(store).measures[0]
    assert (line.what, line.last, line.unit, line.value) == ("Rekenen", "begin 4", "van 10", None)
    store.do(measure_goal(goal, TODAY - 2 * DAY, Decimal(5)))
    store.do(measure_goal(goal, TODAY, Decimal("6.5")))
    line = now(store).measures[0]
    assert (line.what, line.last, line.value) == ("Rekenen", "vorige keer 5", Decimal("6.5"))
    assert line.saved
    store.do(edits.add("evaluation", noor, goal=goal, date=TODAY, status="achieved"))
    assert now(store).measures == ()


def test_typing_another_value_changes_todays_measurement_and_emptying_removes_it(store: Workspace, noor: str) -> None:
    goal = store.do(edits.add("goal", noor, title="Rekenen", target=Decimal(9)))
    for value in (Decimal(5), Decimal(6)):
        store.do(measure_goal(goal, TODAY, value))
    with store.read() as s:
        assert [m.value for m in rows(s, "measurement", noor)] == [Decimal(6)]
        typed = amount_of_day(s, f"goal/{goal}/measured", TODAY)
        assert typed is not None
        assert typed.value == Decimal(6)
    store.do(measure_goal(goal, TODAY, None))
    with store.read() as s:
        assert rows(s, "measurement", noor) == []
    store.undo()
    store.undo()
    with store.read() as s:
        assert [m.value for m in rows(s, "measurement", noor)] == [Decimal(5)]


def test_a_goal_with_two_outcomes_has_a_line_and_a_place_for_each(store: Workspace, noor: str) -> None:
    goal = store.do(edits.add("goal", noor, title="Rekenen", target=Decimal(9)))
    for name in ("goed", "tijd"):
        store.do(edits.add("outcome", noor, goal=goal, name=name, kind="number"))
    with store.read() as s:
        places = [line.place for line in measure_rows(s, noor, TODAY)]
    assert len(places) == len(set(places)) == 2


def test_a_new_value_falls_in_the_phase_of_its_day_or_in_the_turn_that_was_drawn(store: Workspace, noor: str) -> None:
    trial = store.do(edits.add("experiment", noor, title="Timer"))
    for code, first, last in (("A", -20, -11), ("B", -10, None)):
        days = {"from_date": TODAY + first * DAY, "to_date": TODAY + last * DAY if last else None}
        store.do(edits.add("phase", noor, experiment=trial, code=code, **days))
    outcome = store.do(edits.add("outcome", noor, experiment=trial, name="af", kind="percent"))
    turns = store.do(edits.add("experiment", noor, title="Luisteren", drawn_order=("met", "zonder")))
    for code in ("zonder", "met"):
        store.do(edits.add("phase", noor, experiment=turns, code=code, kind="condition"))
    read = store.do(edits.add("outcome", noor, experiment=turns, name="goed", kind="number"))
    for days in (15, 5, 0):
        store.do(measure(outcome, TODAY - days * DAY, Decimal(50)))
    for days in (2, 1, 0):
        store.do(measure(read, TODAY - days * DAY, Decimal(5)))
    with store.read() as s:
        code_of = {p.id: p.code for p in rows(s, "phase", noor)} | {None: None}
        in_time = sorted(rows(s, "measurement", noor), key=lambda m: m.date)
        assert [code_of[m.phase] for m in in_time if m.outcome == outcome] == ["A", "B", "B"]
        assert [code_of[m.phase] for m in in_time if m.outcome == read] == ["met", "zonder", None]


def test_the_list_of_pupils_has_the_next_talk_of_each(store: Workspace, noor: str) -> None:
    store.do(edits.add("pupil", first_name="Adam"))
    store.do(edits.add("meeting", noor, kind="startgesprek", date=TODAY + DAY))
    with store.read() as s:
        lines = pupil_lines(s, TODAY)
    assert [(line.name, line.group, line.next) for line in lines] == [
        ("Adam", "", ""),
        ("Noor Verzonnen", "5", "vr 20 feb, Startgesprek"),
    ]
    assert lines[1].sentence == "Noor Verzonnen, groep 5, vr 20 feb, Startgesprek"
