"""What referral for reading help asks the school to show: three main measurements of word reading in a row, and the help between.

It only shows what stands in the file. Nothing here concludes anything about a child: a measurement in the lowest tenth says how
fast words were read on that day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn
from guidance_app.domain.school_year import school_year
from guidance_app.queries.measure_bands import ended_on
from guidance_app.queries.read import Row, rows
from guidance_app.queries.scores_around import Around, around
from guidance_app.queries.scores_taken import Taken
from guidance_app.stats.gates import Refusal
from guidance_app.stats.learning import MEASUREMENTS_FOR_DYSLEXIA_CARE, in_lowest_tenth

WORD_READING = ("DMT",)
"""The scales of the catalogue that measure reading single words."""
MOMENT = re.compile(r"([ME])\s?[3-8]")
ABOUT_READING = re.compile(r"lez|lees|lett|woord|spell|dysl|avi\b|dmt", re.IGNORECASE)
"""A measure is about reading when it, or a goal it serves, uses one of these words."""


@dataclass(frozen=True)
class Measured:
    """One main measurement: when, whether it lies in the lowest tenth, and its number for who asks for it."""

    moment: str
    day: dt.date
    words: str
    number: str


@dataclass(frozen=True)
class Between:
    """The help in the file for the time between two main measurements."""

    period: str
    help: tuple[str, ...]


@dataclass(frozen=True)
class ReadingHelp:
    """The card. `asks`: what the school shows at referral; `sources`: how it was counted, for the expert."""

    sentence: str
    measured: tuple[Measured, ...]
    between: tuple[Between, ...]
    asks: tuple[str, ...]
    sources: str


def reading_help(s: Session, pupil: str, known: Around | None = None) -> ReadingHelp | None:
    """The card of one pupil; None while there is no main measurement of word reading."""
    slots = _main_measurements((known or around(s, pupil)).tests.values())
    if not slots:
        return None
    last = _in_a_row(sorted(slots))[-MEASUREMENTS_FOR_DYSLEXIA_CARE:]
    taken = [slots[slot] for slot in last]
    measures = _about_reading(rows(s, "measure", pupil), {goal.id: goal for goal in rows(s, "goal", pupil)})
    days = [one.test.date for one in taken]
    between = tuple(Between(_period(a, b), _helped(s, measures, a, b)) for a, b in pairwise(days))
    return ReadingHelp(_sentence(taken), tuple(map(_measured, taken)), between, _asks(), _sources(taken))


def _main_measurements(tests: Iterable[Sequence[Taken]]) -> dict[int, Taken]:
    """Middle and end of each school year, numbered on; of two at one moment the newest counts."""
    found: dict[int, Taken] = {}
    for one in (taken for test in tests for taken in test):
        moment = MOMENT.fullmatch((one.test.moment or "").strip())
        if one.scale.name not in WORD_READING or moment is None or one.test.date is None:
            continue
        slot = 2 * school_year(one.test.date) + (moment[1] == "E")
        if slot not in found or found[slot].test.date < one.test.date:
            found[slot] = one
    return found


def _in_a_row(slots: list[int]) -> list[int]:
    """The last ones without a moment missing between them."""
    row = slots[-1:]
    for slot in reversed(slots[:-1]):
        if slot != row[0] - 1:
            break
        row.insert(0, slot)
    return row


def _lowest(taken: Taken) -> bool | None:
    """Whether it lies in the lowest tenth; None when the file does not tell."""
    if not isinstance(taken.there, Refusal):
        return in_lowest_tenth(taken.there)
    level = (taken.score.level or (taken.score.scale_score if taken.kind.startswith("level") else "") or "").strip().upper()
    if level in ("E", "V-", "V-MIN"):
        return True
    return False if level and level != "V" else None


def _sentence(taken: Sequence[Taken]) -> str:
    if len(taken) < MEASUREMENTS_FOR_DYSLEXIA_CARE:
        return t("There are not yet three main measurements in a row.")
    if _count(taken) == len(taken):
        return t("The last three main measurements in a row lie in the lowest 10%.")
    return tn(
        "Of the last three main measurements {n} lies in the lowest 10%.",
        "Of the last three main measurements {n} lie in the lowest 10%.",
        _count(taken),
    )


def _count(taken: Sequence[Taken]) -> int:
    return sum(_lowest(one) is True for one in taken)


def _measured(taken: Taken) -> Measured:
    lowest = _lowest(taken)
    words = t("not in the lowest 10%") if lowest is False else t("in the lowest 10%")
    if lowest is None:
        words = t("the file does not say whether in the lowest 10%")
    s = taken.score
    number = t("P{percentile}", percentile=formats.number(s.percentile)) if s.percentile is not None else s.level or ""
    return Measured(taken.test.moment or "", taken.test.date, words, number)


def _period(first: dt.date, last: dt.date) -> str:
    return t("{first} to {last}", first=formats.day(first), last=formats.day(last))


def _about_reading(measures: Iterable[Row], goals: dict[str, Row]) -> list[Row]:
    """The measures that are carried out and are about reading, by themselves or by their goal."""

    def about(measure: Row) -> bool:
        served = [goals[id_] for id_ in measure.goals or () if id_ in goals]
        texts = [measure.title, measure.text, *(text for goal in served for text in (goal.title, goal.area))]
        return any(ABOUT_READING.search(text or "") for text in texts)

    return [one for one in measures if one.status != "not_used" and about(one)]


def _helped(s: Session, measures: Iterable[Row], first: dt.date, last: dt.date) -> tuple[str, ...]:
    """What was going on between both days, with its dates; a sentence where the file tells nothing."""
    began = sorted((one for one in measures if one.start and one.start < last), key=lambda one: one.start)
    ended = {one.id: ended_on(s, one) for one in began}
    told = tuple(_told(one, first, end) for one in began if (end := ended[one.id]) is None or end >= first)
    return told or (t("No help with reading stands in the file for this time. Fill it in under Goals if there was any."),)


def _told(measure: Row, first: dt.date, end: dt.date | None) -> str:
    day = formats.day(measure.start)
    since = t("since {day}", day=day) if measure.start >= first else t("already since {day}", day=day)
    unknown = t("stopped, it is not known when") if measure.status == "stopped" else ""
    stopped = t("written down as stopped on {day}", day=formats.day(end)) if end else unknown
    return ", ".join(part for part in (measure.title, measure.when or "", since, stopped) if part)


def _asks() -> tuple[str, ...]:
    return (
        t("At referral the school shows three main measurements (middle or end of a year) in a row in the lowest 10%."),
        t("And that the pupil got intensive help with reading in both times between them, with what was done and how often."),
        t("This card shows what stands in the file. It concludes nothing; only somebody qualified can examine a child."),
    )


def _sources(taken: Sequence[Taken]) -> str:
    tests = ", ".join(dict.fromkeys(one.test.instrument for one in taken))
    return t("Counted from {tests}; lowest 10% is a percentile under 10, or level E or V-min.", tests=tests)
