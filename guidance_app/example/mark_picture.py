"""The picture of Mark in his file: what helps, what makes it hard, what may lie behind it, and the building blocks."""

from __future__ import annotations

from guidance_app.example.builder import Builder, Keys
from guidance_app.example.mark_words import AREAS, STATES, codes, day

BY: Keys = {"date": ("date", day), "by": "by"}


def picture(b: Builder) -> None:
    """What helps and what makes it hard, what people think lies behind it, and the building blocks."""
    b.put_all("observation", "observations", {**BY, "place": "place", "text": "text"})
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
    _causes(b)
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


def _causes(b: Builder) -> None:
    b.put_all("cause_view", "causeViews", {**BY, "source": "source", "text": "text", "shareWith": b.shared})
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
        row = b.put("insight", f"insights/{i}", {**BY, "source": "source", "text": "text", "shareWith": b.shared})
        b.put_all(
            "insight_change",
            f"insights/{i}/changed",
            {"what": "measure", "from": ("from_date", day), "was": "was", "now": "now"},
            insight=row,
        )
