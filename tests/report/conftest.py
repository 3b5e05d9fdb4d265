"""Mark's file; every module works in a copy of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from guidance_app.workspace import Workspace


@pytest.fixture(scope="module")
def mark(open_example: Callable[[], Workspace]) -> Iterator[Workspace]:
    opened = open_example()
    yield opened
    opened.close()
