"""What happened at home stands in the file for parents and in no chart that school or pupil is handed."""

from __future__ import annotations

import datetime as dt

import pytest
from _reading import everything

from guidance_app import edits
from guidance_app.queries.read import rows
from guidance_app.report.documents import DOCUMENTS
from guidance_app.workspace import Workspace

WORD = "verhuiswoord"


@pytest.fixture(scope="module")
def moved(mark: Workspace) -> Workspace:
    with mark.read() as s:
        pupil = rows(s, "pupil")[0].id
    mark.do(edits.add("background", pupil, date=dt.date(2025, 11, 20), text="Iets thuis", mark=WORD))
    return mark


@pytest.mark.parametrize(
    ("document", "told"),
    [("joint_plan", False), ("parent_plan", False), ("experiments", False), ("file_for_parents", True), ("whole_file", True)],
)
def test_the_word_of_a_marked_day_reaches_only_who_may_read_the_background(moved: Workspace, document: str, told: bool) -> None:
    with moved.read() as s:
        view = DOCUMENTS[document].view(s, rows(s, "pupil")[0].id, moved.today)
    words = everything(DOCUMENTS[document].make(view).content) + repr(view)
    assert (WORD in words) is told
