"""Which holidays an experiment followed: those that were known when its scores were written down.

A holiday that is entered, changed or taken out afterwards tells nothing of what was done by the printed schedule. So a day that
was passed by a score or a missed session keeps the holidays of the moment at which the first of these came into the journal.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from guidance_app.domain.session_days import Holidays
from guidance_app.queries.read import Row, row, rows
from guidance_app.store.journal import ChangeRow
from guidance_app.store.records.people import Holiday

Followed = tuple[tuple[dt.date, Holidays], ...]


def holidays_followed(s: Session, one: Row) -> Followed:
    """Up to which day which holidays were followed, the first day first; after the last day those hold that are known now."""
    outcomes = {outcome.id for outcome in rows(s, "outcome", one.book, experiment=one.id)}
    written = {m.id: m.date for m in rows(s, "measurement", one.book) if m.outcome in outcomes and m.date}
    pupil = row(s, "pupil", one.book)
    if not written or pupil is None or not pupil.school:
        return ()
    known: dict[tuple[str, frozenset[str]], Followed] = s.info.setdefault("followed", {})
    key = one.id, frozenset(f"{id_} {day}" for id_, day in written.items())
    if "open" in s.info or key not in known:
        known[key] = _followed(s, pupil.school, written)
    return known[key]


def _followed(s: Session, school: str, written: dict[str, dt.date]) -> Followed:
    told = _told_of(s, s.scalars(select(Holiday.id).where(Holiday.school == school)).all())
    if not told:
        return ()
    born = select(ChangeRow.row, func.min(ChangeRow.stamp)).where(ChangeRow.row.in_(written)).group_by(ChangeRow.row)
    stamps = sorted(((written[id_], stamp) for id_, stamp in s.execute(born)), reverse=True)
    found: list[tuple[dt.date, Holidays]] = []
    first = ""
    for day, stamp in stamps:  # the last day first: what came later in time may have been written down earlier
        if not first or stamp < first:
            first = stamp
            found.append((day, _as_of(told, first)))
    return tuple(reversed(found))


def _told_of(s: Session, holidays: Iterable[str]) -> Sequence[tuple[str, str, dict[str, str | None]]]:
    """What the journal tells of these holidays, the oldest first: stamp, holiday, and the fields that got another value."""
    wanted = select(ChangeRow.stamp, ChangeRow.row, ChangeRow.new).where(
        ChangeRow.row.in_(list(holidays)), ChangeRow.unit.in_(("period", "deleted"))
    )
    return [(stamp, id_, json.loads(new or "{}")) for stamp, id_, new in s.execute(wanted.order_by(ChangeRow.stamp))]


def _as_of(told: Sequence[tuple[str, str, dict[str, str | None]]], moment: str) -> Holidays:
    """The holidays there were at a moment."""
    values: dict[str, dict[str, str | None]] = {}
    for stamp, id_, new in told:
        if stamp < moment:
            values.setdefault(id_, {}).update(new)
    there = [one for one in values.values() if one.get("deleted") == "0"]
    return tuple(
        (dt.date.fromisoformat(first), dt.date.fromisoformat(one.get("to_date") or first))
        for one in there
        if (first := one.get("from_date"))
    )
