"""kill -9 at any moment: every save that was acknowledged is there, once and whole, and the store is found in order."""

from __future__ import annotations

from tests.check.durability.conftest import Loop


def test_no_acknowledged_save_is_lost_by_a_kill(loop: Loop, fresh_seed: int) -> None:
    fixed, fresh = loop("kill", 150, seed=1), loop("kill", 150, seed=fresh_seed)
    assert fixed["wrong"] + fresh["wrong"] == []
    assert fixed["more"]["acknowledged"] > 150
    assert fixed["n"] + fresh["n"] == 300


def test_a_kill_while_recovering_from_a_kill_loses_nothing(loop: Loop, fresh_seed: int, strace: str) -> None:
    assert strace
    assert loop("kill-twice", 10, seed=2)["wrong"] + loop("kill-twice", 10, seed=fresh_seed)["wrong"] == []


def test_a_save_that_is_acknowledged_too_early_is_found(loop: Loop) -> None:
    assert any(fault.startswith("lost") for fault in loop("kill", 40, "early=1", seed=3)["wrong"])


def test_a_kill_of_the_window_takes_at_most_a_second_of_typing(loop: Loop, fresh_seed: int) -> None:
    fixed, fresh = loop("kill-window", 15, seed=1), loop("kill-window", 15, seed=fresh_seed)
    assert fixed["wrong"] + fresh["wrong"] == []
    assert fixed["more"]["acknowledged"] > 0
    assert fixed["more"]["keys"] > 15 * 10
