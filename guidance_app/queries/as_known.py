"""The files as they were known in this store at an earlier moment, rebuilt from the journal.

"On 1 March" can mean when somebody wrote it or when it came in here. This is the second: what was written elsewhere in
February and came in on 10 March was not known here on the 1st. Nobody's clock but that of this store decides.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.change import Values
from guidance_app.queries.file_view import whole_file_view
from guidance_app.queries.plan import WholeFile
from guidance_app.queries.read import Row, row
from guidance_app.store.journal import ChangeRow, StepRow
from guidance_app.store.rebuild import rebuild
from guidance_app.store.record import fields_of
from guidance_app.store.records import TABLES

Rows = dict[str, list[Row]]
"""Kind of record -> its records, in their order."""

TOLD = (
    ChangeRow.stamp, ChangeRow.book, ChangeRow.tbl, ChangeRow.row, ChangeRow.unit, ChangeRow.new, ChangeRow.parents,
    ChangeRow.device, ChangeRow.seq, StepRow.seen,
)  # fmt: skip
"""What a rebuild needs of a Change."""


def last_arrival(s: Session, day: dt.date) -> int:
    """The arrival number of the last Step that had come in here at the end of a day; 0 when there was none."""
    next_day = (day + dt.timedelta(days=1)).isoformat()
    return s.scalar(select(func.max(StepRow.arrival)).where(StepRow.arrived < next_day)) or 0


def days_with_changes(s: Session, book: str) -> list[dt.date]:
    """The days on which something new of a book came in here, the first one first."""
    day = func.substr(StepRow.arrived, 1, 10)
    found = s.scalars(select(day).where(StepRow.book == book).distinct().order_by(day))
    return [dt.date.fromisoformat(text) for text in found]


def as_known(s: Session, arrival: int, book: str | None = None) -> Rows:
    """All records that were there (in a book; None: in all) when the Step with this arrival number had come in."""
    wanted = select(*TOLD).join(StepRow, StepRow.id == ChangeRow.step).where(StepRow.arrival <= arrival)
    if book is not None:
        wanted = wanted.where(ChangeRow.book == book)
    rebuilt = rebuild(tuple(change) for change in s.execute(wanted))
    there = [(place, values) for place, values in rebuilt.values.items() if place[0] in TABLES and values.get("deleted") == "0"]
    found: Rows = {}
    for (table, id_), values in sorted(there, key=lambda one: (one[1].get("position") or "", one[0][1])):
        found.setdefault(table, []).append(_row(table, id_, rebuilt.books[table, id_], values))
    return found


def _row(table: str, id_: str, book: str, values: Values) -> Row:
    fields = fields_of(TABLES[table])
    return Row(table, id_, book, {name: field.kind.unpack(values.get(name)) for name, field in fields.items()})


class Past:
    """What `queries.read` answers from in a session that looks back. Each book is rebuilt once, when it is first read."""

    def __init__(self, s: Session, arrival: int) -> None:
        self._session, self._arrival = s, arrival
        self._books: dict[str | None, Rows] = {}

    def rows(self, table: str, book: str | None) -> list[Row]:
        """The records of a kind that were there, in their order."""
        if book not in self._books:
            self._books[book] = as_known(self._session, self._arrival, book)
        return self._books[book].get(table, [])

    def row(self, table: str, id_: str) -> Row | None:
        """One record, or None when it was not there."""
        book = self._session.scalar(select(ChangeRow.book).where(ChangeRow.row == id_).limit(1))
        return next((one for one in self.rows(table, book) if one.id == id_), None) if book is not None else None


def look_back(s: Session, arrival: int) -> None:
    """From now on every query in this session answers from what was known here when that Step had come in."""
    s.info["rows"], s.info["past"] = {}, Past(s, arrival)


def file_on(s: Session, pupil: str, day: dt.date) -> WholeFile:
    """The whole file for the adviser as it was known here at the end of a day. Problem when it was not here then.

    From now on the session looks back.
    """
    look_back(s, last_arrival(s, day))
    if row(s, "pupil", pupil) is None:
        days = days_with_changes(s, pupil)
        when = t("It came in on {day}.", day=formats.day(days[0])) if days else t("Choose a later day.")
        raise Problem(t("This file was not here yet on {day}.", day=formats.day(day)), when)
    return replace(whole_file_view(s, pupil, day, "whole_file"), looks_back=True)
