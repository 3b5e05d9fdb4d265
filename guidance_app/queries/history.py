"""Who changed what of a record and when, read from the journal, and what was removed from a file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as kept
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.domain.fields import NameOf
from guidance_app.queries.names import namer, title_of
from guidance_app.queries.read import as_row
from guidance_app.store.journal import ChangeRow, HeadRow, StepRow
from guidance_app.store.record import BOOKKEEPING, Record, all_fields, owner_field
from guidance_app.store.records import TABLES


@dataclass(frozen=True)
class HistoryLine:
    """One change of one field, in words. `name` is the field and `before` its old value.

    `back` are the values that put it back: those of its whole merge unit; empty when that cannot be done. `is_now` says
    that what it was before is what stands there now. `unknown` says that the values were not shared with us, or erased.
    A line with the name "deleted" says that the record was removed or put back.
    """

    at: dt.datetime
    author: str
    field: str
    old: str
    new: str
    act: str
    name: str = ""
    before: Any = None
    back: Mapping[str, Any] = kept(default_factory=dict)
    is_now: bool = False
    unknown: bool = False


@dataclass(frozen=True)
class RemovedLine:
    """One record that was removed, by whom and when; `parts` are the (table, id) of what was part of it and went along."""

    table: str
    id: str
    title: str
    parts: tuple[tuple[str, str], ...]
    author: str
    at: dt.datetime


def history(s: Session, row: str, name: str = "") -> list[HistoryLine]:
    """The history of one record, or of one of its fields; newest first."""
    found = s.execute(
        select(ChangeRow, StepRow)
        .join(StepRow, StepRow.id == ChangeRow.step)
        .where(ChangeRow.row == row)
        .order_by(ChangeRow.stamp.desc())
    ).all()
    if not found:
        return []
    record = s.get(TABLES[found[0].ChangeRow.tbl], row)
    name_of = namer(s, found[0].ChangeRow.book)
    made = found[-1].StepRow.id  # with what it began there is nothing to go back to
    lines = [line for change, step in found for line in change_lines(record, change, step, name_of, made)]
    return [line for line in lines if not name or line.name == name]


def change_lines(record: Any, change: ChangeRow, step: StepRow, name_of: NameOf, made: str = "") -> Iterator[HistoryLine]:
    """What one Change says, a line for each field of its unit that got another value; `made` is the Step that made the record."""
    fields = all_fields(TABLES[change.tbl])
    at = dt.datetime.fromisoformat(step.at)
    if change.new is None:
        for field_ in (one for one in fields.values() if one.unit == change.unit and one.name not in BOOKKEEPING):
            yield HistoryLine(at, step.author, t(field_.label), "", "", step.label, field_.name, unknown=True)
        return
    old, new = json.loads(change.old or "{}"), json.loads(change.new)
    before = {name: fields[name].kind.unpack(old.get(name)) for name in new if name in fields}
    back = before if step.id != made and _can_go_back(record, before) else {}
    if old.get("deleted") is not None:
        yield HistoryLine(
            at, step.author, t("removed|act") if new["deleted"] == "1" else t("put back"), "", "", step.label, "deleted"
        )
    is_now = record is not None and all(getattr(record, name) == value for name, value in before.items())
    for name in (one for one in before if old.get(one) != new[one] and one not in BOOKKEEPING):
        kind = fields[name].kind
        words = kind.format(before[name], name_of), kind.format(kind.unpack(new[name]), name_of)
        yield HistoryLine(at, step.author, t(fields[name].label), *words, step.label, name, before[name], back, is_now)


def _can_go_back(record: Any, before: Mapping[str, Any]) -> bool:
    """Whether the record is there, and none of these values is missing that it must have."""
    if record is None or record.deleted:
        return False
    fields = all_fields(TABLES[record.__tablename__])
    return not any(fields[name].required and value is None for name, value in before.items())


def last_change(s: Session, row: str) -> tuple[str, dt.datetime] | None:
    """Who changed a record last, and when."""
    found = s.execute(
        select(StepRow.author, StepRow.at)
        .join(ChangeRow, ChangeRow.step == StepRow.id)
        .where(ChangeRow.row == row)
        .order_by(ChangeRow.stamp.desc())
        .limit(1)
    ).first()
    return (found.author, dt.datetime.fromisoformat(found.at)) if found else None


def removed(s: Session, book: str) -> list[RemovedLine]:
    """What was removed from a book and can be put back, the last removed first; what went with another record is part of that."""
    kinds = [select(kind).where(kind.book == book, kind.deleted == True) for kind in TABLES.values()]  # noqa: E712 - SQL
    steps = _removals(s, book)
    gone = {record.id: record for kind in kinds for record in s.scalars(kind) if record.id in steps}
    parts: dict[str, list[tuple[str, str]]] = {}
    for record in gone.values():
        place = (record.__tablename__, record.id)
        top = _removed_with(record, gone, steps)
        parts.setdefault(top, []).extend([place] if top != record.id else [])
    tops = sorted(parts, key=lambda id_: steps[id_].stamp, reverse=True)
    return [_removed_line(gone[id_], tuple(parts[id_]), steps[id_]) for id_ in tops]


def _removed_line(record: Record, parts: tuple[tuple[str, str], ...], step: StepRow) -> RemovedLine:
    at = dt.datetime.fromisoformat(step.at)
    return RemovedLine(record.__tablename__, record.id, title_of(as_row(record)), parts, step.author, at)


def _removals(s: Session, book: str) -> dict[str, StepRow]:
    """The Step that removed each record of a book that is not there now."""
    found = s.execute(
        select(HeadRow.row, StepRow)
        .join(ChangeRow, ChangeRow.stamp == HeadRow.stamp)
        .join(StepRow, StepRow.id == ChangeRow.step)
        .where(HeadRow.unit == "deleted", ChangeRow.book == book)
        .order_by(HeadRow.stamp)
    )
    return dict(found.all())


def _removed_with(record: Record, gone: Mapping[str, Record], steps: Mapping[str, StepRow]) -> str:
    """The record with which this one was removed, in the same Step; itself when it was removed on its own."""
    owner_name = owner_field(type(record))
    owner: str = (getattr(record, owner_name) if owner_name else None) or ""
    if owner in gone and steps[owner].id == steps[record.id].id:
        return _removed_with(gone[owner], gone, steps)
    return record.id
