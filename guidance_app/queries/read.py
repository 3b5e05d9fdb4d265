"""Reading records as plain frozen rows. No database object ever leaves this layer."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance_app.domain.fields import Field
from guidance_app.store.journal import ChangeRow
from guidance_app.store.record import fields_of
from guidance_app.store.records import TABLES

Key = tuple[str, str | None, str]
"""Of what was read: its kind, its book (None: all), and the field of which every text it ever held was read ("": the records)."""


@dataclass(frozen=True)
class Row:
    """One record as it is now: `row.title` or `row["title"]` gives a field's value."""

    table: str
    id: str
    book: str
    values: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


def fields(table: str) -> dict[str, Field]:
    """The fields of a kind of record, in order, for forms and print."""
    return fields_of(TABLES[table])


def tables() -> frozenset[str]:
    """The names of all kinds of record."""
    return frozenset(TABLES)


def names_of(table: str) -> tuple[str, str]:
    """What one such record and several are called (English source words)."""
    return TABLES[table].one, TABLES[table].many


def rows(s: Session, table: str, book: str | None = None, **where: Any) -> list[Row]:
    """The records of a kind that are there, in their order; `where` compares fields with values."""
    found = _readable(s, _all(s, table, book))
    return [row for row in found if all(getattr(row, name) == value for name, value in where.items())]


def _all(s: Session, table: str, book: str | None) -> list[Row]:
    """Every record of a kind in a book (None: in all), from the database only if that kind changed since the last time."""
    if "open" in s.info:  # in a Step records change while it goes on
        return _fetch(s, table, book)
    _seen(s).add((table, ""))
    known = _known(s)
    key = (table, book, "")
    if key not in known:
        known[key] = _fetch(s, table, book)
    return known[key]


def _readable(s: Session, found: list[Row]) -> list[Row]:
    """What of these records is read in this session; of a session that reads for a document only what its readers may see."""
    narrowed: Callable[[list[Row]], list[Row]] | None = s.info.get("narrowed")
    return found if narrowed is None else narrowed(found)


@contextmanager
def whole(s: Session) -> Iterator[None]:
    """Meanwhile everything is read again in a session that reads for a document: to know who may read a record, or for what is
    the same for every reader."""
    kept = s.info.pop("narrowed", None)
    try:
        yield
    finally:
        if kept is not None:
            s.info["narrowed"] = kept


def _known(s: Session) -> dict[Key, list[Row]]:
    """What was read of each kind and book; the workspace keeps it between sessions and forgets what an act changed."""
    found: dict[Key, list[Row]] = s.info.setdefault("rows", {})
    return found


def _seen(s: Session) -> set[tuple[str, str]]:
    """What was read in this session: (table, row), or (table, "") for all rows; who asked gives the set in `s.info`."""
    found: set[tuple[str, str]] = s.info.setdefault("seen", set())
    return found


def read_at_once(s: Session, books: Collection[str], *tables: str) -> None:
    """Read these kinds of all books in one go: one question to the database instead of one for each book."""
    if "open" in s.info:
        return
    for table in tables:
        found: dict[str, list[Row]] = {book: [] for book in books}
        for one in _all(s, table, None):
            found.setdefault(one.book, []).append(one)
        for book, of_it in found.items():
            _known(s).setdefault((table, book, ""), of_it)


def ever(s: Session, table: str, name: str) -> list[Row]:
    """Every text that a field ever held, also in records that were removed: rows with that one field; destroyed ones left out."""
    if "open" in s.info:
        return _fetch_ever(s, table, name)
    _seen(s).add((table, ""))
    key = (table, None, name)
    if key not in _known(s):
        _known(s)[key] = _fetch_ever(s, table, name)
    return _known(s)[key]


def _fetch_ever(s: Session, table: str, name: str) -> list[Row]:
    unit, kind = fields(table)[name].unit, fields(table)[name].kind
    change = select(ChangeRow.row, ChangeRow.book, ChangeRow.new).distinct()
    ids = select(TABLES[table].__table__.c.id)
    found = s.execute(change.where(ChangeRow.row.in_(ids), ChangeRow.unit == unit, ChangeRow.new.is_not(None)))
    told = ((id_, book, kind.unpack(json.loads(new or "{}").get(name))) for id_, book, new in found)
    return [Row(table, id_, book, {name: value}) for id_, book, value in told if value]


def _fetch(s: Session, table: str, book: str | None) -> list[Row]:
    if "past" in s.info:  # a session that looks back, see `queries.as_known`
        return s.info["past"].rows(table, book)  # type: ignore[no-any-return]
    s.flush()  # what a Step wrote so far counts; plain columns are read, not objects
    columns, names = TABLES[table].__table__.c, list(fields_of(TABLES[table]))
    wanted = select(columns.id, columns.book, *(columns[name] for name in names)).where(columns.deleted == False)  # noqa: E712 - SQL
    if book is not None:
        wanted = wanted.where(columns.book == book)
    found = s.execute(wanted.order_by(columns.position, columns.id))
    return [Row(table, id_, of, dict(zip(names, values, strict=True))) for id_, of, *values in found]


def row(s: Session, table: str, id_: str | None) -> Row | None:
    """One record, or None when it is not there (any more)."""
    found = _one(s, table, id_)
    return next(iter(_readable(s, [found])), None) if found else None


def _one(s: Session, table: str, id_: str | None) -> Row | None:
    if id_ and "open" not in s.info:
        _seen(s).add((table, id_))
        for (kind, _book, field), known in _known(s).items():
            if kind == table and not field and (found := next((one for one in known if one.id == id_), None)):
                return found
    if "past" in s.info:
        return s.info["past"].row(table, id_) if id_ else None
    record = s.get(TABLES[table], id_) if id_ else None
    return as_row(record) if record is not None and not record.deleted else None


def as_row(record: Any) -> Row:
    """A database object as a plain row."""
    return Row(record.__tablename__, record.id, record.book, {name: getattr(record, name) for name in fields_of(type(record))})
