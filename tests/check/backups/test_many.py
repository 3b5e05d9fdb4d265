"""Many backups: each one made is put back and equal, and the ladder keeps its promises over a thousand timelines."""

from __future__ import annotations

import datetime as dt
import random
import time
from pathlib import Path

import pytest

from guidance_app import edits, workspace
from guidance_app.domain.ladder import WEEKLY
from guidance_app.store import backups, restore
from tests.domain.test_ladder import MOST, lived
from tests.store.golden import content_of

KEY = b"0123456789abcdef0123456789abcdef"
TIMELINES = 1000
SEEDS = (11, 12, int(time.time()))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_ladder_over_a_thousand_timelines(seed: int) -> None:
    chance = random.Random(seed)
    for n in range(TIMELINES // len(SEEDS) + 1):
        length = chance.randint(1, 120)
        hours = [chance.choice([0.2, 3.0, 24.0, 24.0, 80.0, 600.0]) * chance.random() * 2 for _ in range(length)]
        good = [chance.random() < 0.9 for _ in range(length)]
        true_clock = n % 2 == 0
        jumps = [0.0 if true_clock or chance.random() < 0.9 else chance.choice([400.0, -400.0, -20000.0, 2.0]) for _ in hours]
        for rungs, kept, now in lived(hours, good, jumps):
            verified = [rung.number for rung in rungs if rung.verified]
            assert not verified or verified[-1] in kept, f"seed {seed}, timeline {n}"
            old = [rung for rung in rungs if rung.number in kept and now - rung.at > WEEKLY]
            assert not true_clock or (len(old) <= 2 and len(kept) <= MOST), f"seed {seed}, timeline {n}"


@pytest.mark.parametrize("seed", SEEDS[-2:])
def test_every_backup_that_is_made_can_be_put_back_and_is_equal(tmp_path: Path, seed: int) -> None:
    chance, now = random.Random(seed), dt.datetime(2026, 2, 20, 9, tzinfo=dt.UTC)
    opened = workspace.create(tmp_path / "Kast", KEY, "Hanna", "adviser", now=lambda: now)
    pupil = opened.do(edits.add("pupil", first_name="Sam"))
    made: dict[str, str] = {}
    for n in range(10):
        now += dt.timedelta(hours=chance.randint(1, 30))
        for _ in range(chance.randint(1, 8)):
            opened.do(edits.add("goal", pupil, title=f"Doel {n}", text="ü" * chance.randint(1, 2000)))
        if chance.random() < 0.5:
            opened.undo()
        backup = opened.backup(chance.choice(["day", "asked", "import"]))
        made[backup.folder.name] = content_of(backup.database, KEY)
    opened.close()
    found = [backup for backup in backups.of_store(opened.folder) if backup.verified]
    assert len(found) >= 5, f"seed {seed}"  # the ladder keeps one of each day
    for backup in found:
        restore.restore(opened.folder, backup, KEY, now)
        now += dt.timedelta(minutes=1)
        assert content_of(opened.folder / "kast.db", KEY) == made[backup.folder.name], f"seed {seed}, {backup.folder.name}"
        workspace.open_with_key(opened.folder, KEY).close()
