"""The words of the journal: what was changed, in which act, and how it can be told apart from every other change.

A Change says that one unit of one row got another value. A Step is the Changes of one act in one book. An act over
several books is one Step per book under the same act id. `parents` are the stamps of the Changes this one replaced:
they, not the clock, say whether two people wrote apart.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

Values = dict[str, str | None]
"""The packed values of one merge unit: field name -> packed text."""

_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode  # kept: making one takes longer than using it

KINDS = ("do", "undo", "redo", "import", "note")


@dataclass(frozen=True)
class Change:
    """One unit of one row that got another value. `seq` counts per (book, device) from 1 without gaps."""

    stamp: str
    book: str
    device: str
    seq: int
    step: str
    table: str
    row: str
    unit: str
    old: Values
    new: Values
    parents: tuple[str, ...]
    salt: str
    previous: str

    @property
    def digest(self) -> str:
        """HMAC-SHA256 over the values. It stays when a value is withheld or erased, so the chain still verifies."""
        return digest_of(self.salt, self.old, self.new)

    @property
    def hash(self) -> str:
        """SHA-256 over everything but the values (their digest stands in) and over the hash of the change before."""
        return hash_of(
            self.stamp, self.book, self.device, self.seq, self.step, self.table, self.row, self.unit,
            list(self.parents), self.digest, self.previous,
        )  # fmt: skip


def digest_of(salt: str, old: Values, new: Values) -> str:
    """The digest of a Change's values under its salt (hex)."""
    values = _canonical([old, new])
    return hmac.digest(bytes.fromhex(salt), values.encode(), "sha256").hex()


def hash_of(*fixed: Any) -> str:
    """The hash of a Change from stamp, book, device, seq, step, table, row, unit, parents (a list), digest, previous hash."""
    return hashlib.sha256(_canonical(fixed).encode()).hexdigest()


@dataclass(frozen=True)
class Step:
    """The Changes of one act in one book. `target` is the act that an undo or redo reverses."""

    id: str
    act: str
    book: str
    device: str
    kind: str
    label: str
    author: str
    at: str
    target: str | None = None


class Stamps:
    """Makes stamps: sortable text that never runs backwards on one device, whatever the clock does."""

    def __init__(self, device: str, last: str = "") -> None:
        self.device = device
        self._last = (int(last[:15]), int(last[16:22])) if last else (0, 0)

    def next(self, millis: int) -> str:
        """A stamp for now (milliseconds since 1970), later than every stamp made before."""
        then, count = self._last
        self._last = (millis, 0) if millis > then else (then, count + 1)
        return f"{self._last[0]:015d}.{self._last[1]:06d}.{self.device}"
