"""A small store in a folder of its own, with a clock that ticks a second each time it is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance_app import workspace
from guidance_app.workspace import Workspace

KEY = b"0123456789abcdef0123456789abcdef"


def ticking(start: str = "2026-02-19T08:00:00+01:00") -> object:
    """A clock for tests."""
    now = dt.datetime.fromisoformat(start)

    def tick() -> dt.datetime:
        nonlocal now
        now += dt.timedelta(seconds=1)
        return now

    return tick


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Workspace]:
    opened = workspace.create(tmp_path / "Kast", KEY, "Hanna Demo", "adviser", now=ticking())
    yield opened
    opened.close()
