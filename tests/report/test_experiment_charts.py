"""The charts on the experiments paper: as high as their page allows, with pairs bracketed and empty time left empty."""

from __future__ import annotations

import pytest
from _reading import texts

from guidance_app.queries.experiment_paper import ExperimentPages, experiment_pages
from guidance_app.queries.plan_views import joint_plan_view
from guidance_app.queries.read import rows
from guidance_app.report.figures import goal_chart
from guidance_app.report.layout import HEIGHT, WIDTH, Picture, Stack
from guidance_app.report.sections import experiments as paper
from guidance_app.workspace import Workspace


@pytest.fixture(scope="module")
def view(mark: Workspace) -> ExperimentPages:
    with mark.read() as s:
        return experiment_pages(s, rows(s, "pupil")[0].id, mark.today)


def test_a_chart_takes_the_room_that_its_page_leaves_and_no_more(view: ExperimentPages) -> None:
    paper.experiment_paper(view)  # fonts are known from here on
    higher = []
    for one in view.experiments:
        usual, blocks = list(paper._experiment(one)), paper._answers(view, "Proefjes", one)
        before, after = (next(b for b in some if isinstance(b, Picture)).height(WIDTH) for some in (usual, blocks))
        assert before <= after <= before + paper.MOST_MORE
        higher.append(after > before + 10)
        tight = Stack(paper._answers(view, "Proefjes", one))
        tight.tighten(min(paper.WHITE))
        assert tight.height(WIDTH) <= HEIGHT
    assert higher == [True, True, True]


def test_the_words_of_the_charts_stand_on_their_pages(view: ExperimentPages) -> None:
    pages = [" ".join(page.split()) for page in texts(paper.experiment_paper(view).content)]
    one, two, three = (next(p for p in pages if f"Proefje {n}: " in p and "deskundige" not in p) for n in (1, 2, 3))
    assert "lijn van daarvoor" in one
    assert "paar 1" in two
    assert "geen meting" in three


def test_a_plan_says_what_was_reached_and_carries_no_line_of_a_baseline_on(mark: Workspace) -> None:
    with mark.read() as s:
        plan = joint_plan_view(s, rows(s, "pupil")[0].id, mark.today)
    specs = [spec for goal in (*plan.goals, *plan.reached) if (spec := goal_chart(goal))]
    assert specs
    assert not any(getattr(spec.data, "ruled", ()) for spec in specs)
