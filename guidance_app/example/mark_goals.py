"""Goals and measures in Mark's file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from guidance_app.edits.records import insert_record
from guidance_app.example.builder import Builder, Keys
from guidance_app.example.mark_words import EVIDENCE, PLACE, RESULTS, day


def goals(b: Builder) -> None:
    """Goals, the measures that serve them, and how they were evaluated."""
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


def _number_words(value: Any) -> str:
    return str(value).replace(".", ",") if isinstance(value, int | Decimal) else str(value)
