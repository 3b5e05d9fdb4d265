"""School years: one begins on the first of August, and is called by the calendar year in which it begins."""

from __future__ import annotations

import datetime as dt
from typing import Final

NEW_YEAR: Final = 8
"""August: from then on a child is in the next group."""


def school_year(day: dt.date) -> int:
    """The school year of a day."""
    return day.year - (day.month < NEW_YEAR)


def first_day(day: dt.date) -> dt.date:
    """The day on which the school year of a day began."""
    return dt.date(school_year(day), NEW_YEAR, 1)
