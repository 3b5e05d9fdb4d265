"""What was counted out of so many, what holidays do to a goal, and who measures where: from the records to the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest

from guidance_app import edits, example
from guidance_app.domain.amounts import Amount, read_amount
from guidance_app.edits.experiments import add_experiment, add_measurement
from guidance_app.edits.goals import add_measurement as measure_goal
from guidance_app.edits.measuring import write
from guidance_app.edits.plans import new_plan
from guidance_app.queries.experiments import experiments
from guidance_app.queries.goals import GoalDetail, goals
from guidance_app.queries.plan_views import joint_plan_view
from guidance_app.queries.read import rows
from guidance_app.stats.ratio import Zero
from guidance_app.workspace import Workspace, create

pytestmark = pytest.mark.thorough

START = dt.date(2025, 12, 15)


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = create(tmp_path_factory.mktemp("kast") / "Kast", example.KEY, "Petra", "sen_coordinator", today=example.TODAY)
    yield made
    made.close()


@pytest.fixture
def noor(store: Workspace) -> str:
    return str(store.do(edits.add("pupil", first_name="Noor")))


def counted(store: Workspace, noor: str) -> str:
    """Short and long sessions as usual and with an approach; gives the experiment."""
    made = str(store.do(add_experiment(noor, "Woorden", None, "school", "Woorden goed")))
    with store.read() as s:
        outcome = rows(s, "outcome", noor)[0].id
    store.do(edits.change_many("outcome", outcome, {"kind": "percent", "unit": "%"}))
    for at, sessions in enumerate((("1/2", "9/90", "2/4"), ("1/1", "50/100", "3/4"))):
        kind, label = (("baseline", "Gewoon"), ("approach", "Hardop"))[at]
        phase = store.do(edits.add("phase", noor, experiment=made, code="AB"[at], kind=kind))
        store.do(edits.change("phase", phase, "label", label))
        for n, text in enumerate(sessions):
            store.do(add_measurement(outcome, START + dt.timedelta(7 * at + n), phase, read_amount(text, "percent"), None))
    return made


def test_a_level_of_counted_sessions_is_all_of_them_together_and_never_a_mean_of_percentages(store: Workspace, noor: str) -> None:
    made = counted(store, noor)
    with store.read() as s:
        view = experiments(s, noor, made).open
    assert view is not None
    (shown,) = view.outcomes
    assert "samen 12 van 96 (12,5%)" in shown.spread[0]
    assert "samen 54 van 105 (51,4%)" in shown.spread[1]
    assert shown.inputs.zero is Zero.PERCENTAGE


def test_a_value_that_is_changed_forgets_what_it_was_counted_from(store: Workspace, noor: str) -> None:
    counted(store, noor)
    with store.read() as s:
        first = rows(s, "measurement", noor)[0].id
    store.do(write(first, Amount(Decimal(60))))
    with store.read() as s:
        found = next(m for m in rows(s, "measurement", noor) if m.id == first)
    assert (found.value, found.part, found.whole) == (60, None, None)


@pytest.fixture
def reading(store: Workspace, noor: str) -> str:
    """A goal with eight weeks of scores, at a school that had a holiday of two weeks in them."""
    school = store.do(edits.add("school", "school", name="De Fictie"))
    store.do(edits.change("pupil", noor, "school", school))
    days = {"from_date": dt.date(2025, 12, 20), "to_date": dt.date(2026, 1, 4)}
    store.do(edits.add("holiday", "school", school=school, name="Kerst", **days))
    numbers = {"baseline": Decimal(40), "target": Decimal(70), "unit": "woorden"}
    goal = str(store.do(edits.add("goal", noor, title="Lezen", baseline_date=START, due=dt.date(2026, 6, 1), **numbers)))
    for week, value in enumerate((41, 40, 42, 41, 43, 42, 41, 43)):
        store.do(measure_goal(goal, START + dt.timedelta(3 + 7 * week), Decimal(value)))
    return goal


def detail_of(store: Workspace, pupil: str, goal: str) -> GoalDetail:
    with store.read() as s:
        found = goals(s, pupil, goal).detail
    assert found is not None
    return found


def test_screen_and_paper_of_a_goal_leave_out_the_holidays_of_the_school(store: Workspace, noor: str, reading: str) -> None:
    detail = detail_of(store, noor, reading)
    assert detail.towards is not None
    assert detail.towards.aim is not None
    (holiday,) = detail.towards.aim.holidays
    assert [dt.date.fromordinal(int(day)) for day in holiday] == [dt.date(2025, 12, 20), dt.date(2026, 1, 5)]
    store.do(new_plan(noor, store.today))
    with store.read() as s:
        plan = joint_plan_view(s, noor, store.today)
    (line,) = plan.goals
    assert line.aim == detail.towards.aim
    assert line.pace == detail.towards.sentence


def test_the_caption_says_who_measures_and_where(store: Workspace, noor: str, reading: str) -> None:
    assert detail_of(store, noor, reading).caption == "Lezen, woorden"
    with store.read() as s:
        outcome = rows(s, "outcome", noor)[0].id
    person = store.do(edits.add("person", noor, name="Anouk Schijn", role="teacher"))
    store.do(edits.change_many("outcome", outcome, {"observer": person, "place": "home"}))
    assert detail_of(store, noor, reading).caption == "Lezen, woorden. Anouk, thuis."


def test_a_goal_without_a_begin_has_no_direction_until_somebody_says_so(store: Workspace, noor: str) -> None:
    goal = str(store.do(edits.add("goal", noor, title="Fouten", target=Decimal(3), unit="keer", due=dt.date(2026, 6, 1))))
    store.do(measure_goal(goal, START, Decimal(9)))
    detail = detail_of(store, noor, goal)
    assert detail.towards is not None
    assert "niet afgesproken of meer of minder beter is" in detail.towards.sentence
    assert not detail.course.reached
    store.do(edits.change("outcome", detail.measured, "higher_is_better", False))
    now = detail_of(store, noor, goal)
    assert now.towards is not None
    assert "niet afgesproken" not in now.towards.sentence
    assert not now.course.reached


@pytest.mark.parametrize(
    ("kind", "zero"),
    [
        ("count", Zero.COUNT), ("duration", Zero.DURATION), ("rate", Zero.RATE), ("percent", Zero.PERCENTAGE),
        ("rating", Zero.OTHER), ("score", Zero.OTHER), ("number", Zero.OTHER), ("clock", Zero.OTHER),
    ],
)  # fmt: skip
def test_what_zero_means_follows_from_the_kind(store: Workspace, noor: str, kind: str, zero: Zero) -> None:
    made = counted(store, noor)
    with store.read() as s:
        outcome = rows(s, "outcome", noor)[0].id
    store.do(edits.change_many("outcome", outcome, {"kind": kind, "unit": "stuks"}))
    with store.read() as s:
        view = experiments(s, noor, made).open
    assert view is not None
    assert view.outcomes[0].inputs.zero is zero
    percent = [f for f in (view.outcomes[0].findings.figures if view.outcomes[0].findings else ()) if f.methods == ("percent",)]
    assert bool(percent) == (kind in ("count", "duration", "rate"))
