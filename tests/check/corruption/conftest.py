"""Damage is done in memory, where there is such a folder: nothing here is about the disk itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.check.loops import scratch


@pytest.fixture(scope="module")
def workshop() -> Iterator[Path]:
    """A folder for all tests of a module."""
    with scratch() as folder:
        yield folder


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder for one test."""
    with scratch() as folder:
        yield folder
