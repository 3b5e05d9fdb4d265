"""Everything there is in one pupil's file, in order and in words. Reads the fields of the records, so nothing is left out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.fields import Field
from guidance_app.domain.series import value_text
from guidance_app.queries.hypotheses import COURSE, in_order, outcome_of
from guidance_app.queries.names import namer, title_of
from guidance_app.queries.profile import ProfileView
from guidance_app.queries.read import Row, rows
from guidance_app.store.record import SCHOOL_BOOK, fields_of, owner_field
from guidance_app.store.records import TABLES


@dataclass(frozen=True)
class Entry:
    """One record in words: (label, text) for every field that is filled in, and the records that are part of it.

    `name` is what it is called elsewhere, in words of its own fields; `ordered` are the labels that are read one after another.
    """

    row: str
    lines: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...] = ()
    name: str = ""
    ordered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """The records of one kind under a heading. `profile`: what they show together, as a chart after them, with numbers or not."""

    heading: str
    entries: tuple[Entry, ...]
    profile: ProfileView | None = None
    in_numbers: bool = False


FIRST = ("pupil", "person")
OF_SCHOOL = ("school", "organisation")
IN_ORDER = {"hypothesis": COURSE}
"""Kind of record -> fields that tell one thing after another, whatever their length."""
OWNERS = {table: owner for table, kind in TABLES.items() if (owner := owner_field(kind))}
"""Kind of record -> the field that names the record it is part of."""


def whole_file(s: Session, pupil: str) -> list[Part]:
    """The file as a list of parts; records that belong to another stand inside it."""
    return _Reader(s, pupil).parts()


class _Reader:
    """All records of a file, each kind read once."""

    def __init__(self, s: Session, pupil: str) -> None:
        self._name_of = namer(s, pupil)
        self._rows = {
            table: rows(s, table, SCHOOL_BOOK if table in OF_SCHOOL else pupil) for table in TABLES if table != "member"
        }
        self._here = {row.id for found in self._rows.values() for row in found}
        self._kinds = {outcome.id: outcome.kind or "number" for outcome in self._rows["outcome"]}
        self._parts: dict[str, dict[str, list[Row]]] = {}
        for table, owner in OWNERS.items():
            for row in self._rows[table]:
                if row[owner]:
                    self._parts.setdefault(row[owner], {}).setdefault(table, []).append(row)
        for parts in self._parts.values():
            if "hypothesis_step" in parts:  # as they came, so that the last one is the outcome
                parts["hypothesis_step"] = in_order(parts["hypothesis_step"])

    def parts(self) -> list[Part]:
        """Kind by kind, what belongs to nothing else; the child and the people around it come first."""
        loose = {table: [row for row in found if not self._is_part(row)] for table, found in self._rows.items()}
        order = dict.fromkeys((*FIRST, *loose))
        return [self._part(table, loose[table]) for table in order if loose[table]]

    def _is_part(self, row: Row) -> bool:
        owner = OWNERS.get(row.table)
        return owner is not None and row[owner] in self._here

    def _part(self, table: str, found: list[Row]) -> Part:
        return Part(upper_first(t(TABLES[table].many)), tuple(self._entry(row) for row in found))

    def _entry(self, row: Row) -> Entry:
        owner = OWNERS.get(row.table)
        lines = tuple(
            (upper_first(t(field.label)), text)
            for name, field in fields_of(TABLES[row.table]).items()
            if name != owner and (text := self._words(row, field))
        )
        parts = self._parts.get(row.id, {})
        ordered = tuple(upper_first(t(fields_of(TABLES[row.table])[name].label)) for name in IN_ORDER.get(row.table, ()))
        return Entry(row.id, lines, tuple(self._part(table, found) for table, found in parts.items()), _name(row), ordered)

    def _words(self, row: Row, field: Field) -> str:
        """A field in words; a measured value as its outcome is measured (a time of day is kept in minutes), and how a
        hypothesis stands by its steps."""
        if row.table == "hypothesis" and field.name == "outcome":
            return field.kind.format(outcome_of(row, self._parts.get(row.id, {}).get("hypothesis_step", [])))
        if row.table == "measurement" and field.name == "value" and row.value is not None:
            return value_text(row.value, self._kinds.get(row.outcome, "number"))
        return field.kind.format(row[field.name], self._name_of)


def _name(row: Row) -> str:
    """What the record is called; nothing when that is only what kind of record it is."""
    name = title_of(row)
    return "" if name == t(TABLES[row.table].one) else name
