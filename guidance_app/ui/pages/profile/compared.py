"""In the side panel: one score against an earlier one and against the other parts of its test, in words first; and the drawer
for who knows, with every figure, its inputs and its method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guidance_app.base.i18n import t, upper_first
from guidance_app.queries.names import join_names
from guidance_app.queries.profile import ProfileView
from guidance_app.queries.profile_axis import Line, Mark
from guidance_app.queries.scores_around import Verdict
from guidance_app.queries.scores_told import ScoreTold, told_of
from guidance_app.ui.layouts import Column, box
from guidance_app.ui.widgets import button, label, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.profile import ProfilePage

EXPERT = "expert scores"


def compared(view: ProfileView, line: Line, numbers: bool) -> list[Any]:
    """What the numbers say of every score that counts now."""
    found: list[Any] = []
    for mark, told in _told(view, line):
        who = [small(upper_first(mark.who), "text", weight=600)] if len(line.now) > 1 and mark.who else []
        lines = _lines(told, numbers)
        found += [*who, *lines] if lines else []
    return found


def _told(view: ProfileView, line: Line) -> list[tuple[Mark, ScoreTold]]:
    return [(mark, told_of(view.around, mark.taken)) for mark in line.now if mark.taken is not None]


def _lines(told: ScoreTold, numbers: bool) -> list[Any]:
    found: list[Any] = []
    if told.change is not None:
        found += [4, small(told.change.about, "text", wrap=True, weight=600), *_verdict(told.change, numbers)]
    if told.differences or told.missing:
        found += [4, small(t("Compared with the other parts of the test"), "text", wrap=True, weight=600)]
    found += _differences(told.differences, numbers)
    found += [small(told.missing, wrap=True)] if told.missing else []
    if told.learning is not None and numbers:
        found += [4, small(told.learning.about, "text", wrap=True, weight=600), *_verdict(told.learning, numbers)]
    return found


def _differences(found: tuple[Verdict, ...], numbers: bool) -> list[Any]:
    """Each with its numbers; in words those together of which the same is to be said."""
    if numbers:
        return [part for one in found for part in (small(one.about, wrap=True), *_verdict(one, numbers))]
    alike = {words: [one.about for one in found if one.words == words] for words in dict.fromkeys(one.words for one in found)}
    return [part for words, names in alike.items() for part in (small(join_names(names), wrap=True), label(words, wrap=True))]


def _verdict(one: Verdict, numbers: bool) -> list[Any]:
    """The words alone while numbers are hidden; else the sentence with the arithmetic under it."""
    if not numbers:
        return [label(one.words, wrap=True)] if one.words else []
    return [label(upper_first(one.sentence), wrap=True), *([small(one.arithmetic, wrap=True)] if one.arithmetic else [])]


def expert(page: ProfilePage, view: ProfileView, line: Line) -> list[Any]:
    """The drawer: closed until asked for. It is all numbers, so opening it shows the numbers and hiding them closes it."""
    drawers = [drawer for _, told in _told(view, line) for drawer in told.drawers]
    if not drawers:
        return []
    open_ = page.expert and page.numbers
    link = button(t("For the expert"), "link", "chevron-down" if open_ else "chevron-right", lambda: page.show_expert(not open_))
    link.setObjectName(EXPERT)
    if not open_:
        return [link]
    told: list[Any] = []
    for drawer in drawers:
        told += [4, small(drawer.heading, "text", wrap=True, weight=700), small(drawer.inputs, wrap=True)]
        for figure in drawer.figures:
            told += [label(figure.name, wrap=True, weight=600), label(figure.value, wrap=True), small(figure.method, wrap=True)]
    made = box(Column(*told, gap=2))
    made.setObjectName("drawer")
    return [link, made]
