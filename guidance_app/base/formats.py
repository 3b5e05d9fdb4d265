"""How days, times and numbers are written, in Dutch (and English) conventions. Pure text, no locale of the machine."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from guidance_app.base.i18n import language

_MONTHS = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_DAYS = {
    "nl": ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_SHORT = {
    "nl": ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


def day(date: dt.date) -> str:
    """13 januari 2026"""
    return f"{date.day} {_MONTHS[language()][date.month - 1]} {date.year}"


def day_month(date: dt.date) -> str:
    """13 januari"""
    return f"{date.day} {_MONTHS[language()][date.month - 1]}"


def short_day(date: dt.date) -> str:
    """13 jan"""
    return f"{date.day} {_SHORT[language()][date.month - 1]}"


def weekday(date: dt.date) -> str:
    """dinsdag"""
    return _DAYS[language()][date.weekday()]


def full_day(date: dt.date) -> str:
    """dinsdag 13 januari 2026"""
    return f"{weekday(date)} {day(date)}"


def month_year(date: dt.date) -> str:
    """januari 2026"""
    return f"{_MONTHS[language()][date.month - 1]} {date.year}"


def clock(time: dt.time) -> str:
    """14.45 in Dutch, 14:45 in English"""
    return time.strftime("%H.%M" if language() == "nl" else "%H:%M").removeprefix("0")


def number(value: Decimal | int | float) -> str:
    """7,5 in Dutch, 7.5 in English; exactly the digits there are, no exponent, and nothing below 0 that is 0."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    text = format(exact if exact else abs(exact), "f")
    return text.replace(".", ",") if language() == "nl" else text


def age(born: dt.date, on: dt.date) -> str:
    """10;8: years and whole months, as is usual in assessment reports."""
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    return f"{months // 12};{months % 12}"
