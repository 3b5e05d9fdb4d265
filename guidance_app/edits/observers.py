"""What a person does with a second observer: write down what both saw, as one act."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.edits.records import change_many, get, insert_record
from guidance_app.workspace import Edit

SEEN: Final = ("first_marks", "second_marks", "first_count", "second_count", "percent")
"""The fields of which only those of one way of comparing are filled in."""


def write_check(experiment: str, values: dict[str, Any], check: str = "") -> Edit:
    """Write down what both observers saw: a new check, or another reading of one that is there. Gives its id."""
    kept = {name: values.get(name) for name in (*SEEN, "date", "second_observer", "outcome")}

    def apply(s: Session) -> str:
        if check:
            return str(change_many("observer_check", check, kept).apply(s))
        return insert_record(s, "observer_check", get(s, "experiment", experiment).book, {"experiment": experiment, **kept}).id

    return Edit(t("change second observer") if check else t("add second observer"), apply)
