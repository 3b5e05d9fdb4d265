"""Where two people wrote apart in a pupil's file: what each of them says, and what it was before."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.change import book_row
from guidance_app.domain.differences import Said, differ, missed, shown
from guidance_app.domain.fields import Field, Line, NameOf, Text
from guidance_app.domain.three_way import proposal
from guidance_app.queries.names import namer, title_of
from guidance_app.queries.read import Row, as_row
from guidance_app.store import heads
from guidance_app.store.journal import ChangeRow, StepRow
from guidance_app.store.record import all_fields, owner_field
from guidance_app.store.records import TABLES

PUT_BACK = ("undo", "redo")


@dataclass(frozen=True)
class Side:
    """What one of them says. `values` are those of the whole merge unit; without `known` they were not shared with us."""

    author: str
    at: dt.datetime
    words: str
    values: Mapping[str, Any]
    known: bool = True


@dataclass(frozen=True)
class Difference:
    """One unit in which people say different things, or a record that one removed while another wrote in it.

    `sides` are in the order of writing, `shown` is the one that stands in the file meanwhile. Of a removal the first side is
    who removed it, the others wrote. `proposal` has both changes in one text, when that can be done. `heads` say what
    exactly is settled; whoever settles it gives them back.
    """

    book: str
    table: str
    row: str
    unit: str
    title: str
    label: str
    sides: tuple[Side, ...]
    shown: int
    heads: tuple[str, ...]
    before: str = ""
    proposal: str | None = None
    field: str = ""
    removal: bool = False


def differences(s: Session, book: str) -> list[Difference]:
    """Everything in which people say different things in a book, in the order of records and fields."""
    name_of = namer(s, book)
    found = [_of_unit(s, name_of, *place) for place in _apart(s, book)] + [_of_removal(s, *place) for place in _kept(s, book)]
    order = list(TABLES)
    return sorted(found, key=lambda one: (order.index(one.table), one.title, one.row, not one.removal, one.label))


def count(s: Session, book: str) -> int:
    """How many there are; looking back, nobody had found any yet."""
    if "past" in s.info:
        return 0
    return len(_apart(s, book)) + len(_kept(s, book))


@dataclass(frozen=True)
class Destroyed:
    """Who destroyed a file, and when."""

    author: str
    at: dt.datetime


def destroyed(s: Session, book: str) -> Destroyed | None:
    """Who destroyed this book; None when nobody did."""
    told = select(StepRow.author, StepRow.at).join(ChangeRow, ChangeRow.step == StepRow.id)
    found = s.execute(told.where(ChangeRow.row == book_row(book)).order_by(ChangeRow.stamp)).first()
    return Destroyed(found.author, dt.datetime.fromisoformat(found.at)) if found else None


def withheld(s: Session, book: str) -> int:
    """Of how many fields the content was not shared with us."""
    found = s.execute(
        text(
            "SELECT count(*) FROM change c JOIN head h ON h.row=c.row AND h.unit=c.unit AND h.stamp=c.stamp"
            " WHERE c.book=:book AND c.new IS NULL AND c.unit NOT IN ('deleted', 'position')"
        ),
        {"book": book},
    )
    return int(found.scalar_one())


# --- the same field written apart


def _apart(s: Session, book: str) -> list[tuple[str, str, str]]:
    """(table, row, unit) of which the heads do not say the same, in records that are there."""
    several = s.execute(
        text(
            "SELECT tbl, row, unit FROM head WHERE unit NOT IN ('position', 'deleted')"
            " GROUP BY row, unit, tbl HAVING count(*) > 1 ORDER BY row, unit"
        )
    ).all()
    places = [(table, row, unit) for table, row, unit in several if table in TABLES and _is_there(s, table, row, book)]
    said = heads.heads_of(s.connection(), {(row, unit) for _, row, unit in places})
    return [(table, row, unit) for table, row, unit in places if differ(said[row, unit])]


def _is_there(s: Session, table: str, row: str, book: str) -> bool:
    record = s.get(TABLES[table], row)
    return record is not None and record.book == book and not record.deleted


def _of_unit(s: Session, name_of: NameOf, table: str, row: str, unit: str) -> Difference:
    record = s.get(TABLES[table], row)
    assert record is not None
    said = heads.heads_of(s.connection(), [(row, unit)])[row, unit]
    fields = [field for field in all_fields(TABLES[table]).values() if field.unit == unit]
    top = shown(said)
    before = _ancestor(s, row, unit, said)
    sides = tuple(_side(s, one, fields, name_of) for one in said)
    return Difference(
        record.book, table, row, unit, title_of(as_row(record)), _label(fields, unit), sides,
        said.index(top) if top else 0, tuple(one.stamp for one in said), _words(before, fields, name_of),
        _proposal(before, said, fields), fields[0].name if len(fields) == 1 else "",
    )  # fmt: skip


def _label(fields: list[Field], unit: str) -> str:
    return upper_first(", ".join(t(field.label) for field in fields)) or unit


def _side(s: Session, said: Said, fields: list[Field], name_of: NameOf) -> Side:
    step = _wrote(s, said)
    values = {field.name: field.kind.unpack((said.new or {}).get(field.name)) for field in fields}
    return Side(step.author, dt.datetime.fromisoformat(step.at), _words(said.new, fields, name_of), values, said.new is not None)


def _wrote(s: Session, said: Said) -> StepRow:
    """The Step in which somebody wrote this; when undo or redo put it back, that of who wrote it."""
    change, step = _with_step(s, said.stamp)
    if step.kind not in PUT_BACK or change.new is None:
        return step
    older = _before(_parents(s, change.row, change.unit), said.stamp)
    told = select(ChangeRow.new, StepRow).join(StepRow, StepRow.id == ChangeRow.step).where(ChangeRow.row == change.row)
    found = s.execute(told.where(ChangeRow.stamp.in_(older), ChangeRow.new == change.new, StepRow.kind.not_in(PUT_BACK)))
    by_kind = sorted(found, key=lambda one: (one.StepRow.kind != "resolve", one.StepRow.stamp))  # who chose it did not write it
    return by_kind[-1].StepRow if by_kind else step


def _parents(s: Session, row: str, unit: str) -> dict[str, list[str]]:
    """Stamp -> parents, of all Changes of a unit."""
    told = s.execute(select(ChangeRow.stamp, ChangeRow.parents).where(ChangeRow.row == row, ChangeRow.unit == unit))
    return {stamp: json.loads(named) for stamp, named in told}


def _with_step(s: Session, stamp: str) -> tuple[ChangeRow, StepRow]:
    change = s.get(ChangeRow, stamp)
    assert change is not None
    step = s.get(StepRow, change.step)
    assert step is not None
    return change, step


def _words(values: Mapping[str, str | None] | None, fields: list[Field], name_of: NameOf) -> str:
    """The values of a unit in words; of several fields each with its name."""
    told = [(field, field.kind.format(field.kind.unpack((values or {}).get(field.name)), name_of)) for field in fields]
    if len(told) == 1:
        return told[0][1]
    return "\n".join(f"{upper_first(t(field.label))} {words}" for field, words in told if words)


def _ancestor(s: Session, row: str, unit: str, said: list[Said]) -> Mapping[str, str | None] | None:
    """What it was when they still agreed: the newest Change that all heads came from. None when it is not known."""
    parents = _parents(s, row, unit)
    common = set.intersection(*(_before(parents, one.stamp) for one in said))
    change = s.get(ChangeRow, max(common)) if common else None
    return json.loads(change.new) if change is not None and change.new is not None else None


def _before(parents: Mapping[str, list[str]], stamp: str) -> set[str]:
    found, new = set[str](), [stamp]
    while new:
        new = [parent for one in new for parent in parents[one] if parent not in found]
        found.update(new)
    return found


def _proposal(before: Mapping[str, str | None] | None, said: list[Said], fields: list[Field]) -> str | None:
    if len(fields) != 1 or not isinstance(fields[0].kind, (Line, Text)) or len(said) != 2:
        return None
    name = fields[0].name
    mine, theirs = (one.new[name] if one.new else None for one in said)
    base = (before or {}).get(name)
    made = proposal(base, mine, theirs) if base and mine and theirs else None
    return made if made not in (mine, theirs) else None


# --- removed by one, written in by another


def _kept(s: Session, book: str) -> list[tuple[str, str]]:
    """(table, row) of records that somebody removed and that are there; only the outermost of a whole."""
    removed = s.execute(
        text(
            "SELECT DISTINCT h.tbl, h.row FROM head h JOIN change c ON c.stamp=h.stamp"
            " WHERE h.unit='deleted' AND c.book=:book AND c.new=:gone ORDER BY h.row"
        ),
        {"book": book, "gone": json.dumps({"deleted": "1"})},
    ).all()
    there = [(table, row) for table, row in removed if table in TABLES and _is_there(s, table, row, book)]
    rows = {row for _, row in there}
    return [(table, row) for table, row in there if _owner(s, table, row) not in rows]


def _owner(s: Session, table: str, row: str) -> str | None:
    name = owner_field(TABLES[table])
    return getattr(s.get(TABLES[table], row), name) if name else None


def _of_removal(s: Session, table: str, row: str) -> Difference:
    record = s.get(TABLES[table], row)
    assert record is not None
    c = s.connection()
    said = heads.heads_of(c, [(row, "deleted")])[row, "deleted"]
    gone = [one for one in said if one.new == {"deleted": "1"}]
    writers = [touch for touch in heads.touches(c, table, row) if missed(gone, touch)]
    kept = [one for one in said if one not in gone]
    removals = tuple(_told(s, one.stamp, t("removed this")) for one in gone)
    wrote = _last_of_each(s, [*writers, *kept])
    return Difference(
        record.book, table, row, "deleted", title_of(as_row(record)), upper_first(t(TABLES[table].one)), (*removals, *wrote),
        len(removals), tuple(one.stamp for one in said), removal=True,
    )  # fmt: skip


def _told(s: Session, stamp: str, words: str) -> Side:
    _, step = _with_step(s, stamp)
    return Side(step.author, dt.datetime.fromisoformat(step.at), words, {})


def _last_of_each(s: Session, written: Iterable[Said]) -> tuple[Side, ...]:
    """Of each who wrote in it what was written last."""
    last: dict[str, str] = {}
    for one in sorted(written, key=lambda said: said.stamp):
        last[one.device] = one.stamp
    return tuple(_told(s, stamp, _what(s, stamp)) for stamp in last.values())


def _what(s: Session, stamp: str) -> str:
    """What a Change wrote, in a few words."""
    change, _ = _with_step(s, stamp)
    fields = [field for field in all_fields(TABLES[change.tbl]).values() if field.unit == change.unit]
    if change.unit == "deleted" or change.new is None:
        return t("kept this")
    name_of: NameOf = namer(s, change.book)
    label, words = _label(fields, change.unit), _words(json.loads(change.new), fields, name_of)
    row: Row = as_row(s.get(TABLES[change.tbl], change.row))
    where = "" if not owner_field(TABLES[change.tbl]) else f"{upper_first(t(TABLES[row.table].one))} · "
    return t("wrote in it: {what}", what=f"{where}{label} {words}".strip())
