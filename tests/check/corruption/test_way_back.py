"""From a damaged store back to all that was written: the newest backup first, then what the other laptop has of it."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest

from guidance_app import edits, safekeeping, workspace
from guidance_app.store.steps import books
from guidance_app.workspace import Workspace
from tests.check.corruption._faults import DATABASE, KEY, SEEDS, is_noticed_at_the_door, opened

DAMAGES = 5


def give(giver: Workspace, taker: Workspace) -> None:
    """One laptop gives another all that it does not have of every book that may be given."""
    for book in books(giver._vault.driver()):
        steps = giver.sharing.steps_since(book, taker.sharing.vector(book))
        taker.merge(steps, giver.sharing.files_of(steps))


def said(store: Workspace) -> set[str]:
    """The hash of every Change that is not in the own notes: what two laptops have in common."""
    return {hash_ for (hash_,) in store._vault.driver().execute("SELECT hash FROM change")}


@pytest.mark.parametrize("seed", SEEDS)
def test_after_any_damage_everything_comes_back(place: Path, seed: int) -> None:
    chance = random.Random(seed)
    ours, theirs = place / "Onze", place / "Andere"
    store = workspace.create(ours, KEY, "Hanna Demo", "adviser")
    other = workspace.create(theirs, KEY, "Petra Schijn", "sen_coordinator")
    with closing(other):
        pupil = store.do(edits.add("pupil", first_name="Sam"))
        for damage in range(DAMAGES):
            before = add(store, pupil, f"bewaard {damage}")
            kept = safekeeping.begin(store, "asked")().backup
            add(store, pupil, f"na de reservekopie {damage}")
            give(store, other)
            written, in_the_copy = said(store), before
            store.close()

            spoil(ours / DATABASE, chance)
            assert is_noticed_at_the_door(ours, ""), f"BOUWSTEEN_SEED={seed}"
            broken = (ours / DATABASE).read_bytes()

            safekeeping.put_back(ours, kept, KEY)
            store = opened(ours)
            assert said(store) >= in_the_copy
            give(other, store)
            assert said(store) >= written, f"BOUWSTEEN_SEED={seed}"
            assert store.check()() is None
            assert any(file.read_bytes() == broken for file in ours.rglob(DATABASE)), "the broken file is kept"
        store.close()


def add(store: Workspace, pupil: str, text: str) -> set[str]:
    """Write something more; gives all there is by then."""
    store.do(edits.add("background", pupil, text=text))
    return said(store)


def spoil(database: Path, chance: random.Random) -> None:
    """Turn over bits in one place, or cut off the end."""
    data = bytearray(database.read_bytes())
    if chance.random() < 0.5:
        at = chance.randrange(len(data) - 100)
        data[at : at + 100] = bytes(byte ^ 0xFF for byte in data[at : at + 100])
    else:
        del data[chance.randrange(len(data)) :]
    database.write_bytes(data)
