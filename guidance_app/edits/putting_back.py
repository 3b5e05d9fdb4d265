"""Bring the file of one pupil back as it was in a backup: one act, which one undo takes away again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.domain.change import Values
from guidance_app.store.record import Record, all_fields
from guidance_app.store.records import TABLES
from guidance_app.store.restore import Book
from guidance_app.store.tables import Blob
from guidance_app.workspace import Edit


@dataclass(frozen=True)
class Difference:
    """What putting a file back would do: rows that come back, rows that get other values, and rows made since, which stay."""

    back: int
    changed: int
    newer: int


def difference(s: Session, book: Book) -> Difference:
    """What putting this file back would do now."""
    pairs = list(_pairs(s, book))
    back = [1 for now, _ in pairs if now is None or now.deleted]
    changed = [1 for now, then in pairs if now is not None and not now.deleted and _packed(now) != then]
    return Difference(len(back), len(changed), sum(_newer(s, book)))


def put_back(book: Book) -> Edit:
    """Every row of the file gets the values of the backup. What was made since stays; nothing is removed."""

    def apply(s: Session) -> str:
        for sha256, content in book.files.items():
            s.execute(insert(Blob).values(sha256=sha256, content=content).on_conflict_do_nothing())
        places = list(book.rows)
        for (table, row), (now, then) in zip(places, list(_pairs(s, book)), strict=True):
            fields = all_fields(TABLES[table])
            values = {name: fields[name].kind.unpack(text) for name, text in then.items()}
            if now is None:
                s.add(TABLES[table](id=row, book=book.id, **values))
            else:
                for name, value in values.items():
                    if fields[name].kind.pack(getattr(now, name)) != then[name]:
                        setattr(now, name, value)
        return book.id

    places = tuple(f"{table}/{row}/{name}" for (table, row), values in book.rows.items() for name in values)
    return Edit(t("put the file back from a backup"), apply, places)


def _pairs(s: Session, book: Book) -> Iterator[tuple[Any, Values]]:
    """Each row of the backup: the record of now (None when there is none) and the values of then."""
    there = {(table, record.id): record for table in TABLES for record in _records(s, table, book.id)}
    yield from ((there.get(place), values) for place, values in book.rows.items())


def _records(s: Session, table: str, book: str) -> list[Record]:
    return list(s.scalars(select(TABLES[table]).where(TABLES[table].book == book)))


def _newer(s: Session, book: Book) -> Iterator[int]:
    for table in TABLES:
        yield sum(not record.deleted and (table, record.id) not in book.rows for record in _records(s, table, book.id))


def _packed(record: Record) -> Values:
    return {name: field.kind.pack(getattr(record, name)) for name, field in all_fields(type(record)).items()}
