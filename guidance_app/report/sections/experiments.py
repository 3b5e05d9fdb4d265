"""The experiments of a pupil on paper, each on a page of its own: did it help, how sure is that, what next; then the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from guidance_app.base.i18n import t
from guidance_app.charts.measured import measured_chart
from guidance_app.charts.several import staggered, tiers_chart
from guidance_app.charts.spec import page_count
from guidance_app.queries.experiment_paper import ExperimentPages, OneExperiment, OneOutcome
from guidance_app.report import blocks as b
from guidance_app.report.document import Head, Printed, compose_apart
from guidance_app.report.fonts import register_fonts
from guidance_app.report.layout import HEIGHT, WIDTH, Block, Stack, Style
from guidance_app.report.text import printing

Make = Callable[[], Sequence[Block]]
WHITE: Final = (1, 0.75, 0.5)
"""How much of the white may stay to save a page."""
CHART_HEIGHT: Final = 195
MOST_MORE: Final = 90
"""How much higher a chart becomes at most where the page has room."""
SPARE: Final = 4
TIER_HEIGHT: Final = 95
ABOVE_TIERS: Final = 70
BESIDE: Final = 1
"""Of a second outcome so many figures stand beside the answer: the typical score."""
SUMS: Final = Style(11, 14, colour="mute")


def experiment_paper(view: ExperimentPages) -> Printed:
    """One experiment after another, each beginning on a new page."""
    name = t("Experiments of {name}", name=view.name)
    register_fonts()
    with printing(name):
        parts: list[Make] = []
        for one in view.experiments:
            parts += [partial(_answers, view, name, one), *([partial(_for_experts, one)] if _has_drawers(one) else [])]
        return compose_apart(Head(name, view.date), parts or [partial(_nothing, name)], WHITE)


def _answers(view: ExperimentPages, name: str, one: OneExperiment) -> list[Block]:
    """The answers of one experiment. Its chart takes the height that the page leaves to it, up to a point; where the page is
    full, what is left of it with as much less white as that takes."""

    def made(more: float = 0) -> list[Block]:
        return [*_head(view, name, one), *_experiment(one, more)]

    for white in WHITE:
        usual = Stack(made())
        usual.tighten(white)
        free = HEIGHT - usual.height(WIDTH) - SPARE
        if free > 0:
            return made(min(free, MOST_MORE))
    return made()


def _nothing(name: str) -> list[Block]:
    return [b.title(name), b.sentence(t("There are no experiments yet."))]


def _head(view: ExperimentPages, name: str, one: OneExperiment) -> Iterator[Block]:
    if one is view.experiments[0]:
        yield b.title(name)
        yield from b.unsettled(view.apart)
    yield b.heading(one.title)
    if one.question:
        yield b.quote(one.question, one.asker)
    if one.convince:
        yield b.fact(t("Written down beforehand, what would convince us"), one.convince)


def _experiment(one: OneExperiment, more: float = 0) -> Iterator[Block]:
    """Everything below the head; `more`: so much higher the chart may be."""
    tiers = [outcome.series for outcome in one.outcomes]
    stacked = staggered(tiers)
    if stacked:
        spec = tiers_chart([(series, ()) for series in tiers if series.phases])
        yield from b.figures(spec, WIDTH, TIER_HEIGHT * len(tiers) + ABOVE_TIERS + more, before=8)
    for number, outcome in enumerate(one.outcomes):
        yield from _outcome(outcome, main=number == 0, drawn=stacked, more=more)
    if one.pupil_says:
        yield b.quote(one.pupil_says, one.pupil)
    if one.caution:
        yield b.sentence(one.caution, b.NOTE)


def _has_drawers(one: OneExperiment) -> bool:
    return any(outcome.drawers for outcome in one.outcomes)


def _for_experts(one: OneExperiment) -> list[Block]:
    """The figures for experts, on pages of their own."""
    blocks = [block for outcome in one.outcomes for block in _drawer(outcome)]
    return [b.heading(t("For the expert, {title}", title=one.title)), *blocks]


def _outcome(outcome: OneOutcome, main: bool, drawn: bool, more: float) -> Iterator[Block]:
    """The chart (unless it was `drawn` with the others), the three answers in a box, and each figure with its sum; of a second
    outcome the sentences alone."""
    if not main:
        words = [told for _, told in outcome.answers[:1]] + [figure.sentence for figure in outcome.figures[:BESIDE]]
        yield b.subheading(outcome.caption.partition(". ")[0])
        yield b.sentence(" ".join(words) or outcome.reading)
        return
    if outcome.series.measured and not drawn:
        spec = measured_chart(outcome.series, title=outcome.reading, caption=outcome.caption, rounds=outcome.rounds)
        yield from b.figures(spec, WIDTH, CHART_HEIGHT + more / page_count(spec), before=8)
    if outcome.answers:
        yield b.box([b.fact(question, words) for question, words in outcome.answers], fill="sunk")
    if outcome.trust:
        yield b.sentence(outcome.trust, b.BELOW)
    for figure in outcome.figures:
        yield b.sentence(figure.sentence, b.BELOW)


def _drawer(outcome: OneOutcome) -> Iterator[Block]:
    for drawer in outcome.drawers:
        yield b.subheading(t("{outcome}, {comparison}", outcome=outcome.name, comparison=drawer.heading))
        yield b.sentence(drawer.inputs, SUMS)
        rows = [(figure.name, figure.value, figure.method) for figure in drawer.figures]
        yield from b.table((t("Figure"), t("Value"), t("Method")), rows, (1, 1.6, 2.4))
