"""Mark's file, built once; every module works in a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance_app import example
from guidance_app.workspace import Workspace, open_with_key


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "Voorbeeld"
    example.build(folder).workspace.close()
    return folder


@pytest.fixture(scope="module")
def mark(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("copy") / "Kast"
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("*.lock", "*.owner"))
    opened = open_with_key(folder, example.KEY)
    yield opened
    opened.close()
