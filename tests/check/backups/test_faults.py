"""A disk that refuses while a backup is put back or a store brought up to date: told, and the old store or the new one stays.

Every call that forces something to the disk, renames or cuts a file fails once, and of the many writes of pages some, other
ones in each run.
"""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from guidance_app.base.errors import Problem
from tests.check.backups._work import CASES, fresh, old_or_new, outcomes
from tests.check.durability._faults import Tell, failing, run
from tests.seeds import FRESH

CALLS = {
    "fsync": ("EIO",),
    "ftruncate": ("EIO",),
    "rename": ("ENOSPC", "EIO"),
    "link": ("EIO",),
    "mkdir": ("ENOSPC",),
    "write": ("ENOSPC", "EIO"),
    "pwrite64": ("ENOSPC", "EIO"),
}
MOST = 5
"""How many calls of one kind fail for one error; taken at random when there are more."""

SEED = FRESH

pytestmark = pytest.mark.skipif(
    shutil.which("strace") is None and "CI" not in os.environ, reason="strace is not installed: no call can be made to fail"
)


@pytest.mark.parametrize("case", CASES)
def test_a_disk_that_refuses_is_told_and_the_old_or_the_new_store_stays(stores: Path, place: Path, case: str) -> None:
    allowed, chance, told_so = outcomes(stores, case, place), random.Random(SEED), 0
    for call, error, nth in points(stores, place, case, chance):
        folder = fresh(stores, case, place)
        code, told = run(lambda tell, folder=folder: attempt(tell, folder, CASES[case][1]), *failing(call, error, nth))
        where = f"{case}: {call} {nth} {error}, seed {SEED}, told {told}"
        assert code == 0, where
        told_so += told == ["refused"]
        try:
            old_or_new(folder, allowed)
        except AssertionError as wrong:
            raise AssertionError(where) from wrong
    assert told_so > 5, "no fault was ever noticed: the faults do not reach the work"


def attempt(tell: Tell, folder: Path, work: Callable[[Path], None]) -> None:
    """Do the work, and tell whether it was done or the person was told that it was not."""
    try:
        work(folder)
    except Problem:
        tell("refused")
    else:
        tell("done")


def points(stores: Path, place: Path, case: str, chance: random.Random) -> list[tuple[str, str, int]]:
    """Which call fails with which error, for the nth time it is made."""
    folder, log, work = fresh(stores, case, place), place / "log", CASES[case][1]
    code, told = run(lambda tell: attempt(tell, folder, work), "-o", str(log), "-e", f"trace={','.join(CALLS)}")
    assert (code, told) == (0, ["done"])
    lines = log.read_text(errors="replace").splitlines()
    counted = Counter(line.split(maxsplit=1)[1].split("(")[0] for line in lines if "(" in line)
    found = [
        (call, error, n)
        for call, errors in CALLS.items()
        for error in errors
        for n in sorted(chance.sample(range(1, counted[call] + 1), min(MOST, counted[call])))
    ]
    assert len(found) > 25
    return found
