"""The joint plan with its versions and approvals, and the plans on one page."""

from __future__ import annotations

from guidance_app.domain.fields import Choice, Day, Flag, Line, Number, Ref, Refs, Text
from guidance_app.store.record import Record, column
from guidance_app.store.records.words import WHO


class Plan(Record):
    __tablename__ = "plan"
    one, many = "plan", "plans"
    kind = column(Choice({"support_plan": "support plan", "action_plan": "action plan", "opp": "OPP"}), "type of plan")
    title = column(Line(), "title", required=True)
    version = column(Number(1, 999), "version")
    status = column(
        Choice({"draft": "draft", "for_discussion": "for discussion", "adopted": "adopted", "expired": "expired"}), "status"
    )
    valid_from = column(Day(), "valid from", unit="period")
    valid_until = column(Day(), "valid until", unit="period")
    opp_required = column(Flag(), "OPP needed")
    opp_reason = column(Text(), "why an OPP is or is not needed")
    opp_decided_by = column(Refs(("person",)), "decided by")
    opp_review_on = column(Day(), "look again on")
    continues = column(Refs(("measure",)), "measures that go on")


class PlanVersion(Record):
    __tablename__ = "plan_version"
    one, many = "version", "versions"
    plan = column(Ref(("plan",), owner=True), "plan", index=True)
    version = column(Number(1, 999), "version")
    date = column(Day(), "date")
    change = column(Text(), "what changed")


class Approval(Record):
    __tablename__ = "approval"
    one, many = "approval", "approvals"
    plan = column(Ref(("plan",), owner=True), "plan", index=True)
    by = column(Ref(WHO), "by")
    date = column(Day(), "date")
    kind = column(
        Choice({"action_part": "approval of the action part", "school": "signature of the school", "heard": "heard"}), "kind"
    )
    result = column(Text(), "result")
    version = column(Number(1, 999), "version")


class Sheet(Record):
    """A one-page plan in plain words, for the parents or for the child."""

    __tablename__ = "sheet"
    one, many = "plan on one page", "plans on one page"
    audience = column(Choice({"parents": "parents", "pupil": "the pupil"}), "for whom", required=True)
    title = column(Line(), "title")
    language_level = column(Line(20), "language level")
    pages = column(Number(1, 9), "pages")
    date = column(Day(), "date")
    next_talk = column(Line(), "next talk")
    contact = column(Line(), "questions")
    explained_orally = column(Flag(), "explained orally")


class SheetSection(Record):
    __tablename__ = "sheet_section"
    one, many = "section", "sections"
    sheet = column(Ref(("sheet",), owner=True), "plan on one page", index=True)
    heading = column(Line(), "heading")


class SheetLine(Record):
    __tablename__ = "sheet_line"
    one, many = "line", "lines"
    section = column(Ref(("sheet_section",), owner=True), "section", index=True)
    text = column(Line(), "text", required=True)
