"""Mark's file, subject by subject: which key of the file goes to which field."""

from __future__ import annotations

import datetime as dt

from guidance_app.base.i18n import t
from guidance_app.example.builder import Builder, Keys
from guidance_app.example.mark_experiments import experiments
from guidance_app.example.mark_goals import goals
from guidance_app.example.mark_picture import picture
from guidance_app.example.mark_plan import plan
from guidance_app.example.mark_talks import talks
from guidance_app.example.mark_words import ROLE_CODES, SCALES, codes, day
from guidance_app.store.record import SCHOOL_BOOK


def fill(b: Builder) -> None:
    """All of the file, one act for each subject, in three sittings; its log becomes notes."""
    b.act(t("add school and pupil"), _pupil)
    b.act(t("add people"), _people)
    b.clock.day = dt.date(2026, 1, 21)
    b.act(t("add tests and assessment"), _assessments)
    b.act(t("add what helps and what makes it hard"), picture)
    b.clock.day = dt.date(2026, 2, 12)
    b.act(t("add conversations"), talks)
    b.act(t("add goals and measures"), goals)
    b.act(t("add experiments"), experiments)
    b.act(t("add the plan"), plan)
    names = {person["id"]: person["name"] for person in b.data["people"]}
    for note in b.data["privacy"]["log"]:
        b.workspace.note(f"{note['date']} {note['event']} ({names[note['by']]})")


def _pupil(b: Builder) -> None:
    b.put(
        "school",
        "schools/0",
        {
            "name": "name",
            "brin": "brin",
            "brinNote": "brin_note",
            "place": "place",
            "schoolType": "school_type",
            "cooperation": "cooperation",
        },
        book=SCHOOL_BOOK,
    )
    b.put("organisation", "organisations/0", {"name": "name", "place": "place"}, book=SCHOOL_BOOK)
    questions, privacy, identifiers = b.data["questions"], b.data["privacy"], b.data["pupil"]["identifiers"]
    row = b.put(
        "pupil",
        "pupil",
        {
            "firstName": "first_name", "lastName": "last_name", "birthDate": ("birth_date", day), "gender": "gender",
            "schoolId": "school", "group": "group_name", "groupYear": "group_year", "schoolYear": "school_year",
            "startYear3On": ("start_year3_on", day), "homeLanguages": "home_languages", "interests": "interests",
            "portrait": "portrait",
        },
        school_key=identifiers["schoolKey"],
        question_pupil=questions["pupil"], question_parents=questions["parents"], question_school=questions["school"],
        file_owner=privacy["fileOwner"], school_retention=privacy["schoolRetention"],
        adviser_retention=privacy["adviserRetention"], working_notes_included=privacy["workingNotesIncluded"],
    )  # fmt: skip
    for path, field in {
        "pupil/identifiers/schoolKey": "school_key", "questions/pupil": "question_pupil",
        "questions/parents": "question_parents", "questions/school": "question_school",
        "privacy/fileOwner": "file_owner", "privacy/schoolRetention": "school_retention",
        "privacy/adviserRetention": "adviser_retention", "privacy/workingNotesIncluded": "working_notes_included",
    }.items():  # fmt: skip
        b.place(path, "pupil", row, field)
    b.put_all("background", "background", {"date": ("date", day), "text": "text"})


def _people(b: Builder) -> None:
    b.put_all(
        "person",
        "people",
        {
            "name": "name", "role": ("role", ROLE_CODES), "relation": "relation", "hasLegalAuthority": "has_legal_authority",
            "contactPreference": "contact_preference", "interpreter": "interpreter", "group": "group_name", "days": "days",
            "organisationId": "organisation", "registration": "registration",
        },
    )  # fmt: skip
    b.put_all(
        "consent",
        "consents",
        {
            "date": ("date", day), "givenBy": "given_by", "purpose": "purpose", "scope": "scope", "form": "form",
            "status": ("status", codes({"gegeven": "given", "niet gevraagd": "not_asked"})),
            "validUntil": ("valid_until", day),
        },
    )  # fmt: skip


def _assessments(b: Builder) -> None:
    score: Keys = {
        "name": "name", "abbr": "abbreviation", "index": "of_index", "scoreType": ("scale", SCALES), "mean": "mean",
        "sd": "sd", "value": "value", "percentile": "percentile", "label": "label", "raw": "raw", "level": "level",
        "scaleScore": ("scale_score", str), "levelScale": "level_scale", "note": "note",
    }  # fmt: skip
    for i, test in enumerate(b.data["assessments"]):
        path = f"assessments/{i}"
        by = "administered_by" if test.get("administeredBy") in b.ids else "administered_by_other"
        row = b.put(
            "assessment",
            path,
            {
                "category": "category", "instrument": "instrument", "date": ("date", day), "ageAtTest": "age_at_test",
                "administeredBy": by, "informant": "informant", "moment": "moment", "groupYear": "group_year",
                "didacticAge": "didactic_age", "ciMethod": "ci_method", "conclusion": "conclusion",
                "behaviour": "behaviour", "validUntilAdvice": ("valid_until", day),
            },
        )  # fmt: skip
        for part in ("scores", "subtests"):
            for j, one in enumerate(test.get(part, [])):
                where, ci = f"{path}/{part}/{j}", one.get("ci") or {}
                made = b.put(
                    "score", where, score, assessment=row, part=part[:-1],
                    low=ci.get("low"), high=ci.get("high"), ci_level=ci.get("level"),
                )  # fmt: skip
                for key, field in {"low": "low", "high": "high", "level": "ci_level"}.items():
                    b.place(f"{where}/ci/{key}", "score", made, field)
