"""How a benchmark measures and tells: medians of interleaved runs, as a ratio to a floor measured in the same run."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

Measure = Callable[[], float]


def milliseconds(act: Callable[[], object]) -> float:
    """How long one call takes, in ms."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


@dataclass(frozen=True)
class Painted:
    """How long a fresh process took to its first paint, how long since the window was asked for, and its resident memory."""

    ms: float
    since_asked: float
    mb: float


def first_paint(window: str, *arguments: str) -> Painted:
    """Start a process that shows this window (see _window.py) and wait for its word that it was painted."""
    command = [sys.executable, "-m", "benchmarks._window", window, *arguments]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stderr
        word = child.stdout.readline()
        ms = (time.perf_counter() - started) * 1000
        since, memory, noise = child.stdout.readline(), child.stdout.readline(), child.stderr.read()
    if child.returncode or word != "painted\n":
        raise SystemExit(f"{noise}\nthe window {window} did not come up")
    return Painted(ms, float(since), float(memory))


def interleaved(rounds: int, *measures: Measure) -> list[float]:
    """The median of each measure. They take turns, so that a busy moment of the machine hits all of them."""
    for measure in measures:
        measure()  # the first of each warms caches and does not count
    gc.collect()
    taken = [[measure() for measure in measures] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def tell(what: str, ms: float, floor: str, floor_ms: float, *, limit_ms: float = 0, limit_ratio: float = 0) -> int:
    """Print one result; 1 when it is over its limit, so that the task fails."""
    ratio = ms / floor_ms
    over = (limit_ms and ms > limit_ms) or (limit_ratio and ratio > limit_ratio)
    limit = f"{limit_ms:g} ms" if limit_ms else f"{limit_ratio:g} ×"
    print(f"{what}: {ms:.1f} ms = {ratio:.2f} × {floor} ({floor_ms:.1f} ms); limit {limit}{': OVER' if over else ''}")
    return int(bool(over))
