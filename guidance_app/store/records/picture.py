"""The picture that is built together: background, views of the cause, what helps and hinders, insights, building blocks."""

from __future__ import annotations

from guidance_app.domain.fields import Choice, Day, Line, Readers, Ref, Refs, Tags, Text
from guidance_app.store.record import Record, column
from guidance_app.store.records.words import WHO

HYPOTHESIS_STATES = {"suspected": "suspected", "examined": "being examined", "confirmed": "confirmed", "rejected": "rejected"}


class Background(Record):
    __tablename__ = "background"
    one, many = "background", "background"
    date = column(Day(), "date")
    text = column(Text(), "what happened", required=True)
    mark = column(Line(30), "word in charts")


class CauseView(Record):
    __tablename__ = "cause_view"
    one, many = "view of the cause", "views of the cause"
    by = column(Ref(WHO), "by")
    date = column(Day(), "date")
    source = column(Ref(("conversation", "meeting")), "said in")
    text = column(Text(), "view of the cause", required=True)
    share_with = column(Readers(), "may be shared with")


class Observation(Record):
    __tablename__ = "observation"
    one, many = "observation", "observations"
    date = column(Day(), "date")
    by = column(Ref(WHO), "by")
    place = column(Line(), "where")
    text = column(Text(), "what was seen", required=True)


class Factor(Record):
    __tablename__ = "factor"
    one, many = "factor", "what helps and what makes it hard"
    kind = column(Choice({"helps": "helps", "hinders": "makes it hard"}), "helps or makes it hard", required=True)
    area = column(Choice({"child": "child", "home": "home", "school": "school"}), "area", required=True)
    text = column(Text(), "factor", required=True)
    evidence = column(Refs(("assessment", "observation", "conversation", "meeting", "insight")), "seen in")


class Hypothesis(Record):
    __tablename__ = "hypothesis"
    one, many = "working hypothesis", "working hypotheses"
    text = column(Text(), "working hypothesis", required=True)
    topic = column(Line(80), "topic")
    question = column(Text(), "what we want to know")
    instruments = column(Tags(), "looked at with")
    findings = column(Text(), "what came out")
    answer = column(Text(), "answer")
    outcome = column(Choice(HYPOTHESIS_STATES), "outcome")
    share_with = column(Readers(), "may be shared with")


class HypothesisStep(Record):
    __tablename__ = "hypothesis_step"
    one, many = "step of the hypothesis", "course of the hypothesis"
    hypothesis = column(Ref(("hypothesis",), owner=True), "working hypothesis", index=True)
    date = column(Day(), "date")
    status = column(Choice(HYPOTHESIS_STATES), "status")
    by = column(Ref(WHO), "by")
    by_other = column(Line(), "by (other)")
    reason = column(Text(), "reason")
    evidence = column(Refs(("assessment", "observation", "conversation", "meeting", "experiment")), "seen in")


class Insight(Record):
    __tablename__ = "insight"
    one, many = "insight", "insights"
    date = column(Day(), "date")
    by = column(Ref(WHO), "by")
    source = column(Line(), "said in")
    text = column(Text(), "insight", required=True)
    share_with = column(Readers(), "may be shared with")


class InsightChange(Record):
    __tablename__ = "insight_change"
    one, many = "change after the insight", "what the insight changed"
    insight = column(Ref(("insight",), owner=True), "insight", index=True)
    measure = column(Ref(("measure",)), "measure")
    from_date = column(Day(), "from")
    was = column(Text(), "was")
    now = column(Text(), "became")


class Need(Record):
    __tablename__ = "need"
    one, many = "need", "needs"
    for_whom = column(Choice({"pupil": "the pupil", "teacher": "the teacher", "parents": "the parents"}), "need of")
    stem = column(Line(), "sentence starter")
    text = column(Text(), "need", required=True)


class BuildingBlock(Record):
    __tablename__ = "building_block"
    one, many = "building block", "building blocks"
    obstacle = column(Text(), "obstacle", required=True)
    obstacle_factor = column(Ref(("factor",)), "comes from")
    block = column(Text(), "building block")
    uses_factors = column(Refs(("factor",)), "uses")
    needs = column(Refs(("need",)), "needs")
    leads_to = column(Refs(("goal", "measure", "experiment")), "leads to")
