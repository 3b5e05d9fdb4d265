"""What a person does with a plan: make it, begin a new version, and write the lines of the plans on one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.ids import between
from guidance_app.edits.records import checked, get, insert_record
from guidance_app.store.record import Record
from guidance_app.store.records import TABLES
from guidance_app.workspace import Edit


def new_plan(pupil: str, today: dt.date) -> Edit:
    """A first version of the joint plan, and the plans on one page for the parents and for the child. Gives the plan's id.

    What comes from goals and measures has no sentences of its own yet, so that the page follows them until somebody writes.
    """

    def apply(s: Session) -> str:
        name = str(get(s, "pupil", pupil).first_name)
        title = t("Support plan for {name}", name=name)
        facts = {"kind": "support_plan", "title": title, "version": Decimal(1), "status": "draft", "valid_from": today}
        plan = insert_record(s, "plan", pupil, facts).id
        change = t("first plan")
        insert_record(s, "plan_version", pupil, {"plan": plan, "version": Decimal(1), "date": today, "change": change})
        own = (t("What {name} is good at", name=name), t("What is hard"), t("What {name} does", name=name))
        for audience, headings in (("parents", own), ("pupil", (None,))):
            if not _rows(s, "sheet", book=pupil, audience=audience):
                for heading in headings:
                    _section(s, pupil, audience, heading)
        return plan

    return Edit(t("make a plan"), apply)


def new_version(plan: str, today: dt.date) -> Edit:
    """The next version, a draft again, dated today. Gives the id of its line in the history, where is said what changed."""

    def apply(s: Session) -> str:
        record = get(s, "plan", plan)
        record.version = checked("plan", {"version": (record.version or 0) + 1})["version"]
        record.status = "draft"
        for sheet in _rows(s, "sheet", book=record.book):
            sheet.date = today if sheet.date else None
        facts = {"plan": plan, "version": record.version, "date": today}
        return insert_record(s, "plan_version", record.book, facts).id

    return Edit(t("make a new version of the plan"), apply)


def set_lines(section: str, lines: Sequence[str]) -> Edit:
    """Make these the lines of a section, in this order. A line that stays keeps its record; one that changes is changed."""

    def apply(s: Session) -> str:
        owner = get(s, "sheet_section", section)
        texts = [checked("sheet_line", {"text": line})["text"] for line in lines if line.strip()]
        records = _paired(_rows(s, "sheet_line", section=section), texts)
        for i, text in enumerate(texts):
            if (record := records[i]) is None:
                record = records[i] = insert_record(s, "sheet_line", owner.book, {"section": section, "text": text})
            record.text = text
        _in_order([record for record in records if record is not None])
        return section

    return Edit(t("change {what}", what=t("text")), apply, (f"sheet_section/{section}/lines",))


def write_section(pupil: str, audience: str, heading: str | None, lines: Sequence[str]) -> Edit:
    """Begin own sentences under a heading of a plan on one page, which is made if it is not there. Gives the section's id."""

    def apply(s: Session) -> str:
        section = _section(s, pupil, audience, heading)
        for line in lines:
            insert_record(s, "sheet_line", pupil, {"section": section, "text": line})
        return section

    return Edit(t("write own sentences"), apply)


def _section(s: Session, pupil: str, audience: str, heading: str | None) -> str:
    """A new section at the end of the plan on one page for this audience."""
    sheet = next(iter(_rows(s, "sheet", book=pupil, audience=audience)), None)
    if sheet is None:
        name = str(get(s, "pupil", pupil).first_name)
        title = t("The plan for {name}", name=name) if audience == "parents" else t("My plan")
        sheet = insert_record(s, "sheet", pupil, {"audience": audience, "title": title})
    if heading and any(part.heading == heading for part in _rows(s, "sheet_section", sheet=sheet.id)):
        raise Problem(t("There are sentences under this heading already."), t("Look at the page again."))
    return insert_record(s, "sheet_section", pupil, {"sheet": sheet.id, "heading": heading}).id


def _paired(old: Sequence[Any], texts: Sequence[str]) -> list[Any]:
    """Which record each text belongs to: the one that says the same, else one that is left over, else none yet.

    Records that no text is left for are removed.
    """
    left = list(old)
    found: list[Any] = []
    for text in texts:
        same = next((record for record in left if record.text == text), None)
        if same is not None:
            left.remove(same)
        found.append(same)
    for i, record in enumerate(found):
        if record is None and left:
            found[i] = left.pop(0)
    for record in left:
        record.deleted = True
    return found


def _in_order(records: Sequence[Record]) -> None:
    """Let the records stand in this order, moving no more of them than needed."""
    staying = _longest_rise([str(record.position) for record in records])
    last: str | None = None
    for i, record in enumerate(records):
        if i not in staying:
            following = next((str(records[j].position) for j in sorted(staying) if j > i), None)
            record.position = between(last, following)
        last = str(record.position)


def _longest_rise(keys: Sequence[str]) -> set[int]:
    """The places of a longest run of keys that rise already."""
    best: list[list[int]] = []
    for i, key in enumerate(keys):
        before: list[int] = _longest([run for run in best if keys[run[-1]] < key])
        best.append([*before, i])
    return set(_longest(best))


def _longest(runs: Sequence[list[int]]) -> list[int]:
    return max(runs, key=lambda run: len(run), default=[])


def _rows(s: Session, table: str, **where: Any) -> list[Any]:
    """The records of a kind that are there, in their order."""
    kind = TABLES[table]
    found = s.scalars(select(kind).filter_by(deleted=False, **where).order_by(kind.position, kind.id))
    return list(found)
