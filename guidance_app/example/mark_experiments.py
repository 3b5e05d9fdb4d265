"""The experiments in Mark's file, with their phases and measurements."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from guidance_app.edits.records import insert_record
from guidance_app.example.builder import Builder, Convert, Keys, at
from guidance_app.example.mark_words import PLACE, VERDICT_WORDS, codes, day, minutes


def experiments(b: Builder) -> None:
    """Every experiment with its phases, outcomes and measurements."""
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
        verdict=verdict, design_kind=_design(experiment), draw=_draw(drawn),
        assignment_kind=drawn.get("kind"), drawn_by=drawn.get("drawnBy"),
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


def _design(experiment: dict[str, Any]) -> str:
    """Our code for the words of the design."""
    words = experiment["design"]
    return "turns" if "afwisselend" in words else "abab" if words.startswith("A-B-A-B") else "ab"


def _draw(drawn: dict[str, Any]) -> str | None:
    return "pairs" if drawn.get("drawnBy") == "programma" and drawn.get("kind") == "blokken van twee" else None


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
