"""Reading for one document: only records that all its readers may read, and of those only the fields on its list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from guidance_app.domain.audience import AUDIENCES, READER_OF_ROLE, SPEAKERS, Told, visible_to_all
from guidance_app.domain.fields import Ref
from guidance_app.queries.read import Row, fields, row, rows, whole


class Shown:
    """The file of one pupil as the readers of a document may see it. A field that is not on its list is an AttributeError."""

    def __init__(self, s: Session, pupil: str, document: str) -> None:
        self.session, self.pupil = s, pupil
        self._audience = AUDIENCES[document]

    def rows(self, table: str, book: str = "", **where: Any) -> list[Row]:
        """The records of a kind that may be shown."""
        return self.seen(rows(self.session, table, book or self.pupil, **where))

    def seen(self, found: Iterable[Row]) -> list[Row]:
        """What of these records may be shown, and of each the fields on the list."""
        return [self._cut(one) for one in found if self.may_show(one)]

    def row(self, table: str, id_: str | None) -> Row | None:
        """One record, if it is there and may be shown."""
        found = row(self.session, table, id_)
        return self._cut(found) if found and self.may_show(found) else None

    def may_show(self, found: Row) -> bool:
        """Whether all readers may read the record, and its kind belongs in the document."""
        item = told(self.session, found)
        return self._audience.allows(found.table) and bool(visible_to_all(self._audience.readers, [item]))

    def _cut(self, found: Row) -> Row:
        if self._audience.fields is None:
            return found
        allowed: Mapping[str, Any] = {name: found.values[name] for name in self._audience.fields[found.table]}
        return Row(found.table, found.id, found.book, allowed)


@contextmanager
def narrowed(s: Session, pupil: str, document: str) -> Iterator[Session]:
    """Meanwhile every query in this session reads only what the readers of a document may see: kinds that are not on its list
    are not there, and a field that is not on it is an AttributeError."""
    shown = Shown(s, pupil, document)

    def seen(found: list[Row]) -> list[Row]:
        with whole(s):  # to know who may read a record, more of it is read than may be shown
            return shown.seen(found)

    with whole(s):
        s.info["narrowed"] = seen
        try:
            yield s
        finally:
            del s.info["narrowed"]


def told(s: Session, found: Row) -> Told:
    """Who said a record and with whom that person shares it. What is part of a record is shared as that record is."""
    if "share_with" in found.values:
        by = SPEAKERS.get(found.table) or _reader(s, found.values.get("by"))
        return Told(found.table, by, frozenset(found.share_with or ()))
    owner = _owner(s, found)
    return told(s, owner) if owner else Told(found.table)


def _owner(s: Session, found: Row) -> Row | None:
    """The record that this one is part of, if that could have a list of readers."""
    for name, field in fields(found.table).items():
        if isinstance(field.kind, Ref) and field.kind.owner and found[name]:
            shared = (table for table in field.kind.tables if "share_with" in fields(table))
            return next((owner for table in shared if (owner := row(s, table, found[name]))), None)
    return None


def _reader(s: Session, id_: str | None) -> str | None:
    person = row(s, "person", id_)
    if person:
        return READER_OF_ROLE.get(person.role)
    return "pupil" if row(s, "pupil", id_) else None
