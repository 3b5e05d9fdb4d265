"""The disk refuses a write, an fsync or a truncation: what is told is true, and nothing is lost or there twice."""

from __future__ import annotations

import pytest

from tests.check.durability.conftest import Loop

pytestmark = pytest.mark.usefixtures("strace")


def test_every_error_while_saving_is_told_or_the_save_is_proven(loop: Loop) -> None:
    report = loop("disk", 1, "short save", seed=0)
    assert report["wrong"] == []
    assert report["n"] == report["more"]["points"] > 200


@pytest.mark.parametrize(("workload", "points"), [("backup", 300), ("merge", 100), ("restore", 30), ("passphrase", 5)])
def test_every_error_during_greater_work_is_told_and_the_store_is_unharmed(loop: Loop, workload: str, points: int) -> None:
    report = loop("disk", 1, workload, "alternate=1", seed=0)
    assert report["wrong"] == []
    assert report["n"] == report["more"]["points"] > points


def test_an_error_while_the_key_is_renewed_leaves_the_old_key_or_the_new(loop: Loop, fresh_seed: int) -> None:
    assert loop("disk", 25, "renew", "alternate=1", seed=fresh_seed)["wrong"] == []


def test_a_disk_that_stays_broken_loses_nothing(loop: Loop, fresh_seed: int) -> None:
    assert loop("disk", 9, "short save", "for_ever=1", seed=fresh_seed)["wrong"] == []


def test_an_error_that_is_taken_for_not_saved_without_looking_is_found(loop: Loop) -> None:
    wrong = loop("disk", 1, "short save", "only=fsync", "for_ever=1", "blind=1", seed=0)["wrong"]
    assert any(fault.startswith("refused, and there all the same") for fault in wrong)
