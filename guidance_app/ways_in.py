"""Who can open the store: a passphrase for each person, and the recovery code of the emergency card.

`prove` and everything that stretches a passphrase takes about half a second: run it beside the screen. The store itself
remembers whose a passphrase is; the key file on the disk names nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from guidance_app.base.machine import BACKUPS
from guidance_app.store import backups, keys
from guidance_app.store import renew as renewing
from guidance_app.workspace import Unlocked, Workspace

Proof = keys.Keys
"""Shows that who asks can open the store; keep it as short as possible."""


@dataclass(frozen=True)
class WayIn:
    """One way into the store. `member` is the id of whose it is; `made` the day, when that is known."""

    id: str
    member: str
    is_card: bool
    made: dt.date | None


def ways_in(workspace: Workspace) -> list[WayIn]:
    """All ways in; none for the example, whose key is public."""
    if workspace.is_example or not keys.exist(workspace.folder):
        return []
    return [
        WayIn(
            slot.id,
            _whose(workspace, slot.id),
            slot.kind == keys.RECOVERY,
            dt.date.fromisoformat(slot.made) if slot.made else None,
        )
        for slot in keys.slots(workspace.folder)
    ]


def has_card(workspace: Workspace) -> bool:
    """Whether there is an emergency card. The example needs none."""
    return workspace.is_example or any(way.is_card for way in ways_in(workspace))


def prove(folder: Path, secret: str) -> Proof:
    """Check a passphrase or recovery code again, before something of weight. Problem when it does not fit. Slow."""
    return keys.unlock(folder, secret)


def add_person(folder: Path, proof: Proof, passphrase: str, today: dt.date) -> str:
    """A way in for one more person; gives its id, to be told to `belongs_to`. Slow."""
    return keys.add_passphrase(folder, proof, passphrase, made=today.isoformat())


def change_passphrase(folder: Path, proof: Proof, passphrase: str, today: dt.date) -> str:
    """Another passphrase for who gave the proof; gives the id of the way in. The data stay as they are. Slow."""
    return keys.change_passphrase(folder, proof, passphrase, made=today.isoformat()).slot_id


def keep_card(folder: Path, proof: Proof, code: str, today: dt.date) -> str:
    """From now on this code opens the store; that of an earlier card no longer does. Slow."""
    return keys.add_recovery(folder, proof, code, made=today.isoformat())


def renew(folder: Path, secret: str, now: dt.datetime) -> Unlocked:
    """Give the closed store another data key, which only this passphrase leads to (store/renew.py). Slow."""
    new = renewing.renew(folder, secret, now)
    return Unlocked(new.derive(renewing.PURPOSE), new.slot_id, None)


def forget_the_old(workspace: Workspace) -> Callable[[], None]:
    """After renewing: make a backup under the new key and, when it is proven, throw away those under the old one.

    Gives the slow part, for any thread.
    """
    make = workspace.begin_backup("key")
    return lambda: backups.throw_away_others(workspace.folder / BACKUPS, make())


def belongs_to(workspace: Workspace, way: str, member: str) -> None:
    """Remember whose a way in is: who opens the store with it stands beside what is changed."""
    workspace.remember(f"way/{way}", member)


def take_away(workspace: Workspace, way: str) -> None:
    """Take a way in away. Problem when it is the last passphrase."""
    keys.remove(workspace.folder, way)


def _whose(workspace: Workspace, way: str) -> str:
    return workspace.remembered(f"way/{way}") or workspace.first_member
