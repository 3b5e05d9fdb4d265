"""The plan in Mark's file, and the pages made of it."""

from __future__ import annotations

from guidance_app.edits.records import insert_record
from guidance_app.example.builder import Builder, Keys
from guidance_app.example.mark_words import codes, day


def plan(b: Builder) -> None:
    """The plan, its versions and answers, and the pages for parents and pupil."""
    legal = b.data["plan"]["legal"]
    kinds = codes({"ondersteuningsplan": "support_plan", "handelingsplan": "action_plan", "OPP": "opp"})
    row = b.put(
        "plan",
        "plan",
        {
            "type": ("kind", kinds), "title": "title", "version": "version", "status": ("status", codes({"concept": "draft"})),
            "validFrom": ("valid_from", day), "validUntil": ("valid_until", day), "continues": "continues",
        },
        opp_required=legal["oppRequired"], opp_reason=legal["reason"],
        opp_decided_by=b.refer(legal["decidedBy"]), opp_review_on=day(legal["reviewOn"]),
    )  # fmt: skip
    for key, field in {
        "oppRequired": "opp_required", "reason": "opp_reason", "decidedBy": "opp_decided_by", "reviewOn": "opp_review_on",
    }.items():  # fmt: skip
        b.place(f"plan/legal/{key}", "plan", row, field)
    b.put_all("plan_version", "plan/versionHistory", {"version": "version", "date": ("date", day), "change": "change"}, plan=row)
    kinds = codes({"instemming handelingsdeel": "action_part", "ondertekening school": "school", "gehoord": "heard"})
    approval: Keys = {"by": "by", "date": ("date", day), "kind": ("kind", kinds), "result": "result", "version": "version"}
    b.put_all("approval", "plan/agreement", approval, plan=row)
    _sheets(b)


def _sheets(b: Builder) -> None:
    parents = b.put(
        "sheet",
        "parentPlan",
        {
            "title": "title", "languageLevel": "language_level", "pages": "pages", "date": ("date", day),
            "nextTalk": "next_talk", "contact": "contact", "explainedOrally": "explained_orally",
        },
        audience="parents",
    )  # fmt: skip
    for i in range(len(b.data["parentPlan"]["sections"])):
        path = f"parentPlan/sections/{i}"
        section = b.put("sheet_section", path, {"heading": "heading"}, sheet=parents)
        b.put_lines("sheet_line", f"{path}/items", "text", section=section)
    pupil = b.put("sheet", "pupilPlan", {"title": "title"}, audience="pupil")
    section = insert_record(b.session, "sheet_section", b.pupil, {"sheet": pupil}).id
    b.put_lines("sheet_line", "pupilPlan/items", "text", section=section)
