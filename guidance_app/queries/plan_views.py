"""Fills the two plans from the records, for all their readers: nothing gets in but through `Shown`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.pictograms import PLAIN, pictogram_of
from guidance_app.queries.conflicts import count
from guidance_app.queries.plan import (
    Agreed,
    BlockLine,
    Doing,
    JointPlan,
    ParentPlan,
    Place,
    Question,
    Said,
    SignPart,
    VersionLine,
)
from guidance_app.queries.plan_goals import drawn_beside, goals
from guidance_app.queries.plan_source import Source, commas, version_words
from guidance_app.queries.read import Row, fields
from guidance_app.queries.shown import Shown


def joint_plan_view(s: Session, pupil: str, today: dt.date) -> JointPlan:
    """The joint support plan as it is now. Problem when there is no plan yet."""
    source = Source(Shown(s, pupil, "joint_plan"), today)
    plan = source.plan
    if plan is None:
        raise Problem(t("There is no plan yet."), t("Make a plan first."))
    return JointPlan(
        first_name=source.first_name,
        title=plan.title,
        about=source.about,
        date=source.date,
        version=source.version,
        draft=source.draft,
        period=_period(plan),
        said=_said(source),
        heard=_heard(source),
        questions=_questions(source),
        strengths=tuple(factor.text for factor in source.shown.rows("factor", kind="helps")),
        views=tuple(Said(view.text, source.signed(view)) for view in source.shown.rows("cause_view")),
        blocks=_blocks(source),
        goals=goals(source, reached=False),
        reached=goals(source, reached=True),
        home=_doings(source, "home"),
        school=_doings(source, "school"),
        decisions=_decisions(source),
        agreements=_agreements(source),
        next_talk=source.next_talk(),
        opp=_opp(plan),
        opp_review=t("We look at it again on {day}.", day=formats.day(plan.opp_review_on)) if plan.opp_review_on else "",
        approvals=_approvals(source, plan),
        signing=_signing(source),
        versions=_versions(source, plan),
        apart=count(s, pupil),
    )


def parent_plan_view(s: Session, pupil: str, today: dt.date, leave_out: frozenset[str] = frozenset()) -> ParentPlan:
    """The plan for parents as it is now: its own sentences, or where there are none yet those of the records.

    `leave_out` names headings of its sections that stay out.
    """
    source = Source(Shown(s, pupil, "parent_plan"), today)
    sheet = next(iter(source.shown.rows("sheet", audience="parents")), None)
    lines = {heading: found for heading, found in _sections(source, sheet).items() if heading not in leave_out}
    name = source.first_name
    reached, running = goals(source, reached=True), goals(source, reached=False)
    written = lines.pop(t("What we want to reach"), None)
    return ParentPlan(
        first_name=name,
        title=(sheet.title if sheet else None) or t("The plan for {name}", name=name),
        about=" ".join(part for part in (f"{source.about}.", sheet.contact if sheet else None) if part),
        date=(sheet.date if sheet else None) or source.date,
        version=source.version,
        draft=source.draft,
        good=lines.pop(t("What {name} is good at", name=name), ()),
        hard=lines.pop(t("What is hard"), ()),
        said=source.wish(),
        wanted=tuple(goal.title for goal in running) if written is None else written,
        chart=drawn_beside(written or (), running, reached, name),
        home=_plain(source, "home", lines.pop(t("What you do at home"), None)),
        school=_plain(source, "school", lines.pop(t("What school does"), None)),
        pupil=lines.pop(t("What {name} does", name=name), ()),
        others=tuple(lines.items()),
        next_talk=(sheet.next_talk if sheet else None) or source.next_talk(),
        signing=_plain_signing(source),
        apart=count(s, pupil),
    )


def _period(plan: Row) -> str:
    if not (plan.valid_from and plan.valid_until):
        return ""
    return t("From {first} until {last}", first=formats.day(plan.valid_from), last=formats.day(plan.valid_until))


def _said(source: Source) -> tuple[Said, ...]:
    """What the child wants itself and what it said in the last talk."""
    last = source.quotes(source.talks()[0]) if source.talks() else []
    wish = source.wish()
    return tuple(([wish] if wish and wish not in last else []) + last)


def _heard(source: Source) -> str:
    """When the child was heard, and by whom."""
    talk = next((talk for talk in source.talks() if talk.right_to_be_heard), None)
    if talk is None:
        return ""
    day = formats.day(talk.date)
    if not talk.by:
        return t("{name} was heard on {day}.", name=source.first_name, day=day)
    return t("{name} was heard on {day}, in a talk with {who}.", name=source.first_name, day=day, who=source.name(talk.by))


def _questions(source: Source) -> tuple[Question, ...]:
    asked = (
        Question("pupil", source.first_name, source.child.question_pupil or ""),
        Question("home", t("Parents"), source.child.question_parents or ""),
        Question("school", t("School"), source.child.question_school or ""),
    )
    return tuple(question for question in asked if question.text)


def _blocks(source: Source) -> tuple[BlockLine, ...]:
    needs = {need.id: f"{(need.stem or '').rstrip(' …')} {need.text}".strip() for need in source.shown.rows("need")}
    return tuple(
        BlockLine(block.obstacle, block.block or "", tuple(needs[id_] for id_ in block.needs or () if id_ in needs))
        for block in source.shown.rows("building_block")
    )


def _doings(source: Source, place: Place) -> tuple[Doing, ...]:
    return tuple(
        Doing(m.title, m.text or "", source.people(m.who), m.when or "", pictogram_of(m.title)) for m in source.measures(place)
    )


def _decisions(source: Source) -> tuple[str, ...]:
    """What was decided in the last meeting that was held."""
    held = [m for m in source.shown.rows("meeting") if m.date and m.date <= source.today and m.status in (None, "held")]
    if not held:
        return ()
    last = max(held, key=lambda meeting: meeting.date)
    return tuple(item.text for item in source.shown.rows("meeting_item", meeting=last.id, part="decision"))


def _agreements(source: Source) -> tuple[Agreed, ...]:
    """What was agreed and is not done yet, the first to be done on top."""
    still = [action for action in source.shown.rows("action") if action.status != "done"]
    still.sort(key=lambda action: action.due or dt.date.max)
    return tuple(Agreed(a.what, source.name(a.who), formats.day(a.due) if a.due else "") for a in still)


def _opp(plan: Row) -> str:
    needed = {True: t("Yes."), False: t("Not now.")}.get(plan.opp_required, "")
    return " ".join(part for part in (needed, plan.opp_reason) if part)


def _approvals(source: Source, plan: Row) -> tuple[str, ...]:
    """Who agreed with which version before, the last version there is an answer to."""
    given = source.shown.rows("approval", plan=plan.id)
    last = max((a.version or 0 for a in given), default=0)
    kind = fields("approval")["kind"].kind
    return tuple(
        commas(
            upper_first(source.name(a.by)), kind.format(a.kind), version_words(a.version), formats.day(a.date) if a.date else ""
        )
        for a in given
        if (a.version or 0) == last
    )


def _signing(source: Source) -> tuple[SignPart, ...]:
    people = source.shown.rows("person")
    parents = [p for p in people if p.role == "parent" and p.has_legal_authority is not False]
    school = [p for p in people if p.role in ("teacher", "sen_coordinator")]
    return (
        SignPart(t("Agrees with the action part"), tuple(commas(_first(p), p.relation or t("parent")) for p in parents)),
        SignPart(t("Has seen it"), tuple(commas(_first(p), fields("person")["role"].kind.format(p.role)) for p in school)),
        SignPart(t("Was heard"), (source.first_name,)),
    )


def _first(person: Row) -> str:
    return str(person.name.split()[0])


def _plain_signing(source: Source) -> tuple[SignPart, ...]:
    parents = source.shown.rows("person", role="parent", has_legal_authority=True)
    return (
        SignPart(t("Agrees with what school does"), (*(p.relation or t("parent") for p in parents), source.first_name)),
        SignPart(t("Has seen it"), (t("teacher"), t("SEN coordinator"), t("date"))),
    )


def _versions(source: Source, plan: Row) -> tuple[VersionLine, ...]:
    made = source.shown.rows("plan_version", plan=plan.id)
    return tuple(VersionLine(f"{v.version}", formats.day(v.date) if v.date else "", v.change or "") for v in made)


def _sections(source: Source, sheet: Row | None) -> dict[str, tuple[str, ...]]:
    """The sentences of the plan for parents under their headings."""
    if sheet is None:
        return {}
    found = source.shown.rows("sheet_section", sheet=sheet.id)
    return {part.heading or "": tuple(line.text for line in source.shown.rows("sheet_line", section=part.id)) for part in found}


def measures_at(source: Source, place: Place) -> tuple[Doing, ...]:
    """The measures of one place as sentences of a plan on one page: their names, who and when."""
    return tuple(replace(doing, detail="") for doing in _doings(source, place))


def doing_of(line: str, measures: Sequence[Doing]) -> Doing:
    """A sentence with who and when of the one measure that is about the same thing."""
    picture = pictogram_of(line)
    same = [measure for measure in measures if picture != PLAIN and measure.pictogram == picture]
    who, when = (same[0].who, same[0].when) if len(same) == 1 else ("", "")
    return Doing(line, "", who, when, picture)


def _plain(source: Source, place: Place, lines: tuple[str, ...] | None) -> tuple[Doing, ...]:
    """What is done in one place: the sentences there are, or the measures themselves while there are none."""
    measures = measures_at(source, place)
    return measures if lines is None else tuple(doing_of(line, measures) for line in lines)
