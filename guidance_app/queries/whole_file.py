"""Everything there is in one pupil's file, in order and in words. Reads the fields of the records, so nothing is left out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.fields import Field, NameOf
from guidance_app.domain.series import value_text
from guidance_app.queries.names import namer
from guidance_app.queries.read import Row, rows
from guidance_app.store.record import SCHOOL_BOOK, all_fields, fields_of, owner_field
from guidance_app.store.records import TABLES
from guidance_app.store.records.experiments import Outcome


@dataclass(frozen=True)
class Entry:
    """One record in words: (label, text) for every field that is filled in, and the records that are part of it."""

    row: str
    lines: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Part:
    """The records of one kind under a heading."""

    heading: str
    entries: tuple[Entry, ...]


def whole_file(s: Session, pupil: str) -> list[Part]:
    """The file as a list of parts; records that belong to another stand inside it."""
    name_of = namer(s, pupil)
    of_school = [_part(s, table, SCHOOL_BOOK, name_of) for table in ("school", "organisation")]
    top = [table for table in TABLES if owner_field(TABLES[table]) is None and table not in ("member", "school", "organisation")]
    parts = [_part(s, table, pupil, name_of) for table in top] + [_loose_outcomes(s, pupil, name_of)]
    return [part for part in (*parts[:1], *of_school, *parts[1:]) if part.entries]


def _part(s: Session, table: str, book: str, name_of: NameOf, **where: str) -> Part:
    return Part(upper_first(t(TABLES[table].many)), tuple(_entry(s, row, name_of) for row in rows(s, table, book, **where)))


def _entry(s: Session, row: Row, name_of: NameOf) -> Entry:
    owner = owner_field(TABLES[row.table])
    lines = tuple(
        (upper_first(t(field.label)), text)
        for name, field in fields_of(TABLES[row.table]).items()
        if name != owner and (text := words(s, row, field, name_of))
    )
    return Entry(row.id, lines, tuple(_parts_of(s, row, name_of)))


def _parts_of(s: Session, row: Row, name_of: NameOf) -> list[Part]:
    """The records that are part of this one, kind by kind."""
    found = []
    for table, kind in TABLES.items():
        owner = owner_field(kind)
        if owner and row.table in all_fields(kind)[owner].kind.tables:  # type: ignore[attr-defined]
            part = _part(s, table, row.book, name_of, **{owner: row.id})
            if part.entries:
                found.append(part)
    return found


def _loose_outcomes(s: Session, pupil: str, name_of: NameOf) -> Part:
    """What is measured for a goal, outside any experiment."""
    loose = [row for row in rows(s, "outcome", pupil) if row.experiment is None]
    return Part(upper_first(t("what is measured")), tuple(_entry(s, row, name_of) for row in loose))


def words(s: Session, row: Row, field: Field, name_of: NameOf) -> str:
    """A field of a record in words; a measured value as its outcome is measured (a time of day is kept in minutes)."""
    if row.table == "measurement" and field.name == "value":
        outcome = s.get(Outcome, row.outcome)
        return value_text(row.value, outcome.kind or "number") if outcome and row.value is not None else ""
    return field.kind.format(row[field.name], name_of)
