"""Generated histories of real stores, a few of them; tests/check/merge has many."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest

from guidance_app.store import heads
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


def test_the_oracle_finds_a_store_that_throws_away_what_was_not_seen(
    three: list[Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: an ordinary edit replaces everything that is said. It stays consistent, and loses words."""
    monkeypatch.setattr(heads, "replaced", lambda said: tuple(one.stamp for one in said))

    def some() -> None:
        for seed in (4, 15, 20, 21, 23):
            play(three[:2], seed, acts=30)

    with pytest.raises(AssertionError):
        some()
