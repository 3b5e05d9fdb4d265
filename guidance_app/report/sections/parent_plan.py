"""The plan for parents: one page in plain words, home and school side by side, pictograms with their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from guidance_app.base.i18n import t
from guidance_app.queries.plan import Doing, GoalLine, ParentPlan
from guidance_app.report import blocks as b
from guidance_app.report.document import Head, Printed, compose_short
from guidance_app.report.figures import goal_chart
from guidance_app.report.layout import Block, Space, Stack
from guidance_app.report.sections.joint_plan import doing_words, masthead
from guidance_app.report.text import printing

HEADING: Final = replace(b.HEADING, before=8)
CHART: Final = (194, 46)

WHITE: Final = (1, 0.85, 0.7, 0.55, 0.4, 0.25)
"""How much of the white may stay to have the plan on one page."""


def parent_plan(view: ParentPlan) -> Printed:
    """The plan, with as much white as one page has room for. It is meant for one page: ask `fits`."""
    with printing(t("the plan for the parents")):
        return compose_short(Head(view.title, view.date, view.version, view.draft), lambda: _body(view), WHITE)


def _body(view: ParentPlan) -> list[Block]:
    return [*masthead(view, view.title, (view.about,)), *_words(view), *_wanted(view), *_doings(view), *_rest(view)]


def fits(printed: Printed) -> bool:
    """Whether the plan is on one page."""
    return printed.pages == 1


def _words(view: ParentPlan) -> list[Block]:
    """What goes well and what is hard, beside what the child says."""
    name = view.first_name
    lists = [(t("What {name} is good at", name=name), view.good), (t("What is hard"), view.hard)]
    parts = [_list(heading, items) for heading, items in lists if items]
    if view.said:
        parts.append([b.heading(t("What {name} says", name=name), HEADING), b.sentence(f"“{view.said.text}”")])
    return [*_side_by_side(parts), b.rule(7)]


def _side_by_side(parts: Sequence[list[Block]]) -> list[Block]:
    """Two parts to a row; a last one that is alone takes the whole width."""
    made: list[Block] = []
    for i in range(0, len(parts), 2):
        pair = parts[i : i + 2]
        made += [b.columns(pair[0], pair[1], before=8)] if len(pair) == 2 else pair[0]
    return made


def _list(heading: str, items: Sequence[str]) -> list[Block]:
    return [b.heading(heading, HEADING), *(b.sentence(item) for item in items)]


def _wanted(view: ParentPlan) -> list[Block]:
    if not view.wanted:
        return []
    words = _list(t("What we want to reach"), view.wanted)
    chart = _chart(view.chart) if view.chart else []
    return [*([b.columns(words, chart, shares=(3, 2), before=8)] if chart else words), b.rule(7)]


def _chart(goal: GoalLine) -> list[Block]:
    spec = goal_chart(goal, tiny=True)
    return (
        [Space(10), b.figure(spec, *CHART), b.sentence(t("{what}, with the goal line", what=spec.caption), b.SMALL)]
        if spec
        else []
    )


def _doings(view: ParentPlan) -> list[Block]:
    home = [b.place_head("home", t("What you do at home")), *(_doing(doing) for doing in view.home)]
    school = [b.place_head("school", t("What school does")), *(_doing(doing) for doing in view.school)]
    return [b.columns(home, school, before=8), b.rule(7)]


def _doing(doing: Doing) -> Block:
    return b.pictogram(doing.pictogram, *doing_words(doing))


def _rest(view: ParentPlan) -> list[Block]:
    does = _list(t("What {name} does", name=view.first_name), view.pupil) if view.pupil else []
    others = [block for heading, items in view.others for block in _list(heading, items)]
    talk = b.box([b.sentence(t("Next time {when}", when=view.next_talk or t("has to be agreed on")), b.STRONG)])
    parts = [b.signatures(part.what, part.names) for part in view.signing]
    return [*does, *others, Stack([talk, *b.writing_lines(t("We think differently about"), 1), *parts], 10, together=True)]
