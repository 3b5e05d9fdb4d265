"""The first page of the audit list of a store with 100,000 Steps, narrowed in every way, against reading 100 rows bare."""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from benchmarks._measure import milliseconds, tell
from guidance_app import edits, workspace
from guidance_app.base.i18n import t
from guidance_app.queries import audit
from guidance_app.queries.audit import Wanted
from guidance_app.store.journal import StepRow
from guidance_app.workspace import Workspace

MANY, LIMIT_MS, ROUNDS = 100_000, 100, 5


def step(number: int, pupil: str) -> dict[str, Any]:
    """One Step of the long list; every other one is a note that the file was opened."""
    at = (dt.datetime(2020, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=number)).isoformat(timespec="seconds")
    note = number % 2 == 0
    label = t("file opened: {pupil}", pupil=pupil if number % 20 else "0" * 32) if note else "doel wijzigen"
    return {"id": f"{number:032x}", "act": f"{number:032x}", "book": "own" if note else pupil, "device": "aa", "label": label,
            "kind": "note" if note else "do", "author": f"Collega {number % 7}", "at": at,
            "stamp": f"{number:015d}.000000.aa", "arrival": number + 100, "arrived": at}  # fmt: skip


def long_list(folder: Path) -> tuple[Workspace, str]:
    """A store with 100,000 Steps, and the pupil they are about."""
    opened = workspace.create(folder / "Kast", b"0123456789abcdef0123456789abcdef", "Hanna Demo", "adviser")
    pupil = opened.do(edits.add("pupil", first_name="Mark"))
    with opened._vault.engine.begin() as c:
        c.execute(insert(StepRow), [step(number, pupil) for number in range(MANY)])
    return opened, pupil


def main() -> int:
    """Measure and tell."""
    with tempfile.TemporaryDirectory() as folder:
        store, pupil = long_list(Path(folder))
        ways = {
            "all": Wanted(),
            "opened": Wanted(sort=audit.OPENED),
            "some days": Wanted(since=dt.date(2020, 2, 1), until=dt.date(2020, 2, 2)),
            "words": Wanted(words="wijz"),
            "a pupil": Wanted(pupil=pupil),
        }
        with store.read() as s:
            rows = text("SELECT * FROM step ORDER BY arrival DESC LIMIT 100")
            bare = statistics.median(milliseconds(lambda: s.execute(rows).all()) for _ in range(ROUNDS))
            failed = 0
            for name, wanted in ways.items():
                page = statistics.median(milliseconds(lambda wanted=wanted: audit.page(s, wanted)) for _ in range(ROUNDS))
                failed += tell(f"audit list of {MANY:,} Steps, {name}", page, "100 rows read bare", bare, limit_ms=LIMIT_MS)
        store.close()
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
