"""A value of every kind of outcome is typed as people say it; what cannot be one is refused with one sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.base.errors import Problem
from guidance_app.domain.amounts import Amount, amount_text, kind_of_unit, read_amount
from guidance_app.domain.marks import marks_of, read_marks
from guidance_app.domain.series import Observation, pooled, value_text

KINDS = ("number", "count", "duration", "percent", "rate", "rating", "score", "clock")


@pytest.mark.parametrize("typed", ["7/12", "7 / 12", "7 van 12", "7 uit 12", "7 of 12", "7 out of 12"])
def test_a_counted_percentage_keeps_its_part_and_its_whole(typed: str) -> None:
    found = read_amount(typed, "percent")
    assert found == Amount(Decimal("58.333333"), Decimal(7), Decimal(12))
    assert amount_text(found, "percent") == "7/12"
    assert value_text(found.value, "percent") == "58,3%"


@pytest.mark.parametrize(
    ("typed", "kind", "unit", "value"),
    [
        ("75", "percent", "", "75"), ("62,5%", "percent", "", "62.5"), ("6/12", "percent", "", "50"),
        ("80", "duration", "minuten", "80"), ("1u20", "duration", "minuten", "80"), ("1 uur 20 min", "duration", "", "80"),
        ("1:20", "duration", "minuten", "80"), ("1:20", "duration", "seconden", "80"), ("1:20", "duration", "sec", "80"),
        ("1:20", "duration", "min per keer", "80"), ("1:30", "duration", "uren", "1.5"), ("0:00", "duration", "sec", "0"),
        ("1u20", "duration", "seconden", "4800"), ("90 s", "duration", "", "1.5"), ("2 min 30", "duration", "seconden", "150"),
        ("1,5 uur", "duration", "minuten", "90"), ("90", "duration", "seconden", "90"), ("1u30", "duration", "uren", "1.5"),
        ("12/5", "rate", "per minuut", "2.4"), ("12 in 5 min", "rate", "per minuut", "2.4"), ("2,40", "rate", "", "2.40"),
        ("21.40", "clock", "", "1300"), ("14", "count", "", "14"), ("7,50", "number", "", "7.50"), ("-1,2", "score", "", "-1.2"),
        ("8,5", "rating", "", "8.5"),
    ],
)  # fmt: skip
def test_what_fits_is_taken_with_exactly_its_digits(typed: str, kind: str, unit: str, value: str) -> None:
    found = read_amount(typed, kind, unit)
    assert found is not None
    assert str(found.value) == value


@pytest.mark.parametrize(
    ("typed", "kind", "sentence"),
    [
        ("13/12", "percent", "Het deel is groter dan het geheel."),
        ("0/0", "percent", "geheel van minstens 1"),
        ("101", "percent", "Meer dan 100 kan hier niet."),
        ("11", "rating", "Meer dan 10 kan hier niet."),
        ("-1", "duration", "Minder dan 0 kan hier niet."),
        ("2,5", "count", "Een aantal is een heel getal."),
        ("25.10", "clock", "geen tijdstip"),
        ("7/12", "number", "geen getal"),
        ("1u90", "duration", "geen getal"),
        ("1:20", "duration", "1:20 kan minuten en seconden zijn, of uren en minuten. Typ het in woorden"),
        ("veel", "percent", "geen getal"),
        ("9" * 80, "duration", "geen getal"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(typed: str, kind: str, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        read_amount(typed, kind)


@given(
    st.text("0123456789,./:%-+ uhmsvani", max_size=14) | st.text(max_size=12),
    st.sampled_from(KINDS),
    st.sampled_from(["", "uren", "%"]),
)
def test_anything_typed_is_a_value_that_comes_back_the_same_or_a_problem(text: str, kind: str, unit: str) -> None:
    try:
        found = read_amount(text, kind, unit)
    except Problem:
        return
    if found is not None:
        assert found.value.is_finite()
        assert -int(found.value.as_tuple().exponent) <= max(6, len(text))
        assert read_amount(amount_text(found, kind), kind, unit) == found


def test_the_unit_says_the_kind_only_where_it_cannot_be_otherwise() -> None:
    told = {unit: kind_of_unit(unit) for unit in ("%", "minuten", "woorden per minuut", "woorden", "van 10", "", None)}
    assert list(told.values()) == ["percent", "duration", "rate", "number", "number", "number", "number"]


def counted(part: int | None, whole: int | None, value: str = "1") -> Observation:
    import datetime as dt

    return Observation(
        dt.date(2026, 1, 5), Decimal(value), part=None if part is None else Decimal(part), whole=whole and Decimal(whole)
    )


def test_sessions_of_unequal_length_are_put_together_and_never_averaged() -> None:
    assert pooled([counted(1, 2, "50"), counted(9, 90, "10")]) == (10, 92)
    assert pooled([counted(1, 2), counted(None, None)]) is None
    assert pooled([]) is None


def test_intervals_are_typed_as_plus_and_minus_or_as_yes_and_no() -> None:
    assert read_marks("+ - + +") == read_marks("j n J j") == read_marks("1−".replace("−", "0") + "11") == "+-++"
    assert marks_of(read_marks("+−?")) == [True, False, None]
    assert read_marks("  ") is None
    for wrong in ("+-x", "+" * 1001):
        with pytest.raises(Problem):
            read_marks(wrong)
