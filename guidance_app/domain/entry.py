"""What a person types, turned into a number, a day or a time; the counterpart of base.formats.

Every function gives a value, None for an empty field, or a Problem with one sentence; never another exception.
No Problem repeats what was typed: it may be about a pupil.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import language, t

MOST_DIGITS = 15
FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST = 60

_MONTHS = {
    1: ("januari", "january"),
    2: ("februari", "february"),
    3: ("maart", "march", "mrt"),
    4: ("april",),
    5: ("mei", "may"),
    6: ("juni", "june"),
    7: ("juli", "july"),
    8: ("augustus", "august"),
    9: ("september",),
    10: ("oktober", "october"),
    11: ("november",),
    12: ("december",),
}
_WEEKDAYS = (
    ("maandag", "ma", "monday", "mon"),
    ("dinsdag", "di", "tuesday", "tue"),
    ("woensdag", "wo", "wednesday", "wed"),
    ("donderdag", "do", "thursday", "thu"),
    ("vrijdag", "vr", "friday", "fri"),
    ("zaterdag", "za", "saturday", "sat"),
    ("zondag", "zo", "sunday", "sun"),
)
_NEAR = {
    "eergisteren": -2,
    "gisteren": -1,
    "yesterday": -1,
    "vandaag": 0,
    "today": 0,
    "morgen": 1,
    "tomorrow": 1,
    "overmorgen": 2,
}


def parse_number(text: str) -> Decimal | None:
    """The number that was typed, with exactly its digits ("7,50" stays 7.50).

    Comma and dot are both taken as decimal sign, because keypads give either. Thousands may be grouped ("1.234,5",
    "1,234.5", "1 234", "1.234.567"). One form could be read two ways and is refused: one to three digits, the sign that
    is *not* the decimal sign of the language now shown, and exactly three digits ("1.234" in Dutch, "1,234" in English).
    It is not refused when it starts with 0, since no grouped number does. A percent sign at the end is dropped.
    """
    text = _tidy(text)
    if not text:
        return None
    found = re.fullmatch(r"([-+]?) ?([0-9., ]+?) ?%?", text)
    if not found or sum(c.isdigit() for c in found[2]) > MOST_DIGITS:
        raise _no_number()
    number = Decimal(_plain(found[2]))
    return -number if found[1] == "-" and number else number


def _plain(text: str) -> str:
    """Unsigned digits with comma, dot or space as digits with a decimal point."""
    other = "." if language() == "nl" else ","
    if re.fullmatch(rf"[1-9][0-9]{{0,2}}\{other}[0-9]{{3}}", text):
        raise Problem(
            t("This number can be read in two ways."),
            t("Type thousands as 1234, and decimals with a dot, such as 1.2."),
        )
    if re.fullmatch(r"[0-9]*[.,]?[0-9]+", text):
        return text.replace(",", ".")
    for group, decimal in ((".", ","), (",", "."), (" ", ","), (" ", ".")):
        if re.fullmatch(rf"[1-9][0-9]{{0,2}}(\{group}[0-9]{{3}})+(\{decimal}[0-9]+)?", text):
            return text.replace(group, "").replace(decimal, ".")
    raise _no_number()


def parse_day(text: str, today: dt.date) -> dt.date | None:
    """The day that was typed, seen from `today`.

    - `3-11-2025`, `3/11/25`, `3.11.2025`, `2025-11-03`, `3 nov 2025`; two digits of a year mean 20.. up to ten years ahead.
    - without a year (`3-11`, `3 november`): the one nearest to today, since it may be a score of last week or a talk to come.
    - a weekday (`di`, `dinsdag`): the last one, today included, because one mostly writes down what has been.
    - `vandaag`, `gisteren`, `morgen`; `+6w`, `-2d`, `+3m`, `+1j`: counted from today, ending a month early where it is short.
    - `dinsdag 3 november 2025`: the weekday must fit.
    """
    text = _tidy(text).casefold()
    if not text:
        return None
    day = _read_day(text, today)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _no_year()
    return day


def _read_day(text: str, today: dt.date) -> dt.date:
    if text in _NEAR:
        return _shift(today, _NEAR[text], "d")
    if step := re.fullmatch(r"([-+]) ?([0-9]{1,4}) ?([dwmjy])", text):
        return _shift(today, int(step[1] + step[2]), step[3])
    first, _, rest = text.partition(" ")
    weekday = _weekday(first)
    if weekday is None:
        return _read_date(text, today)
    if not rest:
        return _shift(today, -((today.weekday() - weekday) % 7), "d")
    day = _read_date(rest, today)
    if day.weekday() != weekday:
        raise Problem(t("The weekday and the date do not belong together."), t("Check the date, or leave the weekday out."))
    return day


def _read_date(text: str, today: dt.date) -> dt.date:
    if iso := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if digits := re.fullmatch(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?", text):
        return _fill_year(int(digits[1]), int(digits[3]), digits[4], today)
    if words := re.fullmatch(r"([0-9]{1,2})[ -]?([a-z]{3,})\.?(?:[ -]([0-9]{4}|[0-9]{2}))?", text):
        month = _month(words[2])
        if month:
            return _fill_year(int(words[1]), month, words[3], today)
    raise Problem(t("This is not a date."), t("Type for example 3-11, 3 nov, di, gisteren or +6w."))


def _fill_year(day: int, month: int, year: str | None, today: dt.date) -> dt.date:
    if year is None:
        return _nearest(day, month, today)
    if len(year) == 4:
        return _date(int(year), month, day)
    full = 2000 + int(year)
    return _date(full if full <= today.year + 10 else full - 100, month, day)


def _nearest(day: int, month: int, today: dt.date) -> dt.date:
    """That day in the year that brings it nearest to today, the past before the future."""
    days = [dt.date(y, month, day) for y in range(today.year - 1, today.year + 2) if _exists(y, month, day)]
    if not days and (month, day) == (2, 29):
        raise Problem(t("In which year is this 29 February?"), t("Type the year as well."))
    if not days:
        raise _no_day()
    return min(days, key=lambda d: abs(d - today))


def _date(year: int, month: int, day: int) -> dt.date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _no_year()
    if not _exists(year, month, day):
        raise _no_day()
    return dt.date(year, month, day)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _shift(day: dt.date, n: int, unit: str) -> dt.date:
    """n days, weeks, months or years further; a day that month does not have becomes its last day."""
    try:
        if unit in "dw":
            return day + dt.timedelta(days=n * (7 if unit == "w" else 1))
        month = day.year * 12 + day.month - 1 + n * (1 if unit == "m" else 12)
        year, month = divmod(month, 12)
        return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError, IndexError):
        raise _no_year() from None


def _weekday(word: str) -> int | None:
    return next((i for i, names in enumerate(_WEEKDAYS) if word.rstrip(".") in names), None)


def _month(word: str) -> int | None:
    """The month whose Dutch or English name begins so (three letters or more)."""
    return next((n for n, names in _MONTHS.items() if any(name.startswith(word) for name in names)), None)


def parse_time(text: str) -> dt.time | None:
    """The time of day that was typed: `14.45`, `14:45`, `14u45`, `1445`, `930`, `9`, `9 uur`."""
    text = _tidy(text).casefold()
    if not text:
        return None
    found = re.fullmatch(r"([0-9]{1,2})(?:[.:uh]?([0-9]{2}))?(?: ?(?:u|uur|h))?", text)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Problem(t("This is not a time of day."), t("Type for example 14.45 or 9."))
    return dt.time(int(found[1]), int(found[2] or 0))


def _tidy(text: str) -> str:
    """Single spaces and a plain minus; what is absurdly long becomes something that every reader refuses."""
    text = " ".join(text.split()).replace("−", "-").replace("–", "-")
    return text if len(text) <= LONGEST else "?"


def _no_number() -> Problem:
    return Problem(t("This is not a number."), t("Type digits, with a comma or a dot for decimals."))


def _no_day() -> Problem:
    return Problem(t("This day does not exist."), t("Check the day and the month."))


def _no_year() -> Problem:
    return Problem(t("This date cannot be right."), t("Type a date between 1900 and 2100."))
