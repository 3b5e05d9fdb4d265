"""What the page of goals reads: the list, the course of each goal, and what belongs to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest

from guidance_app import edits, example
from guidance_app.edits.goals import add_measurement
from guidance_app.queries.goals import GoalDetail, goals
from guidance_app.workspace import Workspace, create


@pytest.fixture(scope="module")
def details(built: tuple[Workspace, str]) -> dict[str, GoalDetail]:
    """The goals of the example by title."""
    workspace, pupil = built
    with workspace.read() as s:
        found = [goals(s, pupil, id_).detail for id_ in goals(s, pupil).ids]
    return {detail.title: detail for detail in found if detail}


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, str, str]]:
    """A store with one pupil and one goal."""
    workspace = create(tmp_path_factory.mktemp("kast"), example.KEY, "Petra Schijn", "sen_coordinator", today=example.TODAY)
    pupil = workspace.do(edits.add("pupil", first_name="Noor"))
    goal = workspace.do(edits.add("goal", pupil, title="Lezen", baseline=Decimal(40), target=Decimal(60), unit="woorden"))
    yield workspace, pupil, goal
    workspace.close()


def test_running_goals_come_first_and_the_first_is_open(built: tuple[Workspace, str]) -> None:
    workspace, pupil = built
    with workspace.read() as s:
        found = goals(s, pupil)
    assert [item.title for item in found.running] == ["Elke dag in de agenda kijken"]
    assert len(found.finished) == 6
    assert found.detail
    assert found.detail.id == found.running[0].id


def test_a_goal_tried_in_an_experiment_shows_its_phases(details: dict[str, GoalDetail]) -> None:
    course = details["Taakgericht werken bij rekenen"].course
    assert course.series
    assert [phase.code for phase in course.series.phases] == ["A1", "B1", "A2", "B2"]
    assert (course.begin, course.now, course.aim) == ("47%", "78%", "75%")
    assert course.target == Decimal(75)


def test_the_baseline_measured_for_the_goal_comes_before_the_condition_it_goes_on_with(details: dict[str, GoalDetail]) -> None:
    series = details["Een tekst begrijpen, met audio"].course.series
    assert series
    assert not series.alternating
    assert [len(series.in_phase(phase.code)) for phase in series.phases] == [5, 6]


def test_a_goal_can_follow_the_scores_of_a_test(details: dict[str, GoalDetail]) -> None:
    course = details["Vlotter woorden lezen (DMT)"].course
    assert course.series
    assert course.series.values == tuple(Decimal(n) for n in (46, 50, 55, 62, 66))
    assert course.standing == "2 punten eronder"


def test_a_goal_can_follow_the_pupils_own_marks(details: dict[str, GoalDetail]) -> None:
    course = details["Zelf regelen, cijfer van Mark"].course
    assert course.series
    assert (course.series.place, course.series.values) == ("pupil", (Decimal(4), Decimal(7)))
    assert (course.standing, course.reached) == ("op het doel", True)


def test_an_experiment_in_another_unit_is_drawn_without_the_goal_line(details: dict[str, GoalDetail]) -> None:
    course = details["Licht uit om 21.00 uur"].course
    assert course.series
    assert course.series.name == "Batterij in de ochtend"
    assert course.target is None
    assert (course.now, course.standing) == ("9 van 10", "")


def test_goals_that_go_on_are_linked_both_ways(details: dict[str, GoalDetail]) -> None:
    before, after = details["Huiswerk zelf in de agenda"], details["Elke dag in de agenda kijken"]
    assert after.continues == (before.id, before.title)
    assert before.continued == (after.id, after.title)


def test_a_measure_that_is_deliberately_not_used_is_never_among_who_does_what(details: dict[str, GoalDetail]) -> None:
    for detail in details.values():
        assert [measure.title for measure in detail.not_used] == ["Werkgeheugentraining"]
        assert "Werkgeheugentraining" not in [m.title for m in (*detail.home, *detail.school)]


def test_a_first_measurement_begins_what_is_measured_and_undo_takes_both_away(fresh: tuple[Workspace, str, str]) -> None:
    workspace, pupil, goal = fresh
    workspace.do(add_measurement(goal, dt.date(2026, 2, 10), Decimal(45)))
    workspace.do(add_measurement(goal, dt.date(2026, 2, 17), Decimal(52)))
    with workspace.read() as s:
        detail = goals(s, pupil).detail
    assert detail
    assert detail.course.series
    assert detail.course.series.values == (Decimal(45), Decimal(52))
    assert (detail.course.now, detail.course.standing) == ("52", "8 woorden eronder")
    workspace.undo()
    workspace.undo()
    with workspace.read() as s:
        detail = goals(s, pupil).detail
        assert detail
        assert detail.course.series is None


def test_an_evaluation_counts_as_now_until_something_newer_is_measured(fresh: tuple[Workspace, str, str]) -> None:
    workspace, pupil, goal = fresh
    workspace.do(add_measurement(goal, dt.date(2026, 2, 10), Decimal(45)))
    workspace.do(edits.add("evaluation", pupil, goal=goal, date=dt.date(2026, 2, 12), result="47,5", status="partly_achieved"))
    with workspace.read() as s:
        detail = goals(s, pupil).detail
        assert detail
        assert detail.course.now == "47,5"
    workspace.do(add_measurement(goal, dt.date(2026, 2, 17), Decimal(52)))
    with workspace.read() as s:
        detail = goals(s, pupil).detail
        assert detail
        assert detail.course.now == "52"


def test_a_goal_to_do_something_less_is_reached_below_its_target(fresh: tuple[Workspace, str, str]) -> None:
    workspace, pupil, _ = fresh
    goal = workspace.do(edits.add("goal", pupil, title="Ruzie", baseline=Decimal(5), target=Decimal(2), unit="keer"))
    workspace.do(add_measurement(goal, dt.date(2026, 2, 17), Decimal(1)))
    with workspace.read() as s:
        detail = goals(s, pupil, goal).detail
    assert detail
    assert detail.course.reached
    assert detail.course.standing == "1 punt eronder"


def test_a_pupil_without_goals_has_an_empty_page(fresh: tuple[Workspace, str, str]) -> None:
    workspace, _, _ = fresh
    other = workspace.do(edits.add("pupil", first_name="Sem"))
    with workspace.read() as s:
        found = goals(s, other)
    assert (found.first_name, found.ids, found.detail) == ("Sem", (), None)


SAID = {
    "Taakgericht werken bij rekenen": "Het doel is bereikt (3 punten erboven). Of dat zo blijft, laten latere scores zien.",
    "Een tekst begrijpen, met audio": "Het doel is bereikt (0,3 punten erboven). Of dat zo blijft, laten latere scores zien.",
    "Vlotter woorden lezen (DMT)": (
        "Nog geen conclusie: er is niet bekend op welke dag het begon. Vul die in bij de getallen van het doel."
    ),
    "Licht uit om 21.00 uur": (
        "Geen conclusie: wat gemeten is heeft een andere eenheid dan het doel, of het doel heeft geen getal."
    ),
    "Zelf regelen, cijfer van Mark": "Het doel is bereikt (op het doel). Of dat zo blijft, laten latere scores zien.",
}


def test_what_is_said_of_each_goal_of_mark(details: dict[str, GoalDetail]) -> None:
    assert {title: detail.towards.sentence for title, detail in details.items() if detail.towards} == SAID
    assert [title for title, detail in details.items() if detail.towards and detail.towards.cue] == []


def test_the_line_of_mark_begins_at_his_first_baseline_and_his_pace_stays_unsaid(details: dict[str, GoalDetail]) -> None:
    said = details["Taakgericht werken bij rekenen"].towards
    assert said
    assert said.arithmetic == (
        "Doellijn van 45% op 30 oktober 2025, het midden van 5 scores vooraf, naar 75% op 12 februari 2026: 2 per week.",
        "Nog te vroeg om te zeggen hoe snel het gaat: 5 scores, er zijn er 6 nodig.",
        "Scores sinds de laatste verandering van aanpak, vanaf 2 december 2025.",
    )
    assert said.history == "Eigen scores tot nu toe van 40% tot 85%, midden 60%."


def test_a_goal_that_runs_is_called_behind_only_when_its_scores_carry_that(fresh: tuple[Workspace, str, str]) -> None:
    workspace, pupil, goal = fresh
    workspace.do(edits.change_many("goal", goal, {"baseline_date": dt.date(2026, 1, 5), "due": dt.date(2026, 6, 1)}))
    said = []
    for week, value in enumerate((41, 40, 42, 41, 40, 42, 41)):
        workspace.do(add_measurement(goal, dt.date(2026, 1, 6) + dt.timedelta(days=7 * week), Decimal(value)))
        with workspace.read() as s:
            detail = goals(s, pupil).detail
        assert detail
        assert detail.towards
        said.append(str(detail.towards.found))
    assert said == ["too_early"] * 5 + ["behind"] * 2
