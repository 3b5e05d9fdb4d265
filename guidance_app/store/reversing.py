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
from guidance_app.store.journal import Journal, StepRow, Unit, keep, make_change
from guidance_app.store.record import all_fields
from guidance_app.store.records import TABLES
from guidance_app.store.vault import disk_trouble

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


def write(s: Session, place: Place, book: str, unit: str, wanted: list[Values], parents: Collection[str]) -> None:
    """Let a unit show these values (several: a difference; the last one is on top), in the place of these heads."""
    table, row = place
    old = shown(heads.heads_of(s.connection(), [(row, unit)])[row, unit])
    before = old.new if old is not None and old.new is not None else dict.fromkeys(wanted[-1])
    named = tuple(sorted(parents))
    changes = [make_change(s, s.info["open"], book, table, row, Unit(unit, before, new), named) for new in wanted]
    heads.remove(s.connection(), [(row, unit, stamp) for stamp in named])
    keep(s.connection(), changes)
    s.info["open"].rows |= {place, ("pupil", book)}  # how many differences there are stands above all pages of a pupil


@dataclass
class _Was:
    """What is known of one unit: all its Changes with the moment each came in."""

    book: str
    told: list[tuple[int, Said]] = field(default_factory=list)

    def at(self, arrival: int) -> list[Said]:
        """Its heads when the Step with this number had come in."""
        return heads_among([said for came, said in self.told if came <= arrival])

    def told_heads(self) -> list[Said]:
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
    wanted = {place: _away(c, was, place, before) for place in there}
    for unit in sorted(one for one in units if one[2] != "deleted" and one[0] in TABLES):
        if was[unit].at(first - 1):
            _bring(s, unit, was[unit], before, after)
        elif kind == "undo" and _values(was[unit].at(last)) != _values(was[unit].told_heads()):
            _changed_since(unit[0], unit[2])  # it was new, and somebody wrote on in it
    s.info["open"].rows |= heads.show(c, {unit for unit in units if unit[0] in TABLES})
    _bring_rows(s, wanted)


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
        found.setdefault((table, row, unit), _Was(book)).told.append((arrival, heads.as_said(said)))
    return found


def _bring(s: Session, unit: tuple[str, str, str], was: _Was, wanted_at: int, expected_at: int) -> None:
    """From what a unit showed at one moment to what it showed at another."""
    table, row, name = unit
    now = heads.heads_of(s.connection(), [(row, name)])[row, name]
    wanted, expected = was.at(wanted_at), was.at(expected_at)
    if _values(now) != _values(expected) or any(one.new is None for one in (*wanted, *expected)):
        if _values(now) == _values(wanted):
            return
        _changed_since(table, name)
    if _values(wanted) != _values(now):
        write(s, (table, row), was.book, name, [one.new for one in wanted if one.new], [one.stamp for one in now])


def _values(said: list[Said]) -> list[list[tuple[str, str | None]] | None]:
    return sorted(([*sorted(one.new.items(), key=str)] if one.new is not None else None for one in said), key=str)


def _changed_since(table: str, unit: str) -> None:
    label = next((t(one.label) for one in all_fields(TABLES[table]).values() if one.unit == unit), unit)
    sentence = t("{field} was changed since, so this cannot be undone.", field=label.capitalize())
    raise Problem(sentence, t("Change it by hand."))


# --- rows that were there, or away


def _candidates(c: Connection, units: Collection[tuple[str, str, str]]) -> set[Place]:
    """The rows an act touched, and those they are part of."""
    return heads.with_owners(c, {(table, row) for table, row, unit in units if table in TABLES and unit != "position"})


def _away(c: Connection, was: dict[tuple[str, str, str], _Was], place: Place, arrival: int) -> bool:
    """Whether a row was away, or not there yet, when the Step with this number had come in."""
    removals = was[(*place, "deleted")].at(arrival) if (*place, "deleted") in was else []
    if not any(one.new == {"deleted": "1"} for one in removals):
        return not removals
    rows = [place] if place[0] == "pupil" else heads.parts(c, *place)
    told = _history(c, {row for _, row in rows})
    content = (said for (_, _, unit), one in told.items() if unit not in NO_CONTENT for came, said in one.told if came <= arrival)
    return is_removed(removals, content)


def _bring_rows(s: Session, wanted: dict[Place, bool]) -> None:
    """Let these rows be away, or there."""
    c = s.connection()
    for place, away in sorted(wanted.items()):
        now = heads.heads_of(c, [(place[1], "deleted")])[place[1], "deleted"]
        row = c.exec_driver_sql(f'SELECT book, deleted FROM "{place[0]}" WHERE id=?', (place[1],)).first()
        if now and row is not None and row[1] != ("1" if away else "0"):
            write(s, place, row[0], "deleted", [{"deleted": "1" if away else "0"}], [one.stamp for one in now])
    s.info["open"].rows |= heads.show(c, {(table, row, "deleted") for table, row in wanted})
