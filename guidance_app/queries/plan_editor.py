"""What stands in a plan and where each part comes from, for the person who writes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn, upper_first
from guidance_app.queries.plan import Doing, ParentPlan
from guidance_app.queries.plan_source import Source
from guidance_app.queries.plan_views import doing_of, measures_at, parent_plan_view
from guidance_app.queries.read import Row, fields, rows
from guidance_app.queries.shown import Shown

Origin = Literal["", "overview", "balance", "building_blocks", "goals", "conversations"]
"""The page of the pupil that a part comes from; "" when it is written here."""


@dataclass(frozen=True)
class PlanPart:
    """One part of a plan. `lines` is its text now; `source` says in a few words where that comes from.

    `section` is where the lines are written; `can_write` says that own sentences can be begun under the heading; `never`
    that the readers of this plan never see it; `left_out` that it was left out by choice.
    """

    key: str
    heading: str
    source: str = ""
    lines: tuple[str, ...] = ()
    section: str = ""
    origin: Origin = ""
    can_write: bool = False
    can_leave_out: bool = False
    left_out: bool = False
    never: bool = False


@dataclass(frozen=True)
class ParentsEditor:
    """The plan for parents: its parts, the page they make, and the measures that sentences about doing are matched with."""

    parts: tuple[PlanPart, ...]
    view: ParentPlan
    sheet: str = ""
    measures: tuple[tuple[Doing, ...], tuple[Doing, ...]] = ((), ())

    def with_lines(self, key: str, lines: Sequence[str]) -> ParentPlan:
        """The page with other sentences in one part, as it will be when they are saved."""
        texts = tuple(" ".join(line.split()) for line in lines if line.strip())
        changes: dict[str, Any]
        if key in ("good", "hard", "wanted", "pupil"):
            changes = {key: texts}
        elif key in ("home", "school"):
            measures = self.measures[0 if key == "home" else 1]
            changes = {key: tuple(doing_of(text, measures) for text in texts)}
        else:
            changes = {"others": tuple((head, texts if key == f"other/{head}" else old) for head, old in self.view.others)}
        return replace(self.view, **changes)


@dataclass(frozen=True)
class PupilEditor:
    """The child's own plan."""

    title: str
    parts: tuple[PlanPart, ...]

    def with_lines(self, key: str, lines: Sequence[str]) -> tuple[str, ...]:
        """All its lines, with others in one part."""
        return tuple(line for part in self.parts for line in (lines if part.key == key else part.lines) if line.strip())


@dataclass(frozen=True)
class PlanState:
    """Whose plan it is and which: its id, and version and status in words. Empty while there is none."""

    first_name: str = ""
    plan: str = ""
    version: str = ""
    number: int = 0
    status: str = ""
    has_sheets: bool = False

    @property
    def words(self) -> str:
        """Versie 3, concept"""
        return upper_first(", ".join(part for part in (self.version, self.status) if part))


def plan_state(s: Session, pupil: str, today: dt.date) -> PlanState:
    """Which plan there is now."""
    source = Source(Shown(s, pupil, "joint_plan"), today)
    sheets = bool(rows(s, "sheet", pupil))
    if source.plan is None:
        return PlanState(source.first_name, has_sheets=sheets)
    status = fields("plan")["status"].kind.format(source.plan.status)
    return PlanState(source.first_name, source.plan.id, source.version, int(source.plan.version or 0), status, sheets)


def parents_editor(s: Session, pupil: str, today: dt.date, left_out: frozenset[str] = frozenset()) -> ParentsEditor:
    """The plan for parents as it is now. `left_out` names the headings that stay out by choice."""
    source = Source(Shown(s, pupil, "parent_plan"), today)
    view = parent_plan_view(s, pupil, today, left_out)
    sheet = _sheet(s, pupil, "parents")
    sections = {part.heading or "": part for part in _sections(s, sheet)}
    name = source.first_name
    measures = (measures_at(source, "home"), measures_at(source, "school"))
    fixed = (
        _own(s, "good", t("What {name} is good at", name=name), sections, left_out),
        _says(source, view),
        _own(s, "hard", t("What is hard"), sections, left_out),
        _written_or(s, _goals(view), sections),
        _written_or(s, _doings("home", t("What you do at home"), measures[0]), sections),
        _written_or(s, _doings("school", t("What school does"), measures[1]), sections),
        _own(s, "pupil", t("What {name} does", name=name), sections, left_out),
    )
    known = {part.heading for part in fixed}
    others = tuple(_own(s, f"other/{heading}", heading, sections, left_out) for heading in sections if heading not in known)
    when = PlanPart("talk", t("Next time and questions"), view.next_talk or t("has to be agreed on"))
    never = PlanPart("never", t("Tests and assessment"), t("never in the plan for parents"), never=True)
    return ParentsEditor((*fixed, *others, when, never), view, sheet.id if sheet else "", measures)


def pupil_editor(s: Session, pupil: str) -> PupilEditor:
    """The child's own plan as it is now."""
    sheet = _sheet(s, pupil, "pupil")
    title = sheet.title if sheet and sheet.title else t("My plan")
    parts = tuple(
        PlanPart(part.id, part.heading or title, _sentences(lines), lines, part.id)
        for part in _sections(s, sheet)
        for lines in (section_lines(s, part.id),)
    )
    return PupilEditor(title, parts or (PlanPart("own", title, t("still empty"), can_write=True),))


def _sheet(s: Session, pupil: str, audience: str) -> Row | None:
    return next(iter(rows(s, "sheet", pupil, audience=audience)), None)


def _sections(s: Session, sheet: Row | None) -> list[Row]:
    return rows(s, "sheet_section", sheet=sheet.id) if sheet else []


def section_lines(s: Session, section: str) -> tuple[str, ...]:
    """The lines of a section of a plan on one page, in their order."""
    return tuple(line.text for line in rows(s, "sheet_line", section=section))


def _sentences(lines: Sequence[str]) -> str:
    return tn("{n} sentence", "{n} sentences", len(lines)) if lines else t("still empty")


def _own(s: Session, key: str, heading: str, sections: dict[str, Row], left_out: frozenset[str]) -> PlanPart:
    """A part that has nothing but its own sentences."""
    out = heading in left_out
    section = sections.get(heading)
    if section is None:
        return PlanPart(key, heading, t("still empty"), can_write=True)
    lines = section_lines(s, section.id)
    source = t("left out") if out else _sentences(lines)
    return PlanPart(key, heading, source, lines, section.id, can_leave_out=True, left_out=out)


def _says(source: Source, view: ParentPlan) -> PlanPart:
    heading = t("What {name} says", name=source.first_name)
    if view.said is None:
        return PlanPart("says", heading, t("not asked yet"), origin="conversations")
    day = next((talk.date for talk in source.talks() if view.said in source.quotes(talk)), None)
    words = t("talk with the child {day}", day=formats.day_month(day)) if day else t("talk with the child")
    return PlanPart("says", heading, words, (f"“{view.said.text}”",), origin="conversations")


def _written_or(s: Session, part: PlanPart, sections: dict[str, Row]) -> PlanPart:
    """A part that follows other records until it has sentences of its own."""
    section = sections.get(part.heading)
    if section is None:
        return replace(part, can_write=True)
    lines = section_lines(s, section.id)
    return replace(part, source=_sentences(lines), lines=lines, section=section.id)


def _goals(view: ParentPlan) -> PlanPart:
    words = t("from the goals") if view.wanted else t("no goals yet")
    return PlanPart("wanted", t("What we want to reach"), words, view.wanted, origin="goals")


def _doings(key: str, heading: str, measures: tuple[Doing, ...]) -> PlanPart:
    words = tn("{n} measure|plan", "{n} measures|plan", len(measures)) if measures else t("no measures yet")
    return PlanPart(key, heading, words, tuple(doing.what for doing in measures), origin="goals")
