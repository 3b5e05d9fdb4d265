"""The one journal. Every write goes through a Step, and a Step writes down what it changed in the same transaction.

Undo, audit list, history and the refresh of the screen all read these rows; nothing else records changes.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import DDL, Text, UniqueConstraint, bindparam, delete, event, insert, inspect, select, text
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.change import Change, Stamps, Values
from guidance_app.domain.ids import new_id
from guidance_app.store.head import Head
from guidance_app.store.record import Base, Record, all_fields
from guidance_app.store.records import TABLES
from guidance_app.store.tables import Draft
from guidance_app.store.vault import Vault, disk_trouble


class StepRow(Base):
    """A Step, and when it came into this store: `arrival` counts the Steps here, `arrived` is the moment (`at` when it was
    written here). Both hold for this store only: they never travel and are in no hash."""

    __tablename__ = "step"
    __table_args__ = {"sqlite_strict": True}
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    act: Mapped[str] = mapped_column(Text, index=True)
    book: Mapped[str] = mapped_column(Text, index=True)
    device: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(Text)
    stamp: Mapped[str] = mapped_column(Text, index=True)
    target: Mapped[str | None] = mapped_column(Text)
    arrival: Mapped[int] = mapped_column(default=text("(SELECT coalesce(max(arrival), 0) + 1 FROM step)"), unique=True)
    arrived: Mapped[str] = mapped_column(Text, default=lambda row: row.get_current_parameters()["at"])


class ChangeRow(Base):
    __tablename__ = "change"
    __table_args__ = (UniqueConstraint("book", "device", "seq"), {"sqlite_strict": True})
    stamp: Mapped[str] = mapped_column(Text, primary_key=True)
    book: Mapped[str] = mapped_column(Text)
    device: Mapped[str] = mapped_column(Text)
    seq: Mapped[int]
    step: Mapped[str] = mapped_column(Text, index=True)
    tbl: Mapped[str] = mapped_column(Text)
    row: Mapped[str] = mapped_column(Text, index=True)
    unit: Mapped[str] = mapped_column(Text)
    old: Mapped[str | None] = mapped_column(Text)
    new: Mapped[str | None] = mapped_column(Text)
    parents: Mapped[str] = mapped_column(Text)
    salt: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(Text)


class HeadRow(Base):
    """Which Changes each unit shows now: those no known Change names as parent. Can be rebuilt from the journal."""

    __tablename__ = "head"
    __table_args__ = {"sqlite_strict": True}
    row: Mapped[str] = mapped_column(Text, primary_key=True)
    unit: Mapped[str] = mapped_column(Text, primary_key=True)
    stamp: Mapped[str] = mapped_column(Text, primary_key=True)
    tbl: Mapped[str] = mapped_column(Text)


for _table in (StepRow.__table__, ChangeRow.__table__):
    for _what in ("UPDATE", "DELETE"):
        event.listen(
            _table,
            "after_create",
            DDL(  # type: ignore[no-untyped-call]
                f'CREATE TRIGGER {_table.name}_no_{_what.lower()} BEFORE {_what} ON "{_table.name}"'  # type: ignore[attr-defined]
                " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
            ),
        )


AT_ONCE = 500
"""How many rows one look-up names; SQLite allows far more."""


class WriteOutsideStep(RuntimeError):
    """A bug: something tried to write past the journal."""


@dataclass
class _Open:
    """The act being written."""

    journal: Journal
    act: str
    kind: str
    label: str
    target: str | None
    steps: dict[str, str]
    chains: dict[str, tuple[int, str]]
    rows: set[tuple[str, str]]


class Journal:
    """Writes Steps on one device, and reverses them."""

    def __init__(self, vault: Vault, device: str, author: str, now: Callable[[], dt.datetime], head: Head | None = None) -> None:
        self.vault, self.device, self.author, self.now, self.head = vault, device, author, now, head
        self.chains: dict[str, tuple[int, str]] = {}  # the end of each book's chain, as far as it was looked up
        with Session(vault.engine) as s:
            last = s.scalar(select(ChangeRow.stamp).where(ChangeRow.device == device).order_by(ChangeRow.stamp.desc()).limit(1))
        self.stamps = Stamps(device, last or "")

    @contextmanager
    def step(self, label: str, kind: str = "do", target: str | None = None, drafts: Iterable[str] = ()) -> Iterator[Session]:
        """One act: what is written in this session is saved, journalled and durable when the block ends, or not at all.

        `drafts` are the places whose draft text this act makes final. After the block `session.info["act"]` holds the
        act id and `session.info["rows"]` the (table, row) pairs that changed.
        """
        with disk_trouble(), Session(self.vault.engine, expire_on_commit=False) as s:
            s.info["open"] = act = _Open(self, new_id(), kind, label, target, {}, {}, set())
            with s.begin():
                yield s
                s.flush()
                if kind == "note":
                    _step_of(s, act, "own")
                for place in drafts:
                    s.execute(delete(Draft).where(Draft.place == place))
            s.info["act"], s.info["rows"] = (act.act if act.steps else None), frozenset(act.rows)
            self.chains.update(act.chains)  # only now: what was rolled back never was
            self._tell_head(act)  # before the log is emptied: should it be lost after a crash, then that is seen
        self.vault.checkpoint()

    def _tell_head(self, act: _Open) -> None:
        if self.head is not None and act.steps:
            self.head.saw({(book, self.device): end for book, end in act.chains.items()}, len(act.steps))

    def reverse(self, act: str, kind: str) -> frozenset[tuple[str, str]]:
        """Undo an act (kind "undo": its old values come back) or do it again ("redo"), as an act of its own.

        Problem when one of its fields shows something else by now: nobody's later work is overwritten.
        """
        with Session(self.vault.engine) as s:
            label = s.scalar(select(StepRow.label).where(StepRow.act == act).limit(1)) or ""
            found = select(ChangeRow).join(StepRow, StepRow.id == ChangeRow.step).where(StepRow.act == act)
            in_order = ChangeRow.stamp.desc() if kind == "undo" else ChangeRow.stamp.asc()
            changes = s.scalars(found.order_by(in_order)).all()
        with self.step(label, kind, act) as s:
            born = {c.row for c in changes if c.unit == "deleted" and json.loads(c.old or "{}").get("deleted") is None}
            changes = _last_of_born(changes, born)
            with s.no_autoflush:  # one flush for the whole act
                for change in changes:
                    _reverse_one(s, change, kind, change.row in born)
        return s.info["rows"]  # type: ignore[no-any-return]


def _last_of_born(changes: Sequence[ChangeRow], born: set[str]) -> list[ChangeRow]:
    """The changes without those that the act itself wrote over in a row it made: such a row keeps its values."""
    last = {(c.row, c.unit): c.stamp for c in sorted(changes, key=lambda c: c.stamp)}
    return [c for c in changes if c.row not in born or c.stamp == last[c.row, c.unit]]


def _reverse_one(s: Session, change: ChangeRow, kind: str, born: bool) -> None:
    record = s.get(TABLES[change.tbl], change.row)
    old, new = json.loads(change.old or "{}"), json.loads(change.new or "{}")
    shown, wanted = (new, old) if kind == "undo" else (old, new)
    if record is None:
        raise WriteOutsideStep("a journalled row is missing from its table")
    fields = all_fields(type(record))
    if born and change.unit != "deleted":
        shown = new  # undoing a creation only marks the row as deleted; its values stay where they are
    for name in shown:
        is_now = fields[name].kind.pack(getattr(record, name))
        expected = shown[name] if not (born and name == "deleted" and kind == "redo") else "1"
        if is_now != expected:
            raise Problem(
                t("{field} was changed since, so this cannot be undone.", field=t(fields[name].label).capitalize()),
                t("Change it by hand."),
            )
    if born:
        if change.unit == "deleted":
            record.deleted = kind == "undo"
        return
    for name, text in wanted.items():
        setattr(record, name, fields[name].kind.unpack(text))


@event.listens_for(Session, "do_orm_execute")
def _no_bulk(state: ORMExecuteState) -> None:
    """A bulk statement would change rows without a Change."""
    if (state.is_update or state.is_delete or state.is_insert) and any(issubclass(m.class_, Record) for m in state.all_mappers):
        raise WriteOutsideStep("records are written one by one")


@event.listens_for(Session, "before_flush")
def _only_in_a_step(s: Session, *_: Any) -> None:
    if any(isinstance(o, Record) for o in s.deleted):
        raise WriteOutsideStep("records are marked as deleted, never removed")
    if "open" not in s.info and any(isinstance(o, Record) for o in (*s.new, *s.dirty)):
        raise WriteOutsideStep("records are written in a Step")


@event.listens_for(Session, "after_flush")
def _record(s: Session, _context: Any) -> None:
    """Journal what this flush wrote. After, not before: foreign keys set through objects have their values now."""
    act: _Open | None = s.info.get("open")
    if act is None:
        return
    changed = [(o, True) for o in s.new if isinstance(o, Record)] + [(o, False) for o in s.dirty if isinstance(o, Record)]
    units = [(record, unit) for record, is_new in changed for unit in _units(record, is_new)]
    shown = _take_heads(s, [(record.id, unit.name) for record, unit in units if not unit.is_new])
    changes = [_change(s, act, record, unit, shown.get((record.id, unit.name), ())) for record, unit in units]
    act.rows.update((record.__tablename__, record.id) for record, _ in changed)
    if changes:
        heads = [{"row": c.row, "unit": c.unit, "stamp": c.stamp, "tbl": c.table} for c in changes]
        s.connection().execute(insert(ChangeRow.__table__), [_as_row(change) for change in changes])  # type: ignore[arg-type]
        s.connection().execute(insert(HeadRow.__table__), heads)  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Unit:
    """A merge unit that got another value, with all its old and new values."""

    name: str
    old: Values
    new: Values
    is_new: bool


def _units(record: Record, is_new: bool) -> Iterator[_Unit]:
    """The merge units of a row that got another value."""
    state = inspect(record)
    old: dict[str, Values] = {}
    new: dict[str, Values] = {}
    for name, field in all_fields(type(record)).items():
        history = state.attrs[name].history
        now = field.kind.pack(getattr(record, name))
        before = now if not history.has_changes() else field.kind.pack(history.deleted[0]) if history.deleted else None
        old.setdefault(field.unit, {})[name] = None if is_new else before
        new.setdefault(field.unit, {})[name] = now
    return (_Unit(unit, old[unit], new[unit], is_new) for unit in new if old[unit] != new[unit])


def _change(s: Session, act: _Open, record: Record, unit: _Unit, parents: tuple[str, ...]) -> Change:
    journal, book = act.journal, record.book
    stamp = journal.stamps.next(int(journal.now().timestamp() * 1000))
    step = _step_of(s, act, book, stamp)
    seq, previous = act.chains.get(book) or journal.chains.get(book) or _chain_end(s, book, journal.device)
    change = Change(
        stamp, book, journal.device, seq + 1, step, record.__tablename__, record.id, unit.name, unit.old, unit.new,
        parents, secrets.token_hex(16), previous,
    )  # fmt: skip
    act.chains[book] = (seq + 1, change.hash)
    return change


def _step_of(s: Session, act: _Open, book: str, stamp: str | None = None) -> str:
    """The id of this act's Step in a book; the Step row is written the first time."""
    if book not in act.steps:
        journal, now = act.journal, act.journal.now()
        act.steps[book] = new_id()
        s.connection().execute(
            insert(StepRow.__table__).values(  # type: ignore[arg-type]
                id=act.steps[book], act=act.act, book=book, device=journal.device, kind=act.kind, label=act.label,
                author=journal.author, at=now.isoformat(timespec="seconds"), target=act.target,
                stamp=stamp or journal.stamps.next(int(now.timestamp() * 1000)),
            )
        )  # fmt: skip
    return act.steps[book]


def _chain_end(s: Session, book: str, device: str) -> tuple[int, str]:
    last = (
        s.connection()
        .execute(
            select(ChangeRow.seq, ChangeRow.hash)
            .where(ChangeRow.book == book, ChangeRow.device == device)
            .order_by(ChangeRow.seq.desc())
            .limit(1)
        )
        .first()
    )
    return (last.seq, last.hash) if last else (0, "")


def _take_heads(s: Session, units: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The Changes that these units of rows showed so far: (row, unit) -> stamps. They stop being heads."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    wanted, rows = set(units), sorted({row for row, _ in units})
    for i in range(0, len(rows), AT_ONCE):
        heads = select(HeadRow.row, HeadRow.unit, HeadRow.stamp).where(HeadRow.row.in_(rows[i : i + AT_ONCE]))
        for row, unit, stamp in s.connection().execute(heads.order_by(HeadRow.stamp)):
            if (row, unit) in wanted:
                found[row, unit] = (*found.get((row, unit), ()), stamp)
    if found:
        gone = delete(HeadRow.__table__).where(HeadRow.row == bindparam("r"), HeadRow.unit == bindparam("u"))  # type: ignore[arg-type]
        s.connection().execute(gone, [{"r": row, "u": unit} for row, unit in found])
    return found


def _as_row(change: Change) -> dict[str, Any]:
    return {
        "stamp": change.stamp, "book": change.book, "device": change.device, "seq": change.seq, "step": change.step,
        "tbl": change.table, "row": change.row, "unit": change.unit, "old": json.dumps(change.old), "new": json.dumps(change.new),
        "parents": json.dumps(change.parents), "salt": change.salt, "digest": change.digest, "previous": change.previous,
        "hash": change.hash,
    }  # fmt: skip
