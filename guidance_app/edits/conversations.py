"""What a person does with conversations and meetings: make one, add to it line after line, tick off what is done."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.edits.records import add, change_many, get, insert_record
from guidance_app.store.records import TABLES
from guidance_app.workspace import Edit


def standard_agenda(first_name: str) -> tuple[str, ...]:
    """The agenda a new meeting begins with: the child speaks first, and sharing is agreed at the end."""
    return (
        t("{name} tells", name=first_name),
        t("Welcome and aim"),
        t("What goes well"),
        t("What is hard"),
        t("From obstacle to building block"),
        t("Goals"),
        t("Who does what and when"),
        t("When we look back"),
        t("What may be shared with whom"),
    )


def new_meeting(pupil: str, day: dt.date) -> Edit:
    """A planned meeting with the standard agenda, as one act; gives its id."""

    def apply(s: Session) -> str:
        values = {"kind": t("Meeting"), "date": day, "status": "planned"}
        made = insert_record(s, "meeting", pupil, values)
        for text in standard_agenda(get(s, "pupil", pupil).first_name):
            insert_record(s, "meeting_item", pupil, {"meeting": made.id, "part": "agenda", "text": text})
        return made.id

    return Edit(t("add {record}", record=t("meeting")), apply)


def new_conversation(pupil: str, day: dt.date) -> Edit:
    """A conversation with the child on this day; gives its id."""
    return add("conversation", pupil, date=day)


def add_line(meeting: str, part: str, text: str, drafts: tuple[str, ...] = ()) -> Edit:
    """A line of the agenda, of what was said, or a decision (`part` agenda, note, decision)."""
    return _part_of("meeting", meeting, "meeting_item", {"part": part, "text": text}, drafts)


def add_action(meeting: str, what: str, drafts: tuple[str, ...] = ()) -> Edit:
    """An agreement that is still open."""
    return _part_of("meeting", meeting, "action", {"what": what, "status": "open"}, drafts)


def add_quote(conversation: str, topic: str | None, text: str, drafts: tuple[str, ...] = ()) -> Edit:
    """Something the child said. Nobody else may read it until the child has said who may."""
    return _part_of("conversation", conversation, "quote", {"topic": topic, "text": text}, drafts)


def add_mark(conversation: str, item: str, value: Any = None, drafts: tuple[str, ...] = ()) -> Edit:
    """A mark of the child's own, from 0 to 10; the mark itself may come later."""
    return _part_of("conversation", conversation, "rating", {"item": item, "value": value}, drafts)


def add_change(insight: str) -> Edit:
    """A change that followed from an insight, still to be written down."""
    return _part_of("insight", insight, "insight_change", {})


def _part_of(owner: str, owner_id: str, table: str, values: dict[str, Any], drafts: tuple[str, ...] = ()) -> Edit:
    """Add a record that is part of another; `drafts` are the places where its text was being typed."""

    def apply(s: Session) -> str:
        book = get(s, owner, owner_id).book
        return insert_record(s, table, book, {owner: owner_id, **values}).id

    return Edit(t("add {record}", record=t(TABLES[table].one)), apply, drafts)


def add_told(table: str, pupil: str, text: str, by: str | None, day: dt.date, drafts: tuple[str, ...] = ()) -> Edit:
    """How somebody sees the cause (table cause_view) or what somebody realises (table insight). Shared with nobody yet."""
    made = add(table, pupil, text=text, by=by, date=day)
    return Edit(made.label, made.apply, drafts)


def finish_action(action: str, done: bool = True) -> Edit:
    """Tick an agreement off, or open it again."""
    label = t("finish agreement") if done else t("open agreement again")
    return change_many("action", action, {"status": "done" if done else "open"}, label=label)
