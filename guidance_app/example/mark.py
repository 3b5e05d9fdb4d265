"""Mark's file, subject by subject: which key of the file goes to which field."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from guidance_app.base.i18n import t
from guidance_app.edits.records import insert_record
from guidance_app.example.builder import Builder, Convert, Keys, at
from guidance_app.store.record import SCHOOL_BOOK


def fill(b: Builder) -> None:
    """All of the file, one act for each subject; its log becomes notes."""
    b.act(t("add school and pupil"), _pupil)
    b.act(t("add people"), _people)
    b.act(t("add tests and assessment"), _assessments)
    b.act(t("add what helps and what makes it hard"), _picture)
    b.act(t("add conversations"), _talks)
    b.act(t("add goals and measures"), _goals)
    b.act(t("add experiments"), _experiments)
    b.act(t("add the plan"), _plan)
    names = {person["id"]: person["name"] for person in b.data["people"]}
    for note in b.data["privacy"]["log"]:
        b.workspace.note(f"{note['date']} {note['event']} ({names[note['by']]})")


def codes(pairs: dict[str, str]) -> Convert:
    """From the Dutch word of the file to our code; None stays None."""
    return lambda word: None if word is None else pairs[word]


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def minutes(text: str) -> Decimal:
    """21:40 -> 1300, minutes after midnight; the day does not wrap."""
    return Decimal(int(text[:2]) * 60 + int(text[3:5]))


AREAS = codes({"kind": "child", "thuis": "home", "school": "school"})
PLACE = codes({"thuis": "home", "school": "school"})
STATES = codes({"vermoeden": "suspected", "onderzoeken": "examined", "bevestigd": "confirmed", "verworpen": "rejected"})
ROLE_CODES = codes(
    {
        "ouder": "parent",
        "leerkracht": "teacher",
        "intern begeleider": "sen_coordinator",
        "orthopedagoog": "educational_psychologist",
        "onderwijsassistent": "teaching_assistant",
    }
)
SCALES = codes(
    {"indexscore": "index", "subtestscore": "scaled", "standaardscore": "standard", "T-score": "t", "percentiel": "percentile"}
)
EVIDENCE = codes(
    {
        "sterk": "strong",
        "redelijk": "fair",
        "beperkt": "limited",
        "praktijkkennis": "practice",
        "geen overtuigend bewijs": "none",
    }
)
RESULTS = codes({"behaald": "achieved", "deels behaald": "partly_achieved", "niet behaald": "not_achieved"})
VERDICT_WORDS = {"doorgaan": "continue", "aanpassen": "adapt", "stoppen": "stop", "langer meten": "measure_longer"}


def _number_words(value: Any) -> str:
    return str(value).replace(".", ",") if isinstance(value, int | Decimal) else str(value)


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


def _picture(b: Builder) -> None:
    by: Keys = {"date": ("date", day), "by": "by"}
    b.put_all("observation", "observations", {**by, "place": "place", "text": "text"})
    b.put_all(
        "factor",
        "factors",
        {
            "type": ("kind", codes({"stimulerend": "helps", "belemmerend": "hinders"})),
            "area": ("area", AREAS),
            "text": "text",
            "evidence": "evidence",
        },
    )
    b.put_all("cause_view", "causeViews", {**by, "source": "source", "text": "text", "shareWith": b.shared})
    for i, hypothesis in enumerate(b.data["workingHypotheses"]):
        path = f"workingHypotheses/{i}"
        row = b.put(
            "hypothesis",
            path,
            {"text": "text", "topic": "topic", "outcome": ("outcome", STATES), "shareWith": b.shared},
        )
        for j, step in enumerate(hypothesis["history"]):
            who = "by" if step["by"] in b.ids else "by_other"
            b.put(
                "hypothesis_step",
                f"{path}/history/{j}",
                {
                    "date": ("date", day), "by": who, "status": ("status", STATES), "reason": "reason",
                    "evidence": "evidence",
                },
                hypothesis=row,
            )  # fmt: skip
    for i in range(len(b.data["insights"])):
        row = b.put("insight", f"insights/{i}", {**by, "source": "source", "text": "text", "shareWith": b.shared})
        b.put_all(
            "insight_change",
            f"insights/{i}/changed",
            {"what": "measure", "from": ("from_date", day), "was": "was", "now": "now"},
            insight=row,
        )
    whose = codes({"leerling": "pupil", "leerkracht": "teacher", "ouders": "parents"})
    b.put_all("need", "needs", {"for": ("for_whom", whose), "stem": "stem", "text": "text"})
    b.put_all(
        "building_block",
        "buildingBlocks",
        {
            "obstacle": "obstacle", "obstacleFactor": "obstacle_factor", "block": "block", "usesFactors": "uses_factors",
            "needs": "needs", "leadsTo": "leads_to",
        },
    )  # fmt: skip


def _talks(b: Builder) -> None:
    for i in range(len(b.data["pupilConversations"])):
        path = f"pupilConversations/{i}"
        row = b.put(
            "conversation",
            path,
            {
                "date": ("date", day), "by": "by", "durationMin": "duration_min", "place": "place", "form": "form",
                "rightToBeHeard": "right_to_be_heard", "howUsed": "how_used",
            },
        )  # fmt: skip
        quote: Keys = {"topic": "topic", "quote": "text", "shareWith": b.shared}
        b.put_all("quote", f"{path}/notes", quote, conversation=row)
        b.put_all("rating", f"{path}/selfRatings", {"item": "item", "value": "value"}, conversation=row)
    for i, meeting in enumerate(b.data["meetings"]):
        path = f"meetings/{i}"
        start, end = (dt.time.fromisoformat(part.replace(".", ":")) for part in meeting["time"].split("-"))
        state = "planned" if meeting.get("status") == "gepland" else "held"
        row = b.put(
            "meeting",
            path,
            {
                "type": "kind", "date": ("date", day), "place": "place", "chair": "chair", "minutesBy": "minutes_by",
                "attendees": "attendees", "pupilPresent": "pupil_present",
            },
            time_from=start, time_to=end, status=state,
        )  # fmt: skip
        for field in ("time_from", "time_to"):
            b.place(f"{path}/time", "meeting", row, field)
        b.place(f"{path}/status", "meeting", row, "status")
        for part, code in (("agenda", "agenda"), ("notes", "note"), ("decisions", "decision")):
            b.put_lines("meeting_item", f"{path}/{part}", "text", meeting=row, part=code)
        done = codes({"klaar": "done", "open": "open"})
        b.put_all(
            "action",
            f"{path}/actions",
            {"what": "what", "who": "who", "due": ("due", day), "status": ("status", done)},
            meeting=row,
        )


def _goals(b: Builder) -> None:
    for i, goal in enumerate(b.data["goals"]):
        path = f"goals/{i}"
        row = b.put(
            "goal",
            path,
            {
                "title": "title", "area": "area", "text": "text", "measure": "outcome", "baseline": "baseline",
                "baselineDate": ("baseline_date", day), "target": "target", "unit": "unit", "due": ("due", day),
                "series": "series", "continues": "continues",
            },
        )  # fmt: skip
        if "baselineScores" in goal:
            values = {"name": goal["measure"], "unit": goal["unit"], "kind": "number", "higher_is_better": True}
            outcome = insert_record(b.session, "outcome", b.pupil, {"goal": row, **values})
            b.put_all("measurement", f"{path}/baselineScores", {"date": ("date", day), "value": "value"}, outcome=outcome.id)
    for i, measure in enumerate(b.data["measures"]):
        path = f"measures/{i}"
        used = "not_used" if measure.get("status") == "bewust niet ingezet" else "active"
        row = b.put(
            "measure",
            path,
            {
                "title": "title", "place": ("place", PLACE), "text": "text", "who": "who", "when": "when",
                "start": ("start", day), "goals": "goals",
            },
            status=used,
            evidence_strength=EVIDENCE(measure["evidence"]["strength"]),
            evidence_note=measure["evidence"]["note"],
        )  # fmt: skip
        b.place(f"{path}/status", "measure", row, "status")
        b.place(f"{path}/evidence/strength", "measure", row, "evidence_strength")
        b.place(f"{path}/evidence/note", "measure", row, "evidence_note")
    results: Keys = {
        "goal": "goal", "date": ("date", day), "result": ("result", _number_words), "status": ("status", RESULTS),
        "text": "text",
    }  # fmt: skip
    b.put_all("evaluation", "evaluations", results)


def _experiments(b: Builder) -> None:
    for i, experiment in enumerate(b.data["experiments"]):
        _experiment(b, f"experiments/{i}", experiment)


def _experiment(b: Builder, path: str, experiment: dict[str, Any]) -> None:
    drawn = experiment.get("assignment") or {}
    verdict = next(code for word, code in VERDICT_WORDS.items() if experiment["decision"].startswith(word))
    row = b.put(
        "experiment",
        path,
        {
            "title": "title", "question": "question", "inventedBy": "invented_by", "place": ("place", PLACE),
            "design": "design", "goals": "goals", "caution": "caution", "pupilConclusion": "pupil_conclusion",
            "decision": "decision", "decidedOn": ("decided_on", day),
        },
        verdict=verdict, assignment_kind=drawn.get("kind"), drawn_by=drawn.get("drawnBy"),
        drawn_on=day(drawn.get("drawnOn")), drawn_order=drawn.get("order"),
    )  # fmt: skip
    for key, field in {
        "kind": "assignment_kind", "drawnBy": "drawn_by", "drawnOn": "drawn_on", "order": "drawn_order", "limit": "longest_run",
    }.items():  # fmt: skip
        b.place(f"{path}/assignment/{key}", "experiment", row, field)
    phases = _phases(b, path, experiment, row)
    outcomes: dict[str, str] = {
        key: _outcome(b, f"{path}/{key}", row) for key in ("measure", "secondMeasure", "thirdMeasure") if key in experiment
    }
    _measurements(b, path, experiment, outcomes, phases)
    b.put_all(
        "observer_check",
        f"{path}/interObserverAgreement",
        {"date": ("date", day), "percent": "percent", "secondObserver": "second_observer"},
        experiment=row,
    )


def _phases(b: Builder, path: str, experiment: dict[str, Any], row: str) -> dict[str, str]:
    kinds = codes({"basislijn": "baseline", "aanpak": "approach"})
    phase: Keys = {
        "code": "code", "label": "label", "kind": ("kind", kinds), "from": ("from_date", day), "to": ("to_date", day),
    }  # fmt: skip
    made = b.put_all("phase", f"{path}/phases", phase, experiment=row)
    made += b.put_all("phase", f"{path}/conditions", {"code": "code", "label": "label"}, experiment=row, kind="condition")
    found = {
        one["code"]: id_
        for one, id_ in zip((experiment.get("phases") or []) + (experiment.get("conditions") or []), made, strict=True)
    }
    if "followUp" in experiment:
        values = {"experiment": row, "code": "M", "kind": "follow_up", "label": "Herhaalmeting"}
        found["followUp"] = insert_record(b.session, "phase", b.pupil, values).id
    return found


def _outcome(b: Builder, path: str, experiment: str) -> str:
    unit = at(b.data, path)["unit"]
    kind = "percent" if unit.startswith("%") else "clock" if unit == "tijd" else "rating" if "cijfer" in unit else "number"
    return b.put(
        "outcome",
        path,
        {
            "name": "name",
            "unit": "unit",
            "higherIsBetter": "higher_is_better",
            "observer": "observer",
            "intervals": "intervals",
        },
        experiment=experiment,
        kind=kind,
    )


def _measurements(b: Builder, path: str, experiment: dict[str, Any], outcomes: dict[str, str], phases: dict[str, str]) -> None:
    columns: dict[str, tuple[str, Convert]] = {
        "value": ("measure", Decimal), "second": ("secondMeasure", Decimal), "battery": ("measure", Decimal),
        "lightsOut": ("secondMeasure", minutes), "hoursInBed": ("thirdMeasure", Decimal),
    }  # fmt: skip
    for part in ("measurements", "followUp"):
        for i, one in enumerate(experiment.get(part, [])):
            where = f"{path}/{part}/{i}"
            phase = phases[one.get("phase") or one.get("condition") or part]
            for key, (outcome, convert) in columns.items():
                if key in one:
                    row = b.put(
                        "measurement",
                        where,
                        {"date": ("date", day), key: ("value", convert), "schoolNight": "school_night"},
                        outcome=outcomes[outcome],
                        phase=phase,
                    )
                    for name in {"phase", "condition"} & one.keys():
                        b.place(f"{where}/{name}", "measurement", row, "phase")


def _plan(b: Builder) -> None:
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
