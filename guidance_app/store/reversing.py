"""Undo and redo of any act. Most acts are reversed value by value (store/journal.py). What came in from elsewhere, and what
settled a difference, is reversed by what each unit showed before and after it: that may be several values at once.

The Changes of others stay in the journal. Undoing a merge writes Changes of our own that put back what was shown before, so
it can be done again, and whoever takes them in sees who put it back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.change import BOOK_TABLE, Values
from guidance_app.domain.differences import NO_CONTENT, Said, is_removed, shown
from guidance_app.domain.differences import heads as heads_among
from guidance_app.store import heads
from guidance_app.store.connection import disk_trouble
from guidance_app.store.journal import Journal, StepRow, Unit, keep, make_change
from guidance_app.store.record import all_fields
from guidance_app.store.records import TABLES

Place = tuple[str, str]
_TOLD = (
    "SELECT c.tbl, c.row, c.unit, c.book, s.arrival, c.stamp, c.new, c.parents, c.device, c.seq, s.seen"
    " FROM change c JOIN step s ON s.id=c.step"
)


def reverse(journal: Journal, act: str, kind: str) -> frozenset[Place]:
    """Undo an act (kind "undo") or do it again ("redo"). Gives the rows that are different now.

    Problem when something shows something else by now than that act left: nobody's later work is overwritten.
    """
    with disk_trouble(), Session(journal.vault.engine) as s:
        mine = select(StepRow.label, StepRow.kind).where(StepRow.act == act, StepRow.device == journal.device)
        label, said = s.execute(mine).first() or ("", "")
        came = s.scalar(select(StepRow.id).where(StepRow.came == act).limit(1)) is not None
    if not came and said != "resolve":
        return journal.reverse(act, kind)
    with journal.step(label, kind, act) as s:
        _put_back(s, act, kind)
    return s.info["rows"]  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Say:
    """What a unit shall show (several values: a difference; the last one is on top) in the place of the heads it has now."""

    place: Place
    book: str
    unit: str
    wanted: list[Values]
    now: list[Said]


def write(s: Session, wishes: Collection[Say]) -> None:
    """Let units show something else. The tables follow with `heads.show`."""
    act, changes, gone = s.info["open"], [], []
    for wish in wishes:
        (table, row), old = wish.place, shown(wish.now)
        before = old.new if old is not None and old.new is not None else dict.fromkeys(wish.wanted[-1])
        parents = tuple(sorted(one.stamp for one in wish.now))
        for new in wish.wanted:
            changes.append(make_change(s, act, wish.book, table, row, Unit(wish.unit, before, new), parents))
        gone += [(row, wish.unit, stamp) for stamp in parents]
        act.rows |= {wish.place, ("pupil", wish.book)}  # how many differences there are stands above all pages of a pupil
    heads.remove(s.connection(), gone)
    keep(s.connection(), changes)


@dataclass
class _Was:
    """What is known of one unit: all its Changes with the moment each came in."""

    book: str
    empty: Said  # what a row shows in which nobody wrote yet
    told: list[tuple[int, Said]] = field(default_factory=list)

    def at(self, arrival: int) -> list[Said]:
        """Its heads when the Step with this number had come in."""
        return heads_among([said for came, said in self.told if came <= arrival]) or [self.empty]

    def now(self) -> list[Said]:
        """Its heads now."""
        return heads_among([said for _, said in self.told])


def _put_back(s: Session, act: str, kind: str) -> None:
    c = s.connection()
    first, last = _span(c, act)
    units = _touched(c, act)
    if any(table == BOOK_TABLE for table, _, _ in units):
        raise Problem(t("A file was destroyed by this, so it cannot be undone."), t("Change it by hand."))
    there = _candidates(c, units)
    was = _history(c, {row for _, row, _ in units} | {row for _, row in there})
    before, after = (first - 1, last) if kind == "undo" else (last, first - 1)
    wanted_rows = {place: _away(c, was, place, before) for place in there}
    wishes = []
    for table, row, unit in sorted(one for one in units if one[2] != "deleted" and one[0] in TABLES):
        one, born = was[table, row, unit], not _was_there(was, (table, row), first - 1)
        if born and kind == "redo":
            continue  # it only comes back
        wanted = one.at(last) if born else one.at(before)
        _refuse_if_changed((table, unit), one, wanted, one.at(after))
        if _values(wanted) != _values(one.now()):
            wishes.append(Say((table, row), one.book, unit, [said.new for said in wanted if said.new], one.now()))
    write(s, wishes)
    s.info["open"].rows |= heads.show(c, {unit for unit in units if unit[0] in TABLES})
    _bring_rows(s, wanted_rows, was)


def _span(c: Connection, act: str) -> tuple[int, int]:
    """The first and last arrival number of what an act wrote or brought in."""
    found = c.exec_driver_sql("SELECT min(arrival), max(arrival) FROM step WHERE came=? OR act=?", (act, act)).one()
    return int(found[0]), int(found[1])


def _touched(c: Connection, act: str) -> set[tuple[str, str, str]]:
    told = "SELECT DISTINCT c.tbl, c.row, c.unit FROM change c JOIN step s ON s.id=c.step WHERE s.came=? OR s.act=?"
    return {(table, row, unit) for table, row, unit in c.exec_driver_sql(told, (act, act))}


def _history(c: Connection, rows: Collection[str]) -> dict[tuple[str, str, str], _Was]:
    found: dict[tuple[str, str, str], _Was] = {}
    for table, row, unit, book, arrival, *said in heads.for_rows(c, _TOLD, sorted(rows), "", "c.row"):
        if (table, row, unit) not in found:
            fields = all_fields(TABLES[table]).values() if table in TABLES else ()
            found[table, row, unit] = _Was(book, Said("", {one.name: None for one in fields if one.unit == unit}))
        found[table, row, unit].told.append((arrival, heads.as_said(said)))
    return found


def _was_there(was: dict[tuple[str, str, str], _Was], place: Place, arrival: int) -> bool:
    """Whether a row had been made when the Step with this number had come in."""
    return (*place, "deleted") in was and any(came <= arrival for came, _ in was[*place, "deleted"].told)


def _refuse_if_changed(unit: tuple[str, str], was: _Was, wanted: list[Said], expected: list[Said]) -> None:
    """Problem when a unit shows neither what the act left nor what is wanted, or when one of these is not known."""
    now = _values(was.now())
    unknown = any(one.new is None for one in (*wanted, *expected))
    if now != _values(wanted) and (unknown or now != _values(expected)):
        label = next((t(one.label) for one in all_fields(TABLES[unit[0]]).values() if one.unit == unit[1]), unit[1])
        sentence = t("{field} was changed since, so this cannot be undone.", field=label.capitalize())
        raise Problem(sentence, t("Change it by hand."))


def _values(said: list[Said]) -> list[list[tuple[str, str | None]] | None]:
    return sorted(([*sorted(one.new.items(), key=str)] if one.new is not None else None for one in said), key=str)


# --- rows that were there, or away


def _candidates(c: Connection, units: Collection[tuple[str, str, str]]) -> set[Place]:
    """The rows an act touched, and those they are part of."""
    return heads.with_owners(c, {(table, row) for table, row, unit in units if table in TABLES and unit != "position"})


def _away(c: Connection, was: dict[tuple[str, str, str], _Was], place: Place, arrival: int) -> bool:
    """Whether a row was away, or not there yet, when the Step with this number had come in."""
    removals = was[*place, "deleted"].at(arrival) if _was_there(was, place, arrival) else []
    if not any(one.new == {"deleted": "1"} for one in removals):
        return not removals
    rows = [place] if place[0] == "pupil" else heads.parts(c, *place)
    told = _history(c, {row for _, row in rows})
    content = (said for (_, _, unit), one in told.items() if unit not in NO_CONTENT for came, said in one.told if came <= arrival)
    return is_removed(removals, content)


def _bring_rows(s: Session, wanted: dict[Place, bool], was: dict[tuple[str, str, str], _Was]) -> None:
    """Let these rows be away, or there."""
    c, wishes = s.connection(), []
    for (table, row), away in sorted(wanted.items()):
        found = c.exec_driver_sql(f'SELECT book, deleted FROM "{table}" WHERE id=?', (row,)).first()
        if found is not None and found[1] is not None and found[1] != ("1" if away else "0"):
            wishes.append(
                Say((table, row), found[0], "deleted", [{"deleted": "1" if away else "0"}], was[table, row, "deleted"].now())
            )
    write(s, wishes)
    s.info["open"].rows |= heads.show(c, {(table, row, "deleted") for table, row in wanted})
