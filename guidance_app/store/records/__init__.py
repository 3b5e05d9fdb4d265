"""The records: what a pupil's file and the school's book are made of. One class per kind, one line per field.

Form, audit list, export, print and journal all read the Field that each column carries. The order of RECORDS is the order
in which a whole file is printed.
"""

from __future__ import annotations

from guidance_app.store.record import Record
from guidance_app.store.records.assessments import Assessment, Correlation, Score
from guidance_app.store.records.experiments import Experiment, Measurement, ObserverCheck, Outcome, Phase
from guidance_app.store.records.goals import Evaluation, Goal, Measure
from guidance_app.store.records.people import Attachment, Consent, Holiday, Member, Organisation, Person, Pupil, School
from guidance_app.store.records.picture import (
    Background,
    BuildingBlock,
    CauseView,
    Factor,
    Hypothesis,
    HypothesisStep,
    Insight,
    InsightChange,
    Need,
    Observation,
)
from guidance_app.store.records.plans import Approval, Plan, PlanVersion, Sheet, SheetLine, SheetSection
from guidance_app.store.records.talks import Action, Conversation, Meeting, MeetingItem, Quote, Rating

RECORDS: tuple[type[Record], ...] = (
    Member, School, Holiday, Organisation, Pupil, Person, Consent, Attachment,
    Background, CauseView, Observation, Factor, Hypothesis, HypothesisStep, Insight, InsightChange, Need, BuildingBlock,
    Assessment, Score, Correlation,
    Conversation, Quote, Rating, Meeting, MeetingItem, Action,
    Goal, Measure, Evaluation,
    Experiment, Phase, Outcome, Measurement, ObserverCheck,
    Plan, PlanVersion, Approval, Sheet, SheetSection, SheetLine,
)  # fmt: skip

TABLES: dict[str, type[Record]] = {record.__tablename__: record for record in RECORDS}
