"""Holidays are read as people write them, and what cannot be a holiday is refused in a sentence."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.base.errors import Problem
from guidance_app.domain.holidays import LONGEST, Closed, checked_days, read_line

TODAY = dt.date(2026, 2, 19)
AUTUMN = (dt.date(2026, 10, 17), dt.date(2026, 10, 25))
WINTER = (dt.date(2026, 12, 19), dt.date(2027, 1, 3))


@pytest.mark.parametrize(
    ("line", "name", "days"),
    [
        ("Herfstvakantie 17-10-2026 25-10-2026", "Herfstvakantie", AUTUMN),
        ("Herfstvakantie: 17-10-2026 t/m 25-10-2026", "Herfstvakantie", AUTUMN),
        ("Herfstvakantie\t17/10/2026\t25/10/2026", "Herfstvakantie", AUTUMN),
        ("Herfstvakantie; 2026-10-17; 2026-10-25", "Herfstvakantie", AUTUMN),
        ("Herfstvakantie van za 17 oktober tot en met zo 25 oktober 2026", "Herfstvakantie", AUTUMN),
        ("Herfstvakantie (17 t/m 25 oktober 2026)", "Herfstvakantie", AUTUMN),
        ("Herfstvakantie 17 oktober 2026 - 25 oktober 2026", "Herfstvakantie", AUTUMN),
        ("Kerstvakantie 19 december t/m 3 januari 2027", "Kerstvakantie", WINTER),
        ("Kerst 19 december 2026 – 3 januari 2027", "Kerst", WINTER),
        ("Goede Vrijdag 26-3-27", "Goede Vrijdag", (dt.date(2027, 3, 26),) * 2),
        ("Witte Donderdag vr 26-3-27", "Witte Donderdag", (dt.date(2027, 3, 26),) * 2),
        ("Studiedag vrijdag  26-3-27", "Studiedag", (dt.date(2027, 3, 26),) * 2),
        ("2e Pinksterdag 17-5-2027", "2e Pinksterdag", (dt.date(2027, 5, 17),) * 2),
        ("Tweede Pinksterdag: 17 mei 2027", "Tweede Pinksterdag", (dt.date(2027, 5, 17),) * 2),
    ],
)
def test_a_line_is_read_as_it_is_written(line: str, name: str, days: tuple[dt.date, dt.date]) -> None:
    assert read_line(line, TODAY) == Closed(name, *days)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Herfstvakantie", "geen dag"),
        ("17-10-2026 25-10-2026", "naam"),
        ("Voorjaar 20-2-2027 18-2-2027", "voor de eerste dag"),
        ("Herfst 17-10-2026 25-10-2027", "duurt 374 dagen"),
        ("Herfst 17 t/m 25 oktober", "jaartal"),
        ("Herfst 17-10-2026 25-10-2026 kerst 19-12-2026 3-1-2027", "meer dan twee dagen"),
        ("Herfst 31-2-2026", ""),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(line: str, said: str) -> None:
    with pytest.raises(Problem) as refused:
        read_line(line, TODAY)
    assert said in str(refused.value)


def test_an_empty_line_is_no_holiday() -> None:
    assert read_line("  \t ", TODAY) is None


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(-400, 400))
def test_days_are_kept_only_in_order_and_within_reason(first: dt.date, length: int) -> None:
    last = first + dt.timedelta(length)
    if 0 <= length < LONGEST:
        assert checked_days(first, last) == (first, last)
        line = f"Vakantie {first.day}-{first.month}-{first.year} {last.day}-{last.month}-{last.year}"
        assert read_line(line, TODAY) == Closed("Vakantie", first, last)
    else:
        with pytest.raises(Problem):
            checked_days(first, last)


@given(st.text(max_size=80))
def test_no_line_makes_more_than_a_refusal(line: str) -> None:
    try:
        found = read_line(line, TODAY)
    except Problem:
        return
    assert found is None or (found.name and found.first <= found.last)
