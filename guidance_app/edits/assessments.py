"""What a person does with tests, with what is seen beside them, and with working hypotheses."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.domain.instruments import instrument
from guidance_app.edits.records import get, insert_record
from guidance_app.workspace import Edit

NEXT_STATE = {"": "suspected", "suspected": "examined", "examined": "confirmed"}
"""The state a next step of a hypothesis usually has, by the state before it."""

DECIDED = ("confirmed", "rejected")


def add_test(pupil: str, name: str, date: dt.date | None) -> Edit:
    """Add a test: one of the catalogue, by any of its names, or one with a name of its own. Gives its id."""
    known = instrument(name)

    def apply(s: Session) -> str:
        values = {"instrument": known.name, "category": known.category or None, "date": date}
        return insert_record(s, "assessment", pupil, values).id

    return Edit(t("add test"), apply)


def add_score(test: str, name: str, **values: Any) -> Edit:
    """Add a score to a test; what the catalogue knows of it (kind, index, norm) is filled in. Gives its id."""

    def apply(s: Session) -> str:
        owner = get(s, "assessment", test)
        found = instrument(owner.instrument).scale(name)
        told = {
            "assessment": test, "part": "subtest" if found.is_subtest else "score", "name": found.name,
            "abbreviation": found.abbr or None, "of_index": found.of or None, "scale": found.kind or None,
            "mean": found.mean, "sd": found.sd,
        }  # fmt: skip
        return insert_record(s, "score", owner.book, told | values).id

    return Edit(t("add score"), apply)


def add_observation(pupil: str, text: str, today: dt.date) -> Edit:
    """Add what was seen. Gives its id."""
    return Edit(t("add observation"), lambda s: insert_record(s, "observation", pupil, {"text": text, "date": today}).id)


def add_hypothesis(pupil: str, text: str, today: dt.date) -> Edit:
    """Add a working hypothesis; its course begins with a suspicion, today. Gives its id."""

    def apply(s: Session) -> str:
        made = insert_record(s, "hypothesis", pupil, {"text": text})
        insert_record(s, "hypothesis_step", pupil, {"hypothesis": made.id, "date": today, "status": NEXT_STATE[""]})
        return made.id

    return Edit(t("add working hypothesis"), apply)


def add_hypothesis_step(hypothesis: str, before: str, today: dt.date) -> Edit:
    """Add the next step in the course of a hypothesis, today. `before` is the state it is in. Gives the id of the step."""
    state = NEXT_STATE.get(before, "examined")

    def apply(s: Session) -> str:
        owner = get(s, "hypothesis", hypothesis)
        values = {"hypothesis": hypothesis, "date": today, "status": state}
        owner.outcome = state if state in DECIDED else None
        return insert_record(s, "hypothesis_step", owner.book, values).id

    return Edit(t("add step of the hypothesis"), apply)


def choose_state(step: str, state: str | None) -> Edit:
    """Give a step another state; the outcome of the hypothesis follows when it is decided."""

    def apply(s: Session) -> str:
        found = get(s, "hypothesis_step", step)
        found.status = state
        get(s, "hypothesis", found.hypothesis).outcome = state if state in DECIDED else None
        return step

    return Edit(t("change the state of the hypothesis"), apply, (f"hypothesis_step/{step}/status",))
