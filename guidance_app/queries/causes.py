"""How child, home and school see the cause, and what people came to realise, with what that changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t, upper_first
from guidance_app.queries.names import short_names
from guidance_app.queries.read import Row, row, rows

Voice = Literal["pupil", "home", "school"]


@dataclass(frozen=True)
class Told:
    """How somebody sees the cause, or what somebody realises: the words, who and when, who may read it, whose voice it is."""

    row: str
    text: str
    signed: str
    readers: tuple[str, ...]
    voice: Voice


@dataclass(frozen=True)
class ChangeLine:
    """What an insight changed: in which measure, since when, what it was and what it became."""

    row: str
    about: str
    was: str
    now: str


@dataclass(frozen=True)
class InsightView:
    """An insight and what it changed."""

    told: Told
    changes: tuple[ChangeLine, ...]


def cause_views(s: Session, pupil: str) -> dict[Voice, tuple[Told, ...]]:
    """How child, parents and school see the cause, each in time order."""
    found = sorted(rows(s, "cause_view", pupil), key=lambda view: view.date or dt.date.max)
    names = short_names(s, pupil)
    all_told = [_told(s, view, names) for view in found]
    voices: tuple[Voice, ...] = ("pupil", "home", "school")
    return {voice: tuple(told for told in all_told if told.voice == voice) for voice in voices}


def voice_of(s: Session, id_: str | None) -> Voice:
    """Whose voice somebody has: the child's own, that of home (parents) or that of school (everybody else)."""
    person = row(s, "person", id_)
    if person is not None:
        return "home" if person.role == "parent" else "school"
    return "pupil" if row(s, "pupil", id_) else "school"


def _told(s: Session, found: Row, names: dict[str, str]) -> Told:
    name = upper_first(names.get(found.by or "", ""))
    signed = ", ".join(part for part in (name, formats.day(found.date) if found.date else "") if part)
    return Told(found.id, found.text, signed, found.share_with or (), voice_of(s, found.by))


def insights(s: Session, pupil: str) -> list[InsightView]:
    """What people came to realise, newest first, each with what it changed."""
    measures = {measure.id: measure.title for measure in rows(s, "measure", pupil)}
    names = short_names(s, pupil)
    found = sorted(rows(s, "insight", pupil), key=lambda insight: insight.date or dt.date.max, reverse=True)
    return [
        InsightView(_told(s, i, names), tuple(_change(c, measures) for c in rows(s, "insight_change", pupil, insight=i.id)))
        for i in found
    ]


def _change(change: Row, measures: dict[str, str]) -> ChangeLine:
    since = t("from {day}", day=formats.day(change.from_date)) if change.from_date else ""
    about = ", ".join(part for part in (measures.get(change.measure or "", ""), since) if part)
    return ChangeLine(change.id, about, change.was or "", change.now or "")


def first_parent(s: Session, pupil: str) -> str | None:
    """The id of the parent who is named first; None when no parent is known."""
    return next((person.id for person in rows(s, "person", pupil, role="parent")), None)


def first_at_school(s: Session, pupil: str) -> str | None:
    """The id of the teacher, or else of the SEN coordinator; None when neither is known."""
    found = [p for role in ("teacher", "sen_coordinator") for p in rows(s, "person", pupil, role=role)]
    return found[0].id if found else None
