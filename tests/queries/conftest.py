"""Mark's file and the id of Mark, of which every module asks its questions of a copy of its own; and a store that is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from guidance_app import edits, example
from guidance_app.example.builder import Builder
from guidance_app.workspace import Workspace, create


@pytest.fixture(scope="module")
def built(example_builder: Builder, open_example: Callable[[], Workspace]) -> Iterator[tuple[Workspace, str]]:
    opened = open_example()
    yield opened, example_builder.pupil
    opened.close()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One store of the day of the example; every test has a pupil of its own in it (`noor`)."""
    opened = create(tmp_path_factory.mktemp("store") / "Kast", example.KEY, "Petra", "sen_coordinator", today=example.TODAY)
    yield opened
    opened.close()


@pytest.fixture
def noor(store: Workspace) -> str:
    """The id of a pupil of whom nothing is known but the first name."""
    return str(store.do(edits.add("pupil", first_name="Noor")))
