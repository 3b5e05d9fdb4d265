"""The head: how far the store had come when it was last seen, in a small file beside the database.

A database cannot tell that its last part is lost, or that an older copy of it was put back: every page of it was once
written by who has the key. This file can. It is written after a save is durable and without waiting for the disk, so it
may be behind the database (after a power cut) and never in front of it. A database behind its head is an older file.

A MAC under a key of the store (HMAC-SHA256) makes that nobody else can write one. Who can put back both files together
is not seen here; a partner who exchanges with this store sees it.
"""

from __future__ import annotations

import datetime as dt
import hmac
import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from guidance_app.store.vault import Vault

HEAD = "head.bin"
PURPOSE = "head/v1"
MAC = "sha256"
SECTOR = 512
LARGEST = 16 * 1024 * 1024

ENDS = "SELECT book, device, max(seq) AS seq FROM change GROUP BY book, device"

Chains = dict[tuple[str, str], tuple[int, str]]
"""(book, device) -> how many Changes its chain has, and the hash of the last one."""


@dataclass(frozen=True)
class State:
    """How far a store has come. `closed` says that it was left in order, `checked` on which day all of it was last checked."""

    device: str
    chains: Chains = field(default_factory=dict)
    steps: int = 0
    closed: bool = False
    checked: str = ""


class Head:
    """The head of an open store. `kept` is what the file said when the store was opened: None when it is not there or is
    damaged, and then it cannot be seen whether the store is older than it was."""

    def __init__(self, vault: Vault, device: str) -> None:
        self._file, self._key = vault.folder / HEAD, vault.derive(PURPOSE)
        self._vault = vault
        self.missing = not self._file.exists()
        self.kept = read(self._file, self._key)
        self.now = replace(state_of(vault.driver(), device), checked=self.kept.checked if self.kept else "")

    @property
    def older(self) -> bool:
        """Whether something that was here before is not in the database any more."""
        return self.kept is not None and is_behind(self._vault.driver(), self.now, self.kept)

    def check_due(self, today: dt.date) -> bool:
        """Whether the whole store must be checked: it was not left in order, or not checked today."""
        return not self.left_in_order or self.kept is None or self.kept.checked != today.isoformat()

    @property
    def left_in_order(self) -> bool:
        """Whether the store was closed as it should be, and not left by a crash."""
        return self.kept is not None and self.kept.closed

    def begin(self) -> None:
        """The store is in use from now on: until `close` it is not left in order."""
        self._keep(self.now)

    def saw(self, chains: Mapping[tuple[str, str], tuple[int, str]], steps: int) -> None:
        """A save is durable: these chains have grown, and there are so many Steps more."""
        self._keep(replace(self.now, chains=self.now.chains | dict(chains), steps=self.now.steps + steps), write_over)

    def take(self) -> None:
        """From now on the store as it is counts, whatever was seen before: after a restore, or when a book was destroyed."""
        self._keep(replace(state_of(self._vault.driver(), self.now.device), checked=self.now.checked))

    def checked(self, today: dt.date) -> None:
        """The whole store was checked and found in order."""
        self._keep(replace(self.now, checked=today.isoformat()))

    def close(self) -> None:
        """The store is left in order."""
        self._keep(replace(self.now, closed=True))

    def _keep(self, state: State, how: Callable[[Path, bytes, State], None] | None = None) -> None:
        self.now = state
        with suppress(OSError):  # the save itself is safe; a head that lags behind is taken anew when the store is opened
            (how or write)(self._file, self._key, state)


def state_of(c: Any, device: str) -> State:
    """How far a database has come, seen through its driver's connection."""
    found = c.execute(f"SELECT book, device, seq, hash FROM change JOIN ({ENDS}) USING (book, device, seq)").fetchall()
    return State(device, {(b, d): (seq, hash_) for b, d, seq, hash_ in found}, _count(c))


def is_behind(c: Any, now: State, kept: State) -> bool:
    """Whether the database lacks anything of what the head names, or holds something else in its place."""
    return now.steps < kept.steps or any(_hash_at(c, *chain, *end, now) != end[1] for chain, end in kept.chains.items())


def _hash_at(c: Any, book: str, device: str, seq: int, hash_: str, now: State) -> str | None:
    if now.chains.get((book, device)) == (seq, hash_):
        return hash_  # as always, unless a head lagged behind
    found = c.execute("SELECT hash FROM change WHERE book=? AND device=? AND seq=?", (book, device, seq)).fetchone()
    return found[0] if found else None


def _count(c: Any) -> int:
    return int(c.execute("SELECT count(*) FROM step").fetchone()[0])


def read(file: Path, key: bytes) -> State | None:
    """What a head file says; None when it is not there, damaged, or not of this store."""
    with suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        with open(file, "rb") as opened:
            mac, _, body = opened.read(LARGEST).partition(b"\n")
        if hmac.compare_digest(mac, _mac(key, body)):
            told = json.loads(body)
            chains = {(book, device): (seq, hash_) for book, device, seq, hash_ in told.pop("chains")}
            return State(chains=chains, **told)
    return None


def write(file: Path, key: bytes, state: State) -> None:
    """Replace a head file. It is not forced to the disk: what it says is in the database already, which is."""
    temporary = file.with_name(file.name + ".new")
    temporary.write_bytes(_content(key, state, 0))
    temporary.replace(file)


def write_over(file: Path, key: bytes, state: State) -> None:
    """The same within the file that is there, in one write: a new name after each save made every tenth one wait for 4 ms.

    A power cut in the middle of it leaves a damaged head, and that keeps nobody out.
    """
    with open(file, "r+b", buffering=0) as opened:
        opened.write(_content(key, state, os.fstat(opened.fileno()).st_size))


def _content(key: bytes, state: State, size: int) -> bytes:
    """A head file of at least this size; it grows by whole sectors, so that what is written over is covered."""
    chains = [[*chain, *end] for chain, end in state.chains.items()]
    told = {"device": state.device, "steps": state.steps, "closed": state.closed, "checked": state.checked, "chains": chains}
    body = json.dumps(told, separators=(",", ":")).encode()
    before = len(_mac(key, b"")) + 1
    body = body.ljust(max(size, -(-(len(body) + before) // SECTOR) * SECTOR) - before)
    return _mac(key, body) + b"\n" + body


def _mac(key: bytes, body: bytes) -> bytes:
    return hmac.digest(key, body, MAC).hex().encode()
