"""The five edits that work on any record: add, change, change several fields at once, move, remove.

Whatever a page does more specially is built of these, so undo, audit and refresh need nothing new.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.ids import after, between, new_id
from guidance_app.store.record import Record, all_fields, fields_of, owner_field
from guidance_app.store.records import TABLES
from guidance_app.workspace import Edit


def add(table: str, book: str = "", /, *, label: str = "", **values: Any) -> Edit:
    """Add a record at the end of its list; gives its id. `book` is the pupil's id ("" for a new pupil: its own)."""

    def apply(s: Session) -> str:
        return insert_record(s, table, book, dict(values)).id

    return Edit(label or t("add {record}", record=t(TABLES[table].one)), apply)


def change(table: str, row: str, field: str, value: Any) -> Edit:
    """Give one field of a record another value."""
    return change_many(table, row, {field: value})


def change_many(table: str, row: str, values: dict[str, Any], *, label: str = "") -> Edit:
    """Give several fields of a record another value, as one act."""

    def apply(s: Session) -> str:
        record = get(s, table, row)
        for name, value in checked(table, values).items():
            setattr(record, name, value)
        return row

    places = tuple(f"{table}/{row}/{name}" for name in values)
    return Edit(label or _change_label(table, values), apply, places)


def remove(table: str, row: str) -> Edit:
    """Remove a record and what is part of it. Undo brings all of it back."""

    def apply(s: Session) -> str:
        _remove_with_parts(s, get(s, table, row))
        return row

    return Edit(t("remove {record}", record=t(TABLES[table].one)), apply)


def move(table: str, row: str, before: str | None, after: str | None) -> Edit:
    """Put a record between two others of its list (ids; None at either end)."""

    def apply(s: Session) -> str:
        keys = [get(s, table, other).position if other else None for other in (before, after)]
        get(s, table, row).position = between(*keys)
        return row

    return Edit(t("move {record}", record=t(TABLES[table].one)), apply)


def insert_record(s: Session, table: str, book: str, values: dict[str, Any]) -> Record:
    """Put a new, checked record at the end of its list in a session."""
    kind = TABLES[table]
    row = values.pop("id", None) or new_id()
    tidy = checked(table, {name: values.get(name) for name in fields_of(kind)} | values)
    record = kind(id=row, book=book or row, deleted=False, position=after(last_position(s, table, book or row)), **tidy)
    s.add(record)
    s.flush()
    return record


def last_position(s: Session, table: str, book: str) -> str | None:
    """The last ordering key of a kind of record in a book."""
    kind = TABLES[table]
    return s.scalar(select(kind.position).where(kind.book == book).order_by(kind.position.desc()).limit(1))


def checked(table: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values as they may be kept. Problem for the first that cannot be; KeyError for a field that does not exist."""
    fields = all_fields(TABLES[table])
    return {name: fields[name].check(value) for name, value in values.items()}


def get(s: Session, table: str, row: str) -> Any:
    """A record that is there. Problem when it is gone by now."""
    record = s.get(TABLES[table], row)
    if record is None or record.deleted:
        raise Problem(t("This is no longer there."), t("Look at the page again."))
    return record


def _remove_with_parts(s: Session, record: Record) -> None:
    record.deleted = True
    for kind in TABLES.values():
        owner = owner_field(kind)
        if owner and record.__tablename__ in all_fields(kind)[owner].kind.tables:  # type: ignore[attr-defined]
            parts = s.scalars(select(kind).where(getattr(kind, owner) == record.id, kind.book == record.book))
            for part in parts:
                if not part.deleted:
                    _remove_with_parts(s, part)


def _change_label(table: str, values: dict[str, Any]) -> str:
    fields = all_fields(TABLES[table])
    what = t(TABLES[table].one) if len(values) > 1 else t(fields[next(iter(values))].label)
    return t("change {what}", what=what)
