"""The rule of the merge, tried on generated histories of laptops in memory (tests/store/_simulator.py)."""

from __future__ import annotations

import itertools
import random
import secrets

import pytest

from tests.store._simulator import START, EditTakesAll, Laptop, LastWriterWins, Lost, RemovalWins, play

FEW = [*range(1, 201), *(secrets.randbelow(2**48) for _ in range(20))]


def run(seeds: list[int], **how: bool) -> tuple[int, int]:
    """Play these histories; gives how many Changes and differences there were. Says the seed of the first that fails."""
    changes = differences = 0
    for seed in seeds:
        try:
            history = play(seed, **how)
        except Lost as lost:
            raise AssertionError(f"history {seed} with {how}: {lost}") from lost
        changes, differences = changes + history.changes, differences + history.conflicts
    return changes, differences


def test_laptops_come_to_the_same_and_lose_nothing() -> None:
    changes, differences = run(FEW)
    assert changes > 1000
    assert differences > 50, "nobody wrote apart: this proves nothing"


@pytest.mark.parametrize("fault", [LastWriterWins, RemovalWins, EditTakesAll])
def test_the_oracle_finds_who_loses_something(fault: type[Laptop]) -> None:
    found = 0
    for seed in FEW:
        try:
            play(seed, fault)
        except Lost:
            found += 1
    assert found > 5


def clocks_decide_nothing(seed: int) -> None:
    """The same acts with right clocks and with wrong ones leave the same heads."""
    wrong, right = (play(seed, clocks=clocks, settling=True).laptops[0] for clocks in (True, False))

    def told(laptop: Laptop) -> dict[object, set[tuple[str, int]]]:
        return {place: {(one.device, one.seq) for one in said} for place, said in laptop.heads.items()}

    assert told(wrong) == told(right), f"history {seed}"
    assert [wrong.away(row) for row in ("a", "b")] == [right.away(row) for row in ("a", "b")], f"history {seed}"


def test_no_clock_decides_what_is_there() -> None:
    for seed in FEW[:100]:
        clocks_decide_nothing(seed)


def order_does_not_matter(seed: int) -> None:
    """Whole packages of several laptops, taken in any order, alone or together, once or twice, come to the same."""
    chance = random.Random(seed)
    laptops = play(seed).laptops
    whole = [one.package({}) for one in laptops]
    parts = [package[: chance.randint(0, len(package))] for package in whole]
    orders = list(itertools.permutations(range(len(parts))))
    states = []
    for order in [chance.choice(orders) for _ in range(3)]:
        fresh = Laptop("fresh")
        for at in order:
            fresh.take(parts[at], START)
        for at in order * 2:
            assert fresh.take(whole[at], START), f"history {seed}"
        states.append(fresh.state())
    together = Laptop("fresh")
    together.take([one for package in whole for one in package], START)
    assert all(state == together.state() for state in states), f"history {seed}"


def test_order_grouping_and_repetition_do_not_matter() -> None:
    for seed in FEW[:100]:
        order_does_not_matter(seed)
