"""Mark's file and the id of Mark; every module asks its questions of a copy of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from guidance_app.example.builder import Builder
from guidance_app.workspace import Workspace


@pytest.fixture(scope="module")
def built(example_builder: Builder, open_example: Callable[[], Workspace]) -> Iterator[tuple[Workspace, str]]:
    opened = open_example()
    yield opened, example_builder.pupil
    opened.close()
