"""kill -9 at every act on files while a backup is made, put back or a store brought up to date: old or new, never between.

The child is killed at its n-th act on a file (open, rename, link, remove, make a folder), for every n until it is done, and
at random moments in between. What is there afterwards is opened with the program itself and compared value by value.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from guidance_app import workspace
from guidance_app.store import backups, migrations, restore, vault
from tests.check.backups.conftest import KEY
from tests.store.golden import content_of
from tests.store.test_migrations import UP

NOW = dt.datetime(2026, 2, 20, 9, 30, tzinfo=dt.UTC)
ACTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "shutil.rmtree")
SEEDS = (1, 2, int(time.time()))
BETWEEN = 8
"""Kills at random moments for each seed."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 needs fork")


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


def make_backup(folder: Path) -> None:
    opened = workspace.open_with_key(folder, KEY)
    opened.backup("asked")
    opened.close()


def put_back(folder: Path) -> None:
    (good,) = [one for one in backups.of_store(folder) if one.verified]
    restore.restore(folder, good, KEY, NOW)


def bring_up(folder: Path) -> None:
    migrations.migrate(folder, KEY, NOW, steps=[UP])


def old_or_new(folder: Path, allowed: set[str]) -> None:
    """Opens as the program does, holds exactly the old or the new, and every backup that counts is good."""
    try:
        workspace.open_with_key(folder, KEY).close()
    except Exception as older:
        assert "oud" in str(older)  # noqa: PT017
    assert content_of(folder / "kast.db", KEY) in allowed
    for backup in backups.of_store(folder):
        if backup.verified:
            with backups.reading(backup, folder / ".looking") as copy:
                c = vault.open_copy(copy, KEY)
                backups.prove(c)
                c.close()


CASES = {"backup": ("Kast", make_backup), "restore": ("Kast", put_back), "migration": ("Ouder", bring_up)}


def outcomes(stores: Path, name: str, work: Callable[[Path], None], tmp_path: Path) -> set[str]:
    """What may be in the store afterwards: what is in it now, or what is in it when the work is done."""
    before = content_of(stores / name / "kast.db", KEY)
    shutil.copytree(stores / name, tmp_path / "done")
    work(tmp_path / "done")
    return {before, content_of(tmp_path / "done" / "kast.db", KEY)}


@pytest.mark.parametrize("case", CASES)
def test_killed_at_every_act_on_a_file_there_is_the_old_or_the_new(stores: Path, tmp_path: Path, case: str) -> None:
    name, work = CASES[case]
    allowed = outcomes(stores, name, work, tmp_path)
    act, folder, killed = 0, tmp_path / "Kast", True
    while killed:
        act += 1
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(stores / name, folder)
        killed = killed_at(act, lambda: work(folder), folder)
        old_or_new(folder, allowed)
    assert act > 12


@pytest.mark.parametrize("seed", SEEDS)
def test_killed_at_any_moment_there_is_the_old_or_the_new(stores: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for n in range(BETWEEN):
        name, work = CASES[chance.choice(list(CASES))]
        place = tmp_path / str(n)
        place.mkdir()
        allowed = outcomes(stores, name, work, place)
        shutil.copytree(stores / name, place / "Kast")
        killed_after(chance.random() * 0.25, lambda work=work, place=place: work(place / "Kast"))
        old_or_new(place / "Kast", allowed)


def test_these_tests_find_a_restore_that_writes_over_the_store(stores: Path, tmp_path: Path) -> None:
    """The planted fault: copy the backup over the database in place, as a plain program would."""

    def in_place(folder: Path) -> None:
        (good,) = [one for one in backups.of_store(folder) if one.verified]
        with open(good.database, "rb") as old, open(folder / "kast.db", "wb") as new:
            while piece := old.read(4096):
                new.write(piece)
                new.flush()
                open(folder / "kast.db", "rb").close()  # an act at which it can be killed

    allowed = outcomes(stores, "Kast", put_back, tmp_path)
    shutil.copytree(stores / "Kast", tmp_path / "Kast")
    assert killed_at(100, lambda: in_place(tmp_path / "Kast"), tmp_path / "Kast")
    with pytest.raises(Exception, match=r".*"):
        old_or_new(tmp_path / "Kast", allowed)
