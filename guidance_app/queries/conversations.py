"""Conversations with the child and meetings, as the page Conversations shows them; and what of them is still to come or open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn, upper_first
from guidance_app.queries.names import join_names, short_names
from guidance_app.queries.read import Row, fields, row, rows

PARTS = ("agenda", "note", "decision")
"""The parts of the minutes of a meeting, in order."""


@dataclass(frozen=True)
class Talk:
    """One line of the list: a conversation with the child or a meeting. `id` is table/row."""

    id: str
    table: str
    row: str
    date: dt.date | None
    title: str
    about: str
    planned: bool


@dataclass(frozen=True)
class Line:
    """One line of text of a record."""

    row: str
    text: str


@dataclass(frozen=True)
class ActionLine:
    """One agreement: what, who (in words), by when, and whether it is done. `meeting` says where it was made."""

    row: str
    pupil: str
    what: str
    who: str
    due: dt.date | None
    done: bool
    meeting: str


@dataclass(frozen=True)
class MeetingView:
    """One meeting. `when` and `about` are each one line in words; `parts` has the lines of agenda, note and decision."""

    row: str
    kind: str
    when: str
    about: str
    present: str
    pupil_present: str
    planned: bool
    parts: dict[str, tuple[Line, ...]]
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True)
class QuoteLine:
    """What the child said, about what, and who may read it besides the child."""

    row: str
    topic: str
    text: str
    readers: tuple[str, ...]


@dataclass(frozen=True)
class MarkLine:
    """The child's own mark from 0 to 10: now and in the earlier conversation. `row` is "" when there is none now."""

    row: str
    item: str
    earlier: Decimal | None
    now: Decimal | None


@dataclass(frozen=True)
class ConversationView:
    """One conversation with the child."""

    row: str
    when: str
    about: str
    heard: bool
    how_used: str
    quotes: tuple[QuoteLine, ...]
    marks: tuple[MarkLine, ...]
    earlier_on: str


def talks(s: Session, pupil: str, today: dt.date) -> list[Talk]:
    """All conversations and meetings: planned ones on top, the first to come first; then the newest first."""
    names = short_names(s, pupil)
    found = [_child_talk(c, names) for c in rows(s, "conversation", pupil)]
    found += [_meeting_talk(m, today) for m in rows(s, "meeting", pupil)]
    ahead = sorted((talk for talk in found if talk.planned), key=lambda talk: talk.date or dt.date.max)
    past = sorted((talk for talk in found if not talk.planned), key=lambda talk: talk.date or dt.date.min, reverse=True)
    return ahead + past


def _child_talk(conversation: Row, names: dict[str, str]) -> Talk:
    about = t("with {name}", name=names[conversation.by]) if conversation.by in names else ""
    return _talk(conversation, t("Conversation with the child"), about, planned=False)


def _meeting_talk(meeting: Row, today: dt.date) -> Talk:
    words = "" if meeting.status in (None, "held") else fields("meeting")["status"].kind.format(meeting.status)
    return _talk(meeting, upper_first(meeting.kind), words, planned=is_planned(meeting, today))


def _talk(found: Row, title: str, about: str, *, planned: bool) -> Talk:
    return Talk(f"{found.table}/{found.id}", found.table, found.id, found.date, title, about, planned)


def is_planned(meeting: Row, today: dt.date) -> bool:
    """Whether a meeting is still to come."""
    return bool(meeting.status == "planned" or (meeting.status is None and meeting.date and meeting.date > today))


def meeting(s: Session, id_: str, today: dt.date) -> MeetingView | None:
    """One meeting; None when it is not there (any more)."""
    found = row(s, "meeting", id_)
    if found is None:
        return None
    names = short_names(s, found.book)
    state = fields("meeting")["status"].kind.format(found.status)
    led = [t("led by {name}", name=names[found.chair])] if found.chair in names else []
    led += [t("minutes by {name}", name=names[found.minutes_by])] if found.minutes_by in names else []
    lines = rows(s, "meeting_item", found.book, meeting=id_)
    return MeetingView(
        row=id_,
        kind=upper_first(found.kind),
        when=_when(found),
        about="  ·  ".join(part for part in (found.place or "", state, *led) if part),
        present=join_names([names[who] for who in found.attendees or () if who in names]),
        pupil_present=found.pupil_present or "",
        planned=is_planned(found, today),
        parts={part: tuple(Line(line.id, line.text) for line in lines if (line.part or "note") == part) for part in PARTS},
        actions=tuple(_action(a, names, "") for a in rows(s, "action", found.book, meeting=id_)),
    )


def _when(found: Row) -> str:
    """Thursday 9 October 2025, 14.45 to 15.45; what is not known is left out."""
    times = [formats.clock(time) for time in (found.time_from, found.time_to) if time]
    clock = t("{start} to {end}", start=times[0], end=times[1]) if len(times) == 2 else "".join(times)
    day = formats.full_day(found.date) if found.date else t("no date yet")
    return ", ".join(part for part in (upper_first(day), clock) if part)


def _action(action: Row, names: dict[str, str], meeting_words: str) -> ActionLine:
    who = names.get(action.who or "", "")
    return ActionLine(action.id, action.book, action.what, who, action.due, action.status == "done", meeting_words)


def open_actions(s: Session, pupil: str | None = None) -> list[ActionLine]:
    """The agreements that are not done yet, of one pupil or of all; the first to be done on top."""
    still = [action for action in rows(s, "action", pupil) if action.status != "done"]
    names = {book: short_names(s, book) for book in {action.book for action in still}}
    made = {m.id: ", ".join([m.kind, *([formats.day(m.date)] if m.date else [])]) for m in rows(s, "meeting", pupil)}
    found = [_action(action, names[action.book], made.get(action.meeting, "")) for action in still]
    return sorted(found, key=lambda action: action.due or dt.date.max)


@dataclass(frozen=True)
class Ahead:
    """A meeting that is to come."""

    row: str
    pupil: str
    date: dt.date
    time_from: dt.time | None
    time_to: dt.time | None
    kind: str
    place: str
    pupil_present: str


def planned_meetings(s: Session, today: dt.date, pupil: str | None = None) -> list[Ahead]:
    """The meetings from today on, of one pupil or of all, the first on top."""
    found = [
        Ahead(m.id, m.book, m.date, m.time_from, m.time_to, upper_first(m.kind), m.place or "", m.pupil_present or "")
        for m in rows(s, "meeting", pupil)
        if m.date and m.date >= today and m.status not in ("held", "cancelled")
    ]
    return sorted(found, key=lambda ahead: (ahead.date, ahead.time_from or dt.time.min))


def next_meeting(s: Session, today: dt.date, pupil: str | None = None) -> Ahead | None:
    """The first meeting to come, of one pupil or of all; None when nothing is planned."""
    return next(iter(planned_meetings(s, today, pupil)), None)


def conversation(s: Session, id_: str) -> ConversationView | None:
    """One conversation with the child; None when it is not there (any more)."""
    found = row(s, "conversation", id_)
    if found is None:
        return None
    names = short_names(s, found.book)
    minutes = tn("{n} minute", "{n} minutes", int(found.duration_min)) if found.duration_min else ""
    with_whom = t("with {name}", name=names[found.by]) if found.by in names else ""
    earlier_on, earlier = _earlier_marks(s, found)
    return ConversationView(
        row=id_,
        when=upper_first(formats.full_day(found.date)),
        about="  ·  ".join(part for part in (with_whom, minutes, found.place or "", found.form or "") if part),
        heard=bool(found.right_to_be_heard),
        how_used=found.how_used or "",
        quotes=tuple(
            QuoteLine(q.id, q.topic or "", q.text, q.share_with or ()) for q in rows(s, "quote", found.book, conversation=id_)
        ),
        marks=_marks(rows(s, "rating", found.book, conversation=id_), earlier),
        earlier_on=earlier_on,
    )


def _earlier_marks(s: Session, found: Row) -> tuple[str, dict[str, Decimal]]:
    """The marks of the last conversation before this one that has any, and which day that was."""
    before = [c for c in rows(s, "conversation", found.book) if c.id != found.id and c.date < found.date]
    for one in sorted(before, key=lambda c: c.date, reverse=True):
        marks = {mark.item: mark.value for mark in rows(s, "rating", found.book, conversation=one.id) if mark.value is not None}
        if marks:
            return formats.day_month(one.date), marks
    return "", {}


def _marks(now: list[Row], earlier: dict[str, Decimal]) -> tuple[MarkLine, ...]:
    """The marks of now, then what got a mark earlier and has none yet."""
    given = {mark.item for mark in now}
    made = [MarkLine(mark.id, mark.item, earlier.get(mark.item), mark.value) for mark in now]
    return (*made, *(MarkLine("", item, value, None) for item, value in earlier.items() if item not in given))
