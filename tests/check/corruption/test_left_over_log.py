"""The write-ahead log that a crash left behind, with a bit turned over or its end lost: no act that was saved is lost unseen.

SQLite takes a damaged frame for the end of the log and says nothing. The head beside the database does.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from guidance_app.store.head import HEAD
from tests.check.corruption._faults import PAGE, SEEDS, WAL, fresh, is_noticed_at_the_door, opened
from tests.check.corruption._loops import ACTS, crash, flips_of, spoil_log

FLIPS = 200
HEADER, FRAME = 32, 24 + PAGE


@pytest.fixture(scope="module")
def crashed(workshop: Path) -> tuple[Path, str]:
    return crash(workshop)


def test_a_whole_log_is_taken_over_without_any_alarm(crashed: tuple[Path, str], place: Path) -> None:
    fresh(crashed[0], place / "Kast")
    assert not is_noticed_at_the_door(place / "Kast", crashed[1])
    store = opened(place / "Kast")
    assert store.notices == ()
    store.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bit_in_the_log(crashed: tuple[Path, str], place: Path, seed: int) -> None:
    flips = flips_of(crashed, FLIPS // len(SEEDS), seed)
    assert spoil_log(crashed, place / "Kast", flips) == 0, f"BOUWSTEEN_SEED={seed}"


def test_a_log_cut_off_at_each_frame(crashed: tuple[Path, str], place: Path) -> None:
    size = (crashed[0] / WAL).stat().st_size
    frames = (size - HEADER) // FRAME
    assert frames > ACTS
    whole_frames = [HEADER + n * FRAME for n in range(frames)]
    ends = [0, 1, *whole_frames, *(end + 24 for end in whole_frames[::7])]

    def cut(end: int) -> Callable[[bytearray], object]:
        return lambda log: log.__delitem__(slice(end, None))

    assert spoil_log(crashed, place / "Kast", [cut(end) for end in ends]) == 0


def test_without_the_head_most_of_it_would_be_lost_unseen(crashed: tuple[Path, str], place: Path) -> None:
    """Planted: this is what the head is for."""
    assert spoil_log(crashed, place / "Kast", flips_of(crashed, 20, 1), without=HEAD) > 10
