"""An older page or the whole older file put back over the newer one: it is reported, or nothing that is kept is different."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guidance_app.base.errors import Damaged
from tests.check.corruption._faults import DATABASE, SEEDS, content_of, fresh, is_noticed_at_the_door, opened
from tests.check.corruption._loops import AGES, grow_old, mix, pages_of, put_back


@pytest.fixture(scope="module")
def versions(workshop: Path) -> list[Path]:
    return grow_old(workshop)


def test_each_older_page(versions: list[Path], place: Path) -> None:
    newest, whole = pages_of(versions[-1]), content_of(versions[-1])
    tried = noticed = 0
    for version in versions[:-1]:
        for number, page in enumerate(pages_of(version)):
            if page != newest[number]:
                fresh(versions[-1], place / "Kast")
                put_back(place / "Kast", number, page)
                tried += 1
                noticed += is_noticed_at_the_door(place / "Kast", whole)
    assert tried > 20
    assert noticed > tried * 0.9, "most pages hold something that is kept"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mix_of_older_pages(versions: list[Path], place: Path, seed: int) -> None:
    assert mix(versions, place / "Kast", 40, seed) == 0, f"BOUWSTEEN_SEED={seed}"


@pytest.mark.parametrize("age", range(AGES))
def test_the_whole_older_file(versions: list[Path], place: Path, age: int) -> None:
    fresh(versions[-1], place / "Kast")
    shutil.copy(versions[age] / DATABASE, place / "Kast" / DATABASE)
    with pytest.raises(Damaged) as told:
        opened(place / "Kast")
    assert told.value.older


def test_the_newest_file_raises_no_alarm(versions: list[Path], place: Path) -> None:
    fresh(versions[-1], place / "Kast")
    assert not is_noticed_at_the_door(place / "Kast", content_of(versions[-1]))
