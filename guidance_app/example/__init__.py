"""The example store: the fictional file of Mark, built through the ordinary edits from `resources/example/mark.json`.

It is a store of its own with a public key and a fixed day.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

from guidance_app.example.builder import Builder, source
from guidance_app.example.mark import fill
from guidance_app.workspace import Workspace, create, open_with_key

KEY = b"Bouwsteen: openbaar, verzonnen!!"  # public on purpose: 32 bytes that protect nothing
TODAY = dt.date(2026, 2, 19)
AUTHOR, ROLE = "Petra Schijn", "sen_coordinator"


def build(folder: Path, now: Callable[[], dt.datetime] | None = None) -> Builder:
    """Make the example store in an empty folder. Gives the builder, with its open workspace."""
    builder = Builder(create(folder, KEY, AUTHOR, ROLE, today=TODAY, now=now), source())
    fill(builder)
    return builder


def open_copy(built: Path, folder: Path) -> Workspace:
    """Open a fresh copy of the built example, whatever was done in an earlier copy."""
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("*.lock", "*.owner"))
    return open_with_key(folder, KEY)
