"""Generated histories of real stores, a few of them; tests/check/merge has many."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest

from guidance_app.workspace import Workspace
from tests.store._laptops import assert_sound, fast_folder, laptops
from tests.store._on_disk import play


@pytest.fixture(scope="module")
def three() -> Iterator[list[Workspace]]:
    with fast_folder() as folder, laptops(folder, "Anna", "Bram", "Carla") as made:
        yield made
        assert_sound(*made)


@pytest.mark.parametrize("seed", [1, 2, 3, secrets.randbelow(2**48)], ids=lambda seed: f"seed {seed}" if seed < 9 else "fresh")
def test_real_stores_come_to_the_same_and_lose_nothing(three: list[Workspace], seed: int) -> None:
    print(f"seed {seed}")
    play(three, seed, acts=25)
