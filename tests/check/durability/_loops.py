"""The loops of the durability checks, each at any size: python -m tests.check.durability._loops kill 300 --seed 7.

Each prints one line of JSON: how many runs, how many seconds, the seed, what was wrong. They are programs of their own,
because they fork and because what they plant must not outlive them. `./dev bench durability` calls them at larger sizes.
"""

from __future__ import annotations

import itertools
import random
import shutil
import sys
import time

from tests.check.durability import _power
from tests.check.durability._faults import Sweep, run
from tests.check.durability._workloads import WORKLOADS, judge, judge_fast, plant
from tests.check.loops import Loops, Report, scratch

TURNS = (judge, *[judge_fast] * 7)


def kill(report: Report, runs: int, **planted: str) -> None:
    """kill -9 at random moments during saves."""
    plant(planted)
    rng = random.Random(report.seed)
    with scratch() as folder:
        sweep = Sweep("long save", folder)
        for _ in range(runs):
            acknowledged, wrong = sweep.killed(rng.uniform(0, 0.08))
            report.n += 1
            report.count(acknowledged=acknowledged)
            report.wrong += wrong


def kill_twice(report: Report, pairs: int) -> None:
    """kill -9 at a write, and again at a write of the one that recovers from it."""
    rng = random.Random(report.seed)
    with scratch() as folder:
        sweep = Sweep("short save", folder)
        counted = sweep.calls()
        for _ in range(pairs):
            call = rng.choice(("pwrite64", "pwrite64", "fsync", "ftruncate"))
            report.wrong += sweep.killed_twice((call, rng.randint(1, counted[call])), ("pwrite64", rng.randint(1, 12)))
            report.n += 1


def kill_window(report: Report, runs: int) -> None:
    """kill -9 of the real window while somebody types, saves and makes backups: at most a second of typing may be lost."""
    from tests.check.durability import _window

    rng = random.Random(report.seed)
    with scratch() as folder:
        sweep = Sweep("short save", folder)
        for _ in range(runs):
            sweep.fresh()
            seconds = rng.uniform(0.1, 1.9)
            _, told = run(lambda tell: _window.type_on(sweep.kast, tell), kill_after=seconds)
            killed = time.monotonic()
            lost = _window.lost(sweep.kast, told, killed)
            report.n += 1
            report.count(keys=sum(line.startswith("typed") for line in told), acknowledged=sum(line == "left" for line in told))
            report.wrong += [f"{one} (killed after {seconds:.3f} s)" for one in lost + judge(sweep.kast, told)]


def power(report: Report, states: int, workload: str = "save", **planted: str) -> None:
    """Power cuts at any moment of a workload."""
    with scratch() as folder:
        before, work, place = folder / "before", folder / "Kast", folder / "scratch"
        WORKLOADS[workload].prepare(before)
        before.mkdir(exist_ok=True)
        shutil.copytree(before, work)
        faults = [f"{name}={value}" for name, value in planted.items()]
        command = (sys.executable, "-m", "tests.check.durability._power", workload, str(work), *faults)
        ops = _power.record(work, folder / "log", *command)
        different, wrong = _power.judged(before, ops, states, report.seed, place, TURNS)
        report.n += states
        report.count(different=different, calls=len(ops))
        report.wrong += wrong


def disk(report: Report, every: int, workload: str = "short save", **options: str) -> None:
    """A disk that refuses once (or for ever), at each `every`th of all points; with `alternate`, one kind of error a point."""
    with scratch() as folder:
        sweep = Sweep(workload, folder)
        plant({name: value for name, value in options.items() if name == "blind"})
        points = [point for point in sweep.points() if options.get("only", point[0]) == point[0]]
        if options.get("alternate"):
            points = [p for p in points if len(_errors(points, p)) == 1 or p[1] == ("ENOSPC", "EIO")[(p[2] + report.seed) % 2]]
        for point in itertools.islice(points, report.seed % every, None, every):
            report.wrong += sweep.fault(*point, for_ever=bool(options.get("for_ever")))
            report.n += 1
        report.count(points=len(points))


def _errors(points: list[tuple[str, str, int]], point: tuple[str, str, int]) -> set[str]:
    return {error for call, error, _ in points if call == point[0]}


loop = Loops(
    {
        "kill": kill,
        "kill-twice": kill_twice,
        "kill-window": kill_window,
        "power": power,
        "disk": disk,
    }
)

if __name__ == "__main__":
    loop.main()
