"""The power fails after any call, and what was not forced to the disk is lost or torn: nothing acknowledged, no false alarm."""

from __future__ import annotations

import pytest

from tests.check.durability.conftest import Loop

pytestmark = pytest.mark.usefixtures("strace")


@pytest.mark.parametrize(
    ("workload", "states"),
    [("save", 400), ("backup", 200), ("merge", 150), ("restore", 150), ("passphrase", 6), ("renew", 8), ("first start", 100)],
)
def test_no_power_cut_loses_what_was_acknowledged_or_raises_a_false_alarm(
    loop: Loop, fresh_seed: int, workload: str, states: int
) -> None:
    fixed, fresh = loop("power", states, workload, seed=1), loop("power", states, workload, seed=fresh_seed)
    assert fixed["wrong"] + fresh["wrong"] == []
    assert fixed["more"]["different"] > states / 4


@pytest.mark.parametrize(
    "planted", [("journal_mode=DELETE", "locking_mode=NORMAL"), ("synchronous=NORMAL", "checkpoint=none"), ("synchronous=OFF",)]
)
def test_settings_that_lose_work_are_found(loop: Loop, planted: tuple[str, ...]) -> None:
    assert any(fault.startswith(("lost", "a draft is lost")) for fault in loop("power", 200, "save", *planted, seed=1)["wrong"])
