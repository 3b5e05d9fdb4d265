"""The one journal. Every write goes through a Step, and a Step writes down what it changed in the same transaction.

Undo, audit list, history and the refresh of the screen all read these rows; nothing else records changes.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import DDL, Connection, Index, Text, UniqueConstraint, delete, event, insert, inspect, select, text
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from guidance_app.base.errors import DiskTrouble, Problem
from guidance_app.base.i18n import t
from guidance_app.domain.change import FAR_MILLIS, Change, Stamps, Step, Values, Vector, stamp_of
from guidance_app.domain.ids import new_id
from guidance_app.store import heads
from guidance_app.store.connection import disk_trouble
from guidance_app.store.head import Head
from guidance_app.store.record import OWN_BOOK, Base, Record, all_fields
from guidance_app.store.records import TABLES
from guidance_app.store.tables import Draft
from guidance_app.store.vault import SCHEMA_VERSION, Vault


class StepRow(Base):
    """A Step, and when it came into this store: `arrival` counts the Steps here, `arrived` is the moment (`at` when it was
    written here), `came` the act that brought it in, when it was written elsewhere. These three hold for this store only:
    they never travel and are in no hash."""

    __tablename__ = "step"
    __table_args__ = (Index("ix_step_book_stamp", "book", "stamp"), {"sqlite_strict": True})
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    act: Mapped[str] = mapped_column(Text, index=True)
    book: Mapped[str] = mapped_column(Text)
    device: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(Text, index=True)
    stamp: Mapped[str] = mapped_column(Text, index=True)
    target: Mapped[str | None] = mapped_column(Text)
    schema: Mapped[int] = mapped_column(default=SCHEMA_VERSION)
    seen: Mapped[str] = mapped_column(Text, default="{}")
    came: Mapped[str | None] = mapped_column(Text, index=True)
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
    apart: set[tuple[str, str, str]] = field(default_factory=set)  # units of which other heads stay beside what was written
    brought: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)  # ends of the chains of others that grew
    arrived: int = 0  # Steps of others that came in


class Journal:
    """Writes Steps on one device, and reverses them."""

    def __init__(self, vault: Vault, device: str, author: str, now: Callable[[], dt.datetime], head: Head | None = None) -> None:
        self.vault, self.device, self.author, self.now, self.head = vault, device, author, now, head
        self.chains: dict[str, tuple[int, str]] = {}  # the end of each book's chain, as far as it was looked up
        self._doubtful: _Open | None = None
        with Session(vault.engine) as s:
            last = s.scalar(select(ChangeRow.stamp).where(ChangeRow.device == device).order_by(ChangeRow.stamp.desc()).limit(1))
            near = ChangeRow.stamp < stamp_of(int(now().timestamp() * 1000) + FAR_MILLIS)
            self.newer = s.scalar(select(StepRow.id).where(StepRow.schema > SCHEMA_VERSION).limit(1)) is not None
            others = s.scalar(select(ChangeRow.stamp).where(near).order_by(ChangeRow.stamp.desc()).limit(1))
        self.stamps = Stamps(device, last or "")
        self.stamps.saw(others or "")
        self.seen: dict[str, Vector] = {}  # how far others have come in each book, as far as it was looked up

    @contextmanager
    def step(self, label: str, kind: str = "do", target: str | None = None, drafts: Iterable[str] = ()) -> Iterator[Session]:
        """One act: what is written in this session is saved, journalled and durable when the block ends, or not at all.

        `drafts` are the places whose draft text this act makes final. After the block `session.info["act"]` holds the
        act id and `session.info["rows"]` the (table, row) pairs that changed.
        """
        with Session(self.vault.engine, expire_on_commit=False) as s:
            s.info["open"] = act = _Open(self, new_id(), kind, label, target, {}, {}, set())
            try:
                with self.vault.saving():
                    with s.begin():
                        yield s
                        s.flush()
                        if act.apart:
                            heads.show(s.connection(), act.apart)
                        if kind == "note" or act.arrived:
                            step_of(s, act, OWN_BOOK)
                        for place in drafts:
                            s.execute(delete(Draft).where(Draft.place == place))
                    self._saved(act)  # before the log is emptied: should it be lost after a crash, then the head shows that
            except DiskTrouble:
                if not self._is_there(act):
                    raise
                self._saved(act)
                self.vault.checkpoint()  # the log itself may not be on the disk; what is in the database is
            s.info["act"], s.info["rows"] = (act.act if act.steps else None), frozenset(act.rows)

    def _saved(self, act: _Open) -> None:
        self.chains.update(act.chains)  # only now: what was rolled back never was
        if self.head is not None and act.steps:
            own = {(book, self.device): end for book, end in act.chains.items()}
            self.head.saw(own | act.brought, len(act.steps) + act.arrived)

    def _is_there(self, act: _Open) -> bool:
        """Whether an act of which the disk gave an error is in the store all the same. Nothing is ever simply tried again."""
        if not act.steps:
            return False
        self._doubtful = act
        try:
            with disk_trouble(), Session(self.vault.engine) as s:
                found = s.scalar(select(StepRow.id).where(StepRow.act == act.act).limit(1)) is not None
        except DiskTrouble:
            said = t("The disk cannot be read or written, so it is not known whether this was saved.")
            raise DiskTrouble(said, t("Your text stays here. Check the disk, then try again."), known=False) from None
        self._doubtful = None
        return found

    def settle(self) -> _Open | None:
        """Look up the last act, when its outcome was not known: that act if it is in the store after all, else None.

        To be asked before anything else is written. DiskTrouble as long as it cannot be looked up.
        """
        act = self._doubtful
        if act is None or not self._is_there(act):
            return None
        self._saved(act)
        self.vault.checkpoint()
        return act

    def reverse(self, act: str, kind: str) -> frozenset[tuple[str, str]]:
        """Undo an act (kind "undo": its old values come back) or do it again ("redo"), as an act of its own.

        Problem when one of its fields shows something else by now: nobody's later work is overwritten.
        """
        with disk_trouble(), Session(self.vault.engine) as s:
            label = s.scalar(select(StepRow.label).where(StepRow.act == act, StepRow.device == self.device).limit(1)) or ""
            found = select(ChangeRow).join(StepRow, StepRow.id == ChangeRow.step)
            found = found.where(StepRow.act == act, StepRow.device == self.device)
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
    for name, packed in wanted.items():
        setattr(record, name, fields[name].kind.unpack(packed))


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
    c = s.connection()
    if act.journal.newer:
        unread = heads.unread(c, [(record.__tablename__, record.id, unit.name) for record, unit in units])
        units = [(record, unit.with_unread(unread[record.id, unit.name])) for record, unit in units]
    shown, apart = heads.take(c, [(record.id, unit.name) for record, unit in units if not unit.is_new])
    act.apart.update((record.__tablename__, record.id, unit.name) for record, unit in units if (record.id, unit.name) in apart)
    changes = [
        make_change(s, act, record.book, record.__tablename__, record.id, unit, shown.get((record.id, unit.name), ()))
        for record, unit in units
    ]
    act.rows.update((record.__tablename__, record.id) for record, _ in changed)
    keep(c, changes)


def keep(c: Connection, changes: Sequence[Change]) -> None:
    """Put Changes in the journal; each one is what its unit shows."""
    if changes:
        c.execute(insert(ChangeRow.__table__), [_as_row(change) for change in changes])  # type: ignore[arg-type]
        added = [{"row": one.row, "unit": one.unit, "stamp": one.stamp, "tbl": one.table} for one in changes]
        c.execute(insert(HeadRow.__table__), added)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Unit:
    """A merge unit that got another value, with all its old and new values."""

    name: str
    old: Values
    new: Values
    is_new: bool = False

    def with_unread(self, more: Values) -> Unit:
        """With fields that only a newer version of the program knows; they stay what they are."""
        return Unit(self.name, more | self.old, more | self.new, self.is_new)


def _units(record: Record, is_new: bool) -> Iterator[Unit]:
    """The merge units of a row that got another value."""
    state = inspect(record)
    old: dict[str, Values] = {}
    new: dict[str, Values] = {}
    for name, about in all_fields(type(record)).items():
        history = state.attrs[name].history
        now = about.kind.pack(getattr(record, name))
        before = now if not history.has_changes() else about.kind.pack(history.deleted[0]) if history.deleted else None
        old.setdefault(about.unit, {})[name] = None if is_new else before
        new.setdefault(about.unit, {})[name] = now
    return (Unit(unit, old[unit], new[unit], is_new) for unit in new if old[unit] != new[unit])


def make_change(s: Session, act: _Open, book: str, table: str, row: str, unit: Unit, parents: tuple[str, ...]) -> Change:
    """The next Change of this device in a book, in this act's Step there. Whoever makes it keeps it."""
    journal = act.journal
    stamp = journal.stamps.next(int(journal.now().timestamp() * 1000))
    step = step_of(s, act, book, stamp)
    seq, previous = act.chains.get(book) or journal.chains.get(book) or _chain_end(s, book, journal.device)
    change = Change(
        stamp, book, journal.device, seq + 1, step, table, row, unit.name, unit.old, unit.new,
        parents, secrets.token_hex(16), previous,
    )  # fmt: skip
    act.chains[book] = (seq + 1, change.hash)
    return change


def step_of(s: Session, act: _Open, book: str, stamp: str | None = None) -> str:
    """The id of this act's Step in a book; the Step row is written the first time."""
    if book not in act.steps:
        journal, now = act.journal, act.journal.now()
        if act.kind != "destroy" and heads.is_destroyed(s.connection(), book):
            raise Problem(t("This file was destroyed."), t("Make a new one."))
        stamp = stamp or journal.stamps.next(int(now.timestamp() * 1000))
        step = Step(
            act.act, book, journal.device, act.kind, act.label, journal.author, now.isoformat(timespec="seconds"), stamp,
            act.target, SCHEMA_VERSION, tuple(sorted(_seen(s, journal, book).items())),
        )  # fmt: skip
        s.connection().execute(insert(StepRow.__table__).values(step_row(step)))  # type: ignore[arg-type]
        act.steps[book] = step.id
    return act.steps[book]


def step_row(step: Step) -> dict[str, Any]:
    """A Step as its table keeps it, without what holds for one store only."""
    return {
        "id": step.id, "act": step.act, "book": step.book, "device": step.device, "kind": step.kind, "label": step.label,
        "author": step.author, "at": step.at, "stamp": step.stamp, "target": step.target, "schema": step.schema,
        "seen": json.dumps(dict(step.seen)),
    }  # fmt: skip


def _seen(s: Session, journal: Journal, book: str) -> Vector:
    """How far others have come in a book, as known here."""
    if book not in journal.seen:
        ends = "SELECT device, max(seq) FROM change WHERE book=? AND device<>? GROUP BY device"
        journal.seen[book] = dict(s.connection().exec_driver_sql(ends, (book, journal.device)).all())
    return journal.seen[book]


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


def _as_row(change: Change, hash_: str = "") -> dict[str, Any]:
    return {
        "stamp": change.stamp, "book": change.book, "device": change.device, "seq": change.seq, "step": change.step,
        "tbl": change.table, "row": change.row, "unit": change.unit,
        "old": None if change.old is None else json.dumps(change.old),
        "new": None if change.new is None else json.dumps(change.new),
        "parents": json.dumps(change.parents), "salt": change.salt, "digest": change.digest, "previous": change.previous,
        "hash": hash_ or change.hash,
    }  # fmt: skip
