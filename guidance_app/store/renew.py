"""Renewing the data key, when a passphrase or the emergency card may be in wrong hands.

Everything is encrypted anew with another key. Only the passphrase of who does it still opens the store: the others get a
new way in, and the card is made again. Backups under the old key are thrown away once there is a new one; copies in other
places stay readable for who has the old key, and no program can change that.
"""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

from guidance_app.base.machine import BACKUPS, DATABASE
from guidance_app.store import backups, connection, files, head, keys, swap
from guidance_app.store.lock import locked

PURPOSE = "db/v1"


def renew(folder: Path, secret: str, now: dt.datetime, cost: keys.Cost | None = None) -> keys.Keys:
    """Give a store that is closed another key; gives what now opens it. Problem, and nothing changed, when it cannot be done."""
    old = keys.unlock(folder, secret)
    with locked(folder), connection.disk_trouble(), backups.told(folder / swap.READY):
        ready = swap.make_ready(folder)
        new = keys.create(ready, secret, cost or keys.Cost(), made=now.date().isoformat())
        _encrypt(folder / DATABASE, old.derive(PURPOSE), ready / DATABASE, new.derive(PURPOSE), (old.slot_id, new.slot_id))
        aside = folder / BACKUPS / f"{now.astimezone(dt.UTC).strftime(backups.MOMENT)}-{backups.ASIDE}"
        swap.swap(folder, aside)
    return new


def _encrypt(source: Path, old: bytes, goal: Path, new: bytes, slots: tuple[str, str]) -> None:
    """Write the whole database anew under another key, prove it, and let the new slot be of the same person."""
    with closing(connection.open_copy(source, old)) as was, closing(connection.open_copy(goal, new)) as becomes:
        owed = head.state_of(was, "")
        was.backup(becomes)
        backups.prove(becomes, owed)
        becomes.execute(
            "INSERT INTO meta (name, value) SELECT ?, value FROM meta WHERE name=?",
            (f"remember/way/{slots[1]}", f"remember/way/{slots[0]}"),
        )
        (device,) = becomes.execute("SELECT value FROM meta WHERE name='device'").fetchone()
        becomes.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        head.write(goal.parent / head.HEAD, connection.derive(new, head.PURPOSE), head.state_of(becomes, device))
    files.sync(goal)
    files.sync(goal.parent / head.HEAD)
