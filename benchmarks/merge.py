"""Merging 10,000 foreign Changes, and opening a store of 100,000, against the least that SQLCipher needs for as many rows."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from benchmarks._measure import tell
from benchmarks.edit import bare_store
from guidance_app import edits, workspace
from guidance_app.store import health
from guidance_app.store.records.goals import Goal
from guidance_app.workspace import Edit, Workspace

KEY = b"Bouwsteen: a key for benchmarks."
TEXT = "Mark leest liever staand, aan de hoge tafel bij het raam. "
MERGED, OPENED = 10_000, 100_000
PER_GOAL = 4  # title, text, position, deleted


def fill(store: Workspace, changes: int, per_act: int = 500) -> str:
    """A pupil's file of at least so many Changes, in acts as an import makes them; gives the pupil."""
    pupil = str(store.do(edits.add("pupil", first_name="Mark")))
    for start in range(0, changes // PER_GOAL, per_act):
        store.do(Edit("fill", lambda s, start=start: _goals(s, pupil, start, per_act)))
    return pupil


def _goals(s: Session, pupil: str, start: int, count: int) -> None:
    numbers = range(start, start + count)
    s.add_all(Goal(book=pupil, deleted=False, position=f"{n:08d}i", title=f"Doel {n}", text=f"{TEXT}{n}") for n in numbers)


def timed(act: Any) -> tuple[float, Any]:
    """How many milliseconds it took, and what it gave."""
    started = time.perf_counter()
    given = act()
    return (time.perf_counter() - started) * 1000, given


def floor(folder: Path, rows: int) -> float:
    """The time for as many bare rows of about the same size in one transaction."""
    bare = bare_store(folder)
    values = [(f"{TEXT * 10}{number}",) for number in range(rows)]

    def write() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany("INSERT INTO t (text) VALUES (?)", values)
        bare.execute("COMMIT")

    took, _ = timed(write)
    bare.close()
    return took


def main() -> int:
    """Measure and tell."""
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as name:
        folder = Path(name)
        giver, taker = (workspace.create(folder / who, KEY, who, "adviser") for who in ("giver", "taker"))
        pupil = fill(giver, MERGED)
        steps = giver.sharing.steps_since(pupil, {})
        count = sum(len(step.changes) for step in steps)
        merge_ms, merged = timed(lambda: taker.merge(steps))
        assert merged.changes == count >= MERGED
        undo_ms, _ = timed(taker.undo)
        assert health.check(taker._vault.driver()) == []
        fill(giver, OPENED - MERGED)
        giver.close()
        taker.close()
        open_ms, opened = timed(lambda: workspace.open_with_key(folder / "giver", KEY))
        opened.close()
        bare_ms = floor(folder, count)
        print(f"undoing that merge: {undo_ms:.0f} ms")
        over = tell(f"merging {count:,} Changes", merge_ms, "as many bare rows", bare_ms, limit_ms=3000)
        return over or tell(f"opening a store of {OPENED:,} Changes", open_ms, "as many bare rows", bare_ms, limit_ms=2000)


if __name__ == "__main__":
    sys.exit(main())
