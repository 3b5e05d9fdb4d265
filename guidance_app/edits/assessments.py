"""What a person does with tests and with what is seen beside them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.domain.instruments import instrument
from guidance_app.edits.records import get, insert_record
from guidance_app.workspace import Edit


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
