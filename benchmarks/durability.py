"""The durability checks at their full size: goes on where it stopped, until every row has reached its goal.

`./dev bench durability` works for BENCH_SECONDS (300 when not set) on all cores; call it again and again. What was done is
kept in .tools for this state of the code: when the storage code changes, counting begins anew. Each row tells n, the goal,
what was wrong, the seeds and the seconds of computing.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

ROOT = Path(__file__).parents[1]
STATE = ROOT / ".tools" / "bench-durability.json"
TESTED = ("guidance_app/store", "guidance_app/domain", "guidance_app/workspace.py", "tests/check")
MOST_TOLD = 20
DAMAGE, BACKUPS, MERGE = "tests.check.corruption._loops", "tests.check.backups._loops", "tests.check.merge._loops"


@dataclass(frozen=True)
class Row:
    """One line of the table. `loop` is run again and again, each time with the next seed, until `goal` is reached."""

    name: str
    goal: int
    loop: tuple[str, ...]
    module: str = "tests.check.durability._loops"

    @property
    def is_sweep(self) -> bool:
        """Whether each batch is another part of something that has an end."""
        return self.loop[0] == "disk"


def sweeps(workload: str, batches: int) -> list[Row]:
    """Every call of a workload fails, once and for ever; a batch takes every so many-th of them."""
    once, ever = ("disk", str(batches), workload), ("disk", str(batches), workload, "for_ever=1")
    return [Row(f"disk errors, once: {workload}", batches, once), Row(f"disk errors, for ever: {workload}", batches, ever)]


ROWS = [
    Row("kill -9 during saves", 100_000, ("kill", "100")),
    Row("kill -9 while recovering from a kill", 20_000, ("kill-twice", "40")),
    Row("kill -9 of the window while typing", 5_000, ("kill-window", "10")),
    Row("power cuts: save", 2_000_000, ("power", "2000", "save")),
    Row("power cuts: backup", 1_000_000, ("power", "2000", "backup")),
    Row("power cuts: merge", 1_000_000, ("power", "2000", "merge")),
    Row("power cuts: restore", 500_000, ("power", "2000", "restore")),
    Row("power cuts: first start", 500_000, ("power", "2000", "first start")),
    *sweeps("save", 40),
    *sweeps("backup", 40),
    *sweeps("merge", 40),
    *sweeps("restore", 10),
    *sweeps("first start", 40),
    *sweeps("passphrase", 4),
    *sweeps("renew", 100),
    Row("single bits anywhere in a store", 6_500_000, ("bits", "4000"), DAMAGE),
    Row("single bits of a left-over log", 100_000, ("log", "1000"), DAMAGE),
    Row("mixes of older pages", 10_000, ("older", "200"), DAMAGE),
    Row("kill -9 of backup, restore and migration", 20_000, ("kill", "50"), BACKUPS),
    Row("backups put back and equal", 2_000, ("equal", "12"), BACKUPS),
    Row("timelines of the ladder", 20_000, ("ladder", "500"), BACKUPS),
    Row("merge: histories in memory", 10_000_000, ("memory", "20000"), MERGE),
    Row("merge: histories with other clocks", 1_000_000, ("clocks", "5000"), MERGE),
    Row("merge: order, grouping and repetition", 5_000_000, ("order", "5000"), MERGE),
    Row("merge: histories of real stores", 100_000, ("disk", "100"), MERGE),
    Row("merge: runs of any order of acts", 20_000, ("machine", "50"), MERGE),
]


@dataclass
class Done:
    """How far a row is. The goal of a sweep counts batches, that of the others what a loop calls n."""

    batches: int = 0
    n: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)
    more: dict[str, int] = field(default_factory=dict)

    def reached(self, row: Row) -> bool:
        """Whether the goal is reached."""
        return (self.batches if row.is_sweep else self.n) >= row.goal

    def add(self, report: dict[str, Any]) -> None:
        """Another batch is done."""
        self.batches += 1
        self.n += report["n"]
        self.seconds += report["seconds"]
        self.wrong = [*self.wrong, *report["wrong"]][:MOST_TOLD]
        for name, by in report["more"].items():
            self.more[name] = self.more.get(name, 0) + by


def fingerprint() -> str:
    """The state of the code that is tested."""
    files = sorted(file for path in TESTED for file in ([ROOT / path] if path.endswith(".py") else (ROOT / path).rglob("*.py")))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


class Bench:
    """The rows, how far they are, and who works on which."""

    def __init__(self, rows: list[Row], until: float) -> None:
        self.rows, self.until, self.code = rows, until, fingerprint()
        self.all = json.loads(STATE.read_text()) if STATE.exists() else {}
        kept = self.all.get(self.code, {})
        self.done = {row.name: Done(**kept.get(row.name, {})) for row in rows}
        self._begun = {name: done.batches for name, done in self.done.items()}
        self._turn, self._lock = 0, Lock()

    def next(self) -> tuple[Row, int] | None:
        """The next batch of the next row that is not done, and its seed."""
        with self._lock:
            for _ in self.rows:
                row = self.rows[self._turn % len(self.rows)]
                self._turn += 1
                sweep_over = row.is_sweep and self._begun[row.name] >= row.goal
                if not self.done[row.name].reached(row) and not sweep_over and time.monotonic() < self.until:
                    self._begun[row.name] += 1
                    return row, self._begun[row.name] - 1
        return None

    def work(self) -> None:
        """Do batches until there are none or the time is over."""
        while batch := self.next():
            row, seed = batch
            command = [sys.executable, "-m", row.module, *row.loop, "--seed", str(seed)]
            out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            report = json.loads(out.stdout) if out.returncode == 0 else _broken(command, out.stderr)
            with self._lock:
                self.done[row.name].add(report)
                self.keep()

    def keep(self) -> None:
        """Write down how far all rows are."""
        self.all[self.code] = {name: vars(done) for name, done in self.done.items()}
        STATE.parent.mkdir(exist_ok=True)
        STATE.with_suffix(".new").write_text(json.dumps(self.all, indent=1))
        STATE.with_suffix(".new").replace(STATE)

    def tell(self) -> int:
        """Print the table; 1 when anything was wrong."""
        for row in self.rows:
            done = self.done[row.name]
            more = ", ".join(f"{name} {n:,}" for name, n in done.more.items())
            parts = f"{done.batches} of {row.goal} parts, {done.n:,} runs"
            goal = parts if row.is_sweep else f"{done.n:,} of {row.goal:,}"
            print(f"{row.name}: {goal}; wrong {len(done.wrong)}; seeds 0 to {done.batches - 1}; {done.seconds:,.0f} s; {more}")
            for fault in done.wrong:
                print(f"    {fault}")
        return int(any(done.wrong for done in self.done.values()))


def _broken(command: list[str], said: str) -> dict[str, Any]:
    return {"n": 0, "seconds": 0, "wrong": [f"{' '.join(command[1:])} broke off: {said[-400:]}"], "more": {}}


def main() -> int:
    """Work for a while and tell."""
    seconds = float(os.environ.get("BENCH_SECONDS", "300"))
    bench = Bench(ROWS, time.monotonic() + seconds)
    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        for worker in [pool.submit(bench.work) for _ in range(workers)]:
            worker.result()
    print(f"code {bench.code}, {workers} workers, this time at most {seconds:.0f} s; call again to go on")
    return bench.tell()


if __name__ == "__main__":
    sys.exit(main())
