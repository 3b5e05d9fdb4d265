"""Goals, measures and how the goals went."""

from __future__ import annotations

from guidance_app.domain.fields import Choice, Day, Line, Number, Ref, Refs, Text
from guidance_app.store.record import Record, column
from guidance_app.store.records.words import PLACES, WHO


class Goal(Record):
    __tablename__ = "goal"
    one, many = "goal", "goals"
    title = column(Line(), "title", required=True)
    area = column(Line(80), "area")
    text = column(Text(), "goal")
    outcome = column(Line(), "what is measured")
    baseline = column(Number(), "baseline", unit="baseline")
    baseline_date = column(Day(), "baseline date", unit="baseline")
    target = column(Number(), "target", unit="target")
    unit = column(Line(60), "unit", unit="target")
    due = column(Day(), "due", unit="target")
    series = column(Line(), "follow the series")
    continues = column(Ref(("goal",)), "continues the goal")


class Measure(Record):
    __tablename__ = "measure"
    one, many = "measure", "measures"
    title = column(Line(), "title", required=True)
    place = column(Choice(PLACES), "where", required=True)
    text = column(Text(), "what we do")
    who = column(Refs(WHO), "who")
    when = column(Line(), "when")
    start = column(Day(), "from")
    goals = column(Refs(("goal",)), "for the goals")
    from_experiment = column(Ref(("experiment",)), "tried in")
    status = column(Choice({"active": "in use", "not_used": "deliberately not used", "stopped": "stopped"}), "status")
    evidence_strength = column(
        Choice(
            {
                "strong": "strong",
                "fair": "fair",
                "limited": "limited",
                "practice": "practice knowledge",
                "none": "no convincing evidence",
            }
        ),
        "evidence",
        unit="evidence",
    )
    evidence_note = column(Text(), "about the evidence", unit="evidence")


class Evaluation(Record):
    __tablename__ = "evaluation"
    one, many = "evaluation", "evaluations"
    goal = column(Ref(("goal",), owner=True), "goal", index=True)
    date = column(Day(), "date")
    result = column(Line(60), "result")
    status = column(
        Choice(
            {"achieved": "achieved", "partly_achieved": "partly achieved", "not_achieved": "not achieved", "stopped": "stopped"}
        ),
        "status",
    )
    text = column(Text(), "evaluation")
