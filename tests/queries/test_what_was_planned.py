"""What was planned and drawn holds: extra scores, later holidays, a follow-up and removed series never change it unsaid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from _plans import FIRST, PLAN, PLANS, TODAY, WORDS, measure_all, view

from guidance_app import edits, example
from guidance_app.base.errors import Problem
from guidance_app.edits.experiment_plan import begin, draw
from guidance_app.edits.fixed import agree
from guidance_app.edits.holidays import add_holiday, change_holiday
from guidance_app.edits.measuring import measure
from guidance_app.edits.records import change_many, remove
from guidance_app.queries.experiment_paper import experiment_pages
from guidance_app.queries.experiment_plan import planned_days
from guidance_app.queries.experiments import ExperimentView, answers
from guidance_app.queries.measure_rows import measure_rows
from guidance_app.queries.read import row, rows
from guidance_app.queries.tick_off import tick_off_pages
from guidance_app.stats.drawn import Draw, chance_of
from guidance_app.stats.gates import Refusal, Why
from guidance_app.workspace import Workspace, create

pytestmark = pytest.mark.thorough

LONG = replace(PLAN, sessions=25)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    opened = create(tmp_path_factory.mktemp("planned") / "Kast", example.KEY, "Petra", "sen_coordinator", today=TODAY)
    yield opened
    opened.close()


@pytest.fixture
def school(store: Workspace) -> str:
    return str(store.do(edits.add("school", "school", name="De Linde")))


@pytest.fixture
def noor(store: Workspace, school: str) -> str:
    return str(store.do(edits.add("pupil", first_name="Noor", school=school)))


def done(store: Workspace, noor: str, plan: Any, skip: tuple[int, ...] = (), seed: int = 3) -> ExperimentView:
    """The plan drawn, and clearly better scores with the approach on every planned day but some."""
    store.do(draw(store.do(begin(noor, plan)), TODAY, Random(seed)))
    told = []
    for outcome in view(store, noor).outcomes:
        code = {id_: phase.condition for id_, phase in outcome.spans}
        told += [
            (outcome.id, time.day, Decimal(5 + time.number % 2 if code[time.phase or ""] == "A" else 9 + time.number % 3))
            for time in outcome.planned
            if time.number not in skip
        ]
    measure_all(store, told)
    return view(store, noor)


def sure(one: ExperimentView) -> str:
    return dict(answers(one, one.outcomes[0]))["Hoe zeker is dat?"]


def chance(one: ExperimentView) -> Any:
    inputs = one.outcomes[0].inputs
    return chance_of(inputs.series, inputs.logged, inputs.together)


def test_scores_on_days_that_were_not_planned_take_the_chance_figure_away_and_it_is_said(store: Workspace, noor: str) -> None:
    one = done(store, noor, LONG)
    assert "geeft er 1 zo'n groot verschil: 5 op 100" in sure(one)
    start = next(phase.from_day for _, phase in one.spans if phase.condition == "B")
    assert start is not None
    extra = [start + dt.timedelta(n) for n in range(1, 30) if (start + dt.timedelta(n)).isoweekday() in (2, 4)]
    measure_all(store, [(one.outcomes[0].id, day, Decimal(0)) for day in extra])
    after = view(store, noor)
    assert sure(after) == f"{len(extra)} scores horen niet bij een afgesproken keer: daarmee is er geen toevalscijfer te geven."
    assert not dict(answers(after, after.outcomes[0]))["Hielp het?"].startswith("Ja.")


def test_a_missed_time_is_made_up_for_within_a_week_and_not_later(store: Workspace, noor: str) -> None:
    one = done(store, noor, LONG, skip=(25,))
    late = one.days[-1] + dt.timedelta(200)
    before = chance(one)
    score = store.do(measure(one.outcomes[0].id, late, Decimal(99)))
    assert chance(view(store, noor)) == before  # it is of no drawn phase
    phase = next(id_ for id_, p in one.outcomes[0].spans if p.condition == "B")
    store.do(edits.change("measurement", score, "phase", phase))
    assert chance(view(store, noor)) == Refusal(Why.NOT_PLANNED)
    store.do(edits.change("measurement", score, "date", one.days[-1] + dt.timedelta(6)))
    found = chance(view(store, noor))
    assert not isinstance(found, Refusal)
    assert found.wanted.of == before.wanted.of


def test_with_three_approaches_an_unplanned_score_is_said_too(store: Workspace, noor: str) -> None:
    one = done(store, noor, PLANS["rounds"])
    store.do(measure(one.outcomes[0].id, one.days[3] + dt.timedelta(1), Decimal(50)))
    assert sure(view(store, noor)).startswith("1 score hoort niet bij een afgesproken keer")


def test_a_holiday_entered_afterwards_never_renumbers_what_was_done_by_the_schedule(
    store: Workspace, school: str, noor: str
) -> None:
    one = done(store, noor, LONG, skip=(4, 5, 6))
    holiday = store.do(add_holiday(school, "herfst", one.days[3], one.days[5]))
    after = view(store, noor)
    assert (after.days, after.spans, sure(after)) == (one.days, one.spans, sure(one))
    store.do(change_holiday(holiday, "herfst", one.days[2], one.days[7]))
    assert view(store, noor).days == one.days
    store.do(remove("holiday", holiday))
    assert view(store, noor).days == one.days


def test_a_holiday_taken_out_afterwards_does_not_renumber_either(store: Workspace, school: str, noor: str) -> None:
    holiday = store.do(add_holiday(school, "vrij", FIRST + dt.timedelta(14), FIRST + dt.timedelta(18)))
    one = done(store, noor, LONG)
    store.do(remove("holiday", holiday))
    assert view(store, noor).days == one.days
    assert sure(view(store, noor)) == sure(one)


def test_days_ahead_follow_the_holidays_that_are_known_now(store: Workspace, school: str, noor: str) -> None:
    store.do(draw(store.do(begin(noor, LONG)), TODAY, Random(3)))
    one = view(store, noor)
    store.do(measure(one.outcomes[0].id, one.days[2], Decimal(5)))
    store.do(add_holiday(school, "vrij", one.days[1], one.days[4]))
    after = view(store, noor)
    assert after.days[:3] == one.days[:3]
    assert after.days[3] == one.days[5]


def test_a_score_in_a_known_holiday_is_not_a_planned_time(store: Workspace, school: str, noor: str) -> None:
    first = FIRST + dt.timedelta(14)
    store.do(add_holiday(school, "vrij", first, first + dt.timedelta(4)))
    one = done(store, noor, PLANS["pairs"])
    extra = store.do(measure(one.outcomes[0].id, first, Decimal(7)))
    after = view(store, noor)
    assert after.days == one.days
    assert "1 score hoort niet bij een afgesproken keer" in sure(after)
    store.do(remove("measurement", extra))
    assert sure(view(store, noor)) == sure(one)


def test_a_follow_up_that_comes_too_early_is_refused(store: Workspace, noor: str) -> None:
    with pytest.raises(Problem, match="na de laatste keer"):
        store.do(begin(noor, replace(LONG, follow_up_on=FIRST + dt.timedelta(20))))
    assert not any(phase.book == noor for phase in _of(store, noor, "phase"))


def _of(store: Workspace, noor: str, table: str) -> list[Any]:
    with store.read() as s:
        return rows(s, table, noor)


@pytest.mark.parametrize("plan", [PLAN, PLANS["pairs"]], ids=["start", "pairs"])
def test_follow_up_begins_after_the_last_planned_time_whatever_is_agreed_later(store: Workspace, noor: str, plan: Any) -> None:
    made = store.do(begin(noor, replace(plan, follow_up_on=FIRST + dt.timedelta(40))))
    store.do(change_many("experiment", made, {"sessions": Decimal(24), "follow_up_on": None}))
    store.do(change_many("experiment", made, {"follow_up_on": FIRST + dt.timedelta(30)}))
    store.do(draw(made, TODAY, Random(3)))
    one = view(store, noor)
    assert [phase.from_day for _, phase in one.spans if phase.code == "M"] == [one.days[-1] + dt.timedelta(1)]
    measure_all(store, [(one.outcomes[0].id, day, Decimal(5)) for day in one.days])
    codes = {phase.id: phase.code for phase in _of(store, noor, "phase")}
    assert "M" not in {codes[m.phase] for m in _of(store, noor, "measurement")}


def test_the_day_of_the_follow_up_that_was_agreed_last_is_the_one_that_holds(store: Workspace, noor: str) -> None:
    made = store.do(begin(noor, PLAN))
    later = FIRST + dt.timedelta(90)
    store.do(change_many("experiment", made, {"follow_up_on": later}))
    store.do(draw(made, TODAY, Random(3)))
    assert [phase.from_day for _, phase in view(store, noor).spans if phase.code == "M"] == [later]
    store.undo()
    store.do(change_many("experiment", made, {"follow_up_on": None}))
    store.do(draw(made, TODAY, Random(3), again=True))
    assert "M" not in [phase.code for _, phase in view(store, noor).spans]


@pytest.mark.parametrize(("kind", "change", "words"), [
    ("start", {"first_day": None}, "eerste keer ontbreekt"),
    ("pairs", {"sessions": Decimal(13)}, "even vaak"),
])  # fmt: skip
def test_a_plan_of_which_something_was_cleared_cannot_be_drawn_and_says_why(
    store: Workspace, noor: str, kind: str, change: dict[str, Any], words: str
) -> None:
    made = store.do(begin(noor, PLANS[kind]))
    store.do(change_many("experiment", made, change))
    plan = view(store, noor).plan
    assert not plan.can_draw
    assert words in plan.cannot
    with pytest.raises(Problem, match=words):
        store.do(draw(made, TODAY, Random(1)))


def test_without_one_of_its_series_a_drawn_stagger_says_why_there_is_no_chance_figure(store: Workspace, noor: str) -> None:
    three = (WORDS, replace(WORDS, name="Zinnen"), replace(WORDS, name="Letters"))
    one = done(store, noor, replace(PLAN, design="baselines", draw=Draw.STAGGER, sessions=24, fewest=5, measures=three), seed=4)
    assert "op 100" in sure(one)
    spans = {outcome.id: outcome.spans for outcome in one.outcomes}
    store.do(remove("outcome", one.outcomes[1].id))
    after = view(store, noor)
    assert sure(after).startswith("Een van de dingen die na elkaar begonnen, wordt niet meer gemeten")
    assert all(outcome.spans == spans[outcome.id] for outcome in after.outcomes)
    store.undo()
    assert sure(view(store, noor)) == sure(one)


def test_what_was_agreed_of_an_outcome_is_fixed_once_there_is_a_score(store: Workspace, noor: str) -> None:
    one = done(store, noor, LONG)
    outcome = one.outcomes[0].id
    for field, value in (("higher_is_better", False), ("kind", "rating"), ("unit", "fouten")):
        with pytest.raises(Problem, match=r"zodra er een score is\. Was het anders bedoeld"):
            store.do(agree(outcome, field, value))
    assert sure(view(store, noor)) == sure(one)


@pytest.mark.parametrize("drawn", [True, False])
def test_a_score_that_was_taken_out_was_seen_where_the_program_drew(store: Workspace, noor: str, drawn: bool) -> None:
    made = store.do(begin(noor, PLAN if drawn else replace(PLAN, draw=None)))
    if drawn:
        store.do(draw(made, TODAY, Random(3)))
    outcome = view(store, noor).outcomes[0].id
    flip = agree(outcome, "higher_is_better", False)
    store.do(flip)
    store.undo()
    store.do(remove("measurement", store.do(measure(outcome, FIRST, Decimal(5)))))
    if drawn:
        with pytest.raises(Problem, match="zodra er een score is"):
            store.do(flip)
    else:
        assert store.do(flip) == outcome


def test_what_is_measured_today_names_the_approach_of_today_and_stands_first(store: Workspace, noor: str) -> None:
    store.do(draw(store.do(begin(noor, replace(PLANS["pairs"], title="Eerst", weekdays=("2",)))), TODAY, Random(1)))
    store.do(draw(store.do(begin(noor, PLANS["pairs"])), TODAY, Random(1)))
    with store.read() as s:
        first, second = rows(s, "experiment", noor)
        time = planned_days(s, second)[2]
        phase = row(s, "phase", time.phase)
        lines = measure_rows(s, noor, time.day)
    assert phase is not None
    assert [(line.way, line.planned) for line in lines] == [(f"vandaag: {phase.label}", True), ("", False)]
    assert first.title == "Eerst"


@pytest.mark.parametrize("known", ["before", "after"])
def test_paper_counts_the_same_days_as_the_screen(store: Workspace, school: str, noor: str, known: str) -> None:
    if known == "before":
        store.do(add_holiday(school, "vrij", FIRST + dt.timedelta(14), FIRST + dt.timedelta(18)))
    one = done(store, noor, LONG)
    if known == "after":
        store.do(add_holiday(school, "vrij", FIRST + dt.timedelta(14), FIRST + dt.timedelta(18)))
    with store.read() as s:
        paper = experiment_pages(s, noor, TODAY).experiments[0].outcomes[0]
        lines = tick_off_pages(s, noor, TODAY).sheets[0].lines
    assert tuple(line.day for line in lines) == one.days
    assert sure(one) in paper.answers[1][1]
