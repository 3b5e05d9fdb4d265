"""One bit of the database turned over, or its end cut off: it is noticed, or it changes nothing of what is kept."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from guidance_app.store import vault
from tests.check.corruption._faults import DATABASE, FIXED, KEY, PAGE, SEEDS, content, content_of, fresh, is_noticed, make, opened

OTHERS = 2000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("klein") / "Kast"
    make(made)
    return made


def flip(database: Path, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Turn over one bit at a time; the (byte, bit) places where that went unnoticed and something else was read."""
    sound, whole = database.read_bytes(), content_of(database.parent)
    silent = []
    for byte, bit in places:
        with open(database, "r+b") as file:
            file.seek(byte)
            file.write(bytes([sound[byte] ^ 1 << bit]))
        if not is_noticed(database) and content_of(database.parent) != whole:
            silent.append((byte, bit))
        with open(database, "r+b") as file:
            file.seek(byte)
            file.write(sound[byte : byte + 1])
    assert database.read_bytes() == sound, "looking at a damaged store changed it"
    return silent


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bit_anywhere(folder: Path, tmp_path: Path, seed: int) -> None:
    fresh(folder, tmp_path / "Kast")
    database, chance = tmp_path / "Kast" / DATABASE, random.Random(seed)
    size = database.stat().st_size
    first = 0 if seed == FIXED else chance.randrange(1, size // PAGE) * PAGE  # the page with the header, and another one
    each = [(first + n, chance.randrange(8)) for n in range(PAGE)]
    others = [(chance.randrange(size), chance.randrange(8)) for _ in range(OTHERS // len(SEEDS))]
    assert flip(database, each + others) == [], f"BOUWSTEEN_SEED={seed}"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cut_off_end(folder: Path, tmp_path: Path, seed: int) -> None:
    chance, whole = random.Random(seed), content_of(folder)
    size = (folder / DATABASE).stat().st_size
    for left in [0, 1, 16, 100, PAGE, size - PAGE, size - 100, size - 1, *(chance.randrange(size) for _ in range(20))]:
        fresh(folder, tmp_path / "Kast")
        with open(tmp_path / "Kast" / DATABASE, "r+b") as file:
            file.truncate(left)
        assert is_noticed(tmp_path / "Kast" / DATABASE) or content_of(tmp_path / "Kast") == whole, (
            f"{left}, BOUWSTEEN_SEED={seed}"
        )


def test_something_behind_the_end(folder: Path, tmp_path: Path) -> None:
    whole = content_of(folder)
    for more in (b"\0" * PAGE, b"x" * PAGE, b"x" * 100):
        fresh(folder, tmp_path / "Kast")
        with open(tmp_path / "Kast" / DATABASE, "ab") as file:
            file.write(more)
        assert is_noticed(tmp_path / "Kast" / DATABASE) or content_of(tmp_path / "Kast") == whole


def test_a_sound_store_is_never_called_damaged(folder: Path, tmp_path: Path) -> None:
    fresh(folder, tmp_path / "Kast")
    assert not is_noticed(tmp_path / "Kast" / DATABASE)
    store = opened(tmp_path / "Kast")
    assert store.check()() is None
    store.close()


def test_the_judge_sees_another_content(folder: Path, tmp_path: Path) -> None:
    """Planted: without the checks, a changed value would count as lost."""
    fresh(folder, tmp_path / "Kast")
    c = vault.open_copy(tmp_path / "Kast" / DATABASE, KEY)
    whole = content(c)
    c.execute("UPDATE goal SET text='Iets anders'")
    assert content(c) != whole
    c.close()
    assert is_noticed(tmp_path / "Kast" / DATABASE)
