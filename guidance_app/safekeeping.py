"""Backups as the screen knows them: make one, keep one elsewhere too, and put back everything or one pupil.

The store decides what a good backup is (store/backups.py). Here stands when one is due, where the second place is, and how
an open store and a backup come together. What takes long is given as a function to be run beside the screen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.base.machine import BACKUPS
from guidance_app.store import backups, migrations, restore
from guidance_app.store.backups import ELSEWHERE, EMERGENCY, PLACE
from guidance_app.store.restore import Book
from guidance_app.workspace import Workspace

Backup = backups.Backup

LATE = dt.timedelta(days=7)
"""Without a backup for longer than this the start page warns; a second place is asked for as seldom as this."""

COPIED, ASKED = "backup/copied", "backup/asked"
"""What the store remembers besides where the second place is: when a backup was last kept there, when it was last asked for."""


@dataclass(frozen=True)
class Made:
    """A backup that was made; `elsewhere` says whether it was kept in the second place too, `trouble` why not."""

    backup: Backup
    elsewhere: bool = False
    trouble: str = ""


def today() -> dt.date:
    """The day it is, also for who looks at backups before a store is open."""
    return dt.datetime.now().astimezone().date()


def has_any(workspace: Workspace) -> bool:
    """Whether backups are made of this store; of the example there are none, it is built again."""
    return not workspace.is_example


def due(workspace: Workspace) -> bool:
    """Whether the first backup of this day is still to be made."""
    last = last_good(workspace)
    return has_any(workspace) and (last is None or last.at.astimezone().date() != workspace.now().astimezone().date())


def last_good(workspace: Workspace) -> Backup | None:
    """The verified backup that was made last."""
    return backups.last_good(backups.of_store(workspace.folder))


def begin(workspace: Workspace, reason: str = "asked") -> Callable[[], Made]:
    """Make a backup. What this gives does the work, in any thread; Problem when it could not be made."""
    making, now, place = workspace.begin_backup(reason), workspace.now(), second_place(workspace)

    def work() -> Made:
        made = making()
        if place is None or not place.is_dir():
            return Made(made)
        try:
            backups.copy_to(made, place, now)
        except Problem as problem:
            return Made(made, trouble=str(problem))
        return Made(made, elsewhere=True)

    return work


def made(workspace: Workspace, made: Made) -> None:
    """Remember that a backup was kept elsewhere; in the thread that saves."""
    if made.elsewhere:
        workspace.remember(COPIED, workspace.now().isoformat(timespec="seconds"))


def second_place(workspace: Workspace) -> Path | None:
    """The folder on another disk or stick that was chosen, whether it is there just now or not."""
    kept = workspace.remembered(PLACE)
    return Path(kept) if kept else None


def choose_second_place(workspace: Workspace, place: Path) -> None:
    """From now on every backup is kept there too. Problem when that is inside the store, or cannot be written."""
    if place.resolve().is_relative_to(workspace.folder.resolve()):
        raise Problem(t("This is the folder of the store itself."), t("Choose a folder on another disk or on a stick."))
    try:
        (place / ELSEWHERE).mkdir(exist_ok=True)
    except OSError:
        raise Problem(t("Nothing can be written there."), t("Choose another folder.")) from None
    workspace.remember(PLACE, str(place))


def wants_second_place(workspace: Workspace) -> bool:
    """Whether it is time to ask for a backup in a second place: on one day a week at most."""
    today = workspace.now().date()
    copied, asked = workspace.remembered(COPIED)[:10], workspace.remembered(ASKED)
    if not has_any(workspace) or (copied and today - dt.date.fromisoformat(copied) <= LATE):
        return False
    return not asked or not dt.timedelta(0) < today - dt.date.fromisoformat(asked) < LATE


def asked_for_second_place(workspace: Workspace) -> None:
    """It was asked for today."""
    workspace.remember(ASKED, workspace.now().date().isoformat())


def found(store: Path, *places: Path) -> list[Backup]:
    """The backups beside a store and in other places, those made last first; what is in both is told once."""
    all_ = [*backups.of_store(store)]
    for folder in (place / part for place in places for part in (".", ELSEWHERE, EMERGENCY, BACKUPS)):
        all_ += backups.listed(folder)
    by_name = {one.folder.name: one for one in reversed(all_)}
    return sorted(by_name.values(), key=lambda one: (one.at, one.number), reverse=True)


def places(workspace: Workspace) -> list[Path]:
    """Where to look for backups besides the store itself."""
    place = second_place(workspace)
    return [place] if place is not None else []


def pupils_in(workspace: Workspace, backup: Backup) -> list[tuple[str, str]]:
    """Id and name of everybody with a file in a backup."""
    with restore.opened(workspace.folder, backup, workspace.key()) as c:
        return [(id_, " ".join(part for part in (first, last) if part)) for id_, first, last in restore.pupils(c)]


def file_in(workspace: Workspace, backup: Backup, pupil: str) -> Book:
    """The file of one pupil as it was in a backup."""
    with restore.opened(workspace.folder, backup, workspace.key()) as c:
        return restore.book(c, pupil)


def unlock(store: Path, backup: Backup, secret: str) -> tuple[bytes, bool]:
    """The key of a backup for a passphrase or code (about half a second), and whether its own key file is needed with it."""
    return restore.key_of(store, backup, secret)


def opens(store: Path, backup: Backup, key: bytes) -> bool:
    """Whether the key of the open store is the one of this backup."""
    return restore.opens(store, backup, key)


def put_back(store: Path, backup: Backup, key: bytes, *, its_keys: bool = False) -> None:
    """Let a backup take the place of a store that is closed, damaged or gone. The old one is kept among the backups."""
    restore.restore(store, backup, key, dt.datetime.now().astimezone(), its_keys=its_keys)


def bring_up_to_date(store: Path, key: bytes) -> None:
    """Make a closed store of an older version one of this version; a backup of how it was stays."""
    migrations.migrate(store, key, dt.datetime.now().astimezone())
