"""What putting the file of one pupil back from a backup would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance_app.domain.change import Values
from guidance_app.store.record import Record, all_fields
from guidance_app.store.records import TABLES
from guidance_app.store.restore import Book


@dataclass(frozen=True)
class Difference:
    """What putting a file back would do: rows that come back, rows that get other values, and rows made since, which stay."""

    back: int
    changed: int
    newer: int


def difference(s: Session, book: Book) -> Difference:
    """What putting this file back would do now."""
    both = list(pairs(s, book))
    back = [1 for now, _ in both if now is None or now.deleted]
    changed = [1 for now, then in both if now is not None and not now.deleted and _packed(now) != then]
    return Difference(len(back), len(changed), sum(_newer(s, book)))


def pairs(s: Session, book: Book) -> Iterator[tuple[Any, Values]]:
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
