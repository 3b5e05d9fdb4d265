"""The documents that can be printed. A new one is a file in `sections`, a line here, and its audience in `domain.audience`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from guidance_app.base.i18n import t
from guidance_app.domain.audience import AUDIENCES, Audience
from guidance_app.queries.experiment_paper import experiment_pages
from guidance_app.queries.file_view import whole_file_view
from guidance_app.queries.plan_views import joint_plan_view, parent_plan_view
from guidance_app.queries.tick_off import tick_off_pages
from guidance_app.report.document import Printed, save
from guidance_app.report.sections.experiments import experiment_paper
from guidance_app.report.sections.joint_plan import joint_plan
from guidance_app.report.sections.parent_plan import parent_plan
from guidance_app.report.sections.tick_off import tick_off
from guidance_app.report.sections.whole_file import whole_file
from guidance_app.workspace import Workspace

View = Callable[[Any, str, dt.date], Any]


@dataclass(frozen=True)
class Document:
    """One kind of document: what it is called (an English source sentence), who reads it, what is read for it from a
    session of the store for one pupil on one day, and how that goes on paper."""

    label: str
    audience: Audience
    view: View
    make: Callable[[Any], Printed]


_COPY, _ALL = partial(whole_file_view, document="file_for_parents"), partial(whole_file_view, document="whole_file")

DOCUMENTS: Final[Mapping[str, Document]] = {
    "joint_plan": Document("joint support plan", AUDIENCES["joint_plan"], joint_plan_view, joint_plan),
    "parent_plan": Document("plan for parents", AUDIENCES["parent_plan"], parent_plan_view, parent_plan),
    "experiments": Document("experiments", AUDIENCES["experiments"], experiment_pages, experiment_paper),
    "schedule": Document("schedule to tick off", AUDIENCES["schedule"], tick_off_pages, tick_off),
    "file_for_parents": Document("copy of the file for the parents", AUDIENCES["file_for_parents"], _COPY, whole_file),
    "whole_file": Document("whole file for the adviser", AUDIENCES["whole_file"], _ALL, whole_file),
}


def write(workspace: Workspace, pupil: str, name: str, path: Path) -> Path:
    """Write one document of a pupil as PDF and note that it left the store; gives the path."""
    document = DOCUMENTS[name]
    with workspace.read() as s:
        view = document.view(s, pupil, workspace.today)
    save(document.make(view), path)
    workspace.note(t("{what}: {pupil}", what=t(document.label), pupil=pupil))
    return path
