"""What a person does with goals: measure, and add measures that serve them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.domain.amounts import Amount, amount_of, kind_of_unit
from guidance_app.domain.measures import LibraryMeasure
from guidance_app.edits.records import get, insert_record
from guidance_app.queries.read import rows
from guidance_app.workspace import Edit


def counted(value: Decimal | Amount | None) -> dict[str, Any]:
    """The fields of a measurement that hold this value."""
    found = value if isinstance(value, Amount) else amount_of(value)
    return dict(found.fields) if found else {}


def add_measurement(goal: str, day: dt.date, value: Decimal | Amount) -> Edit:
    """Add a measurement to what is measured for a goal; the first one begins that. Gives the measurement's id."""

    def apply(s: Session) -> str:
        record = get(s, "goal", goal)
        outcomes = rows(s, "outcome", record.book, goal=goal)
        outcome = outcomes[0].id if outcomes else begin_outcome(s, record)
        return insert_record(s, "measurement", record.book, {"outcome": outcome, "date": day, **counted(value)}).id

    return Edit(t("add {record}", record=t("measurement")), apply)


def begin_outcome(s: Session, goal: Any) -> str:
    """What is measured for a goal begins, in the unit of the goal. Gives its id."""
    values = {
        "goal": goal.id,
        "name": goal.outcome or goal.title,
        "unit": goal.unit,
        "kind": kind_of_unit(goal.unit),
        "higher_is_better": _more_is_better(goal.baseline, goal.target),
    }
    return insert_record(s, "outcome", goal.book, values).id


def _more_is_better(begin: Decimal | None, target: Decimal | None) -> bool | None:
    """What begin and goal say about the direction; None when they do not say."""
    return None if begin is None or target is None or begin == target else target > begin


def from_library(measure: LibraryMeasure, place: str) -> dict[str, Any]:
    """The fields of a measure as the library has them; whoever uses it makes them fit."""
    note = t("Applies to {whom}. Source {source}.", whom=measure.applies_to, source=measure.source)
    return {
        "title": measure.title,
        "place": place,
        "text": measure.text,
        "when": measure.when or None,
        "evidence_strength": measure.evidence,
        "evidence_note": f"{measure.note} {note}".strip(),
    }


def add_measure(pupil: str, values: dict[str, Any], goals: tuple[str, ...] = (), block: str = "") -> Edit:
    """Add a measure for these goals. Without a goal it is what the building block itself leads to. Gives its id."""

    def apply(s: Session) -> str:
        made = insert_record(s, "measure", pupil, {"status": "active", **values, "goals": goals or None})
        if block and not goals:
            record = get(s, "building_block", block)
            record.leads_to = (*(record.leads_to or ()), made.id)
        return made.id

    return Edit(t("add {record}", record=t("measure")), apply)
