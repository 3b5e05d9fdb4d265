"""Small experiments and everything that is measured."""

from __future__ import annotations

from guidance_app.domain.fields import Choice, Day, Flag, Line, Number, Ref, Refs, Tags, Text, Weekdays
from guidance_app.store.record import Record, column
from guidance_app.store.records.words import PLACES, WHO

VERDICTS = {
    "continue": "continue",
    "adapt": "adapt",
    "stop": "stop|verdict",
    "measure_longer": "measure longer",
    "cannot_say": "cannot be said",
}
DESIGNS = {
    "ab": "before and after",
    "abab": "on, off and on again",
    "turns": "taking turns",
    "baselines": "one after another",
    "criterion": "in small stages",
}
DRAWS = {
    "start": "the start",
    "reversal": "the moments of change",
    "pairs": "the order in pairs",
    "turns": "the order",
    "rounds": "the order in rounds",
    "stagger": "the starts",
}
OUTCOME_KINDS = {
    "number": "number",
    "count": "count",
    "duration": "duration",
    "percent": "percentage",
    "rate": "rate",
    "rating": "mark from 0 to 10",
    "score": "score",
    "clock": "time of day",
}
FIDELITY = {"yes": "as agreed", "partly": "partly as agreed", "no": "not as agreed"}


class Experiment(Record):
    __tablename__ = "experiment"
    one, many = "experiment", "experiments"
    title = column(Line(), "title", required=True)
    question = column(Text(), "question")
    invented_by = column(Line(), "thought up by")
    place = column(Choice(PLACES), "where")
    design = column(Line(), "design")
    design_kind = column(Choice(DESIGNS), "kind of design")
    convince = column(Text(), "what would convince us")
    sessions = column(Number(1, 400), "number of times", unit="agreed")
    first_day = column(Day(), "first time", unit="agreed")
    weekdays = column(Weekdays(), "on", unit="agreed")
    follow_up_on = column(Day(), "follow-up on")
    goals = column(Refs(("goal",)), "for the goals")
    assignment_kind = column(Line(), "order drawn in", unit="assignment")
    draw = column(Choice(DRAWS), "the program drew", unit="assignment")
    fewest = column(Number(1, 99), "at least in each phase", unit="assignment")
    drawn_by = column(Line(), "drawn by", unit="assignment")
    drawn_on = column(Day(), "drawn on", unit="assignment")
    longest_run = column(Number(1, 99), "at most in a row", unit="assignment")
    drawn_order = column(Tags(), "order", unit="assignment")
    caution = column(Text(), "caution")
    pupil_conclusion = column(Text(), "what the pupil concludes")
    verdict = column(Choice(VERDICTS), "verdict", unit="decision")
    decision = column(Text(), "decision", unit="decision")
    decided_on = column(Day(), "decided on", unit="decision")


class Phase(Record):
    __tablename__ = "phase"
    one, many = "phase", "phases"
    experiment = column(Ref(("experiment",), owner=True), "experiment", index=True)
    outcome = column(Ref(("outcome",)), "only for")
    code = column(Line(20), "code")
    kind = column(
        Choice({"baseline": "baseline phase", "approach": "approach", "condition": "condition", "follow_up": "follow-up"}), "kind"
    )
    label = column(Line(80), "what was done")
    from_date = column(Day(), "from", unit="period")
    to_date = column(Day(), "until", unit="period")
    criterion = column(Number(), "criterion")


class Outcome(Record):
    """What is measured: for an experiment or for a goal."""

    __tablename__ = "outcome"
    one, many = "what is measured", "what is measured"
    experiment = column(Ref(("experiment",), owner=True), "experiment", index=True)
    goal = column(Ref(("goal",)), "goal", index=True)
    name = column(Line(), "name", unit="outcome", required=True)
    unit = column(Line(80), "unit", unit="outcome")
    kind = column(Choice(OUTCOME_KINDS), "kind", unit="outcome")
    higher_is_better = column(Flag(), "higher is better", unit="outcome")
    observer = column(Ref(WHO), "who measures")
    place = column(Choice(PLACES), "where")
    intervals = column(Number(1, 1000), "number of intervals")


class Measurement(Record):
    """One value of one outcome on one day. A time of day is kept in minutes after midnight.

    A percentage that was counted keeps what it was counted from: `part` out of `whole`.
    """

    __tablename__ = "measurement"
    one, many = "measurement", "measurements"
    outcome = column(Ref(("outcome",), owner=True), "what is measured", index=True)
    date = column(Day(), "date", unit="measurement", required=True)
    phase = column(Ref(("phase",)), "phase", unit="measurement")
    value = column(Number(), "value", unit="measurement")
    part = column(Number(0), "how many", unit="measurement")
    whole = column(Number(1), "out of how many", unit="measurement")
    missed = column(Line(40), "not measured because", unit="measurement")
    school_night = column(Flag(), "evening before a school day")
    fidelity = column(Choice(FIDELITY), "went as agreed")


class ObserverCheck(Record):
    """How two observers saw the same moment: interval by interval (`first_marks`, `second_marks`: a + or - for each), two
    counts, or only the percentage that they worked out themselves.
    """

    __tablename__ = "observer_check"
    one, many = "second observer", "agreement between observers"
    experiment = column(Ref(("experiment",), owner=True), "experiment", index=True)
    date = column(Day(), "date")
    percent = column(Number(0, 100), "agreement (%)")
    second_observer = column(Ref(("person",)), "second observer")
    outcome = column(Ref(("outcome",)), "what is measured")
    first_marks = column(Line(1000), "intervals of the first", unit="marks")
    second_marks = column(Line(1000), "intervals of the second", unit="marks")
    first_count = column(Number(), "count of the first", unit="counts")
    second_count = column(Number(), "count of the second", unit="counts")
