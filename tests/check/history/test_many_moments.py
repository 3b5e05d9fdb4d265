"""200 histories of a store by chance, each looked back on at 10 moments: what is read is what could be read then."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidance_app.queries import as_known
from tests.queries._histories import all_rows, begin, in_order, make, state
from tests.seeds import FRESH

SEEDS = [*range(199), FRESH]
EACH = 25
"""So many histories share a store: opening one costs more than a history."""


@pytest.mark.parametrize("seeds", [SEEDS[i : i + EACH] for i in range(0, len(SEEDS), EACH)], ids=str)
def test_at_any_moment_the_same_is_read_as_was_then(tmp_path: Path, seeds: list[int]) -> None:
    store = begin(tmp_path / "Kast")
    try:
        for seed in seeds:
            history = make(store, seed, acts=14, moments=10)
            for arrival, rows in history.recorded:
                with store.read() as s:
                    as_known.look_back(s, arrival)
                    then = all_rows(s, history.books)
                assert (state(then), in_order(then)) == (state(rows), in_order(rows)), f"seed {seed}, arrival {arrival}"
    finally:
        store.close()
