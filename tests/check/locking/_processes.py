"""The processes of one data folder, and what stands in their memory. Linux only."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

CHUNK, MOST_OVERLAP = 1 << 24, 256


def need_memory_access() -> None:
    """The scan reads other processes' memory, which the program forbids to all but root: a skip, but a failure in CI."""
    if not Path("/proc/self/maps").exists() or os.geteuid() != 0:
        why = "reading the memory of a process that forbids it needs Linux and root"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)


def of(data: Path) -> list[int]:
    """The processes that work in this data folder, without the one that asks."""
    wanted = f"BOUWSTEEN_DATA={data}".encode()
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            try:
                if wanted in (process / "environ").read_bytes().split(b"\0"):
                    found.append(int(process.name))
            except OSError:
                continue
    return found


def forms(text: str) -> list[bytes]:
    """How a text can stand in memory: as Python and files have it, and as Qt has it."""
    return [text.encode(), text.encode("utf-16-le")]


def hits(pid: int, needles: Iterable[bytes]) -> dict[bytes, int]:
    """How often each needle stands in the memory of a process that can be written to."""
    needles = list(needles)
    counted = dict.fromkeys(needles, 0)
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if "rw" not in rights or "[vvar" in line:
                continue
            start, end = (int(at, 16) for at in span.split("-"))
            for needle, n in _in_range(memory, start, end, needles):
                counted[needle] += n
    return {needle: n for needle, n in counted.items() if n}


def _in_range(memory: object, start: int, end: int, needles: list[bytes]) -> Iterable[tuple[bytes, int]]:
    for at in range(start, end, CHUNK):
        try:
            block = os.pread(memory.fileno(), min(CHUNK + MOST_OVERLAP, end - at), at)  # type: ignore[attr-defined]
        except OSError:
            continue
        for needle in needles:
            yield needle, block.count(needle)
