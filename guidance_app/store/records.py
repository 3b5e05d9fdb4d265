"""The records: what a pupil's file and the school's book are made of. One class per kind, one line per field.

Form, audit list, export, print and journal all read the Field that each column carries.
"""

from __future__ import annotations

from guidance_app.domain.fields import Choice, Clock, Day, Flag, Line, Number, Readers, Ref, Refs, Tags, Text
from guidance_app.store.record import Record, column

ROLES = {
    "parent": "parent",
    "teacher": "teacher",
    "sen_coordinator": "SEN coordinator",
    "educational_psychologist": "educational psychologist",
    "adviser": "adviser",
    "teaching_assistant": "teaching assistant",
    "other": "other",
}
PLACES = {"home": "at home", "school": "at school"}
HYPOTHESIS_STATES = {"suspected": "suspected", "examined": "being examined", "confirmed": "confirmed", "rejected": "rejected"}
VERDICTS = {
    "continue": "continue",
    "adapt": "adapt",
    "stop": "stop|verdict",
    "measure_longer": "measure longer",
    "cannot_say": "cannot be said",
}

# who a record can be about or by
_WHO = ("person", "pupil")


class Member(Record):
    """Somebody who works with this store."""

    __tablename__ = "member"
    one, many = "member", "members"
    name = column(Line(120), "name", required=True)
    role = column(Choice(ROLES), "role", required=True)


class School(Record):
    __tablename__ = "school"
    one, many = "school", "schools"
    name = column(Line(), "name", required=True)
    brin = column(Line(20), "BRIN code")
    brin_note = column(Line(), "about the BRIN code")
    place = column(Line(), "town")
    school_type = column(Line(20), "type of school")
    cooperation = column(Line(), "regional alliance")


class Organisation(Record):
    __tablename__ = "organisation"
    one, many = "organisation", "organisations"
    name = column(Line(), "name", required=True)
    place = column(Line(), "town")


class Pupil(Record):
    __tablename__ = "pupil"
    one, many = "pupil", "pupils"
    first_name = column(Line(80), "first name", required=True)
    last_name = column(Line(120), "last name")
    birth_date = column(Day(), "date of birth")
    gender = column(Line(40), "gender")
    school = column(Ref(("school",)), "school")
    group_name = column(Line(20), "group")
    group_year = column(Number(0, 8), "year group")
    school_year = column(Line(20), "school year")
    start_year3_on = column(Day(), "started year group 3 on")
    school_key = column(Line(80), "number at school")
    eck_id = column(Line(200), "ECK iD")
    home_languages = column(Tags(), "languages at home")
    interests = column(Tags(), "likes")
    portrait = column(Text(), "portrait")
    question_pupil = column(Text(), "question of the pupil")
    question_parents = column(Text(), "question of the parents")
    question_school = column(Text(), "question of the school")
    file_owner = column(Line(), "keeper of the file")
    school_retention = column(Line(), "how long the school keeps it")
    adviser_retention = column(Line(), "how long the adviser keeps it")
    working_notes_included = column(Flag(), "working notes are in the file")


class Person(Record):
    __tablename__ = "person"
    one, many = "person", "people"
    name = column(Line(120), "name", required=True)
    role = column(Choice(ROLES), "role", required=True)
    relation = column(Line(80), "relation to the child")
    has_legal_authority = column(Flag(), "has legal authority")
    contact_preference = column(Line(), "how to reach")
    interpreter = column(Flag(), "interpreter needed")
    group_name = column(Line(20), "group")
    days = column(Line(40), "working days")
    organisation = column(Ref(("organisation",)), "organisation")
    registration = column(Line(), "registration")


class Consent(Record):
    __tablename__ = "consent"
    one, many = "consent", "consents"
    purpose = column(Line(), "what for", required=True)
    scope = column(Tags(), "covers")
    status = column(
        Choice({"given": "given", "not_asked": "not asked", "refused": "refused", "withdrawn": "withdrawn"}), "status"
    )
    given_by = column(Refs(("person",)), "given by")
    date = column(Day(), "date")
    form = column(Line(), "how")
    valid_until = column(Day(), "valid until")


class CauseView(Record):
    __tablename__ = "cause_view"
    one, many = "view of the cause", "views of the cause"
    by = column(Ref(_WHO), "by")
    date = column(Day(), "date")
    source = column(Ref(("conversation", "meeting")), "said in")
    text = column(Text(), "view of the cause", required=True)
    share_with = column(Readers(), "may be shared with")


class Background(Record):
    __tablename__ = "background"
    one, many = "background", "background"
    date = column(Day(), "date")
    text = column(Text(), "what happened", required=True)


class Assessment(Record):
    __tablename__ = "assessment"
    one, many = "test", "tests and assessment"
    category = column(Line(60), "kind")
    instrument = column(Line(), "instrument", unit="test", required=True)
    date = column(Day(), "test date", unit="test")
    moment = column(Line(20), "measuring moment", unit="test")
    age_at_test = column(Line(10), "age at the test")
    administered_by = column(Ref(("person",)), "administered by")
    administered_by_other = column(Line(), "administered by (other)")
    informant = column(Ref(_WHO), "informant")
    group_year = column(Number(0, 8), "year group")
    didactic_age = column(Number(0, 70), "didactic age")
    ci_method = column(Text(), "how the interval was made")
    conclusion = column(Text(), "conclusion")
    behaviour = column(Text(), "behaviour during the test")
    valid_until = column(Day(), "valid until (advice)")


class Score(Record):
    __tablename__ = "score"
    one, many = "score", "scores"
    assessment = column(Ref(("assessment",), owner=True), "test", index=True)
    part = column(Choice({"score": "score", "subtest": "subtest"}), "part")
    name = column(Line(), "name", unit="result", required=True)
    abbreviation = column(Line(20), "abbreviation")
    of_index = column(Line(20), "index")
    scale = column(
        Choice(
            {
                "index": "index score",
                "scaled": "scaled score",
                "standard": "standard score",
                "t": "T score",
                "percentile": "percentile",
            }
        ),
        "score kind",
        unit="result",
    )
    mean = column(Number(), "mean", unit="result")
    sd = column(Number(), "standard deviation", unit="result")
    value = column(Number(), "value", unit="result")
    low = column(Number(), "interval from", unit="result")
    high = column(Number(), "interval to", unit="result")
    ci_level = column(Number(0, 100), "interval level (%)", unit="result")
    percentile = column(Number(0, 100), "percentile", unit="result")
    label = column(Line(), "label", unit="result")
    raw = column(Number(), "raw score", unit="result")
    scale_score = column(Line(20), "ability scale score", unit="result")
    level = column(Line(10), "level", unit="result")
    level_scale = column(Line(20), "scale of the level", unit="result")
    note = column(Line(), "note")


class Observation(Record):
    __tablename__ = "observation"
    one, many = "observation", "observations"
    date = column(Day(), "date")
    by = column(Ref(_WHO), "by")
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
    outcome = column(Choice(HYPOTHESIS_STATES), "outcome")
    share_with = column(Readers(), "may be shared with")


class HypothesisStep(Record):
    __tablename__ = "hypothesis_step"
    one, many = "step of the hypothesis", "course of the hypothesis"
    hypothesis = column(Ref(("hypothesis",), owner=True), "working hypothesis", index=True)
    date = column(Day(), "date")
    status = column(Choice(HYPOTHESIS_STATES), "status")
    by = column(Ref(_WHO), "by")
    by_other = column(Line(), "by (other)")
    reason = column(Text(), "reason")
    evidence = column(Refs(("assessment", "observation", "conversation", "meeting", "experiment")), "seen in")


class Insight(Record):
    __tablename__ = "insight"
    one, many = "insight", "insights"
    date = column(Day(), "date")
    by = column(Ref(_WHO), "by")
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
    by = column(Ref(_WHO), "by")
    date = column(Day(), "date")
    kind = column(
        Choice({"action_part": "approval of the action part", "school": "signature of the school", "heard": "heard"}), "kind"
    )
    result = column(Text(), "result")
    version = column(Number(1, 999), "version")


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
    who = column(Refs(_WHO), "who")
    when = column(Line(), "when")
    start = column(Day(), "from")
    goals = column(Refs(("goal",)), "for the goals")
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


class Experiment(Record):
    __tablename__ = "experiment"
    one, many = "experiment", "experiments"
    title = column(Line(), "title", required=True)
    question = column(Text(), "question")
    invented_by = column(Line(), "thought up by")
    place = column(Choice(PLACES), "where")
    design = column(Line(), "design")
    goals = column(Refs(("goal",)), "for the goals")
    assignment_kind = column(Line(), "order drawn in", unit="assignment")
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
    code = column(Line(20), "code")
    kind = column(
        Choice({"baseline": "baseline", "approach": "approach", "condition": "condition", "follow_up": "follow-up"}), "kind"
    )
    label = column(Line(80), "what was done")
    from_date = column(Day(), "from", unit="period")
    to_date = column(Day(), "until", unit="period")


class Outcome(Record):
    """What is measured: for an experiment or for a goal."""

    __tablename__ = "outcome"
    one, many = "what is measured", "what is measured"
    experiment = column(Ref(("experiment",), owner=True), "experiment", index=True)
    goal = column(Ref(("goal",)), "goal", index=True)
    name = column(Line(), "name", unit="outcome", required=True)
    unit = column(Line(80), "unit", unit="outcome")
    kind = column(
        Choice({"number": "number", "percent": "percentage", "rating": "mark from 0 to 10", "clock": "time of day"}),
        "kind",
        unit="outcome",
    )
    higher_is_better = column(Flag(), "higher is better", unit="outcome")
    observer = column(Ref(_WHO), "who measures")
    intervals = column(Number(1, 1000), "number of intervals")


class Measurement(Record):
    """One value of one outcome on one day. A time of day is kept in minutes after midnight."""

    __tablename__ = "measurement"
    one, many = "measurement", "measurements"
    outcome = column(Ref(("outcome",), owner=True), "what is measured", index=True)
    date = column(Day(), "date", unit="measurement", required=True)
    phase = column(Ref(("phase",)), "phase", unit="measurement")
    value = column(Number(), "value", unit="measurement")
    missed = column(Line(40), "not measured because", unit="measurement")
    school_night = column(Flag(), "evening before a school day")


class ObserverCheck(Record):
    __tablename__ = "observer_check"
    one, many = "second observer", "agreement between observers"
    experiment = column(Ref(("experiment",), owner=True), "experiment", index=True)
    date = column(Day(), "date")
    percent = column(Number(0, 100), "agreement (%)")
    second_observer = column(Ref(("person",)), "second observer")


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
    attendees = column(Refs(_WHO), "present")
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
    who = column(Ref(_WHO), "who")
    due = column(Day(), "by|date")
    status = column(Choice({"open": "open|status", "done": "done"}), "status")


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


class Attachment(Record):
    """A file kept with the pupil. Its bytes are in the table `blob` under their SHA-256."""

    __tablename__ = "attachment"
    one, many = "attachment", "attachments"
    name = column(Line(), "name", required=True)
    kind = column(Line(80), "kind")
    date = column(Day(), "date")
    note = column(Text(), "note")
    consent = column(Ref(("consent",)), "consent")
    sha256 = column(Line(64), "checksum", unit="content")
    size = column(Number(0), "size in bytes", unit="content")


TABLES: dict[str, type[Record]] = {m.local_table.name: m.class_ for m in Record.registry.mappers}  # type: ignore[attr-defined]
