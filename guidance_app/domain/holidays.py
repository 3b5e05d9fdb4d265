"""Holidays as a person types or pastes them: a name with a first and a last day on each line."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.entry import parse_day

LONGEST = 100
"""Days; more than any school is closed, so a year was mistyped."""

_DAY = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?!\d)"
_WORDS = r"(?<!\d)(?P<{0}d>\d{{1,2}})\s+(?P<{0}m>[a-z]{{3,9}})\.?(?:\s+(?P<{0}y>\d{{4}}))?"
_TO = r"\s*(?:t/m|tot en met|tot|until|to|[-–—])\s*"
_IN_DIGITS = re.compile(_DAY)
_IN_WORDS = re.compile(_WORDS.format("a") + f"(?:{_TO}" + _WORDS.format("b") + ")?", re.IGNORECASE)
_ONE_MONTH = re.compile(r"(?<!\d)(?P<ad>\d{1,2})" + _TO + _WORDS.format("b"), re.IGNORECASE)
_AROUND = re.compile(r"^[\s:;,|()\-–—]+|[\s:;,|()\-–—]+$")
_BETWEEN = re.compile(r"\b(?:van|vanaf|t/m|tot en met|tot|from|until|to)\s*$", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"(?<!\bgoede )(?<!\bwitte )(?<!\bstille )\b(?:ma|di|wo|do|vr|za|zo|maandag|dinsdag|woensdag|donderdag|vrijdag|"
    r"zaterdag|zondag)\b\.?(?=\s+\d)",
    re.IGNORECASE,
)
"""The day of the week before a day; of Goede Vrijdag and Witte Donderdag it is the name."""


@dataclass(frozen=True)
class Closed:
    """Days on which a school is closed, first and last day included."""

    name: str
    first: dt.date
    last: dt.date


def checked_days(first: dt.date | None, last: dt.date | None) -> tuple[dt.date, dt.date]:
    """The first and last day of a holiday; one day alone is both. Problem when they cannot be."""
    if first is None:
        raise Problem(t("The first day is missing."), t("Type the first day of the holiday."))
    if last is None:
        return first, first
    if last < first:
        raise Problem(t("The last day is before the first day."), t("Check both days of the holiday."))
    if (last - first).days >= LONGEST:
        raise Problem(t("No holiday lasts {n} days.", n=(last - first).days + 1), t("Check the years of both days."))
    return first, last


def read_line(line: str, today: dt.date) -> Closed | None:
    """One pasted line, such as "Herfstvakantie 17-10-2026 25-10-2026" or "Pinksteren: 17 mei 2027"; None for an empty one.

    Problem when there is no day in it, when there is no name, or when the days cannot be.
    """
    line = _WEEKDAY.sub("", " ".join(line.split()))
    if not line:
        return None
    days, at = _days(line, today)
    name = line[:at]
    while (shorter := _BETWEEN.sub("", _AROUND.sub("", name))) != name:
        name = shorter
    if not days:
        raise Problem(t("There is no day in this line."), t("Type the days as 17-10-2026."))
    if not name:
        raise Problem(t("The name of this holiday is missing."), t("Type the name before the days."))
    return Closed(" ".join(name.split())[:60], *checked_days(days[0], days[-1]))


def _days(line: str, today: dt.date) -> tuple[list[dt.date], int]:
    """The first and last day in a line, and where they begin."""
    digits = list(_IN_DIGITS.finditer(line))
    if digits:
        if len(digits) > 2:
            raise Problem(t("There are more than two days in this line."), t("Put each holiday on a line of its own."))
        return [_day(found[0], today) for found in digits], digits[0].start()
    found = _ONE_MONTH.search(line) or _IN_WORDS.search(line)
    if found is None:
        return [], 0
    return _in_words(found, today), found.start()


def _in_words(found: re.Match[str], today: dt.date) -> list[dt.date]:
    """17 (oktober) t/m 25 oktober 2026: the month and the year of the last day hold for the first one too."""
    part = found.groupdict()
    year = part.get("by") or part.get("ay")
    if year is None:
        raise Problem(t("The year is missing in this line."), t("Type the days as 17-10-2026."))
    if not part.get("bd"):
        return [_day(f"{part['ad']} {part['am']} {year}", today)]
    last = _day(f"{part['bd']} {part['bm']} {year}", today)
    month = part.get("am") or part["bm"]
    first = _day(f"{part['ad']} {month} {part.get('ay') or year}", today)
    if first > last and not part.get("ay"):  # 19 december t/m 3 januari 2027
        first = _day(f"{part['ad']} {month} {int(year) - 1}", today)
    return [first, last]


def _day(text: str, today: dt.date) -> dt.date:
    day = parse_day(text, today)
    assert day is not None
    return day
