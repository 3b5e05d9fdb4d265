"""The rule of the merge on 5,000 histories in memory, each of its laws by itself, and the figures of each."""

from __future__ import annotations

import secrets

from tests.store._simulator import play
from tests.store.test_merge_rule import clocks_decide_nothing, order_does_not_matter, run

FRESH = [secrets.randbelow(2**48) for _ in range(100)]


def test_5000_histories_come_to_the_same_and_lose_nothing() -> None:
    changes, differences = run([*range(4900), *FRESH])
    print(f"5000 histories, {changes} Changes, {differences} differences")
    assert differences > 2000


def test_2000_histories_do_not_depend_on_any_clock() -> None:
    for seed in [*range(1900), *FRESH]:
        clocks_decide_nothing(seed)


def test_5000_times_order_grouping_and_repetition_do_not_matter() -> None:
    for seed in [*range(4900), *FRESH]:
        order_does_not_matter(seed)


def test_packages_were_refused_and_came_again() -> None:
    """Without that the histories would be too kind."""
    assert sum(play(seed).refused for seed in range(300)) > 30
