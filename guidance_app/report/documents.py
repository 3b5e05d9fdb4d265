"""The documents that can be printed. A new one is a file in `sections`, a line here, and its audience in `domain.audience`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from guidance_app.domain.audience import AUDIENCES, Audience
from guidance_app.report.document import Printed
from guidance_app.report.sections.joint_plan import joint_plan
from guidance_app.report.sections.parent_plan import parent_plan
from guidance_app.report.sections.whole_file import whole_file


@dataclass(frozen=True)
class Document:
    """One kind of document: what it is called (an English source sentence), who reads it, how its view goes on paper."""

    label: str
    audience: Audience
    make: Callable[[Any], Printed]


DOCUMENTS: Final[Mapping[str, Document]] = {
    "joint_plan": Document("joint support plan", AUDIENCES["joint_plan"], joint_plan),
    "parent_plan": Document("plan for parents", AUDIENCES["parent_plan"], parent_plan),
    "file_for_parents": Document("copy of the file for the parents", AUDIENCES["file_for_parents"], whole_file),
    "whole_file": Document("whole file for the adviser", AUDIENCES["whole_file"], whole_file),
}
