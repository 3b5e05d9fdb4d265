"""The loops of the durability checks, each at any size: python -m tests.check.durability._loops kill 300 --seed 7.

Each prints one line of JSON: how many runs, how many seconds, the seed, what was wrong. They are programs of their own,
because they fork and because what they plant must not outlive them. `./dev bench durability` calls them at larger sizes.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.check.durability import _power
from tests.check.durability._faults import Sweep, run
from tests.check.durability._workloads import WORKLOADS, judge, judge_fast, plant

MEMORY = Path("/dev/shm")
TURNS = (judge, *[judge_fast] * 7)


@dataclass
class Report:
    """What a loop found. `n` counts runs or states, `more` whatever else is worth telling."""

    what: str
    n: int = 0
    seed: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)
    more: dict[str, int] = field(default_factory=dict)

    def count(self, **more: int) -> None:
        """Add to what else is told."""
        for name, by in more.items():
            self.more[name] = self.more.get(name, 0) + by


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder in memory where there is one: what is forced to the disk is then a matter of the simulation, not of the disk."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None, prefix="bouwsteen-check-") as name:
        yield Path(name)


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


LOOPS: dict[str, Callable[..., None]] = {
    "kill": kill,
    "kill-twice": kill_twice,
    "kill-window": kill_window,
    "power": power,
    "disk": disk,
}


def loop(what: str, size: int, seed: int, *rest: str, **options: str) -> Report:
    """Run one loop; its report."""
    report = Report(" ".join((what, *rest, *options)), seed=seed)
    started = time.monotonic()
    LOOPS[what](report, size, *rest, **options)
    report.seconds = round(time.monotonic() - started, 1)
    return report


def main() -> None:
    """Run one loop as the command line says and print its report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("loop", choices=LOOPS)
    parser.add_argument("size", type=int)
    parser.add_argument("rest", nargs="*")
    parser.add_argument("--seed", type=int, default=0)
    told = parser.parse_args()
    options = dict(one.split("=", 1) for one in told.rest if "=" in one)
    print(json.dumps(asdict(loop(told.loop, told.size, told.seed, *(one for one in told.rest if "=" not in one), **options))))


if __name__ == "__main__":
    main()
