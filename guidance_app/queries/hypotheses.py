"""Working hypotheses: what is suspected, what was done to find out, and the answer it comes to. Never a diagnosis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.fields import Ref, Refs
from guidance_app.queries.names import short_names, title_of
from guidance_app.queries.read import Row, fields, row, rows

DECIDED = ("confirmed", "rejected")
"""The states with which a question comes to an end."""

QUIET_AFTER = 90
"""Days without a next step after which an open hypothesis says so."""

COURSE = ("question", "instruments", "findings", "answer")
"""From question to answer: what is written down about a hypothesis besides its steps."""


@dataclass(frozen=True)
class Evidence:
    """A record in which a step of the hypothesis is seen."""

    table: str
    id: str
    title: str


@dataclass(frozen=True)
class HypothesisStep:
    """One step: which state, when and by whom, why, and in what it is seen."""

    id: str
    status: str
    state: str
    about: str
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Hypothesis:
    """A working hypothesis with its course, oldest step first.

    `texts` has what is written under each of COURSE ("" where nothing is), `ended` how it came to an end, `quiet` that nothing
    has happened for long.
    """

    id: str
    text: str
    about: str
    steps: tuple[HypothesisStep, ...]
    decided: bool
    texts: tuple[tuple[str, str], ...]
    ended: str
    quiet: str

    @property
    def status(self) -> str:
        """The state it is in now."""
        return self.steps[-1].status if self.steps else ""


def hypotheses(s: Session, pupil: str, today: dt.date) -> tuple[Hypothesis, ...]:
    """All working hypotheses of a pupil, those that are open first."""
    names = short_names(s, pupil)
    found = [_hypothesis(s, one, names, today) for one in rows(s, "hypothesis", pupil)]
    return tuple(sorted(found, key=lambda one: one.decided))


def in_order(steps: Sequence[Row]) -> list[Row]:
    """The steps as they came; one without a day comes last."""
    return sorted(steps, key=lambda one: one.date or dt.date.max)


def outcome_of(found: Row, steps: Sequence[Row]) -> str | None:
    """How it stands by its last step, when that is a decision; by itself while there are no steps."""
    state = in_order(steps)[-1].status if steps else found.outcome
    return state if state in DECIDED else None


def evidence_choices(s: Session, pupil: str) -> list[tuple[str, str]]:
    """What a step can be seen in: (id, name), the newest first."""
    found = [one for table in _evidence_tables() for one in rows(s, table, pupil)]
    found.sort(key=lambda one: one.values.get("date") or one.values.get("decided_on") or dt.date.min, reverse=True)
    return [(one.id, upper_first(title_of(one))) for one in found]


def _evidence_tables() -> tuple[str, ...]:
    kind = fields("hypothesis_step")["evidence"].kind
    return kind.tables if isinstance(kind, Ref | Refs) else ()


def _hypothesis(s: Session, found: Row, names: Mapping[str, str], today: dt.date) -> Hypothesis:
    steps = in_order(rows(s, "hypothesis_step", found.book, hypothesis=found.id))
    readers = fields("hypothesis")["share_with"].kind.format(found.share_with)
    shared = t("may be shared with {readers}", readers=readers) if readers else t("shared with nobody")
    decided = outcome_of(found, steps) is not None
    return Hypothesis(
        found.id, found.text, ", ".join(part for part in (found.topic, shared) if part),
        tuple(_step(s, one, names) for one in steps), decided,
        tuple((name, fields("hypothesis")[name].kind.format(found[name])) for name in COURSE),
        _ended(steps[-1], names) if decided and steps else "", "" if decided else _quiet(steps, today),
    )  # fmt: skip


def _step(s: Session, step: Row, names: Mapping[str, str]) -> HypothesisStep:
    seen = [one for id_ in step.evidence or () if (one := _evidence(s, id_)) is not None]
    about = ", ".join(part for part in (formats.day(step.date) if step.date else "", _who(step, names)) if part)
    return HypothesisStep(step.id, step.status or "", _state(step), about, step.reason or "", tuple(seen))


def _evidence(s: Session, id_: str) -> Evidence | None:
    found = next((one for table in _evidence_tables() if (one := row(s, table, id_))), None)
    return Evidence(found.table, id_, upper_first(title_of(found))) if found else None


def _state(step: Row) -> str:
    return fields("hypothesis_step")["status"].kind.format(step.status)


def _who(step: Row, names: Mapping[str, str]) -> str:
    return names.get(step.by) or step.by_other or ""


def _ended(last: Row, names: Mapping[str, str]) -> str:
    """bevestigd op 15 april 2025, externe zorgaanbieder"""
    when = t("{state} on {day}", state=_state(last), day=formats.day(last.date)) if last.date else _state(last)
    return ", ".join(part for part in (when, _who(last, names)) if part)


def _quiet(steps: Sequence[Row], today: dt.date) -> str:
    """That nothing was written for long, with since when."""
    days = [step.date for step in steps if step.date]
    if not days or (today - max(days)).days < QUIET_AFTER:
        return ""
    return t("Nothing has been added since {day}. Is this still a question?", day=formats.day(max(days)))
