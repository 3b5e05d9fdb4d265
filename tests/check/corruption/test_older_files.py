"""An older page or the whole older file put back over the newer one: it is reported, or nothing that is kept is different."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from guidance_app.base.errors import Damaged
from tests.check.corruption._faults import (
    DATABASE,
    PAGE,
    SEEDS,
    content_of,
    fresh,
    is_noticed_at_the_door,
    make,
    opened,
    work,
)


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Four ages of one store, oldest first."""
    folder = tmp_path_factory.mktemp("ouder")
    pupil = make(folder / "Kast")
    ages = []
    for n in range(4):
        fresh(folder / "Kast", folder / f"{n}")
        ages.append(folder / f"{n}")
        store = opened(folder / "Kast")
        work(store, pupil, 4)
        store.note("plan printed")
        store.close()
    fresh(folder / "Kast", folder / "nu")
    return [*ages, folder / "nu"]


def pages(folder: Path) -> list[bytes]:
    data = (folder / DATABASE).read_bytes()
    return [data[n : n + PAGE] for n in range(0, len(data), PAGE)]


def put_back(folder: Path, number: int, page: bytes) -> None:
    with open(folder / DATABASE, "r+b") as file:
        file.seek(number * PAGE)
        file.write(page)


def test_each_older_page(versions: list[Path], tmp_path: Path) -> None:
    newest, whole = pages(versions[-1]), content_of(versions[-1])
    tried = noticed = 0
    for version in versions[:-1]:
        for number, page in enumerate(pages(version)):
            if page != newest[number]:
                fresh(versions[-1], tmp_path / "Kast")
                put_back(tmp_path / "Kast", number, page)
                tried += 1
                noticed += is_noticed_at_the_door(tmp_path / "Kast", whole)
    assert tried > 20
    assert noticed > tried * 0.9, "most pages hold something that is kept"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mix_of_older_pages(versions: list[Path], tmp_path: Path, seed: int) -> None:
    chance, newest, whole = random.Random(seed), pages(versions[-1]), content_of(versions[-1])
    older = [pages(version) for version in versions[:-1]]
    for _ in range(40):
        fresh(versions[-1], tmp_path / "Kast")
        for number in range(len(newest)):
            page = chance.choice(older)[number : number + 1]
            if page and chance.random() < 0.3:
                put_back(tmp_path / "Kast", number, page[0])
        assert is_noticed_at_the_door(tmp_path / "Kast", whole), f"BOUWSTEEN_SEED={seed}"


@pytest.mark.parametrize("age", range(4))
def test_the_whole_older_file(versions: list[Path], tmp_path: Path, age: int) -> None:
    fresh(versions[-1], tmp_path / "Kast")
    shutil.copy(versions[age] / DATABASE, tmp_path / "Kast" / DATABASE)
    with pytest.raises(Damaged) as told:
        opened(tmp_path / "Kast")
    assert told.value.older


def test_the_newest_file_raises_no_alarm(versions: list[Path], tmp_path: Path) -> None:
    fresh(versions[-1], tmp_path / "Kast")
    assert not is_noticed_at_the_door(tmp_path / "Kast", content_of(versions[-1]))
