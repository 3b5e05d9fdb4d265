"""What a person does with working hypotheses: suspect, go a step further, say what came out, take a step back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.edits.records import get, insert_record
from guidance_app.queries.hypotheses import outcome_of
from guidance_app.queries.read import rows
from guidance_app.workspace import Edit

NEXT_STATE = {"": "suspected", "suspected": "examined", "examined": "confirmed"}
"""The state a next step of a hypothesis usually has, by the state before it."""


def add_hypothesis(pupil: str, text: str, today: dt.date, who: str = "") -> Edit:
    """Add a working hypothesis; its course begins with a suspicion of `who` (a name), today. Gives its id."""

    def apply(s: Session) -> str:
        made = insert_record(s, "hypothesis", pupil, {"text": text})
        values = {"hypothesis": made.id, "date": today, "status": NEXT_STATE[""], **_by(s, pupil, who)}
        insert_record(s, "hypothesis_step", pupil, values)
        return made.id

    return Edit(t("add working hypothesis"), apply)


def add_hypothesis_step(hypothesis: str, before: str, today: dt.date, who: str = "") -> Edit:
    """Add the next step in the course of a hypothesis, today, by `who`. `before` is the state it is in. Gives the step's id."""
    state = NEXT_STATE.get(before, "examined")

    def apply(s: Session) -> str:
        owner = get(s, "hypothesis", hypothesis)
        values = {"hypothesis": hypothesis, "date": today, "status": state, **_by(s, owner.book, who)}
        made = insert_record(s, "hypothesis_step", owner.book, values).id
        _settle(s, owner)
        return made

    return Edit(t("add step of the hypothesis"), apply)


def choose_state(step: str, state: str | None) -> Edit:
    """Give a step another state; the outcome of the hypothesis follows."""

    def apply(s: Session) -> str:
        found = get(s, "hypothesis_step", step)
        found.status = state
        _settle(s, get(s, "hypothesis", found.hypothesis))
        return step

    return Edit(t("change the state of the hypothesis"), apply, (f"hypothesis_step/{step}/status",))


def remove_step(step: str) -> Edit:
    """Take a step out of the course; without its last step a hypothesis that was decided is open again."""

    def apply(s: Session) -> str:
        found = get(s, "hypothesis_step", step)
        found.deleted = True
        _settle(s, get(s, "hypothesis", found.hypothesis))
        return step

    return Edit(t("remove step of the hypothesis"), apply)


def set_evidence(step: str, chosen: tuple[str, ...]) -> Edit:
    """Say in which records a step is seen."""

    def apply(s: Session) -> str:
        get(s, "hypothesis_step", step).evidence = chosen or None
        return step

    return Edit(t("change in what a step is seen"), apply)


def _settle(s: Session, hypothesis: Any) -> None:
    """The outcome is the state of the last step when that is a decision."""
    steps = rows(s, "hypothesis_step", hypothesis.book, hypothesis=hypothesis.id)
    hypothesis.outcome = outcome_of(hypothesis, steps) if steps else None


def _by(s: Session, pupil: str, who: str) -> dict[str, str]:
    """Who takes the step: a person of the file when one has this name, else the name itself."""
    person = next((one for one in rows(s, "person", pupil) if one.name == who), None)
    return {"by": person.id} if person else {"by_other": who} if who else {}
