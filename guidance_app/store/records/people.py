"""Who it is about and who is around: members of the store, school, pupil, people, consents, attachments."""

from __future__ import annotations

from guidance_app.domain.fields import Choice, Day, Flag, Line, Number, Ref, Refs, Tags, Text
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


class Holiday(Record):
    """Days on which this school is closed: nothing is measured and nothing is expected."""

    __tablename__ = "holiday"
    one, many = "holiday", "holidays"
    school = column(Ref(("school",), owner=True), "school", index=True)
    name = column(Line(60), "name")
    from_date = column(Day(), "from", unit="period")
    to_date = column(Day(), "until", unit="period")


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
