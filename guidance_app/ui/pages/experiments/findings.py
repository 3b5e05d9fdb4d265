"""Under the chart: did it help, how sure is that, what next; then the figures in plain sentences, with the sums on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.queries.experiments import ExperimentView, Outcome, answers
from guidance_app.queries.observers import in_plain_words
from guidance_app.stats.drawer import Drawer
from guidance_app.stats.findings import Findings
from guidance_app.ui.layouts import STRETCH, Column, Row, box
from guidance_app.ui.widgets import button, label, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.experiments import ExperimentsPage

SUMS = "sums"


def findings_card(page: ExperimentsPage, one: ExperimentView, shown: Outcome) -> list[Any]:
    """The card; nothing while there is nothing to compare."""
    found = shown.findings
    if found is None:
        return []
    open_ = page.unfolded == SUMS
    link = button(t("Hide the sums") if open_ else t("Show the sums"), "link", "", lambda: _fold(page))
    link.setObjectName(SUMS)
    told = [_answer(question, words) for question, words in answers(one, shown)]
    sums = [small(line, wrap=True) for line in (found.because.arithmetic, found.sure.arithmetic) if line and open_]
    parts = Column(
        *told, *sums, *_trust(one, shown), 2, *_figures(found, open_), Row(link, STRETCH), gap=6, margins=(16, 12, 16, 10)
    )
    card = box(parts, "card")
    card.setObjectName("findings")
    return [card]


def _trust(one: ExperimentView, shown: Outcome) -> list[Any]:
    """Whether it was done as agreed, and whether a second observer saw the same."""
    done = shown.fidelity
    words = (done.sentence, done.warning) if done else ()
    return [label(line, wrap=True) for line in (*words, in_plain_words(one.checks, shown.id)) if line]


def _fold(page: ExperimentsPage) -> None:
    page.unfold(SUMS)
    page.go_to(SUMS)


def _answer(question: str, words: str) -> QWidget:
    return box(Column(label(question, weight=700, wrap=True), label(words, wrap=True), gap=0), widget=QWidget())


def _figures(found: Findings, sums: bool) -> list[Any]:
    """Each figure as its sentence; under it the arithmetic when asked for."""
    told: list[Any] = []
    for figure in found.beside:
        told.append(label(figure.sentence, wrap=True))
        if sums and figure.arithmetic:
            told.append(small(figure.arithmetic, wrap=True))
    return told


def drawer_lines(drawers: tuple[Drawer, ...]) -> list[Any]:
    """The figures for experts: for each comparison what was counted, and each figure with its method."""
    told: list[Any] = []
    for drawer in drawers:
        told += [4, label(drawer.heading, wrap=True, weight=700), small(drawer.inputs, wrap=True)]
        for figure in drawer.figures:
            name = Column(label(figure.name, weight=600), STRETCH)
            line = Row(name, (label(figure.value, wrap=True), 1), gap=8)
            told += [box(line, widget=QWidget()), small(figure.method, wrap=True)]
    return told
