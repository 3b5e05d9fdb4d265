"""Who may read what: the one table that every document is made from.

What somebody said carries a list of readers; who said it may always read it, and for a parent that means both parents. All
other records are open to whom KINDS says, and to nobody else. A document shows only what all its readers may read, of the
kinds and fields on its own list. The adviser keeps the file and reads all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, Protocol, TypeVar

Reader = Literal["parents", "pupil", "school", "adviser"]

_ADULTS: Final[frozenset[Reader]] = frozenset({"parents", "school"})
_TOGETHER: Final[frozenset[Reader]] = frozenset({"parents", "pupil", "school"})
_PARENTS: Final[frozenset[Reader]] = frozenset({"parents"})

READER_OF_ROLE: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "parent": "parents",
        "teacher": "school",
        "sen_coordinator": "school",
        "teaching_assistant": "school",
        "educational_psychologist": "adviser",
        "adviser": "adviser",
    }
)
"""Which reader a person is, by role. Any other role reads nothing."""

KINDS: Final[Mapping[str, frozenset[Reader]]] = MappingProxyType(
    dict.fromkeys(("pupil", "person", "school", "holiday", "organisation", "factor", "need", "building_block"), _TOGETHER)
    | dict.fromkeys(("plan", "plan_version", "approval", "goal", "measure", "evaluation", "action", "meeting"), _TOGETHER)
    | dict.fromkeys(("experiment", "phase", "outcome", "measurement", "observer_check", "conversation", "rating"), _TOGETHER)
    | dict.fromkeys(("sheet", "sheet_section", "sheet_line", "meeting_item"), _TOGETHER)
    | dict.fromkeys(("consent", "observation"), _ADULTS)
    | dict.fromkeys(("background", "assessment", "score", "correlation", "attachment"), _PARENTS)
)
"""Kind of record -> who may read one that has no list of readers of its own."""

SPEAKERS: Final[Mapping[str, Reader]] = MappingProxyType({"quote": "pupil"})
"""Kinds that have a list of readers and are always said by the same one."""


class Item(Protocol):
    """Something that may be read: its kind, who said it, and with whom that person shares it (None: it has no such list)."""

    @property
    def kind(self) -> str: ...
    @property
    def said_by(self) -> str | None: ...
    @property
    def share_with(self) -> frozenset[str] | None: ...


@dataclass(frozen=True)
class Told:
    """The plainest Item."""

    kind: str
    said_by: str | None = None
    share_with: frozenset[str] | None = None


AnItem = TypeVar("AnItem", bound=Item)


def may_read(reader: Reader, item: Item) -> bool:
    """Whether this reader may see the item."""
    if reader == "adviser":
        return True
    if item.share_with is None:
        return reader in KINDS.get(item.kind, ())
    return reader == item.said_by or reader in item.share_with


def visible_to_all(readers: Iterable[Reader], items: Iterable[AnItem]) -> list[AnItem]:
    """The items that every one of these readers may see, in their order."""
    readers = tuple(readers)
    return [item for item in items if all(may_read(reader, item) for reader in readers)]


@dataclass(frozen=True)
class Audience:
    """Who reads a document, and which fields of which kinds of record may reach it at all (None: every field of every kind)."""

    readers: frozenset[Reader]
    fields: Mapping[str, tuple[str, ...]] | None = None

    def allows(self, kind: str) -> bool:
        """Whether records of this kind may reach the document."""
        return self.fields is None or kind in self.fields


_PEOPLE: Final = {
    "pupil": ("first_name", "school", "group_name", "question_pupil", "question_parents", "question_school"),
    "school": ("name",),
    "person": ("name", "role", "relation", "has_legal_authority"),
}
_DOING: Final = {
    "plan": (
        "title",
        "version",
        "status",
        "valid_from",
        "valid_until",
        "continues",
        "opp_required",
        "opp_reason",
        "opp_review_on",
    ),
    "measure": ("title", "place", "text", "who", "when", "start", "goals", "status"),
    "meeting": ("kind", "date", "time_from", "status"),
    "goal": ("title", "text", "baseline", "baseline_date", "target", "unit", "due", "series", "continues"),
    "evaluation": ("goal", "date", "result", "status"),
    "experiment": ("goals", "place"),
    "outcome": ("name", "unit", "kind", "experiment", "goal", "higher_is_better", "place"),
    "holiday": ("school", "name", "from_date", "to_date"),
    "phase": ("code", "label", "kind", "from_date", "to_date", "experiment", "outcome", "criterion"),
    "measurement": ("outcome", "date", "phase", "value", "missed", "part", "whole"),
}
_TRIED: Final = {
    "goal": ("target", "unit"),
    "experiment": (
        "title",
        "question",
        "place",
        "goals",
        "design_kind",
        "convince",
        "sessions",
        "first_day",
        "weekdays",
        "follow_up_on",
        "assignment_kind",
        "draw",
        "fewest",
        "drawn_by",
        "drawn_on",
        "longest_run",
        "drawn_order",
        "caution",
        "pupil_conclusion",
        "verdict",
        "decision",
        "decided_on",
    ),
    "meeting": ("date", "attendees", "pupil_present"),
    "holiday": ("school", "name", "from_date", "to_date"),
    "outcome": ("name", "unit", "kind", "experiment", "higher_is_better", "observer", "intervals", "place"),
    "phase": ("code", "label", "kind", "from_date", "to_date", "experiment", "outcome", "criterion"),
    "measurement": ("outcome", "date", "phase", "value", "missed", "part", "whole", "fidelity"),
    "observer_check": (
        "experiment",
        "date",
        "percent",
        "outcome",
        "second_observer",
        "first_marks",
        "second_marks",
        "first_count",
        "second_count",
    ),
}

_PLANNED: Final = {
    "pupil": ("first_name", "school"),
    "person": ("name", "role", "relation"),
    "experiment": (
        "title",
        "question",
        "place",
        "design_kind",
        "convince",
        "sessions",
        "first_day",
        "weekdays",
        "follow_up_on",
        "draw",
        "fewest",
        "longest_run",
        "drawn_on",
        "drawn_order",
        "verdict",
    ),
    "outcome": ("name", "unit", "kind", "experiment", "observer", "place"),
    "phase": ("code", "label", "kind", "from_date", "to_date", "experiment", "outcome", "criterion"),
    "holiday": ("school", "from_date", "to_date"),
}
"""What a schedule to tick off may hold: what is planned, and nothing of what was seen."""

AUDIENCES: Final[Mapping[str, Audience]] = MappingProxyType(
    {
        "joint_plan": Audience(
            _TOGETHER,
            _PEOPLE
            | _DOING
            | {
                "conversation": ("date", "by", "form", "right_to_be_heard"),
                "quote": ("conversation", "topic", "text"),
                "cause_view": ("by", "date", "text"),
                "factor": ("kind", "text"),
                "building_block": ("obstacle", "block", "needs", "leads_to"),
                "need": ("stem", "text"),
                "meeting_item": ("meeting", "part", "text"),
                "action": ("what", "who", "due", "status"),
                "plan_version": ("plan", "version", "date", "change"),
                "approval": ("plan", "by", "date", "kind", "version"),
            },
        ),
        "parent_plan": Audience(
            _TOGETHER,
            _PEOPLE
            | _DOING
            | {
                "conversation": ("date",),
                "quote": ("conversation", "topic", "text"),
                "sheet": ("audience", "title", "date", "next_talk", "contact"),
                "sheet_section": ("sheet", "heading"),
                "sheet_line": ("section", "text"),
            },
        ),
        "experiments": Audience(_TOGETHER, _PEOPLE | _TRIED),
        "schedule": Audience(_TOGETHER, _PLANNED),
        "file_for_parents": Audience(_PARENTS),
        "whole_file": Audience(frozenset({"adviser"})),
    }
)
"""Every document that leaves the program, by name."""
