"""What the durability checks share: a loop run as a program of its own, and the tools of Linux it needs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.seeds import FRESH

ROOT = Path(__file__).parents[3]
Loop = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def strace() -> str:
    """Where strace is. Without it: a failure in CI, a skip that says so elsewhere."""
    found = shutil.which("strace")
    if found is None:
        missing("strace is not installed; on Debian and Ubuntu: apt-get install strace")
    return str(found)


def missing(why: str) -> None:
    """A tool or a right is missing: that must not go unseen where everything is checked."""
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def fresh_seed() -> int:
    """A seed of this run, beside the fixed ones; every failure tells it."""
    return FRESH


@pytest.fixture
def loop() -> Loop:
    """Run one of the loops (_loops.py) and give its report."""
    if not hasattr(os, "fork"):
        missing("these checks fork; Windows cannot")

    def run(*arguments: object, seed: int) -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.check.durability._loops", *map(str, arguments), "--seed", str(seed)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stderr[-4000:]}"
        report: dict[str, Any] = json.loads(done.stdout)
        told = f"n={report['n']} in {report['seconds']} s, seed {seed}, {report['more']}"
        print(f"{report['what']}: {told}; again: {' '.join(command[1:])}")
        return report

    return run
