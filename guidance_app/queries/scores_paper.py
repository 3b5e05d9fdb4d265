"""What the numbers of the tests say, for the whole file on paper: only what was computed, for the scores stand there already."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.queries.scores_around import Around, around
from guidance_app.queries.scores_reading import ReadingHelp, reading_help
from guidance_app.queries.scores_taken import Taken
from guidance_app.queries.scores_told import ScoreTold, told_of
from guidance_app.queries.whole_file import Entry, Part
from guidance_app.stats.sentences import shown


def score_parts(about: Around, test: str, expert: bool) -> tuple[Part, ...]:
    """What is computed from the scores of one test, and for the expert each figure with its inputs and method."""
    found = [(taken, told_of(about, taken)) for taken in about.tests.get(test, ())]
    said = [(taken, told) for taken, told in found if _computed(taken, told)]
    if not said:
        return ()
    lines = tuple((taken.label, " ".join(_lines(taken, told))) for taken, told in said)
    parts = [Part(t("What the figures say"), (Entry(f"scores/{test}", lines),))]
    if expert:
        entries = tuple(Entry(f"figures/{taken.score.id}", tuple(_figures(told)), name=taken.label) for taken, told in said)
        parts.append(Part(t("For the expert"), entries))
    return tuple(parts)


def reading_part(s: Session, pupil: str) -> tuple[Part, ...]:
    """The card about word reading; nothing without main measurements of it."""
    found = reading_help(s, pupil, around(s, pupil))
    if found is None:
        return ()
    return (Part(t("Word reading over three main measurements"), (Entry("reading", tuple(_reading(found))),)),)


def _computed(taken: Taken, told: ScoreTold) -> bool:
    span = taken.span is not None and taken.span.source == "computed"
    change = told.change is not None and bool(told.change.figures)
    return bool(span or change or told.differences or told.learning or taken.doubt)


def _lines(taken: Taken, told: ScoreTold) -> Iterator[str]:
    """The sentences of one score, with their numbers."""
    if taken.doubt:
        yield taken.doubt
    span = taken.span
    if span is not None and span.source == "computed":
        ends = {"low": span.first, "high": span.last, "percent": shown(100 * span.level)}
        r = formats.number(taken.score.reliability)
        yield t("Interval {low} to {high} ({percent}%), computed with the reliability {r} from the report.", r=r, **ends)
    if told.change is not None:
        yield f"{told.change.about}. {told.change.sentence}"
    for one in told.differences:
        yield t("Against {name}. {sentence}", name=one.about, sentence=one.sentence)
    if told.learning is not None:
        yield f"{told.learning.sentence}. {told.learning.arithmetic}"


def _figures(told: ScoreTold) -> Iterator[tuple[str, str]]:
    for drawer in told.drawers:
        for figure in drawer.figures:
            yield f"{drawer.heading}, {figure.name}", f"{figure.value}. {figure.method} {drawer.inputs}"


def _reading(found: ReadingHelp) -> Iterator[tuple[str, str]]:
    for place, one in enumerate(found.measured):
        told = ", ".join(part for part in (formats.day(one.day), one.words, one.number) if part)
        yield one.moment, told
        if place < len(found.between):
            between = found.between[place]
            yield t("Help {period}", period=between.period), "; ".join(between.help)
    yield t("What it shows"), " ".join((found.sentence, *found.asks))
