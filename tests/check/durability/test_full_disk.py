"""A disk that is really full: a small one, filled to the last byte."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance_app import edits, workspace
from guidance_app.base.errors import DiskTrouble, Problem
from guidance_app.store import backups
from guidance_app.store.ballast import Ballast
from guidance_app.workspace import Workspace
from tests.check.durability._workloads import KEY, PLACE, judge, opened, save, small_store
from tests.check.durability.conftest import missing

FILLER = 64 * 1024


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MB, in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("a small disk can only be made by root on Linux")
    if shutil.which("mount") is None:
        missing("there is no mount to make a small disk with")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"this machine lets nobody mount a disk: {done.stderr}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def folder(disk: Path) -> Path:
    """A store on that disk."""
    small_store(disk / "Kast")
    return disk / "Kast"


def fill(disk: Path) -> Path:
    """Fill a disk to the last byte; gives the file that does it."""
    filler = disk / "filler"
    with open(filler, "ab", buffering=0) as file:
        for size in (FILLER, 4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return filler


def save_until_full(store: Workspace, told: list[str], first: int = 0) -> int:
    """Save until it is refused; the number of what was refused."""
    for n in range(first, first + 1000):
        save(store, n, told.append)
        if not told[-1].startswith("saved"):
            return n
    raise AssertionError("the disk is never full")


def type_until_full(store: Workspace) -> None:
    for n in range(100):
        store.draft(f"{PLACE}{n}", "x" * 9000)


def test_saving_until_the_disk_is_full_and_on_when_there_is_room(disk: Path, folder: Path) -> None:
    told: list[str] = []
    store = opened(folder)
    filler = fill(disk)
    os.truncate(filler, filler.stat().st_size - 8 * FILLER)
    n = save_until_full(store, told)
    assert told[-1] == f"refused {n}"
    filler.unlink()
    save(store, n + 1, told.append)
    assert told[-1] == f"saved {n + 1}"
    store.close()
    assert judge(folder, told) == []


def test_a_store_on_a_full_disk_closes_and_opens_with_everything_in_it(disk: Path, folder: Path) -> None:
    told: list[str] = []
    store = opened(folder)
    fill(disk)
    save_until_full(store, told)
    with pytest.raises(DiskTrouble):
        type_until_full(store)
    store.close()
    assert judge(folder, told) == []


def test_the_ballast_lets_what_is_being_typed_be_kept_on_a_full_disk(disk: Path, folder: Path) -> None:
    store = opened(folder)
    store._vault.ballast = Ballast(folder, 256 * 1024)
    store.keep_room()
    assert store._vault.ballast.there
    told: list[str] = []
    fill(disk)
    n = save_until_full(store, told)
    assert not store._vault.ballast.there
    store.draft(PLACE, f"#{n}")
    told.append(f"draft {n}")
    save(store, n + 1, told.append)
    assert told[-1] == f"saved {n + 1}"
    store.close()
    assert judge(folder, told) == []


def test_a_backup_on_a_full_disk_is_refused_and_harms_nothing(disk: Path, folder: Path, tmp_path: Path) -> None:
    told: list[str] = []
    store = opened(folder)
    fill(disk)
    with pytest.raises(Problem, match="ruimte"):
        store.backup("asked")
    assert backups.of_store(folder) == []
    save_until_full(store, told)
    copy = store.emergency_copy(tmp_path, {PLACE: "wat getypt wordt"})
    assert backups.listed(copy.parent)[0].verified
    store.close()
    assert judge(folder, told) == []


def test_a_first_start_on_a_full_disk_leaves_nothing_in_the_way_of_the_next(disk: Path) -> None:
    filler = fill(disk)
    for room in (0, 1, 4, 8, 12):
        os.truncate(filler, filler.stat().st_size - room * FILLER)
        try:
            workspace.create(disk / "Kast", KEY, "Hanna Demo", "adviser").close()
        except Problem:
            continue
        break
    store = opened(disk / "Kast")
    assert store.notices == ()
    store.do(edits.add("pupil", first_name="Mark"))
    store.close()
