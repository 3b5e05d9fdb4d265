"""Any order of acts on two laptops, a few runs; tests/check/merge has many."""

from __future__ import annotations

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.store._machine import PAIR, Laptops


def test_any_order_of_acts_keeps_every_promise() -> None:
    try:
        run_state_machine_as_test(
            Laptops, settings=settings(max_examples=8, stateful_step_count=20, deadline=None, database=None)
        )
    finally:
        PAIR.close()
