"""Any order of acts on two laptops: 300 runs of 40 steps."""

from __future__ import annotations

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.store._machine import PAIR, Laptops

MANY = settings(max_examples=300, stateful_step_count=40, deadline=None, database=None, print_blob=True)


def test_300_runs_of_40_acts_keep_every_promise() -> None:
    try:
        run_state_machine_as_test(Laptops, settings=MANY)
    finally:
        PAIR.close()
