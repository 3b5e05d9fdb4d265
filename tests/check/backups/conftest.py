"""Stores to be killed, refused and brought up to date."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guidance_app import edits, workspace
from tests.store.golden import fill
from tests.store.test_migrations import make_older

KEY = b"0123456789abcdef0123456789abcdef"


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a backup and then one more pupil, and the same as an older version left it."""
    place = tmp_path_factory.mktemp("stores")
    made = workspace.create(place / "Kast", KEY, "Hanna", "adviser")
    fill(made)
    made.backup("asked")
    made.do(edits.add("pupil", first_name="Later"))
    made.close()
    shutil.copytree(place / "Kast", place / "Ouder")
    shutil.rmtree(place / "Ouder" / "backups")
    make_older(place / "Ouder")
    return place
