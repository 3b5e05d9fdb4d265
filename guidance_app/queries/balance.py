"""Home and school side by side: what helps, what makes it hard, and what is asked of each. Counted, never weighed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t, upper_first
from guidance_app.queries.measures import MeasureLine, in_use, measure_lines
from guidance_app.queries.read import Row, row, rows

COUNTS = ("none|count", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
"""Numbers that are written as words."""

MOST_QUOTES = 2


@dataclass(frozen=True)
class FactorLine:
    """Something that helps or makes it hard."""

    id: str
    kind: str
    area: str
    text: str


@dataclass(frozen=True)
class Side:
    """One side of the balance: home or school."""

    place: str
    helps: tuple[FactorLine, ...]
    hinders: tuple[FactorLine, ...]
    asked: tuple[MeasureLine, ...]

    @property
    def counted(self) -> str:
        """How much is asked, in words: "Five agreements"."""
        if not self.asked:
            return t("Nothing has been agreed yet.")
        number = upper_first(number_words(len(self.asked)))
        return t("{number} agreement.", number=number) if len(self.asked) == 1 else t("{number} agreements.", number=number)


@dataclass(frozen=True)
class QuoteLine:
    """What the pupil said and may be shared with parents and school."""

    text: str
    source: str


@dataclass(frozen=True)
class Balance:
    """The whole page. `note` is a neutral sentence when the plan asks more of home than of school, else ""."""

    first_name: str
    home: Side
    school: Side
    child_helps: tuple[FactorLine, ...]
    child_hinders: tuple[FactorLine, ...]
    note: str
    quotes: tuple[QuoteLine, ...]


def balance(s: Session, pupil: str) -> Balance:
    """Everything on the page of the balance."""
    child = row(s, "pupil", pupil)
    factors = [FactorLine(f.id, f.kind, f.area, f.text) for f in rows(s, "factor", pupil)]
    measures = in_use(measure_lines(s, pupil))
    home, school = (_side(place, factors, measures) for place in ("home", "school"))
    return Balance(
        first_name=child.first_name if child else "",
        home=home,
        school=school,
        child_helps=_of(factors, "child", "helps"),
        child_hinders=_of(factors, "child", "hinders"),
        note=_note(len(home.asked), len(school.asked)),
        quotes=_quotes(s, pupil),
    )


def number_words(number: int) -> str:
    """A small number as a word, a larger one in digits."""
    return t(COUNTS[number]) if number < len(COUNTS) else str(number)


def _side(place: str, factors: list[FactorLine], measures: list[MeasureLine]) -> Side:
    asked = tuple(m for m in measures if m.place == place)
    return Side(place, _of(factors, place, "helps"), _of(factors, place, "hinders"), asked)


def _of(factors: list[FactorLine], area: str, kind: str) -> tuple[FactorLine, ...]:
    return tuple(f for f in factors if f.area == area and f.kind == kind)


def _note(home: int, school: int) -> str:
    if home <= school:
        return ""
    return t(
        "The plan asks more of home ({home}) than of school ({school}). Does that fit in an ordinary week?",
        home=number_words(home),
        school=number_words(school),
    )


def _quotes(s: Session, pupil: str) -> tuple[QuoteLine, ...]:
    """The last things the pupil said that both parents and school may read."""
    talks: list[Row] = sorted(rows(s, "conversation", pupil), key=lambda talk: talk.date, reverse=True)
    found = []
    for talk in talks:
        source = t("Conversation {day}, may be shared", day=formats.day_month(talk.date))
        said = rows(s, "quote", pupil, conversation=talk.id)
        found += [QuoteLine(q.text, source) for q in said if {"parents", "school"} <= set(q.share_with or ())]
    return tuple(found[:MOST_QUOTES])
