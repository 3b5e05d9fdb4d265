"""The chart in the plan for parents is of a goal that stands beside it in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from guidance_app import edits, example
from guidance_app.edits.goals import add_measurement
from guidance_app.example.builder import Builder
from guidance_app.queries.plan_views import parent_plan_view
from guidance_app.queries.read import rows
from guidance_app.workspace import Workspace


def add_goal(workspace: Workspace, pupil: str, title: str) -> str:
    """A goal that runs, with measurements."""
    made = str(workspace.do(edits.add("goal", pupil, title=title, unit="van 10", baseline=Decimal(2), target=Decimal(8))))
    for n in range(3):
        workspace.do(add_measurement(made, example.TODAY - dt.timedelta(3 - n), Decimal(3 + n)))
    return made


def chart_of(workspace: Workspace, pupil: str) -> str:
    with workspace.read() as s:
        found = parent_plan_view(s, pupil, example.TODAY).chart
    return found.title if found else ""


def test_a_new_goal_that_no_sentence_speaks_of_does_not_take_the_chart(
    open_example: Callable[[], Workspace], example_builder: Builder
) -> None:
    workspace, pupil = open_example(), example_builder.pupil
    assert chart_of(workspace, pupil) == "Taakgericht werken bij rekenen"  # Mark werkt rustig door
    add_goal(workspace, pupil, "Fietsen naar school")
    assert chart_of(workspace, pupil) == "Taakgericht werken bij rekenen"
    add_goal(workspace, pupil, "Mark heeft energie na schooltijd")
    assert chart_of(workspace, pupil) == "Mark heeft energie na schooltijd"
    workspace.close()


def test_without_written_sentences_the_chart_is_of_a_goal_that_runs(
    open_example: Callable[[], Workspace], example_builder: Builder
) -> None:
    workspace, pupil = open_example(), example_builder.pupil
    with workspace.read() as s:
        sheets = [one.id for one in rows(s, "sheet", pupil)]
    for one in sheets:
        workspace.do(edits.remove("sheet", one))
    assert chart_of(workspace, pupil) == ""  # the goal that runs was not measured, and what was reached stands elsewhere
    add_goal(workspace, pupil, "Fietsen naar school")
    with workspace.read() as s:
        plan = parent_plan_view(s, pupil, example.TODAY)
    assert plan.chart
    assert plan.chart.title in plan.wanted
    workspace.close()
