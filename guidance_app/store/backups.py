"""Backups: a copy of the whole store that was proven good before it counts as one.

A backup is a folder in `backups` with the encrypted database, the key file, and a manifest that says without any pupil data
what it is: it can be opened by itself. It is made under another name and gets its own only when the copy was opened with
the key and checked from page to journal: a folder with a sound manifest is a good backup, and nothing else is.
"""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from guidance_app import __version__
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.base.machine import BACKUPS, DATABASE
from guidance_app.domain.ladder import Rung, to_keep
from guidance_app.store import files
from guidance_app.store.head import State, is_behind, state_of
from guidance_app.store.health import check, check_pages
from guidance_app.store.keys import KEYS_FILE, SPARE
from guidance_app.store.vault import SCHEMA_VERSION, Vault

MANIFEST, ELSEWHERE, EMERGENCY = "manifest.json", "Bouwsteen-reservekopie", "Bouwsteen-noodkopie"
REASONS = ("day", "asked", "import", "migration", "key", "destroy")
ASIDE, UNKNOWN = "aside", "unknown"
"""A store that was kept aside by a restore, and a folder whose manifest cannot be read: neither was verified."""

PLACE = "backup/place"
"""Under this name the store remembers where the second place is."""

MOMENT = "%Y-%m-%dT%H%M%SZ"
MAKING = ".making-"
DISK_WORDS = ("full", "I/O", "not a database", "malformed", "unable to open", "readonly")


@dataclass(frozen=True)
class Backup:
    """One backup. `number` is its place in the order of making, `heads` one checksum over the ends of all chains."""

    folder: Path
    at: dt.datetime
    reason: str
    verified: bool
    number: int = 0
    pupils: int = 0
    steps: int = 0
    heads: str = ""
    schema: int = SCHEMA_VERSION
    size: int = 0
    sha256: str = ""

    @property
    def database(self) -> Path:
        """The encrypted database in it."""
        return self.folder / DATABASE


def listed(folder: Path) -> list[Backup]:
    """All backups in a folder, those made last first. Whatever else stands there is left alone."""
    found = [_read(one) for one in folder.glob("????-??-??T*Z-*") if (one / DATABASE).exists()]
    return sorted(found, key=lambda backup: (backup.number, backup.at, backup.folder.name), reverse=True)


def of_store(store: Path) -> list[Backup]:
    """The backups beside a store."""
    return listed(store / BACKUPS)


def last_good(backups: list[Backup]) -> Backup | None:
    """The verified backup that was made last."""
    return next((backup for backup in backups if backup.verified), None)


def begin(vault: Vault, reason: str, now: dt.datetime) -> Callable[[], Backup]:
    """Make a backup in two parts: what must be in it is asked for here, in the thread that saves; the rest is done by what
    this gives, in any thread. Problem when it could not be made or proven; then there is one backup less, and no harm."""
    if reason not in REASONS:
        raise ValueError(reason)
    driver, moment = vault.driver(), now.astimezone(dt.UTC).replace(microsecond=0)
    owed = state_of(driver, "")
    return lambda: _make(vault, driver, owed, reason, moment)


def make(vault: Vault, reason: str, now: dt.datetime) -> Backup:
    """Make a backup now, in this thread."""
    return begin(vault, reason, now)()


def make_elsewhere(vault: Vault, place: Path, now: dt.datetime, typed: Mapping[str, str]) -> Backup:
    """An emergency copy on another disk: a backup that also holds what is being typed (place -> text)."""
    moment, driver = now.astimezone(dt.UTC).replace(microsecond=0), vault.driver()
    return _make(vault, driver, state_of(driver, ""), "emergency", moment, place / EMERGENCY, typed)


def _make(
    vault: Vault,
    driver: Any,
    owed: State,
    reason: str,
    now: dt.datetime,
    elsewhere: Path | None = None,
    typed: Mapping[str, str] = {},
) -> Backup:
    place = elsewhere or vault.folder / BACKUPS
    name = free_name(place, now, reason)
    new = place / f"{MAKING}{name}"
    with told(new):
        sweep(place)
        new.mkdir(parents=True, mode=0o700)
        vault.copy_database(driver, new / DATABASE)
        files.sync(new / DATABASE)
        for container in (KEYS_FILE, SPARE):  # both: one of them may be damaged
            if (vault.folder / container).exists():
                files.copy(vault.folder / container, new / container)
        with closing(vault.open_copy(new / DATABASE)) as c:
            for draft, text in typed.items():
                c.execute("INSERT OR REPLACE INTO draft (place, text, at) VALUES (?, ?, ?)", (draft, text, now.isoformat()))
            counted = prove(c, owed)
        number = max((one.number for one in listed(place)), default=0) + 1
        made = Backup(place / name, now, reason, True, number, size=(new / DATABASE).stat().st_size,
                      sha256=files.sha256(new / DATABASE), **counted)  # fmt: skip
        files.write(new / MANIFEST, _manifest(made))
        _give_name(new, made.folder)
    if elsewhere is None:
        thin(place, now)
    return made


def prove(c: Any, owed: State | None = None) -> dict[str, Any]:
    """Prove that a copy is whole, and holds at least what the store held when the copy was begun. Gives what is in it."""
    schema = c.execute("PRAGMA user_version").fetchone()[0]
    whole = not check(c) if schema == SCHEMA_VERSION else is_whole(c)
    has = state_of(c, "")
    if not whole or (owed is not None and is_behind(c, has, owed)):
        raise Problem(t("The copy is not the same as the store."), t("Check the disk, then try again."))
    pupils = c.execute("SELECT count(*) FROM pupil WHERE deleted IS NULL OR deleted<>'1'").fetchone()[0]
    return {"schema": schema, "pupils": pupils, "steps": has.steps, "heads": _heads(has)}


def is_whole(c: Any) -> bool:
    """Whether file and pages are whole; the part of the check that knows no table, for a database of another version."""
    sound = c.execute("PRAGMA integrity_check").fetchall() == [("ok",)] and not c.execute("PRAGMA foreign_key_check").fetchall()
    return not check_pages(c) and sound


@contextmanager
def reading(backup: Backup, scratch: Path) -> Iterator[Path]:
    """A copy of the database of a backup that may be opened and changed, in a folder that is thrown away afterwards.

    The backup itself stays as it is: it may stand on a stick that cannot be written. Problem when it is damaged.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    with told(scratch):
        scratch.mkdir(parents=True, mode=0o700)
        files.copy(backup.database, scratch / DATABASE)
        wal = backup.folder / f"{DATABASE}-wal"
        if wal.exists():  # a store that was put aside may still have one
            files.copy(wal, scratch / wal.name)
        if backup.verified and files.sha256(scratch / DATABASE) != backup.sha256:
            raise Problem(t("This backup is damaged."), t("Choose another one."))
        yield scratch / DATABASE
    shutil.rmtree(scratch, ignore_errors=True)


def copy_to(backup: Backup, place: Path, now: dt.datetime) -> Backup:
    """Keep a backup in a second place too, such as a stick; what is there by then is thinned in the same way."""
    goal = place / ELSEWHERE
    new = goal / f"{MAKING}{backup.folder.name}"
    with told(new):
        goal.mkdir(exist_ok=True)
        sweep(goal)
        if (goal / backup.folder.name).exists():
            return _read(goal / backup.folder.name)
        new.mkdir(mode=0o700)
        for file in backup.folder.iterdir():
            files.copy(file, new / file.name)
        if files.sha256(new / DATABASE) != backup.sha256:
            raise Problem(t("The copy is not the same as the store."), t("Check the disk, then try again."))
        _give_name(new, goal / backup.folder.name)
    thin(goal, now)
    return _read(goal / backup.folder.name)


def thin(place: Path, now: dt.datetime) -> None:
    """Throw away what the ladder does not keep."""
    there = list(reversed(listed(place)))
    kept = to_keep([Rung(n, backup.at, backup.verified) for n, backup in enumerate(there)], now.astimezone(dt.UTC))
    for n, backup in enumerate(there):
        if n not in kept:
            throw_away(backup)


def throw_away(backup: Backup) -> None:
    """Remove one backup: first its name goes, so that half of one is never taken for a whole one."""
    gone = backup.folder.with_name(f"{MAKING}{backup.folder.name}")
    shutil.rmtree(gone, ignore_errors=True)
    try:
        backup.folder.rename(gone)
    except OSError:  # somebody looks at it just now: the next time, then
        return
    shutil.rmtree(gone, ignore_errors=True)


def throw_away_others(place: Path, but: Backup) -> None:
    """Keep one backup alone: after the key was renewed, or a file was destroyed for good."""
    for backup in listed(place):
        if backup.folder.name != but.folder.name:
            throw_away(backup)


def keep_only(made: Backup, second: str, now: dt.datetime) -> None:
    """Keep this backup alone, also in the second place ("" for none) when that is there: a file was destroyed for good.

    What cannot be thrown away now goes with the ladder, within ten weeks.
    """
    throw_away_others(made.folder.parent, made)
    place = Path(second or made.folder)
    if (place / ELSEWHERE).is_dir():
        with suppress(Problem):
            copy_to(made, place, now)
            throw_away_others(place / ELSEWHERE, made)


def free_name(place: Path, now: dt.datetime, reason: str) -> str:
    """A name for a new folder: no earlier one of the same second is written over."""
    while (place / (name := f"{now.strftime(MOMENT)}-{reason}")).exists():
        now += dt.timedelta(seconds=1)
    return name


def sweep(place: Path) -> None:
    """Clear away what a crash left half made."""
    for left in place.glob(f"{MAKING}*"):
        shutil.rmtree(left, ignore_errors=True)


def _give_name(new: Path, name: Path) -> None:
    files.sync_folder(new)
    new.rename(name)
    files.sync_folder(name.parent)


@contextmanager
def told(half: Path) -> Iterator[None]:
    """What the disk did becomes a Problem; the folder that was half made is cleared away."""
    try:
        yield
    except (OSError, sqlcipher.DatabaseError) as error:
        shutil.rmtree(half, ignore_errors=True)
        if not isinstance(error, OSError) and not any(word in str(error) for word in DISK_WORDS):
            raise  # a mistake of ours
        full = getattr(error, "errno", 0) == errno.ENOSPC or "full" in str(error)
        sentence = t("There is no room for a backup.") if full else t("A backup could not be written or read.")
        raise Problem(sentence, t("Check the disk, then try again.")) from None
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise


def _heads(state: State) -> str:
    ends = json.dumps(sorted([*chain, *end] for chain, end in state.chains.items()))
    return hashlib.sha256(ends.encode()).hexdigest()


def _manifest(backup: Backup) -> str:
    told = asdict(backup) | {"at": backup.at.isoformat(timespec="seconds"), "program": __version__}
    del told["folder"], told["verified"]
    return json.dumps(told | {"check": _check(told)}, indent=1)


def _check(told: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _read(folder: Path) -> Backup:
    """A backup as its manifest tells it; without a sound one, what its name and its file say."""
    try:
        told = json.loads((folder / MANIFEST).read_bytes()[:65536])
        if told.pop("check") == _check(told):
            del told["program"]
            return Backup(folder=folder, verified=True, **told | {"at": dt.datetime.fromisoformat(told["at"])})
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    moment, _, reason = folder.name.partition("Z-")
    try:
        at = dt.datetime.strptime(moment + "Z", MOMENT).replace(tzinfo=dt.UTC)
    except ValueError:
        at = dt.datetime.fromtimestamp((folder / DATABASE).stat().st_mtime, dt.UTC)
    return Backup(folder, at, ASIDE if reason == ASIDE else UNKNOWN, False, size=(folder / DATABASE).stat().st_size)
