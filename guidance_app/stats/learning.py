"""Didactic age, learning return, and measurements in the lowest tenth: aids beside a score, never a headline.

Didactic age (DL) counts months of education from groep 3 on, ten a school year, September 1 to June 10, at most 60; it counts on
in a repeated year. Schools differ in how they count, so what they write themselves comes first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from guidance_app.stats.gates import Refusal, Why
from guidance_app.stats.psychometrics import Place

MONTHS, MOST = 10, 60
SEPTEMBER = 9
MEASUREMENTS_FOR_DYSLEXIA_CARE = 3
"""Main measurements in a row in the lowest tenth that referral asks for; that they are there is no diagnosis."""


def didactic_age(groep_3_from: int, day: dt.date) -> int | Refusal:
    """Months of education at the end of the month of `day`, for who began groep 3 in September of this year. In July and August
    nothing is added. Refused before groep 3."""
    school_year = day.year - (day.month < SEPTEMBER)
    done = (school_year - groep_3_from) * MONTHS + min((day.month - SEPTEMBER) % 12 + 1, MONTHS)
    return min(done, MOST) if done > 0 else Refusal(Why.NOT_KNOWN)


def learning_return(equivalent: Decimal, age: Decimal) -> Fraction | Refusal:
    """DLE / DL in percent. Refused where DL is not above 0."""
    return 100 * Fraction(equivalent) / Fraction(age) if age > 0 else Refusal(Why.NOT_KNOWN)


def learning_return_between(first: tuple[Decimal, Decimal], last: tuple[Decimal, Decimal]) -> Fraction | Refusal:
    """Of one period: growth of DLE / growth of DL in percent, each pair (DLE, DL). Refused where DL did not grow."""
    return learning_return(last[0] - first[0], last[1] - first[1])


def in_lowest_tenth(place: Place) -> bool:
    """Level E, V-min: under the tenth percentile."""
    return place.letter == "E"


def lowest_in_a_row(places: Sequence[Place]) -> int:
    """How many of the last main measurements, one after another, lie in the lowest tenth."""
    return next((n for n, place in enumerate(reversed(places)) if not in_lowest_tenth(place)), len(places))
