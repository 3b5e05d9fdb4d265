"""What holds for every test: no screen, no network, a data folder of its own, Dutch on the screen."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from guidance_app.base.i18n import use_language
from tests import seeds  # noqa: F401 - before the processes of a run part

if TYPE_CHECKING:
    from guidance_app.example.builder import Builder
    from guidance_app.workspace import Workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# "quick" is for every run; "ci" and "bench" look longer. A failure prints what reproduces it.
settings.register_profile("quick", deadline=None, print_blob=True, max_examples=50)
settings.register_profile("ci", settings.get_profile("quick"), max_examples=300)
settings.register_profile("bench", settings.get_profile("quick"), max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the garbage collector need not walk past all of it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)  # as in the program itself: see ui.desk.import_tabs


_reached: list[str] = []


def _watch_network(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        _refuse(f"{event} {arguments[0]}")
    if event in ("socket.connect", "socket.sendto", "socket.bind") and isinstance(arguments[1], tuple):
        _refuse(f"{event} {arguments[1]}")  # a tuple is an internet address; a local socket has a path


def _refuse(what: str) -> None:
    _reached.append(what)
    raise PermissionError(f"the program never uses the network: {what}")


sys.addaudithook(_watch_network)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[list[str]]:
    """Fails the test that looked up or reached any address, also when the refusal was swallowed."""
    _reached.clear()
    yield _reached
    assert not _reached, f"the program never uses the network: {_reached}"


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Stores of this test live in a folder of its own; the language starts as Dutch."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOUWSTEEN_DATA", str(folder))
        use_language("nl")
        yield folder
    use_language("nl")


@pytest.fixture(scope="session")
def example_builder(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """What built the example, once for all tests; its store is closed and is only copied."""
    from guidance_app import example

    builder = example.build(tmp_path_factory.mktemp("example") / "Voorbeeld")
    builder.workspace.close()
    (builder.workspace.folder / example.EDITION).write_text(example.edition(), encoding="utf-8")
    return builder


@pytest.fixture(scope="session")
def open_example(example_builder: Builder, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Workspace]:
    """Opens a fresh copy of the example; whoever opens it closes it."""
    from guidance_app import example
    from guidance_app.workspace import open_with_key

    def opened() -> Workspace:
        folder = tmp_path_factory.mktemp("copy") / "Voorbeeld"
        _copy(example_builder, folder)
        return open_with_key(folder, example.KEY)

    return opened


@pytest.fixture
def example_at_hand(example_builder: Builder, own_data_folder: Path) -> None:
    """The built example stands where the program looks for it, so that it need not be built."""
    _copy(example_builder, own_data_folder / "Voorbeeld-bron")


def _copy(builder: Builder, folder: Path) -> None:
    shutil.copytree(builder.workspace.folder, folder, ignore=shutil.ignore_patterns("*.lock", "*.owner"))
