"""What a person does with tests and with what is seen beside them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.instruments import instrument
from guidance_app.edits.records import checked, get, insert_record, remove
from guidance_app.store.records import TABLES
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


def correlate(first: str, second: str, value: Decimal | None, source: str | None = None) -> Edit:
    """Write down how two scores of one test go together, as its manual or report tells; None takes it away. Gives its id.

    Problem when it is one score twice, or two scores of different tests.
    """

    def apply(s: Session) -> str:
        a, b = get(s, "score", first), get(s, "score", second)
        if a.id == b.id or a.assessment != b.assessment:
            raise Problem(t("A correlation is of two different scores of one test."), t("Choose two scores of the same test."))
        found = _correlations(s, a.assessment, {a.id, b.id})
        for extra in found[1 if value is not None else 0 :]:
            remove("correlation", extra.id).apply(s)
        if value is None or not found:
            return _new_correlation(s, a, b, value, source) if value is not None else ""
        for name, kept in checked("correlation", {"value": value, "source": source or found[0].source}).items():
            setattr(found[0], name, kept)
        return str(found[0].id)

    return Edit(t("write down a correlation"), apply)


def _new_correlation(s: Session, a: Any, b: Any, value: Decimal, source: str | None) -> str:
    values = {"assessment": a.assessment, "first": a.id, "second": b.id, "value": value, "source": source}
    return insert_record(s, "correlation", a.book, values).id


def _correlations(s: Session, test: str, pair: set[str]) -> list[Any]:
    """What stands already for these two scores, in either order."""
    kind: Any = TABLES["correlation"]
    found: Any = s.scalars(select(kind).where(kind.assessment == test, kind.deleted == False))  # noqa: E712 - SQL
    return [one for one in found if {one.first, one.second} == pair]
