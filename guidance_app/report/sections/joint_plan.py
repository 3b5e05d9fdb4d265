"""The joint support plan: the child's words first, what we work on, who does what, and a signature for each part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.enums import TA_RIGHT

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.charts.spec import ChartSpec
from guidance_app.queries.plan import Doing, GoalLine, JointPlan, ParentPlan, Question
from guidance_app.report import blocks as b
from guidance_app.report.document import Head, Printed, compose_short
from guidance_app.report.figures import goal_chart
from guidance_app.report.layout import WIDTH, Block, Cell, Row, Stack, Style
from guidance_app.report.text import printing

CHART_HEIGHT: Final = 160
CHART_LEAST: Final = 137
BESIDE: Final = 116
BETWEEN: Final = 14
"""A chart is this high, and at least so high; beside it, with white between, the words are this wide."""
WHITE: Final = (1, 0.75)
"""How much of the white may stay to save a page."""

RIGHT: Final = Style(11, 16, colour="mute", alignment=TA_RIGHT)

_COLOURS = {"pupil": "pupilText", "home": "homeText", "school": "schoolText"}


@dataclass(frozen=True)
class Section:
    """A part of the plan: its headline (an English source sentence) and its blocks, none of which leaves the heading out too."""

    headline: str
    make: Callable[[JointPlan], Sequence[Block]]


def joint_plan(view: JointPlan) -> Printed:
    """The plan on as few pages as it can be on without becoming crowded."""
    name = t("Support plan for {name}", name=view.first_name)
    with printing(name):
        return compose_short(Head(name, view.date, view.version, view.draft), lambda: _body(view, name), WHITE)


def _body(view: JointPlan, name: str) -> list[Block]:
    body = masthead(view, name, (view.title, view.about, view.period))
    for section in SECTIONS:
        heading = t(section.headline, name=view.first_name)
        with printing(heading):
            blocks = section.make(view)
            body += [b.heading(heading), *blocks] if blocks else []
    return body


def masthead(view: JointPlan | ParentPlan, name: str, below: Sequence[str]) -> list[Block]:
    """The name of a plan at the left, its version and date at the right, what it is about, and a line under them."""
    version = ", ".join(part for part in (view.version, t("draft") if view.draft else "") if part)
    right = Stack([b.sentence(line, RIGHT) for line in (version, formats.day(view.date)) if line])
    head = Row([Cell(Stack([b.title(name)])), Cell(right, fixed=120)], gap=12)
    lines = [b.sentence(line, b.SMALL) for line in below if line] + b.unsettled(view.apart)
    return [head, *lines, b.rule(7, colour="text", thickness=1.2)]


def _said(view: JointPlan) -> list[Block]:
    heard = view.heard or t("We have not asked {name} yet.", name=view.first_name)
    return [*(b.quote(said.text, said.source) for said in view.said), b.sentence(heard, b.NOTE)]


def _questions(view: JointPlan) -> list[Block]:
    cells = [Cell(Stack([_asker(question), b.sentence(question.text)])) for question in view.questions]
    return [Row(cells, gap=16)] if cells else []


def _asker(question: Question) -> Block:
    return b.sentence(question.who, Style(12, 17, "Bold", _COLOURS[question.voice], keep=True))


def _strengths(view: JointPlan) -> list[Block]:
    return b.bullets(view.strengths)


def _views(view: JointPlan) -> list[Block]:
    return [b.quote(said.text, said.source, bar="edge") for said in view.views]


def _blocks(view: JointPlan) -> list[Block]:
    rows = [(block.obstacle, block.block, "\n".join(block.needs)) for block in view.blocks]
    return b.table((t("Obstacle"), t("Building block"), t("Needed for that")), rows, (3, 5, 5)) if rows else []


def _goals(view: JointPlan) -> list[Block]:
    return _pursued(view.goals)


def _reached(view: JointPlan) -> list[Block]:
    return _pursued(view.reached)


def _pursued(goals: Sequence[GoalLine]) -> list[Block]:
    """Goals with a chart first, each beside it; then those without, two to a row."""
    charts = [(goal, goal_chart(goal)) for goal in goals]
    drawn = [_with_chart(goal, spec) for goal, spec in charts if spec is not None]
    return [*drawn, *_in_pairs([Stack(list(_words(goal))) for goal, spec in charts if spec is None])]


def _with_chart(goal: GoalLine, spec: ChartSpec) -> Row:
    width = WIDTH - BESIDE - BETWEEN
    below, height = _below_chart(goal.pace, spec.caption, width)
    chart = [b.figure(spec, width, height, titled=False), below]
    cells = [Cell(Stack(list(_words(goal))), fixed=BESIDE), Cell(Stack(chart))]
    return Row(cells, gap=BETWEEN, before=8, together=True)


def _below_chart(pace: str, caption: str, width: float) -> tuple[Block, float]:
    """The words below a chart, and how high the chart is: so much lower as they have more lines. How fast it goes is left out
    where that is not enough room, so a plan never becomes longer by it."""
    plain = b.sentence(caption, b.SMALL)
    for words in (t("{what}. {pace}", what=caption, pace=pace), pace) if pace else ():
        told = b.sentence(words, b.SMALL)
        height = CHART_HEIGHT - (told.height(width) - plain.height(width))
        if height >= CHART_LEAST:
            return told, min(height, CHART_HEIGHT)
    return plain, CHART_HEIGHT


def _in_pairs(parts: Sequence[Stack]) -> list[Block]:
    """Two parts to a row, none of them broken; a single part takes the whole width."""
    if len(parts) == 1:
        return [Stack(parts[0].blocks, 6, together=True)]
    rows = [[*parts[i : i + 2], Stack([])][:2] for i in range(0, len(parts), 2)]
    return [Row([Cell(part) for part in row], gap=BETWEEN, before=6, together=True) for row in rows]


def _words(goal: GoalLine) -> Iterator[Block]:
    yield b.subheading(goal.title)
    if goal.text:
        yield b.sentence(goal.text)
    told = [(label, text) for label, text in ((t("Now"), goal.now), (t("Goal"), goal.target), (t("Result"), goal.result)) if text]
    yield from (b.fact(*one) for one in told)


def _doings(view: JointPlan) -> list[Block]:
    home = [b.place_head("home", t("At home")), *(_doing(doing) for doing in view.home)]
    school = [b.place_head("school", t("At school")), *(_doing(doing) for doing in view.school)]
    return [b.columns(home, school)]


def _doing(doing: Doing) -> Block:
    return b.pictogram(doing.pictogram, *doing_words(doing), size=22)


def doing_words(doing: Doing) -> list[Block]:
    """What somebody does, then who and when."""
    detail = [b.sentence(doing.detail)] if doing.detail else []
    meta = ", ".join(part for part in (doing.who, doing.when) if part)
    return [b.sentence(doing.what, b.STRONG), *detail, *([b.sentence(meta, b.SMALL)] if meta else [])]


def _decisions(view: JointPlan) -> list[Block]:
    return b.bullets(view.decisions)


def _agreements(view: JointPlan) -> list[Block]:
    rows = [(agreed.what, agreed.who, agreed.by) for agreed in view.agreements]
    made = b.table((t("What"), t("Who"), t("By|deadline")), rows, (5, 2, 2)) if rows else []
    talk = view.next_talk or t("has to be agreed on")
    return [*made, b.box([b.sentence(t("Next time {when}", when=talk), b.STRONG)])]


def _opp(view: JointPlan) -> list[Block]:
    return [b.sentence(text, style) for text, style in ((view.opp, b.BODY), (view.opp_review, b.NOTE)) if text]


def _signing(view: JointPlan) -> list[Block]:
    lines = b.writing_lines(t("We think differently about"), 2)
    parts = [b.signatures(part.what, (*part.names, t("date"))) for part in view.signing]
    given = [b.sentence(line, b.NOTE if i == 0 else b.SMALL) for i, line in enumerate(view.approvals)]
    return [Stack([*lines, *parts, *given], together=True)]


def _versions(view: JointPlan) -> list[Block]:
    rows = [(line.version, line.date, line.change) for line in view.versions]
    return b.table((t("Version"), t("Date"), t("What changed")), rows, (1, 2, 6)) if rows else []


SECTIONS: Final[tuple[Section, ...]] = (
    Section("What {name} says", _said),
    Section("Our questions", _questions),
    Section("What goes well", _strengths),
    Section("How each of us sees it", _views),
    Section("What has been reached", _reached),
    Section("From obstacle to building block", _blocks),
    Section("What we work on", _goals),
    Section("Who does what", _doings),
    Section("What we decided", _decisions),
    Section("Agreements", _agreements),
    Section("Is an OPP needed?", _opp),
    Section("Signing", _signing),
    Section("Versions", _versions),
)
