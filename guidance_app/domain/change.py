"""The words of the journal: what was changed, in which act, and how it can be told apart from every other change.

A Change says that one unit of one row got another value. A Step is the Changes of one act in one book. An act over
several books is one Step per book under the same act id. `parents` are the stamps of the Changes this one replaced:
they, not the clock, say whether two people wrote apart (domain/differences.py).

Change and Step are also what goes from one laptop to another, as plain frozen data. Whoever changes one of their facts
changes a hash: that of a Change holds the values (by their digest), its place in the chain, and the id of its Step; and
the id of a Step is made of everything the Step says.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from typing import Any

Values = dict[str, str | None]
"""The packed values of one merge unit: field name -> packed text."""

Vector = dict[str, int]
"""How far somebody has come in a book: device -> the number of its last Change there."""

_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode  # kept: making one takes longer than using it

KINDS = ("do", "undo", "redo", "import", "resolve", "destroy", "note")

BOOK_TABLE, DESTROYED = "book", "destroyed"
"""The table and the unit of the one Change that is about a book itself: that it was destroyed."""


def book_row(book: str) -> str:
    """The row that this Change is about."""
    return f"{BOOK_TABLE}.{book}"


@dataclass(frozen=True)
class Change:
    """One unit of one row that got another value. `seq` counts per (book, device) from 1 without gaps.

    Of a Change whose values are withheld or were erased, `old`, `new` and `salt` are None; `sealed` is then its digest.
    """

    stamp: str
    book: str
    device: str
    seq: int
    step: str
    table: str
    row: str
    unit: str
    old: Values | None
    new: Values | None
    parents: tuple[str, ...]
    salt: str | None
    previous: str
    sealed: str = ""

    @property
    def known(self) -> bool:
        """Whether the values came along."""
        return self.old is not None and self.new is not None and self.salt is not None

    @property
    def digest(self) -> str:
        """HMAC-SHA256 over the values. It stays when a value is withheld or erased, so the chain still verifies."""
        if self.old is None or self.new is None or self.salt is None:
            return self.sealed
        return digest_of(self.salt, self.old, self.new)

    @property
    def hash(self) -> str:
        """SHA-256 over everything but the values (their digest stands in) and over the hash of the change before."""
        return hash_of(
            self.stamp, self.book, self.device, self.seq, self.step, self.table, self.row, self.unit,
            list(self.parents), self.digest, self.previous,
        )  # fmt: skip

    def withheld(self) -> Change:
        """The same Change without its values: it still has its place in the chain."""
        return replace(self, old=None, new=None, salt=None, sealed=self.digest)


def digest_of(salt: str, old: Values, new: Values) -> str:
    """The digest of a Change's values under its salt (hex)."""
    values = _canonical([old, new])
    return hmac.digest(bytes.fromhex(salt), values.encode(), "sha256").hex()


def hash_of(*fixed: Any) -> str:
    """The hash of a Change from stamp, book, device, seq, step, table, row, unit, parents (a list), digest, previous hash."""
    return hashlib.sha256(_canonical(fixed).encode()).hexdigest()


@dataclass(frozen=True)
class Step:
    """The Changes of one act in one book. `target` is the act that an undo or redo reverses.

    `schema` is the version of the tables it was written in. `seen` says which Changes of other devices its writer had in
    this book; `end` is the hash of its last Change.
    """

    act: str
    book: str
    device: str
    kind: str
    label: str
    author: str
    at: str
    stamp: str
    target: str | None = None
    schema: int = 1
    seen: tuple[tuple[str, int], ...] = ()
    changes: tuple[Change, ...] = ()
    end: str = ""

    @property
    def id(self) -> str:
        """Made of all that the Step says besides its Changes, so that nobody can pass it on with another author or date."""
        return step_id(
            self.act, self.book, self.device, self.kind, self.label, self.author, self.at, self.stamp, self.target,
            self.schema, self.seen,
        )  # fmt: skip


def step_id(
    act: str, book: str, device: str, kind: str, label: str, author: str, at: str, stamp: str, target: str | None,
    schema: int, seen: tuple[tuple[str, int], ...],
) -> str:  # fmt: skip
    """The first 128 bits (hex) of SHA-256 over what a Step says."""
    said = [act, book, device, kind, label, author, at, stamp, target, schema, [list(one) for one in seen]]
    return hash_of("step", *said)[:32]


class Stamps:
    """Makes stamps: sortable text that never runs backwards on one device, whatever the clock does."""

    def __init__(self, device: str, last: str = "") -> None:
        self.device = device
        self._last = _moment(last)

    def next(self, millis: int) -> str:
        """A stamp for now (milliseconds since 1970), later than every stamp made before."""
        then, count = self._last
        self._last = (millis, 0) if millis > then else (then, count + 1)
        return stamp_of(*self._last, self.device)

    def saw(self, stamp: str) -> None:
        """Somebody else's stamp: ours are later from now on, so that an answer stands after what it answers."""
        self._last = max(self._last, _moment(stamp))


def stamp_of(millis: int, count: int = 0, device: str = "") -> str:
    """A moment (milliseconds since 1970), the how manieth in it, and the device, as text that sorts."""
    return f"{millis:015d}.{count:06d}.{device}"


def _moment(stamp: str) -> tuple[int, int]:
    return (int(stamp[:15]), int(stamp[16:22])) if stamp else (0, 0)


FAR_MILLIS = 24 * 3600 * 1000


def is_far(stamp: str, millis: int) -> bool:
    """Whether a stamp lies more than a day after this moment: then that device's clock was wrong, and ours must not follow it."""
    return _moment(stamp)[0] > millis + FAR_MILLIS
