"""The plans as plain text, for a message or another program: the same words as on paper, without their make-up."""

from __future__ import annotations

from collections.abc import Iterable

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.queries.plan import Doing, GoalLine, JointPlan, ParentPlan
from guidance_app.queries.plan_source import commas

Section = tuple[str, Iterable[str]]


def parent_plan_text(view: ParentPlan) -> str:
    """The plan for parents."""
    name = view.first_name
    said = [f"“{view.said.text}”"] if view.said else []
    sections: list[Section] = [
        (t("What {name} is good at", name=name), view.good),
        (t("What is hard"), view.hard),
        (t("What {name} says", name=name), said),
        (t("What we want to reach"), view.wanted),
        (t("What you do at home"), map(_doing, view.home)),
        (t("What school does"), map(_doing, view.school)),
        (t("What {name} does", name=name), view.pupil),
        *view.others,
    ]
    talk = t("Next time {when}", when=view.next_talk or t("has to be agreed on"))
    return _text([view.title, view.about, commas(view.version, formats.day(view.date))], sections, talk)


def joint_plan_text(view: JointPlan) -> str:
    """The joint plan."""
    name = view.first_name
    sections: list[Section] = [
        (t("What {name} says", name=name), [*(f"“{said.text}”" for said in view.said), *filter(None, [view.heard])]),
        (t("The three questions"), [f"{question.who}: {question.text}" for question in view.questions]),
        (t("What helps"), view.strengths),
        (t("Building blocks"), [f"{line.obstacle} → {line.block}" for line in view.blocks]),
        (t("Goals"), map(_goal, (*view.goals, *view.reached))),
        (t("At home"), map(_doing, view.home)),
        (t("At school"), map(_doing, view.school)),
        (t("What we decided"), view.decisions),
        (t("What we agreed"), [commas(one.what, one.who, one.by) for one in view.agreements]),
        (t("Is an OPP needed"), filter(None, [view.opp, view.opp_review])),
        (t("Approval"), view.approvals),
        (t("Versions"), [commas(t("version {number}", number=v.version), v.date, v.change) for v in view.versions]),
    ]
    talk = t("Next time {when}", when=view.next_talk or t("has to be agreed on"))
    return _text([view.title, view.about, commas(view.version, formats.day(view.date)), view.period], sections, talk)


def _text(head: Iterable[str], sections: Iterable[Section], end: str = "") -> str:
    blocks = ["\n".join(filter(None, head))]
    for heading, lines in sections:
        body = "\n".join(f"- {line}" for line in lines)
        blocks += [f"{heading}\n{body}"] if body else []
    return "\n\n".join([*blocks, end]).strip() + "\n"


def _doing(doing: Doing) -> str:
    about = commas(doing.who, doing.when)
    return f"{doing.what} ({about})" if about else doing.what


def _goal(goal: GoalLine) -> str:
    return commas(goal.title, *(part for part in (goal.text, goal.result or goal.target) if part))
