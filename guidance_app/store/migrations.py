"""How a store of an older version becomes one of this version. A migration has a number and, once released, never changes.

A migration works on a copy and knows nothing of the program: it is SQL on the driver's connection. Only when the copy was
proven whole, with the same journal and the tables that its journal tells, does it take the place of the store; the old one
stays as a verified backup. Whatever happens on the way, the store is the old or the new one and never something between.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.base.machine import DATABASE
from guidance_app.store import backups, files, swap, vault
from guidance_app.store.head import State, state_of


@dataclass(frozen=True)
class Migration:
    """One step up. `number` is the version it leads to; `apply` does it within a transaction."""

    number: int
    apply: Callable[[Any], None]


_NEW_COLUMNS = {
    "background": ("mark",),
    "hypothesis": ("question", "instruments", "findings", "answer"),
    "score": ("reliability", "retest", "practice", "learning_return"),
    "measure": ("from_experiment",),
    "experiment": ("design_kind", "convince", "sessions", "first_day", "weekdays", "follow_up_on", "draw", "fewest"),
    "phase": ("outcome", "criterion"),
    "outcome": ("place",),
    "measurement": ("part", "whole", "fidelity"),
    "observer_check": ("outcome", "first_marks", "second_marks", "first_count", "second_count"),
}
_NEW_TABLES = {
    "holiday": ("school", "name", "from_date", "to_date"),
    "correlation": ("assessment", "first", "second", "value", "source"),
}


def _what_numbers_need(c: Any) -> None:
    """2: how an experiment was planned and drawn, what a figure of a test is computed from, holidays of a school."""
    for table, columns in _NEW_COLUMNS.items():
        for column in columns:
            c.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT")
    for table, (owner, *others) in _NEW_TABLES.items():
        told = "".join(f"{name} TEXT, " for name in (owner, *others))
        c.execute(
            f"CREATE TABLE {table} ({told}id TEXT NOT NULL PRIMARY KEY, book TEXT NOT NULL, position TEXT, deleted TEXT) STRICT"
        )
        for indexed in (owner, "book"):
            c.execute(f"CREATE INDEX ix_{table}_{indexed} ON {table} ({indexed})")


MIGRATIONS: tuple[Migration, ...] = (Migration(2, _what_numbers_need),)
"""All migrations, by number."""


def migrate(
    folder: Path, key: bytes, now: dt.datetime, say: Callable[[str], Any] = str, steps: Sequence[Migration] = MIGRATIONS
) -> backups.Backup:
    """Bring the store in a folder up to date, and give the backup of how it was. `say` gets a sentence as it goes on."""
    old = vault.open_any(folder, key)
    try:
        say(t("The store is being copied first."))
        kept = backups.make(old, "migration", now)
        say(t("The store is being brought up to date."))
        with backups.told(folder / swap.READY):
            ready = swap.make_ready(folder) / DATABASE
            old.copy_database(old.driver(), ready)
            with closing(old.open_copy(ready)) as c:
                before = state_of(c, "")
                bring_up(c, steps)
                _prove(c, before)
            files.sync(ready)
            old.swap(kept.folder)
        return kept
    finally:
        old.close()


def bring_up(c: Any, steps: Sequence[Migration] = MIGRATIONS) -> None:
    """Do what is needed to make a copy of any older version one of this version, in one transaction."""
    version = c.execute("PRAGMA user_version").fetchone()[0]
    wanted = [step for step in sorted(steps, key=lambda step: step.number) if version < step.number <= vault.SCHEMA_VERSION]
    if [step.number for step in wanted] != list(range(version + 1, vault.SCHEMA_VERSION + 1)):
        raise Problem(t("This store was made by a version of Bouwsteen that is too old."), t("Ask for help before you go on."))
    c.execute("BEGIN IMMEDIATE")
    try:
        for step in wanted:
            step.apply(c)
            c.execute(f"PRAGMA user_version={step.number}")
        c.execute("COMMIT")
    except BaseException:
        with suppress(sqlcipher.Error):  # the disk may have taken the transaction away already
            c.execute("ROLLBACK")
        raise
    c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _prove(c: Any, before: State) -> None:
    """Whole in every way, with the journal of before and all its Steps."""
    backups.prove(c, before)
    if state_of(c, "") != before:
        raise Problem(t("The copy is not the same as the store."), t("Check the disk, then try again."))
