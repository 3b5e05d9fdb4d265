"""A series keeps values as typed, in time, with what was missed."""

import datetime as dt
from decimal import Decimal

import pytest

from guidance_app.domain.series import Observation, Phase, PhaseKind, Series, value_text

A, B, F = Phase("A1", "Gewoon"), Phase("B1", "Timer", PhaseKind.APPROACH), Phase("F", "Later", PhaseKind.FOLLOW_UP)


def at(day, value, phase=None, **more):
    return Observation(dt.date(2026, 1, day), None if value is None else Decimal(value), phase, **more)


def test_values_keep_their_digits_and_stand_in_time_order():
    series = Series("x", (at(3, "7.50"), at(1, "7.5"), at(2, None, missed="ziek")))
    assert [str(v) for v in series.values] == ["7.5", "7.50"]
    assert [o.day.day for o in series.observations] == [1, 2, 3]
    assert len(series.measured) == 2


def test_phases_of_one_condition_are_put_together_and_follow_up_stays_apart():
    again = Phase("A2", "Weer gewoon")
    series = Series("x", (at(1, 1, "A1"), at(2, 5, "B1"), at(3, 2, "A2"), at(4, 9, "F")), (A, B, again, F))
    assert series.conditions == {"A": (1, 2), "B": (5,)}
    assert [p.code for p in series.phases_with_values] == ["A1", "B1", "A2", "F"]
    assert Phase("met", "Met").condition == "met"
    assert Phase("2", "Twee").condition == "2"


def test_a_phase_that_does_not_exist_is_an_error():
    with pytest.raises(ValueError, match="phase"):
        Series("x", (at(1, 1, "Z"),), (A,))


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_a_value_is_a_finite_number(value):
    with pytest.raises(ValueError, match="finite"):
        at(1, value)


def test_a_time_after_midnight_counts_on_from_the_evening():
    series = Series("licht uit", (at(1, 1290), at(2, 15)), kind="clock")
    assert series.values == (1290, 1455)
    assert [value_text(v, "clock") for v in series.values] == ["21.30", "0.15"]


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        ("75", "percent", "75%"),
        ("7.5", "number", "7,5"),
        ("1250", "clock", "20.50"),
        ("1250.5", "clock", "20.51"),
        ("8", "rating", "8"),
    ],
)
def test_values_are_written_as_people_read_them(value, kind, text):
    assert value_text(Decimal(value), kind) == text
