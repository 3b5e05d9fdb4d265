"""What stands in the joint plan, who agreed with which version, and how it came about, for the person who writes it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn, upper_first
from guidance_app.queries.plan import JointPlan
from guidance_app.queries.plan_editor import Origin, PlanPart, PlanState
from guidance_app.queries.plan_source import Source, commas, version_words
from guidance_app.queries.plan_views import joint_plan_view
from guidance_app.queries.read import Row, fields, rows
from guidance_app.queries.shown import Shown


@dataclass(frozen=True)
class Given:
    """An answer to the plan. `now` says that it is about the version that is being written."""

    id: str
    words: str
    result: str
    now: bool


@dataclass(frozen=True)
class Missing:
    """Somebody whose answer to this version is not there: who, for which part of the plan, and that in words."""

    by: str
    kind: str
    words: str


@dataclass(frozen=True)
class Version:
    """One version in the history."""

    id: str
    words: str
    change: str
    now: bool


@dataclass(frozen=True)
class JointEditor:
    """The joint plan: its parts, the document they make, answers, versions, and the measures that can go on."""

    parts: tuple[PlanPart, ...]
    view: JointPlan
    given: tuple[Given, ...]
    missing: tuple[Missing, ...]
    versions: tuple[Version, ...]
    measures: tuple[tuple[str, str], ...]


def joint_editor(s: Session, pupil: str, today: dt.date, state: PlanState) -> JointEditor:
    """The joint plan as it is now. There must be a plan."""
    source = Source(Shown(s, pupil, "joint_plan"), today)
    view = joint_plan_view(s, pupil, today)
    plan = source.plan
    assert plan is not None
    given, missing = _given(s, source, plan), _missing(s, source, plan)
    versions = _versions(s, plan)
    active = [(m.id, m.title) for m in rows(s, "measure", pupil) if m.status in (None, "active", "planned")]
    written = (
        PlanPart("opp", t("Is an OPP needed"), _opp(plan)),
        PlanPart("continues", t("Measures that go on"), _goes_on(plan)),
        PlanPart("approvals", t("Approval"), _approval(given, state)),
        PlanPart("versions", t("Versions"), tn("{n} version", "{n} versions", len(versions)) if versions else t("still empty")),
    )
    status = PlanPart("status", t("Title, status and period"), commas(state.version, state.status))
    never = PlanPart("never", t("Tests and assessment"), t("never in the joint plan"), never=True)
    return JointEditor((status, *_from_elsewhere(view), *written, never), view, given, missing, versions, tuple(active))


def _from_elsewhere(view: JointPlan) -> tuple[PlanPart, ...]:
    """The parts that are written on other pages."""
    name = view.first_name
    questions = tuple(f"{question.who}: {question.text}" for question in view.questions)
    blocks = tuple(f"{line.obstacle} → {line.block}" for line in view.blocks)
    doings = tuple(doing.what for doing in (*view.home, *view.school))
    agreed = (*view.decisions, *(commas(one.what, one.who, one.by) for one in view.agreements))
    return (
        _part("said", t("What {name} says", name=name), "conversations", tuple(f"“{said.text}”" for said in view.said)),
        _part("questions", t("The three questions"), "overview", questions),
        _part("strengths", t("What helps"), "balance", view.strengths),
        _part("blocks", t("Building blocks"), "building_blocks", blocks),
        _part("goals", t("Goals"), "goals", tuple(goal.title for goal in view.goals)),
        _part("doings", t("At home and at school"), "goals", doings),
        _part("agreed", t("Decisions and agreements"), "conversations", agreed),
    )


def _part(key: str, heading: str, origin: Origin, lines: tuple[str, ...]) -> PlanPart:
    return PlanPart(key, heading, tn("{n} line", "{n} lines", len(lines)) if lines else t("still empty"), lines, origin=origin)


def _opp(plan: Row) -> str:
    return {True: t("yes"), False: t("not now")}.get(plan.opp_required, t("not decided yet"))


def _goes_on(plan: Row) -> str:
    chosen = len(plan.continues or ())
    return tn("{n} measure|plan", "{n} measures|plan", chosen) if chosen else t("all that are in use")


def _approval(given: tuple[Given, ...], state: PlanState) -> str:
    now = sum(one.now for one in given)
    if not now:
        return t("nobody yet for {version}", version=state.version)
    return tn("{n} answer for {version}", "{n} answers for {version}", now, version=state.version)


def _given(s: Session, source: Source, plan: Row) -> tuple[Given, ...]:
    """The answers, those to the last version on top."""
    kind = fields("approval")["kind"].kind
    found = sorted(rows(s, "approval", plan=plan.id), key=lambda a: a.version or 0, reverse=True)
    return tuple(
        Given(
            a.id,
            commas(
                upper_first(source.name(a.by)) or t("Nobody chosen yet"),
                kind.format(a.kind),
                version_words(a.version),
                formats.day(a.date) if a.date else "",
            ),
            a.result or "",
            a.version == plan.version,
        )
        for a in found
    )


def _missing(s: Session, source: Source, plan: Row) -> tuple[Missing, ...]:
    """Whose answer to this version is not there: parents with authority agree, the child is heard, school signs."""
    kind = fields("approval")["kind"].kind
    people = rows(s, "person", source.child.id)
    asked = [(p.id, "action_part") for p in people if p.role == "parent" and p.has_legal_authority is not False]
    asked += [(source.child.id, "heard")]
    asked += [(p.id, "school") for p in people if p.role == "teacher"][:1]
    done = {(a.by, a.kind) for a in rows(s, "approval", plan=plan.id, version=plan.version)}
    return tuple(
        Missing(by, what, f"{upper_first(source.name(by))}, {kind.format(what)}") for by, what in asked if (by, what) not in done
    )


def _versions(s: Session, plan: Row) -> tuple[Version, ...]:
    """The history, the last version on top."""
    made = sorted(rows(s, "plan_version", plan=plan.id), key=lambda v: v.version or 0, reverse=True)
    return tuple(
        Version(
            v.id,
            upper_first(commas(version_words(v.version), formats.day(v.date) if v.date else "")),
            v.change or "",
            v.version == plan.version,
        )
        for v in made
    )
