"""Many backups: each one made is put back and equal, and the ladder keeps its promises over a thousand timelines."""

from __future__ import annotations

import datetime as dt

import pytest

from guidance_app.domain.ladder import DAILY, Rung
from tests.check.backups._loops import loop
from tests.domain import test_ladder
from tests.seeds import FRESH

TIMELINES = 340
SEEDS = (11, 12, FRESH)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_ladder_over_a_thousand_timelines(seed: int) -> None:
    report = loop("ladder", TIMELINES, seed)
    assert (report.n, report.wrong) == (TIMELINES, []), f"seed {seed}"


def test_these_timelines_find_a_ladder_that_looks_at_age_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: keep what is younger than two weeks, good or not."""

    def by_age(rungs: list[Rung], now: dt.datetime) -> set[int]:
        return {rung.number for rung in rungs if now - rung.at <= DAILY}

    monkeypatch.setattr(test_ladder, "to_keep", by_age)
    assert any("the last good one went" in wrong for wrong in loop("ladder", 40, 11).wrong)


@pytest.mark.parametrize("seed", SEEDS[-2:])
def test_every_backup_that_is_made_can_be_put_back_and_is_equal(seed: int) -> None:
    report = loop("equal", 10, seed)
    assert report.wrong == [], f"seed {seed}"
    assert report.n == 10
