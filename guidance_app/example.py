"""The example store: the fictional file of Mark, built through the ordinary edits from `resources/example/mark.json`.

It is a store of its own with a public key and a fixed day. `placed` remembers which field each leaf of the file went
to, so that a test can prove that nothing of it got lost.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from guidance_app.base.machine import resource
from guidance_app.domain.fields import Ref, Refs
from guidance_app.domain.ids import new_id
from guidance_app.edits.records import insert_record
from guidance_app.store.record import SCHOOL_BOOK, all_fields
from guidance_app.store.records import TABLES
from guidance_app.workspace import Edit, Workspace, create, open_with_key

KEY = b"Bouwsteen: openbaar, verzonnen!!"  # public on purpose: 32 bytes that protect nothing
TODAY = dt.date(2026, 2, 19)
AUTHOR, ROLE = "Petra Schijn", "sen_coordinator"

Place = tuple[str, str, str]
Convert = Callable[[Any], Any]
Keys = dict[str, str | tuple[str, Convert]]


def source() -> dict[str, Any]:
    """The file of Mark as it is kept in the resources; numbers exactly as written."""
    text = resource("example", "mark.json").read_text(encoding="utf-8")
    return dict(json.loads(text, parse_float=Decimal))


def build(folder: Path, now: Callable[[], dt.datetime] | None = None) -> Builder:
    """Make the example store in an empty folder. Gives the builder, with its open workspace."""
    builder = Builder(create(folder, KEY, AUTHOR, ROLE, today=TODAY, now=now), source())
    builder.fill()
    return builder


def open_copy(built: Path, folder: Path) -> Workspace:
    """Open a fresh copy of the built example, whatever was done in an earlier copy."""
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("*.lock", "*.owner"))
    return open_with_key(folder, KEY)


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
READER = {"ouders": "parents", "leerkracht": "school", "leerling": "pupil"}
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


class Builder:
    """Puts the leaves of the file into records."""

    def __init__(self, workspace: Workspace, data: dict[str, Any]) -> None:
        self.workspace = workspace
        self.data = data
        self.placed: dict[str, list[Place]] = {}
        self.ids = {entry: new_id() for entry in _ids(data)}
        self.pupil = self.ids[data["pupil"]["id"]]
        self._session: Any = None

    def fill(self) -> None:
        """All of the file, one act for each subject."""
        for label, part in (
            ("school en leerling toevoegen", self._pupil), ("mensen toevoegen", self._people),
            ("toetsen en onderzoek toevoegen", self._assessments), ("wat helpt en wat lastig is toevoegen", self._picture),
            ("gesprekken toevoegen", self._talks), ("doelen en maatregelen toevoegen", self._goals),
            ("proefjes toevoegen", self._experiments), ("plan toevoegen", self._plan),
        ):  # fmt: skip
            self.workspace.do(Edit(label, self._with_session(part), kind="import"))
        for note in self.data["privacy"]["log"]:
            who = next(p["name"] for p in self.data["people"] if p["id"] == note["by"])
            self.workspace.note(f"{note['date']} {note['event']} ({who})")

    def _with_session(self, part: Callable[[], None]) -> Convert:
        def apply(session: Any) -> None:
            self._session = session
            part()

        return apply

    def put(self, table: str, path: str, keys: Keys, *, book: str = "", **more: Any) -> str:
        """One record from the object at `path`; `keys` says which JSON key goes to which field, and how."""
        entry = _at(self.data, path)
        values = dict(more)
        for key, goal in keys.items():
            name, convert = goal if isinstance(goal, tuple) else (goal, self._converter(table, goal))
            if entry.get(key) is not None:
                values[name] = convert(entry[key])
        values["id"] = self.ids.get(entry.get("id", "")) or new_id()
        record = insert_record(self._session, table, book or self.pupil, values)
        for key, goal in keys.items():
            self.place(f"{path}/{key}", table, record.id, goal if isinstance(goal, str) else goal[0])
        return record.id

    def put_all(self, table: str, path: str, keys: Keys, **more: Any) -> list[str]:
        """One record for each object of the list at `path`."""
        return [self.put(table, f"{path}/{i}", keys, **more) for i in range(len(_at(self.data, path, [])))]

    def put_lines(self, table: str, path: str, field: str, **more: Any) -> None:
        """One record for each text of the list at `path`."""
        for i, line in enumerate(_at(self.data, path, [])):
            record = insert_record(self._session, table, self.pupil, {field: line, **more})
            self.place(f"{path}/{i}", table, record.id, field)

    def place(self, path: str, table: str, row: str, field: str) -> None:
        """Remember where the leaf at a path went."""
        self.placed.setdefault(path, []).append((table, row, field))

    def _converter(self, table: str, field: str) -> Convert:
        """Ids of the file become ours in fields that hold ids; all else stays as it is."""
        kind = all_fields(TABLES[table])[field].kind
        return self._refer if isinstance(kind, Ref | Refs) else lambda value: value

    def _refer(self, value: Any) -> Any:
        return tuple(self.ids[v] for v in value) if isinstance(value, list) else self.ids[value]

    def _readers(self, words: Iterable[str]) -> tuple[str, ...]:
        return tuple(READER[word] for word in words)

    @property
    def _shared(self) -> tuple[str, Convert]:
        return ("share_with", self._readers)

    def _pupil(self) -> None:
        self.put(
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
        self.put("organisation", "organisations/0", {"name": "name", "place": "place"}, book=SCHOOL_BOOK)
        questions, privacy, identifiers = self.data["questions"], self.data["privacy"], self.data["pupil"]["identifiers"]
        row = self.put(
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
            self.place(path, "pupil", row, field)
        self.put_all("background", "background", {"date": ("date", day), "text": "text"})

    def _people(self) -> None:
        self.put_all(
            "person",
            "people",
            {
                "name": "name", "role": ("role", ROLE_CODES), "relation": "relation", "hasLegalAuthority": "has_legal_authority",
                "contactPreference": "contact_preference", "interpreter": "interpreter", "group": "group_name", "days": "days",
                "organisationId": "organisation", "registration": "registration",
            },
        )  # fmt: skip
        self.put_all(
            "consent",
            "consents",
            {
                "date": ("date", day), "givenBy": "given_by", "purpose": "purpose", "scope": "scope", "form": "form",
                "status": ("status", codes({"gegeven": "given", "niet gevraagd": "not_asked"})),
                "validUntil": ("valid_until", day),
            },
        )  # fmt: skip

    def _assessments(self) -> None:
        score: Keys = {
            "name": "name", "abbr": "abbreviation", "index": "of_index", "scoreType": ("scale", SCALES), "mean": "mean",
            "sd": "sd", "value": "value", "percentile": "percentile", "label": "label", "raw": "raw", "level": "level",
            "scaleScore": ("scale_score", str), "levelScale": "level_scale", "note": "note",
        }  # fmt: skip
        for i, test in enumerate(self.data["assessments"]):
            path = f"assessments/{i}"
            by = "administered_by" if test.get("administeredBy") in self.ids else "administered_by_other"
            row = self.put(
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
                    made = self.put(
                        "score", where, score, assessment=row, part=part[:-1],
                        low=ci.get("low"), high=ci.get("high"), ci_level=ci.get("level"),
                    )  # fmt: skip
                    for key, field in {"low": "low", "high": "high", "level": "ci_level"}.items():
                        self.place(f"{where}/ci/{key}", "score", made, field)

    def _picture(self) -> None:
        by: Keys = {"date": ("date", day), "by": "by"}
        self.put_all("observation", "observations", {**by, "place": "place", "text": "text"})
        self.put_all(
            "factor",
            "factors",
            {
                "type": ("kind", codes({"stimulerend": "helps", "belemmerend": "hinders"})),
                "area": ("area", AREAS),
                "text": "text",
                "evidence": "evidence",
            },
        )
        self.put_all("cause_view", "causeViews", {**by, "source": "source", "text": "text", "shareWith": self._shared})
        for i, hypothesis in enumerate(self.data["workingHypotheses"]):
            path = f"workingHypotheses/{i}"
            row = self.put(
                "hypothesis",
                path,
                {"text": "text", "topic": "topic", "outcome": ("outcome", STATES), "shareWith": self._shared},
            )
            for j, step in enumerate(hypothesis["history"]):
                who = "by" if step["by"] in self.ids else "by_other"
                self.put(
                    "hypothesis_step",
                    f"{path}/history/{j}",
                    {
                        "date": ("date", day), "by": who, "status": ("status", STATES), "reason": "reason",
                        "evidence": "evidence",
                    },
                    hypothesis=row,
                )  # fmt: skip
        for i in range(len(self.data["insights"])):
            row = self.put("insight", f"insights/{i}", {**by, "source": "source", "text": "text", "shareWith": self._shared})
            self.put_all(
                "insight_change",
                f"insights/{i}/changed",
                {"what": "measure", "from": ("from_date", day), "was": "was", "now": "now"},
                insight=row,
            )
        whose = codes({"leerling": "pupil", "leerkracht": "teacher", "ouders": "parents"})
        self.put_all("need", "needs", {"for": ("for_whom", whose), "stem": "stem", "text": "text"})
        self.put_all(
            "building_block",
            "buildingBlocks",
            {
                "obstacle": "obstacle", "obstacleFactor": "obstacle_factor", "block": "block", "usesFactors": "uses_factors",
                "needs": "needs", "leadsTo": "leads_to",
            },
        )  # fmt: skip

    def _talks(self) -> None:
        for i in range(len(self.data["pupilConversations"])):
            path = f"pupilConversations/{i}"
            row = self.put(
                "conversation",
                path,
                {
                    "date": ("date", day), "by": "by", "durationMin": "duration_min", "place": "place", "form": "form",
                    "rightToBeHeard": "right_to_be_heard", "howUsed": "how_used",
                },
            )  # fmt: skip
            quote: Keys = {"topic": "topic", "quote": "text", "shareWith": self._shared}
            self.put_all("quote", f"{path}/notes", quote, conversation=row)
            self.put_all("rating", f"{path}/selfRatings", {"item": "item", "value": "value"}, conversation=row)
        for i, meeting in enumerate(self.data["meetings"]):
            path = f"meetings/{i}"
            start, end = (dt.time.fromisoformat(part.replace(".", ":")) for part in meeting["time"].split("-"))
            state = "planned" if meeting.get("status") == "gepland" else "held"
            row = self.put(
                "meeting",
                path,
                {
                    "type": "kind", "date": ("date", day), "place": "place", "chair": "chair", "minutesBy": "minutes_by",
                    "attendees": "attendees", "pupilPresent": "pupil_present",
                },
                time_from=start, time_to=end, status=state,
            )  # fmt: skip
            for field in ("time_from", "time_to"):
                self.place(f"{path}/time", "meeting", row, field)
            self.place(f"{path}/status", "meeting", row, "status")
            for part, code in (("agenda", "agenda"), ("notes", "note"), ("decisions", "decision")):
                self.put_lines("meeting_item", f"{path}/{part}", "text", meeting=row, part=code)
            done = codes({"klaar": "done", "open": "open"})
            self.put_all(
                "action",
                f"{path}/actions",
                {"what": "what", "who": "who", "due": ("due", day), "status": ("status", done)},
                meeting=row,
            )

    def _goals(self) -> None:
        for i, goal in enumerate(self.data["goals"]):
            path = f"goals/{i}"
            row = self.put(
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
                outcome = insert_record(self._session, "outcome", self.pupil, {"goal": row, **values})
                self.put_all(
                    "measurement", f"{path}/baselineScores", {"date": ("date", day), "value": "value"}, outcome=outcome.id
                )
        for i, measure in enumerate(self.data["measures"]):
            path = f"measures/{i}"
            used = "not_used" if measure.get("status") == "bewust niet ingezet" else "active"
            row = self.put(
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
            self.place(f"{path}/status", "measure", row, "status")
            self.place(f"{path}/evidence/strength", "measure", row, "evidence_strength")
            self.place(f"{path}/evidence/note", "measure", row, "evidence_note")
        results: Keys = {
            "goal": "goal", "date": ("date", day), "result": ("result", _number_words), "status": ("status", RESULTS),
            "text": "text",
        }  # fmt: skip
        self.put_all("evaluation", "evaluations", results)

    def _experiments(self) -> None:
        for i, experiment in enumerate(self.data["experiments"]):
            self._experiment(f"experiments/{i}", experiment)

    def _experiment(self, path: str, experiment: dict[str, Any]) -> None:
        drawn = experiment.get("assignment") or {}
        verdict = next(code for word, code in VERDICT_WORDS.items() if experiment["decision"].startswith(word))
        row = self.put(
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
            self.place(f"{path}/assignment/{key}", "experiment", row, field)
        phases = self._phases(path, experiment, row)
        outcomes: dict[str, str] = {
            key: self._outcome(f"{path}/{key}", row) for key in ("measure", "secondMeasure", "thirdMeasure") if key in experiment
        }
        self._measurements(path, experiment, outcomes, phases)
        self.put_all(
            "observer_check",
            f"{path}/interObserverAgreement",
            {"date": ("date", day), "percent": "percent", "secondObserver": "second_observer"},
            experiment=row,
        )

    def _phases(self, path: str, experiment: dict[str, Any], row: str) -> dict[str, str]:
        kinds = codes({"basislijn": "baseline", "aanpak": "approach"})
        phase: Keys = {
            "code": "code", "label": "label", "kind": ("kind", kinds), "from": ("from_date", day), "to": ("to_date", day),
        }  # fmt: skip
        made = self.put_all("phase", f"{path}/phases", phase, experiment=row)
        made += self.put_all("phase", f"{path}/conditions", {"code": "code", "label": "label"}, experiment=row, kind="condition")
        found = {
            one["code"]: id_
            for one, id_ in zip((experiment.get("phases") or []) + (experiment.get("conditions") or []), made, strict=True)
        }
        if "followUp" in experiment:
            values = {"experiment": row, "code": "M", "kind": "follow_up", "label": "Herhaalmeting"}
            found["followUp"] = insert_record(self._session, "phase", self.pupil, values).id
        return found

    def _outcome(self, path: str, experiment: str) -> str:
        unit = _at(self.data, path)["unit"]
        kind = "percent" if unit.startswith("%") else "clock" if unit == "tijd" else "rating" if "cijfer" in unit else "number"
        return self.put(
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

    def _measurements(self, path: str, experiment: dict[str, Any], outcomes: dict[str, str], phases: dict[str, str]) -> None:
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
                        row = self.put(
                            "measurement",
                            where,
                            {"date": ("date", day), key: ("value", convert), "schoolNight": "school_night"},
                            outcome=outcomes[outcome],
                            phase=phase,
                        )
                        for name in {"phase", "condition"} & one.keys():
                            self.place(f"{where}/{name}", "measurement", row, "phase")

    def _plan(self) -> None:
        legal = self.data["plan"]["legal"]
        kinds = codes({"ondersteuningsplan": "support_plan", "handelingsplan": "action_plan", "OPP": "opp"})
        row = self.put(
            "plan",
            "plan",
            {
                "type": ("kind", kinds), "title": "title", "version": "version", "status": ("status", codes({"concept": "draft"})),
                "validFrom": ("valid_from", day), "validUntil": ("valid_until", day), "continues": "continues",
            },
            opp_required=legal["oppRequired"], opp_reason=legal["reason"],
            opp_decided_by=self._refer(legal["decidedBy"]), opp_review_on=day(legal["reviewOn"]),
        )  # fmt: skip
        for key, field in {
            "oppRequired": "opp_required", "reason": "opp_reason", "decidedBy": "opp_decided_by", "reviewOn": "opp_review_on",
        }.items():  # fmt: skip
            self.place(f"plan/legal/{key}", "plan", row, field)
        self.put_all(
            "plan_version", "plan/versionHistory", {"version": "version", "date": ("date", day), "change": "change"}, plan=row
        )
        kinds = codes({"instemming handelingsdeel": "action_part", "ondertekening school": "school", "gehoord": "heard"})
        approval: Keys = {"by": "by", "date": ("date", day), "kind": ("kind", kinds), "result": "result", "version": "version"}
        self.put_all("approval", "plan/agreement", approval, plan=row)
        self._sheets()

    def _sheets(self) -> None:
        parents = self.put(
            "sheet",
            "parentPlan",
            {
                "title": "title", "languageLevel": "language_level", "pages": "pages", "date": ("date", day),
                "nextTalk": "next_talk", "contact": "contact", "explainedOrally": "explained_orally",
            },
            audience="parents",
        )  # fmt: skip
        for i in range(len(self.data["parentPlan"]["sections"])):
            path = f"parentPlan/sections/{i}"
            section = self.put("sheet_section", path, {"heading": "heading"}, sheet=parents)
            self.put_lines("sheet_line", f"{path}/items", "text", section=section)
        pupil = self.put("sheet", "pupilPlan", {"title": "title"}, audience="pupil")
        section = insert_record(self._session, "sheet_section", self.pupil, {"sheet": pupil}).id
        self.put_lines("sheet_line", "pupilPlan/items", "text", section=section)


def _number_words(value: Any) -> str:
    return str(value).replace(".", ",") if isinstance(value, int | Decimal) else str(value)


def _ids(node: Any) -> Iterable[str]:
    """Every "id" in the file."""
    if isinstance(node, dict):
        if isinstance(node.get("id"), str):
            yield node["id"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _ids(child)


def _at(data: Any, path: str, missing: Any = None) -> Any:
    """What stands at a path such as goals/0/title."""
    for part in path.split("/"):
        if isinstance(data, list):
            data = data[int(part)]
        elif isinstance(data, dict) and part in data:
            data = data[part]
        else:
            return missing
    return data
