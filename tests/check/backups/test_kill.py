"""kill -9 while a backup is made, put back or a store brought up to date: the old store or the new one, never between."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from guidance_app.store import backups
from tests.check.backups._loops import loop
from tests.check.backups._work import CASES, fresh, killed_at, old_or_new, outcomes
from tests.seeds import FRESH

RUNS = 12
"""Kills at random moments for each seed."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 needs fork")


@pytest.mark.parametrize("case", CASES)
def test_killed_at_every_act_on_a_file_there_is_the_old_or_the_new(stores: Path, place: Path, case: str) -> None:
    allowed, act, killed = outcomes(stores, case, place), 0, True
    while killed:
        act += 1
        folder = fresh(stores, case, place)
        killed = killed_at(act, lambda folder=folder: CASES[case][1](folder), folder)
        old_or_new(folder, allowed)
    assert act > 12


@pytest.mark.parametrize("seed", [1, 2, FRESH])
def test_killed_at_any_moment_there_is_the_old_or_the_new(seed: int) -> None:
    report = loop("kill", RUNS, seed)
    assert report.wrong == [], f"seed {seed}"
    assert report.n == RUNS


def test_these_tests_find_a_restore_that_writes_over_the_store(stores: Path, place: Path) -> None:
    """The planted fault: copy the backup over the database in place, as a plain program would."""

    def in_place(folder: Path) -> None:
        (good,) = [one for one in backups.of_store(folder) if one.verified]
        with open(good.database, "rb") as old, open(folder / "kast.db", "wb") as new:
            while piece := old.read(4096):
                new.write(piece)
                new.flush()
                open(folder / "kast.db", "rb").close()  # an act at which it can be killed

    allowed = outcomes(stores, "restore", place)
    folder = fresh(stores, "restore", place)
    assert killed_at(100, lambda: in_place(folder), folder)
    with pytest.raises(Exception, match=r".*"):
        old_or_new(folder, allowed)
