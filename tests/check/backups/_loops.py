"""The loops over backups, each at any size: python -m tests.check.backups._loops ladder 500 --seed 7.

Each prints one line of JSON, as tests/check/durability/_loops.py does; `./dev bench durability` calls them at larger sizes.
"""

from __future__ import annotations

import datetime as dt
import random

from guidance_app import edits, workspace
from guidance_app.domain.ladder import WEEKLY
from guidance_app.store import backups, restore
from tests.check.backups._work import CASES, KEY, fresh, killed_after, make_stores, old_or_new, outcomes
from tests.check.loops import Loops, Report, scratch
from tests.domain.test_ladder import MOST, lived
from tests.store.golden import content_of


def ladder(report: Report, timelines: int) -> None:
    """Backups over months, with a true clock in half of the timelines and one that jumps in the others."""
    chance = random.Random(report.seed)
    for n in range(timelines):
        length, true_clock = chance.randint(1, 120), n % 2 == 0
        hours = [chance.choice([0.2, 3.0, 24.0, 24.0, 80.0, 600.0]) * chance.random() * 2 for _ in range(length)]
        good = [chance.random() < 0.9 for _ in range(length)]
        jumps = [0.0 if true_clock or chance.random() < 0.9 else chance.choice([400.0, -400.0, -20000.0, 2.0]) for _ in hours]
        for rungs, kept, now in lived(hours, good, jumps):
            verified = [rung.number for rung in rungs if rung.verified]
            if verified and verified[-1] not in kept:
                report.wrong.append(f"timeline {n}: the last good one went")
            old = [rung for rung in rungs if rung.number in kept and now - rung.at > WEEKLY]
            if true_clock and (len(old) > 2 or len(kept) > MOST):
                report.wrong.append(f"timeline {n}: {len(old)} are too old, {len(kept)} in all")
        report.n += 1


def equal(report: Report, wanted: int) -> None:
    """Backups of a store that grows; each that the ladder keeps is put back and compared value by value."""
    chance, now = random.Random(report.seed), dt.datetime(2026, 2, 20, 9, tzinfo=dt.UTC)
    with scratch() as place:
        opened = workspace.create(place / "Kast", KEY, "Hanna", "adviser", now=lambda: now)
        pupil = opened.do(edits.add("pupil", first_name="Sam"))
        made: dict[str, str] = {}
        for n in range(wanted):
            now += dt.timedelta(hours=chance.randint(24, 30))  # one a day: the ladder keeps twelve
            for _ in range(chance.randint(1, 8)):
                opened.do(edits.add("goal", pupil, title=f"Doel {n}", text="ü" * chance.randint(1, 2000)))
            if chance.random() < 0.5:
                opened.undo()
            backup = opened.backup(chance.choice(["day", "asked", "import"]))
            made[backup.folder.name] = content_of(backup.database, KEY)
        opened.close()
        for backup in [one for one in backups.of_store(opened.folder) if one.verified]:
            now += dt.timedelta(minutes=1)
            restore.restore(opened.folder, backup, KEY, now)
            if content_of(opened.folder / "kast.db", KEY) != made[backup.folder.name]:
                report.wrong.append(f"{backup.folder.name} came back otherwise")
            workspace.open_with_key(opened.folder, KEY).close()
            report.n += 1


def kill(report: Report, runs: int) -> None:
    """kill -9 at random moments while a backup is made, put back, or an older store brought up to date."""
    chance = random.Random(report.seed)
    with scratch() as place:
        stores = make_stores(place)
        allowed = {case: outcomes(stores, case, place) for case in CASES}
        (place / "run").mkdir()
        for n in range(runs):
            case = chance.choice(list(CASES))
            folder = fresh(stores, case, place / "run")
            report.count(killed=killed_after(chance.random() * 0.12, lambda case=case, folder=folder: CASES[case][1](folder)))
            try:
                old_or_new(folder, allowed[case])
            except Exception as wrong:  # whatever it is, somebody would stand before it
                report.wrong.append(f"run {n}, {case}: {type(wrong).__name__} {wrong}")
            report.n += 1


loop = Loops({"ladder": ladder, "equal": equal, "kill": kill})

if __name__ == "__main__":
    loop.main()
