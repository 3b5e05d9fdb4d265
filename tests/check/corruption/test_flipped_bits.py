"""One bit of the database turned over, or its end cut off: it is noticed, or it changes nothing of what is kept."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from guidance_app.store import connection
from tests.check.corruption._faults import DATABASE, FIXED, KEY, PAGE, SEEDS, content, content_of, fresh, is_noticed, make, opened
from tests.check.corruption._loops import anywhere, flip

OTHERS = 2000


@pytest.fixture(scope="module")
def folder(workshop: Path) -> Path:
    made = workshop / "Kast"
    make(made)
    return made


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bit_anywhere(folder: Path, place: Path, seed: int) -> None:
    fresh(folder, place / "Kast")
    database, chance = place / "Kast" / DATABASE, random.Random(seed)
    size = database.stat().st_size
    first = 0 if seed == FIXED else chance.randrange(1, size // PAGE) * PAGE  # the page with the header, and another one
    each = [(first + n, chance.randrange(8)) for n in range(PAGE)]
    others = anywhere(size, OTHERS // len(SEEDS), chance)
    assert flip(database, [*each, *others]) == [], f"BOUWSTEEN_SEED={seed}"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cut_off_end(folder: Path, place: Path, seed: int) -> None:
    chance, whole = random.Random(seed), content_of(folder)
    size = (folder / DATABASE).stat().st_size
    for left in [0, 1, 16, 100, PAGE, size - PAGE, size - 100, size - 1, *(chance.randrange(size) for _ in range(20))]:
        fresh(folder, place / "Kast")
        with open(place / "Kast" / DATABASE, "r+b") as file:
            file.truncate(left)
        assert is_noticed(place / "Kast" / DATABASE) or content_of(place / "Kast") == whole, f"{left}, BOUWSTEEN_SEED={seed}"


def test_something_behind_the_end(folder: Path, place: Path) -> None:
    whole = content_of(folder)
    for more in (b"\0" * PAGE, b"x" * PAGE, b"x" * 100):
        fresh(folder, place / "Kast")
        with open(place / "Kast" / DATABASE, "ab") as file:
            file.write(more)
        assert is_noticed(place / "Kast" / DATABASE) or content_of(place / "Kast") == whole


def test_a_sound_store_is_never_called_damaged(folder: Path, place: Path) -> None:
    fresh(folder, place / "Kast")
    assert not is_noticed(place / "Kast" / DATABASE)
    store = opened(place / "Kast")
    assert store.check()() is None
    store.close()


def test_the_judge_sees_another_content(folder: Path, place: Path) -> None:
    """Planted: without the checks, a changed value would count as lost."""
    fresh(folder, place / "Kast")
    c = connection.open_copy(place / "Kast" / DATABASE, KEY)
    whole = content(c)
    c.execute("UPDATE goal SET text='Iets anders'")
    assert content(c) != whole
    c.close()
    assert is_noticed(place / "Kast" / DATABASE)
