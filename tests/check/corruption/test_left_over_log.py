"""The write-ahead log that a crash left behind, with a bit turned over or its end lost: no act that was saved is lost unseen.

SQLite takes a damaged frame for the end of the log and says nothing. The head beside the database does.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from guidance_app.store.head import HEAD
from tests.check.corruption._faults import (
    PAGE,
    SEEDS,
    WAL,
    content,
    fresh,
    is_noticed_at_the_door,
    left_over,
    make,
    opened,
    work,
)

ACTS, FLIPS = 12, 200
HEADER, FRAME = 32, 24 + PAGE


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The files of a store with a full log, and the checksum of all that was saved in it."""
    folder = tmp_path_factory.mktemp("log")
    pupil = make(folder / "Kast")
    whole: list[str] = []

    def act(store: object) -> None:
        work(store, pupil, ACTS)  # type: ignore[arg-type]
        whole.append(content(store._vault.driver()))  # type: ignore[attr-defined]

    left_over(folder / "Kast", folder / "Gestopt", act)
    return folder / "Gestopt", whole[0]


def silent(crashed: tuple[Path, str], scratch: Path, damages: list[Callable[[bytearray], object]], *, head: bool = True) -> int:
    """How many of these damages to the log lose something that nobody is told of."""
    source, whole = crashed
    lost = 0
    for damage in damages:
        fresh(source, scratch)
        if not head:
            (scratch / HEAD).unlink()
        log = bytearray((source / WAL).read_bytes())
        damage(log)
        (scratch / WAL).write_bytes(log)
        try:
            is_noticed_at_the_door(scratch, whole)
        except AssertionError:
            lost += 1
    return lost


def flips(size: int, seed: int, n: int) -> list[Callable[[bytearray], object]]:
    chance = random.Random(seed)

    def flip(byte: int, bit: int) -> Callable[[bytearray], object]:
        return lambda log: log.__setitem__(byte, log[byte] ^ 1 << bit)

    return [flip(chance.randrange(size), chance.randrange(8)) for _ in range(n)]


def test_a_whole_log_is_taken_over_without_any_alarm(crashed: tuple[Path, str], tmp_path: Path) -> None:
    fresh(crashed[0], tmp_path / "Kast")
    assert not is_noticed_at_the_door(tmp_path / "Kast", crashed[1])
    store = opened(tmp_path / "Kast")
    assert store.notices == ()
    store.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bit_in_the_log(crashed: tuple[Path, str], tmp_path: Path, seed: int) -> None:
    size = (crashed[0] / WAL).stat().st_size
    assert silent(crashed, tmp_path / "Kast", flips(size, seed, FLIPS // len(SEEDS))) == 0, f"BOUWSTEEN_SEED={seed}"


def test_a_log_cut_off_at_each_frame(crashed: tuple[Path, str], tmp_path: Path) -> None:
    size = (crashed[0] / WAL).stat().st_size
    frames = (size - HEADER) // FRAME
    assert frames > ACTS
    ends = [
        0,
        1,
        HEADER,
        *(HEADER + n * FRAME for n in range(1, frames)),
        *(HEADER + n * FRAME + 24 for n in range(0, frames, 7)),
    ]

    def cut(end: int) -> Callable[[bytearray], object]:
        return lambda log: log.__delitem__(slice(end, None))

    assert silent(crashed, tmp_path / "Kast", [cut(end) for end in ends]) == 0


def test_without_the_head_most_of_it_would_be_lost_unseen(crashed: tuple[Path, str], tmp_path: Path) -> None:
    """Planted: this is what the head is for."""
    size = (crashed[0] / WAL).stat().st_size
    assert silent(crashed, tmp_path / "Kast", flips(size, 1, 20), head=False) > 10
