"""Conversations with the child, and meetings."""

from __future__ import annotations

from guidance_app.domain.fields import Choice, Clock, Day, Flag, Line, Number, Readers, Ref, Refs, Text
from guidance_app.store.record import Record, column
from guidance_app.store.records.words import WHO


class Conversation(Record):
    __tablename__ = "conversation"
    one, many = "conversation with the child", "conversations with the child"
    date = column(Day(), "date", required=True)
    by = column(Ref(("person",)), "with")
    duration_min = column(Number(0, 600), "minutes")
    place = column(Line(), "where")
    form = column(Line(), "how")
    right_to_be_heard = column(Flag(), "counts for the right to be heard")
    how_used = column(Text(), "how it was used")


class Quote(Record):
    __tablename__ = "quote"
    one, many = "child's quote", "child's quotes"
    conversation = column(Ref(("conversation",), owner=True), "conversation", index=True)
    topic = column(Line(), "topic")
    text = column(Text(), "quote", required=True)
    share_with = column(Readers(), "may be shared with")


class Rating(Record):
    __tablename__ = "rating"
    one, many = "own mark", "own marks"
    conversation = column(Ref(("conversation",), owner=True), "conversation", index=True)
    item = column(Line(), "about", unit="rating", required=True)
    value = column(Number(0, 10), "mark from 0 to 10", unit="rating")


class Meeting(Record):
    __tablename__ = "meeting"
    one, many = "meeting", "meetings"
    kind = column(Line(), "kind", required=True)
    date = column(Day(), "date", unit="when")
    time_from = column(Clock(), "from", unit="when")
    time_to = column(Clock(), "until", unit="when")
    place = column(Line(), "where")
    status = column(Choice({"planned": "planned", "held": "held", "cancelled": "cancelled"}), "status")
    chair = column(Ref(("person",)), "chair")
    minutes_by = column(Ref(("person",)), "minutes by")
    attendees = column(Refs(WHO), "present")
    pupil_present = column(Line(), "presence of the pupil")


class MeetingItem(Record):
    __tablename__ = "meeting_item"
    one, many = "line of the minutes", "minutes"
    meeting = column(Ref(("meeting",), owner=True), "meeting", index=True)
    part = column(Choice({"agenda": "agenda", "note": "said|minutes", "decision": "decision"}), "part")
    text = column(Text(), "text", required=True)


class Action(Record):
    __tablename__ = "action"
    one, many = "agreement", "agreements"
    meeting = column(Ref(("meeting",), owner=True), "meeting", index=True)
    what = column(Line(), "what", required=True)
    who = column(Ref(WHO), "who")
    due = column(Day(), "by|date")
    status = column(Choice({"open": "open|status", "done": "done"}), "status")
