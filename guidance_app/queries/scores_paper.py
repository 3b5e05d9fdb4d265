"""What the numbers of the tests say, for the whole file on paper: only what was computed, for the scores stand there already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.queries.scores_around import Around, around, inputs_of
from guidance_app.queries.scores_reading import ReadingHelp, reading_help
from guidance_app.queries.scores_taken import Taken
from guidance_app.queries.scores_told import ScoreTold, told_of
from guidance_app.queries.whole_file import Entry, Part
from guidance_app.stats.drawer import Drawer
from guidance_app.stats.sentences import shown


def score_parts(about: Around, test: str, expert: bool) -> tuple[Part, ...]:
    """What is computed from the scores of one test, each pair once; for the expert each figure, its inputs and its method."""
    printed: set[Drawer] = set()
    found = [(taken, _once(printed, about, taken)) for taken in about.tests.get(test, ())]
    said = [(taken, told) for taken, told in found if _computed(taken, told)]
    lines = tuple((taken.label, words) for taken, told in said if (words := " ".join(_lines(taken, told))))
    if not lines:
        return ()
    parts = [Part(t("What the figures say"), (Entry(f"scores/{test}", lines),))]
    if expert:
        entries = (Entry(f"figures/{taken.score.id}", _figures(taken, told), name=taken.label) for taken, told in said)
        parts.append(Part(t("For the expert"), (*entries, _methods(test, [told for _, told in said]))))
    return tuple(parts)


def _once(printed: set[Drawer], about: Around, taken: Taken) -> ScoreTold:
    """Without the pairs and figures that stand with a score before this one."""
    told = told_of(about, taken)
    before = {one.label for one in takewhile(lambda one: one is not taken, about.tests[taken.test.id])}
    left = tuple(one for one in told.differences if one.about not in before)
    drawers = tuple(one for one in told.drawers if one.heading not in before and one not in printed)
    printed.update(drawers)
    return replace(told, differences=left, drawers=drawers)


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


def _figures(taken: Taken, told: ScoreTold) -> tuple[tuple[str, str], ...]:
    """What it was computed from, and each figure."""
    lines = [(f"{drawer.heading}, {figure.name}", figure.value) for drawer in told.drawers for figure in drawer.figures]
    return ((t("Computed from"), inputs_of(taken)), *lines) if lines else ()


def _methods(test: str, told: list[ScoreTold]) -> Entry:
    """Each method once."""
    found = {figure.name: figure.method for one in told for drawer in one.drawers for figure in drawer.figures}
    return Entry(f"methods/{test}", tuple(_shortest(found).items()), name=t("Methods"))


def _shortest(found: dict[str, str]) -> dict[str, str]:
    """A method under the first name that uses it."""
    return {name: method for place, (name, method) in enumerate(found.items()) if method not in list(found.values())[:place]}


def _reading(found: ReadingHelp) -> Iterator[tuple[str, str]]:
    """The measurements and the help between; what a referral asks for is told on screen, where it can still be done."""
    for place, one in enumerate(found.measured):
        yield one.moment, ", ".join(part for part in (formats.day(one.day), one.words, one.number) if part)
        if place < len(found.between):
            last = found.measured[place + 1].moment
            yield t("Between {first} and {last}", first=one.moment, last=last), "; ".join(found.between[place].help)
    yield t("What it shows"), " ".join((found.sentence, found.asks[-1]))
