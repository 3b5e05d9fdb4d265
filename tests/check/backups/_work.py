"""What is done to a store while it is killed or its disk refuses, and what must hold afterwards."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from guidance_app import edits, workspace
from guidance_app.base.errors import Outdated
from guidance_app.store import backups, connection, migrations, restore
from tests.store.golden import content_of, fill
from tests.store.test_migrations import UP, make_older

KEY = b"0123456789abcdef0123456789abcdef"
NOW = dt.datetime(2026, 2, 20, 9, 30, tzinfo=dt.UTC)
ACTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "shutil.rmtree")


def make_stores(place: Path) -> Path:
    """A store with a backup and then one more pupil ("Kast"), and the same as an older version left it ("Ouder")."""
    made = workspace.create(place / "Kast", KEY, "Hanna", "adviser")
    fill(made)
    made.backup("asked")
    made.do(edits.add("pupil", first_name="Later"))
    made.close()
    shutil.copytree(place / "Kast", place / "Ouder")
    shutil.rmtree(place / "Ouder" / "backups")
    make_older(place / "Ouder")
    return place


def make_backup(folder: Path) -> None:
    """Make a backup."""
    opened = workspace.open_with_key(folder, KEY)
    try:
        opened.backup("asked")
    finally:
        opened.close()


def put_back(folder: Path) -> None:
    """Let the only good backup take the place of the store."""
    (good,) = [one for one in backups.of_store(folder) if one.verified]
    restore.restore(folder, good, KEY, NOW)


def bring_up(folder: Path) -> None:
    """Bring the older store up to date."""
    migrations.migrate(folder, KEY, NOW, steps=[UP])


CASES = {"backup": ("Kast", make_backup), "restore": ("Kast", put_back), "migration": ("Ouder", bring_up)}


def outcomes(stores: Path, case: str, place: Path) -> set[str]:
    """What may be in the store afterwards: what is in it now, or what is in it when the work is done."""
    name, work = CASES[case]
    shutil.copytree(stores / name, place / "done")
    work(place / "done")
    found = {content_of(folder / "kast.db", KEY) for folder in (stores / name, place / "done")}
    shutil.rmtree(place / "done")
    return found


def fresh(stores: Path, case: str, place: Path) -> Path:
    """A folder as it was before the work."""
    folder = place / "Kast"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(stores / CASES[case][0], folder)
    return folder


def old_or_new(folder: Path, allowed: set[str]) -> None:
    """Opens as the program does, holds exactly the old or the new, and every backup that counts is good."""
    with suppress(Outdated):
        workspace.open_with_key(folder, KEY, bring_up=False).close()
    assert content_of(folder / "kast.db", KEY) in allowed
    for backup in backups.of_store(folder):
        if backup.verified:
            with backups.reading(backup, folder / ".looking") as copy, closing(connection.open_copy(copy, KEY)) as c:
                backups.prove(c)


def killed_at(act: int, work: Callable[[], object], folder: Path) -> bool:
    """Do the work in a child that is killed at this act on a file within the folder. False when it was done before that."""
    child = os.fork()
    if child == 0:
        seen = 0

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal seen
            if event in ACTS and str(arguments[0]).startswith(str(folder)):
                seen += 1
                if seen == act:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        _do(work)
    return _killed(child)


def killed_after(seconds: float, work: Callable[[], object]) -> bool:
    """Do the work in a child that is killed after so long."""
    child = os.fork()
    if child == 0:
        _do(work)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return _killed(child)


def _do(work: Callable[[], object]) -> None:
    try:
        work()
    except BaseException:  # a child must never come back into the tests
        os._exit(1)
    os._exit(0)


def _killed(child: int) -> bool:
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the work failed by itself"
    return os.WIFSIGNALED(status)
