"""Stores to be killed, refused and brought up to date, in memory where there is room for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.check.backups._work import make_stores
from tests.check.loops import scratch


@pytest.fixture(scope="session")
def stores() -> Iterator[Path]:
    with scratch() as place:
        yield make_stores(place)


@pytest.fixture
def place() -> Iterator[Path]:
    with scratch() as folder:
        yield folder
