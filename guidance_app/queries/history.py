"""Who changed what and when, read from the journal."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.queries.names import namer
from guidance_app.store.journal import ChangeRow, StepRow
from guidance_app.store.record import BOOKKEEPING, all_fields
from guidance_app.store.records import TABLES


@dataclass(frozen=True)
class HistoryLine:
    """One change of one field, in words. `name` is the field and `before` its old value, to put it back."""

    at: dt.datetime
    author: str
    field: str
    old: str
    new: str
    act: str
    name: str = ""
    before: Any = None


@dataclass(frozen=True)
class AuditLine:
    """One act or note, in words."""

    at: dt.datetime
    author: str
    what: str
    kind: str


def history(s: Session, row: str) -> list[HistoryLine]:
    """The history of one record, newest first."""
    found = s.execute(
        select(ChangeRow, StepRow)
        .join(StepRow, StepRow.id == ChangeRow.step)
        .where(ChangeRow.row == row)
        .order_by(ChangeRow.stamp.desc())
    )
    return [line for change, step in found for line in _lines(s, change, step)]


def _lines(s: Session, change: ChangeRow, step: StepRow) -> list[HistoryLine]:
    fields = all_fields(TABLES[change.tbl])
    name_of = namer(s, change.book)
    old, new = json.loads(change.old or "{}"), json.loads(change.new or "{}")
    return [
        HistoryLine(
            dt.datetime.fromisoformat(step.at),
            step.author,
            t(fields[name].label),
            fields[name].kind.format(fields[name].kind.unpack(old.get(name)), name_of),
            fields[name].kind.format(fields[name].kind.unpack(new[name]), name_of),
            step.label,
            name,
            fields[name].kind.unpack(old.get(name)),
        )
        for name in new
        if old.get(name) != new[name] and name not in BOOKKEEPING
    ]


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


def audit_list(s: Session, book: str | None = None, most: int = 500) -> list[AuditLine]:
    """What was done and noted in this store (or in one book), newest first."""
    wanted = select(StepRow).order_by(StepRow.stamp.desc()).limit(most)
    if book is not None:
        wanted = wanted.where(StepRow.book == book)
    return [AuditLine(dt.datetime.fromisoformat(step.at), step.author, step.label, step.kind) for step in s.scalars(wanted)]
