"""200 histories of real SQLCipher stores."""

from __future__ import annotations

import secrets

from tests.store._laptops import assert_sound, fast_folder, laptops
from tests.store._on_disk import play

SEEDS = [*range(1000, 1190), *(secrets.randbelow(2**48) for _ in range(10))]


def test_200_histories_of_real_stores_come_to_the_same_and_lose_nothing() -> None:
    settled = 0
    with fast_folder() as folder, laptops(folder, "Anna", "Bram", "Carla") as made:
        for number, seed in enumerate(SEEDS):
            try:
                disk = play(made[: 2 + number % 2], seed, acts=14)
            except Exception as failed:
                raise AssertionError(f"history {seed} with {2 + number % 2} laptops") from failed
            settled += disk.settled
        assert_sound(*made)
    assert settled > 100
