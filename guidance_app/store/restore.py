"""Putting back from a backup: the whole store in the place of the one that stands here, or the rows of one book to look at.

The whole store is made ready beside the present one, proven, given a device id of its own (it is another incarnation: what
it numbers from now on must not be taken for what the lost one wrote), and swapped. The present one is kept aside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from guidance_app.base.errors import Problem
from guidance_app.base.machine import BACKUPS, DATABASE
from guidance_app.domain.change import Values
from guidance_app.domain.ids import new_id
from guidance_app.store import backups, connection, files, head, keys, migrations, swap, vault
from guidance_app.store.backups import Backup
from guidance_app.store.lock import locked
from guidance_app.store.record import all_fields
from guidance_app.store.records import TABLES


@dataclass(frozen=True)
class Book:
    """The rows of one book as they were in a backup: (table, id) -> packed values; and the attached files they name."""

    id: str
    rows: dict[tuple[str, str], Values]
    files: dict[str, bytes] = field(default_factory=dict)


def key_of(store: Path, backup: Backup, secret: str) -> tuple[bytes, bool]:
    """The database key of a backup, found with a passphrase or recovery code of now or of then.

    Also gives whether the key file of the backup is needed with it. Problem when neither fits.
    """
    vault.finish_swap(store)
    for folder, its_own in ((store, False), (backup.folder, True)):
        try:
            key = keys.unlock(folder, secret).derive("db/v1")
        except Problem:
            if its_own:
                raise
        else:
            if its_own or opens(store, backup, key):
                return key, its_own
    raise AssertionError


def _scratch(store: Path) -> Path:
    return store / f"{swap.READING}{new_id()[-12:]}"


def opens(store: Path, backup: Backup, key: bytes) -> bool:
    """Whether a key is the one of this backup."""
    with backups.reading(backup, _scratch(store)) as database:
        try:
            connection.open_copy(database, key).close()
        except sqlcipher.DatabaseError:
            return False
        return True


def restore(
    store: Path, backup: Backup, key: bytes, now: dt.datetime, *, its_keys: bool = False,
    steps: tuple[migrations.Migration, ...] = migrations.MIGRATIONS,
) -> Path:  # fmt: skip
    """Let a backup take the place of a store that is closed (or damaged, or gone). Gives where the old one is kept.

    `its_keys` says that the key file of the backup comes with it. Problem, and nothing changed, when the backup is damaged.
    """
    vault.prepare_folder(store)
    vault.finish_swap(store)
    with locked(store), backups.told(store / swap.READY):
        ready = swap.make_ready(store)
        with backups.reading(backup, _scratch(store)) as copy, closing(connection.open_copy(copy, key)) as c:
            migrations.bring_up(c, steps)
            backups.prove(c)
            device = new_id()[-8:]
            c.execute("UPDATE meta SET value=? WHERE name='device'", (device,))
            c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            head.write(ready / head.HEAD, connection.derive(key, head.PURPOSE), head.state_of(c, device))
            c.close()
            files.copy(copy, ready / DATABASE)
            files.sync(ready / head.HEAD)
        if its_keys:
            for name in (keys.KEYS_FILE, keys.SPARE):
                if (backup.folder / name).exists():
                    files.copy(backup.folder / name, ready / name)
        aside = store / BACKUPS / backups.free_name(store / BACKUPS, now.astimezone(dt.UTC), backups.ASIDE)
        swap.swap(store, aside)
    return aside


@contextmanager
def opened(store: Path, backup: Backup, key: bytes) -> Iterator[Any]:
    """The driver's connection to a copy of a backup, brought up to this version, for as long as the block lasts."""
    reading = backups.reading(backup, _scratch(store))
    with reading as copy, connection.disk_trouble(), closing(connection.open_copy(copy, key)) as c:
        migrations.bring_up(c)
        yield c


def pupils(c: Any) -> list[tuple[str, str, str]]:
    """Id, first and last name of everybody with a file in a backup, by last name."""
    found = c.execute("SELECT id, first_name, last_name, deleted FROM pupil").fetchall()
    there = [(id_, first or "", last or "") for id_, first, last, deleted in found if deleted != "1"]
    return sorted(there, key=lambda one: (one[2].casefold(), one[1].casefold()))


def book(c: Any, book_id: str) -> Book:
    """All rows of a pupil's book that were there, with the attached files they name."""
    rows: dict[tuple[str, str], Values] = {}
    for name, table in TABLES.items():
        fields = list(all_fields(table))
        named = ", ".join(f'"{column}"' for column in fields)
        for id_, *values in c.execute(f'SELECT id, {named} FROM "{name}" WHERE book=?', (book_id,)):
            if (told := dict(zip(fields, values, strict=True)))["deleted"] != "1":
                rows[name, id_] = told
    wanted = {values["sha256"] for values in rows.values() if values.get("sha256")}
    blobs = {sha: c.execute("SELECT content FROM blob WHERE sha256=?", (sha,)).fetchone() for sha in wanted}
    return Book(book_id, rows, {str(sha): found[0] for sha, found in blobs.items() if found})
