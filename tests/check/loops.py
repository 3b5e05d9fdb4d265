"""What all loops share: a report, running one of them at any size with any seed, and the command line for that.

python -m tests.check.durability._loops kill 300 --seed 7
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from guidance_app.base.i18n import use_language

MEMORY = Path("/dev/shm")


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


@dataclass(frozen=True)
class Loops:
    """The loops of one folder, by name: each gets the report, the size, and what else the command line says."""

    by_name: Mapping[str, Callable[..., None]]

    def __call__(self, what: str, size: int, seed: int, *rest: str, **options: str) -> Report:
        """Run one loop and give its report."""
        report, started = Report(" ".join((what, *rest, *options)), seed=seed), time.monotonic()
        self.by_name[what](report, size, *rest, **options)
        report.seconds = round(time.monotonic() - started, 1)
        return report

    def main(self) -> None:
        """Run one loop as the command line says and print its report; name=value is an option of the loop."""
        use_language("nl")
        parser = argparse.ArgumentParser()
        parser.add_argument("loop", choices=self.by_name)
        parser.add_argument("size", type=int)
        parser.add_argument("rest", nargs="*")
        parser.add_argument("--seed", type=int, default=0)
        told = parser.parse_args()
        options = dict(one.split("=", 1) for one in told.rest if "=" in one)
        rest = [one for one in told.rest if "=" not in one]
        print(json.dumps(asdict(self(told.loop, told.size, told.seed, *rest, **options))))
