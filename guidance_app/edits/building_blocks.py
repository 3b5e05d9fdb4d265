"""What a person does with building blocks: make one of an obstacle, and tie to it what it needs and where it leads."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.edits.records import get, insert_record
from guidance_app.workspace import Edit

_FIELDS = {"need": "needs", "goal": "leads_to", "experiment": "leads_to", "measure": "leads_to"}
"""Kind of record -> the field of a building block that names it."""


def add_block(pupil: str, obstacle: str, factor: str | None = None) -> Edit:
    """Add an obstacle, still without its building block. `factor` is what makes it hard, if it comes from there."""

    def apply(s: Session) -> str:
        return insert_record(s, "building_block", pupil, {"obstacle": obstacle, "obstacle_factor": factor}).id

    return Edit(t("add {record}", record=t("obstacle")), apply)


def tie(block: str, table: str, row: str) -> Edit:
    """Tie a need, goal, experiment or measure to a building block, at the end."""

    def apply(s: Session) -> str:
        record, field = get(s, "building_block", block), _FIELDS[table]
        tied = getattr(record, field) or ()
        setattr(record, field, tied if row in tied else (*tied, row))
        return row

    return Edit(t("change {what}", what=t("building block")), apply)


def untie(block: str, table: str, row: str) -> Edit:
    """Take a need, goal, experiment or measure away from a building block; it stays in the file."""

    def apply(s: Session) -> str:
        record, field = get(s, "building_block", block), _FIELDS[table]
        setattr(record, field, tuple(one for one in getattr(record, field) or () if one != row) or None)
        return row

    return Edit(t("change {what}", what=t("building block")), apply)


def add_tied(block: str, table: str, **values: Any) -> Edit:
    """Add a new need or goal and tie it to a building block, as one act. Gives the id of what was made."""

    def apply(s: Session) -> str:
        record = get(s, "building_block", block)
        made = insert_record(s, table, record.book, dict(values))
        field = _FIELDS[table]
        setattr(record, field, (*(getattr(record, field) or ()), made.id))
        return made.id

    return Edit(_added(table), apply)


def _added(table: str) -> str:
    return t("add {record}", record=t("need") if table == "need" else t("goal"))
