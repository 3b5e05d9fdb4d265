"""The loops over the merge, each at any size: python -m tests.check.merge._loops memory 5000 --seed 7.

Each prints one line of JSON, as tests/check/durability/_loops.py does; `./dev bench durability` calls them at larger sizes.
"""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.check.loops import Loops, Report
from tests.store import _on_disk as disk
from tests.store._laptops import assert_sound, fast_folder, laptops
from tests.store._machine import PAIR, Laptops
from tests.store._simulator import Lost, play
from tests.store.test_merge_rule import clocks_decide_nothing, order_does_not_matter

FAR = 1_000_000_000


def _numbers(report: Report, wanted: int) -> range:
    """The seeds of this batch: none is in another one."""
    return range(report.seed * FAR, report.seed * FAR + wanted)


def memory(report: Report, histories: int) -> None:
    """Histories in memory against the oracle."""
    for number in _numbers(report, histories):
        try:
            history = play(number)
            report.count(changes=history.changes, differences=history.conflicts, refused=history.refused)
        except Lost as lost:
            report.wrong.append(f"history {number}: {lost}")
        report.n += 1


def clocks(report: Report, histories: int) -> None:
    """The same acts with other clocks leave the same heads."""
    _laws(report, histories, clocks_decide_nothing)


def order(report: Report, histories: int) -> None:
    """Order, grouping and repetition do not matter."""
    _laws(report, histories, order_does_not_matter)


def _laws(report: Report, histories: int, law: Callable[[int], None]) -> None:
    for number in _numbers(report, histories):
        try:
            law(number)
        except AssertionError as wrong:
            report.wrong.append(str(wrong))
        report.n += 1


def on_disk(report: Report, histories: int) -> None:
    """Histories of two or three real stores."""
    with fast_folder() as folder, laptops(folder, "Anna", "Bram", "Carla") as made:
        for number in _numbers(report, histories):
            try:
                played = disk.play(made[: 2 + number % 2], number, acts=24)
                report.count(settled=played.settled, refused=played.refused)
            except Exception as wrong:  # whatever it is, somebody would stand before it
                report.wrong.append(f"history {number}: {type(wrong).__name__} {wrong}")
            report.n += 1
        try:
            assert_sound(*made)
        except AssertionError:
            report.wrong.append(f"histories from {report.seed * FAR}: a store is not sound")


def machine(report: Report, runs: int) -> None:
    """Any order of acts, 60 in each run."""
    how = settings(
        max_examples=runs, stateful_step_count=60, deadline=None, database=None, print_blob=True, phases=[Phase.generate]
    )
    try:
        run_state_machine_as_test(seed(report.seed)(Laptops), settings=how)
    except Exception as wrong:
        report.wrong.append(f"runs of seed {report.seed}: {type(wrong).__name__} {wrong} {getattr(wrong, '__notes__', '')}")
    finally:
        PAIR.close()
    report.n += runs


loop = Loops(
    {
        "memory": memory,
        "clocks": clocks,
        "order": order,
        "disk": on_disk,
        "machine": machine,
    }
)

if __name__ == "__main__":
    loop.main()
