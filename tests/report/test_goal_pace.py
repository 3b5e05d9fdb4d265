"""The pace of a goal on paper: the sentence and the line where a chart stands, on as many pages as without them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import _mark
import pytest
from _reading import text

from guidance_app import edits, example
from guidance_app.edits.goals import add_measurement
from guidance_app.edits.plans import new_plan
from guidance_app.queries.plan import GoalLine, JointPlan
from guidance_app.queries.plan_views import joint_plan_view
from guidance_app.report.figures import goal_chart
from guidance_app.report.sections.joint_plan import joint_plan
from guidance_app.stats.towards import Agreed, towards
from guidance_app.workspace import Workspace, create


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[tuple[Workspace, str, str]]:
    """A pupil with a goal that runs and eight weeks of scores in which hardly anything changed."""
    workspace = create(tmp_path / "Kast", example.KEY, "Petra Schijn", "sen_coordinator", today=example.TODAY)
    pupil = workspace.do(edits.add("pupil", first_name="Noor"))
    numbers = {"baseline": Decimal(40), "target": Decimal(70), "unit": "woorden"}
    days = {"baseline_date": dt.date(2025, 12, 15), "due": dt.date(2026, 6, 1)}
    goal = workspace.do(edits.add("goal", pupil, title="Vlot lezen", **numbers, **days))
    workspace.do(new_plan(pupil, workspace.today))
    for week, value in enumerate((41, 40, 42, 41, 43, 42, 41, 43)):
        workspace.do(add_measurement(goal, dt.date(2025, 12, 18) + dt.timedelta(days=7 * week), Decimal(value)))
    yield workspace, pupil, goal
    workspace.close()


def _plan(workspace: Workspace, pupil: str) -> JointPlan:
    with workspace.read() as s:
        return joint_plan_view(s, pupil, workspace.today)


def _line(plan: JointPlan) -> GoalLine:
    (found,) = (*plan.goals, *plan.reached)
    return found


def test_a_goal_that_runs_says_its_pace_on_paper_and_the_chart_has_the_line(reading: tuple[Workspace, str, str]) -> None:
    workspace, pupil, _ = reading
    plan = _plan(workspace, pupil)
    goal = _line(plan)
    assert goal.pace.endswith("Dat loopt achter op het plan.")
    assert goal.pace in " ".join(text(joint_plan(plan).content).split())
    chart = goal_chart(goal)
    assert chart
    assert chart.data.aim is goal.aim
    assert goal.aim


def test_a_goal_that_was_looked_back_on_has_its_outcome_and_no_pace(reading: tuple[Workspace, str, str]) -> None:
    workspace, pupil, goal = reading
    workspace.do(edits.add("evaluation", pupil, goal=goal, date=workspace.today, result="43", status="not_achieved"))
    found = _line(_plan(workspace, pupil))
    assert (found.aim, found.pace) == (None, "")
    assert found.result == "niet behaald, 43 woorden"


def test_too_few_scores_say_nothing_on_paper(reading: tuple[Workspace, str, str]) -> None:
    workspace, pupil, _ = reading
    for _step in range(3):
        workspace.undo()
    assert _line(_plan(workspace, pupil)).pace == ""


def test_the_tiny_chart_of_the_parents_has_no_line_towards_the_goal(reading: tuple[Workspace, str, str]) -> None:
    workspace, pupil, _ = reading
    tiny = goal_chart(_line(_plan(workspace, pupil)), tiny=True)
    assert tiny
    assert tiny.data.aim is None


@pytest.mark.parametrize("goals", range(1, 7))
def test_the_pace_never_makes_a_plan_longer(goals: int) -> None:
    line = _mark.goal()
    assert line.series
    said = towards(line.series, Agreed(Decimal(95), dt.date(2026, 2, 12)))
    assert said.aim
    paced = replace(line, aim=said.aim, pace=said.sentence)
    without, with_pace = (replace(_mark.joint(), goals=(one,) * goals) for one in (line, paced))
    assert joint_plan(with_pace).pages == joint_plan(without).pages
