"""What may come in from another laptop. Everything is looked at before anything is written: all of it comes in, or nothing.

Who sends may have made a mistake, an older or newer program, or something hostile. What does not hold together is refused
with a Problem; what is only of a newer version is kept unread, and is passed on.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.change import BOOK_TABLE, DESTROYED, KINDS, Change, Step, Values, Vector, book_row
from guidance_app.store.heads import for_rows
from guidance_app.store.record import OWN_BOOK, all_fields
from guidance_app.store.records import TABLES
from guidance_app.store.vault import SCHEMA_VERSION

MOST_CHANGES, LONGEST_VALUE, LONGEST_LABEL, LARGEST_BLOB = 1_000_000, 1 << 20, 1000, 25 * 1024 * 1024
MOST_PARENTS, MOST_DEVICES, HIGHEST = 1000, 1000, 1 << 53

_STAMP = re.compile(r"\d{15}\.\d{6}\.([0-9a-z]{1,32})")
_NAME, _WORD = re.compile(r"[0-9A-Za-z_.-]{1,100}"), re.compile(r"[a-z][a-z0-9_]{0,63}")
_HEX16, _HEX32 = re.compile("(?:[0-9a-f]{2}){1,32}"), re.compile("[0-9a-f]{64}")


class Refused(Problem):
    """Nothing of it came in. `why` is malformed, gap, forked or newer; `detail` is for tests and programmers."""

    def __init__(self, why: str, detail: str = "") -> None:
        self.why, self.detail = why, detail
        super().__init__(*_SAID[why]())


_SAID = {
    "malformed": lambda: (t("What came in does not hold together."), t("Ask for it again; nothing was changed here.")),
    "gap": lambda: (
        t("Something that was written before this is missing."),
        t("Ask for the whole file; nothing was changed here."),
    ),
    "forked": lambda: (
        t("This comes from a store that was copied: two stores count as the same one."),
        t("Ask for help before you go on; nothing was changed here."),
    ),
    "newer": lambda: (t("This was written with a newer version of Bouwsteen."), t("Install the newest version, then try again.")),
}


@dataclass(frozen=True)
class Admitted:
    """What is new here: Steps with their new Changes, each with its hash, in an order in which they can be added."""

    steps: tuple[Step, ...] = ()
    changes: tuple[tuple[Change, str], ...] = ()
    known: int = 0  # Changes that were here already
    opaque: int = 0  # new ones of a newer version, of which something cannot be read here
    told: tuple[Change, ...] = ()  # known ones, withheld so far, whose values came along now
    ends: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)


def admit(c: Connection, steps: Sequence[Step], own: str) -> Admitted:
    """Look at everything. `own` is the device id of this store. Refused when anything is wrong."""
    opaque = sum(_look(step) for step in steps)
    _refuse_unless(sum(len(step.changes) for step in steps) <= MOST_CHANGES, "too much")
    found = _Found()
    for (book, device), chain in _by_chain(steps).items():
        _continue(c, book, device, chain, found)
        if device == own and (book, device) in found.ends:
            raise Refused("forked", "written by us, and not here")
    _knowledge(c, [step for step, _, _ in found.new], found.ends)
    changes = [change for _, change, _ in found.new]
    _rows_stay_in_their_book(c, changes)
    _parents(c, found.new)
    fresh = {change.step: step for step, change, _ in found.new}
    new = tuple((change, hash_) for _, change, hash_ in found.new)
    return Admitted(tuple(fresh.values()), new, found.known, opaque if new else 0, tuple(found.told), found.ends)


def _refuse_unless(right: bool, detail: str) -> None:
    if not right:
        raise Refused("malformed", detail)


# --- each Step by itself


def _look(step: Step) -> int:
    """How many of its Changes cannot be read whole, being of a newer version. Refused when it does not hold together."""
    _refuse_unless(isinstance(step, Step) and isinstance(step.changes, tuple) and bool(step.changes), "step")
    texts = (step.act, step.book, step.device, step.kind, step.label, step.author, step.at, step.stamp, step.end)
    _refuse_unless(all(isinstance(one, str) and len(one) <= LONGEST_LABEL for one in texts), "step texts")
    _refuse_unless(all(_is_text(one) for one in texts), "step characters")
    _refuse_unless(_is_number(step.schema) and (step.target is None or _is(_NAME, step.target)), "step facts")
    newer = step.schema > SCHEMA_VERSION
    _refuse_unless(_is(_NAME, step.act) and _is(_NAME, step.book) and step.book != OWN_BOOK, "step names")
    _refuse_unless(_is(_WORD, step.kind) and (newer or step.kind in KINDS) and step.kind != "note", "step kind")
    _refuse_unless(_device_of(step.stamp) == step.device and _is_moment(step.at), "step moment")
    _refuse_unless(isinstance(step.seen, tuple) and len(step.seen) <= MOST_DEVICES, "step knowledge")
    for one in step.seen:
        right = isinstance(one, tuple) and len(one) == 2 and isinstance(one[0], str) and _is_number(one[1])
        _refuse_unless(right and one[0] != step.device, "step knowledge")
    _refuse_unless(step.seen == tuple(sorted(dict(step.seen).items())), "step knowledge")
    id_ = step.id
    return sum(_look_at(change, step, id_) for change in step.changes)


def _look_at(change: Change, step: Step, id_: str) -> bool:
    """Whether something of a Change cannot be read here. Refused when it does not hold together."""
    _refuse_unless(isinstance(change, Change) and change.step == id_, "change of another step")
    _refuse_unless((change.book, change.device) == (step.book, step.device), "change of another book")
    _refuse_unless(_device_of(change.stamp) == change.device and _is_number(change.seq), "change number")
    _refuse_unless(_is(_NAME, change.row) and _is(_WORD, change.table) and _is(_WORD, change.unit), "change place")
    right = isinstance(change.parents, tuple) and len(change.parents) <= MOST_PARENTS
    _refuse_unless(right and all(_device_of(one) for one in change.parents), "change parents")
    _refuse_unless(change.previous == "" or _is(_HEX32, change.previous), "change chain")
    if not change.known:
        nothing = change.old is None and change.new is None and change.salt is None
        _refuse_unless(nothing and _is(_HEX32, change.sealed), "change withheld")
        return False
    _refuse_unless(_is(_HEX16, change.salt) and not change.sealed, "change salt")
    _are_values(change.old)
    _are_values(change.new)
    return not _fits(change, step.schema)


def _are_values(values: Any) -> None:
    _refuse_unless(isinstance(values, dict) and 0 < len(values) <= 64, "values")
    for name, value in values.items():
        _refuse_unless(_is(_WORD, name), "value name")
        _refuse_unless(value is None or (isinstance(value, str) and len(value) <= LONGEST_VALUE and _is_text(value)), "value")


def _fits(change: Change, schema: int) -> bool:
    """Whether table, unit and fields are known here. What is not may only come from a newer version."""
    if (change.table, change.unit) == (BOOK_TABLE, DESTROYED):
        _refuse_unless(change.row == book_row(change.book) and change.new == {DESTROYED: "1"}, "destroyed book")
        return True
    record = TABLES.get(change.table)
    fields = {name: one for name, one in all_fields(record).items() if one.unit == change.unit} if record else {}
    for values in (change.old, change.new):
        assert values is not None
        known = values.keys() == fields.keys() if schema == SCHEMA_VERSION else values.keys() <= fields.keys()
        if not fields or not known:
            _refuse_unless(schema > SCHEMA_VERSION, "unknown field")
        if not _readable(values, fields):
            _refuse_unless(schema > SCHEMA_VERSION, "unreadable value")
            raise Refused("newer", "a known field of another kind")
        if not fields or not known:
            return False
    return True


def _readable(values: Values, fields: Mapping[str, Any]) -> bool:
    """Whether each packed text is one that this program could have written."""
    for name, text in values.items():
        if name in fields and text is not None:
            kind = fields[name].kind
            try:
                if kind.pack(kind.unpack(text)) != text:
                    return False
            except (ValueError, TypeError, ArithmeticError, RecursionError):
                return False
    return True


def _is(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_text(text: str) -> bool:
    """Text that can be kept and shown: no NUL and no half of a character."""
    return "\0" not in text and text.encode("utf-8", "ignore").decode() == text


def _is_number(value: Any) -> bool:
    return type(value) is int and 1 <= value < HIGHEST


def _device_of(stamp: Any) -> str:
    found = _STAMP.fullmatch(stamp) if isinstance(stamp, str) else None
    return found[1] if found else ""


def _is_moment(at: str) -> bool:
    try:
        return dt.datetime.fromisoformat(at).tzinfo is not None
    except ValueError:
        return False


# --- all of them together, and with what is here


def _by_chain(steps: Iterable[Step]) -> dict[tuple[str, str], list[tuple[Step, Change]]]:
    chains: dict[tuple[str, str], list[tuple[Step, Change]]] = {}
    for step in steps:
        for change in step.changes:
            chains.setdefault((step.book, step.device), []).append((step, change))
    for chain in chains.values():
        chain.sort(key=lambda one: one[1].seq)
    return chains


New = list[tuple[Step, Change, str]]


@dataclass
class _Found:
    """What the chains that came in have beyond ours."""

    new: New = field(default_factory=list)
    known: int = 0
    told: list[Change] = field(default_factory=list)
    ends: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)


def _continue(c: Connection, book: str, device: str, chain: Sequence[tuple[Step, Change]], found: _Found) -> None:
    """Follow one chain from where ours ends. Refused at a gap, and when it is another chain than ours."""
    here, end = _chain_here(c, book, device, chain[0][1].seq)
    for step, change in chain:
        hash_ = change.hash
        _refuse_unless(change is not step.changes[-1] or hash_ == step.end, "the end of a step")
        if change.seq in here:
            is_here, withheld = here[change.seq]
            if is_here != hash_:
                raise Refused("forked", f"another {change.seq}")
            found.known += 1
            found.told += [change] if withheld and change.known else []
        elif change.seq != end[0] + 1:
            raise Refused("gap", f"{change.seq} after {end[0]}")
        elif change.previous != end[1]:
            raise Refused("forked", "another chain")
        else:
            found.ends[book, device] = end = change.seq, hash_
            here[change.seq] = hash_, False
            found.new.append((step, change, hash_))


def _chain_here(c: Connection, book: str, device: str, lowest: int) -> tuple[dict[int, tuple[str, bool]], tuple[int, str]]:
    """Of a chain as it is here: number -> hash and whether the value is not known, from a number on; and how it ends."""
    told = "SELECT seq, hash, salt IS NULL FROM change WHERE book=? AND device=?"
    rows = c.exec_driver_sql(f"{told} AND seq>=? ORDER BY seq", (book, device, lowest)).all()
    last = rows or c.exec_driver_sql(f"{told} ORDER BY seq DESC LIMIT 1", (book, device)).all()
    end = (last[-1][0], last[-1][1]) if last else (0, "")
    return {seq: (hash_, bool(withheld)) for seq, hash_, withheld in rows}, end


def _knowledge(c: Connection, steps: Iterable[Step], ends: Mapping[tuple[str, str], tuple[int, str]]) -> None:
    """Whatever the writer of a Step had of others must be here too, or come with it."""
    here: dict[str, Vector] = {}
    for step in {id(step): step for step in steps}.values():
        if step.book not in here:
            told = c.exec_driver_sql("SELECT device, max(seq) FROM change WHERE book=? GROUP BY device", (step.book,))
            here[step.book] = dict(told.all())
        for device, seq in step.seen:
            if max(here[step.book].get(device, 0), ends.get((step.book, device), (0, ""))[0]) < seq:
                raise Refused("gap", "something its writer had")


def _rows_stay_in_their_book(c: Connection, changes: Sequence[Change]) -> None:
    """A row is one record of one book for ever, and a stamp is one Change."""
    place = {change.row: (change.table, change.book) for change in changes}
    known = for_rows(c, "SELECT row, tbl, book FROM change", sorted(place), " GROUP BY row")
    place |= {row: (table, book) for row, table, book in known}
    _refuse_unless(all(place[change.row] == (change.table, change.book) for change in changes), "a row of another book")
    stamps = {change.stamp for change in changes}
    taken = next(for_rows(c, "SELECT stamp FROM change", sorted(stamps), "", "stamp"), None)
    _refuse_unless(len(stamps) == len(changes) and taken is None, "a stamp used twice")


def _parents(c: Connection, new: New) -> None:
    """Each parent is here or comes along, is about the same unit of the same row, and was known to who replaced it."""
    about = {one.stamp: (one.row, one.unit, one.device, one.seq) for _, one, _ in new}
    missing = sorted({parent for _, change, _ in new for parent in change.parents} - about.keys())
    for stamp, *place in for_rows(c, "SELECT stamp, row, unit, device, seq FROM change", missing, "", "stamp"):
        about[stamp] = tuple(place)
    for step, change, _ in new:
        seen = dict(step.seen) | {change.device: change.seq - 1}
        for parent in change.parents:
            if parent not in about:
                raise Refused("gap", "a parent")
            row, unit, device, seq = about[parent]
            _refuse_unless((row, unit) == (change.row, change.unit), "a parent elsewhere")
            _refuse_unless(seq <= seen.get(device, 0), "a parent that its writer did not have")


def sound_blobs(blobs: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Attached files whose name is their SHA-256. Refused when one is not, or is too large."""
    for sha, content in blobs.items():
        _refuse_unless(isinstance(content, bytes) and len(content) <= LARGEST_BLOB, "file size")
        _refuse_unless(hashlib.sha256(content).hexdigest() == sha, "file content")
        yield sha, content
