"""What is printed while people wrote apart says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from _reading import squeezed, text

from guidance_app import edits
from guidance_app.queries.file_view import whole_file_view
from guidance_app.queries.plan import JointPlan, ParentPlan
from guidance_app.queries.plan_views import joint_plan_view, parent_plan_view
from guidance_app.queries.read import rows
from guidance_app.report.documents import DOCUMENTS
from guidance_app.workspace import Workspace
from tests.store._laptops import exchange, laptops, shared_goal

SAID = "Er staat 1 open verschil in dit dossier."


def test_a_file_printed_with_differences_says_so_and_without_them_does_not(tmp_path: Path) -> None:
    with laptops(tmp_path, "Anna", "Bram") as (anna, bram):
        pupil, id_ = shared_goal(anna, bram)
        for printed, expected in ((anna, False), (bram, True)):
            if expected:
                for store in (anna, bram):
                    store.do(edits.change("goal", id_, "title", store.member.name))
                exchange(anna, bram, pupil)
            with printed.read() as s:
                view = whole_file_view(s, pupil, printed.today, "whole_file")
            assert (squeezed(SAID) in words(DOCUMENTS["whole_file"].make(view).content)) == expected


@pytest.mark.parametrize("name", ["joint_plan", "parent_plan"])
def test_so_do_the_plans(mark: Workspace, name: str) -> None:
    make: Any = {"joint_plan": joint_plan_view, "parent_plan": parent_plan_view}[name]
    with mark.read() as s:
        view: JointPlan | ParentPlan = make(s, rows(s, "pupil")[0].id, mark.today)
    assert view.apart == 0
    assert squeezed(SAID) not in words(DOCUMENTS[name].make(view).content)
    assert squeezed(SAID) in words(DOCUMENTS[name].make(replace(view, apart=1)).content)


def words(content: bytes) -> str:
    """All words of a document."""
    return squeezed(text(content))
