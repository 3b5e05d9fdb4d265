"""The three experiments of the example file as series, for tests that check what is said about them."""

import datetime as dt
import json
from decimal import Decimal

from guidance_app.base.machine import resource
from guidance_app.domain.series import Observation, Phase, PhaseKind, Series

KINDS = {"basislijn": PhaseKind.BASELINE, "aanpak": PhaseKind.APPROACH}


def experiment(number, key="value", kind="number", higher=True, first=None):
    """Experiment 1, 2 or 3; `first` cuts it off after so many sessions, as if it were still running."""
    raw = json.loads(resource("example", "mark.json").read_text(encoding="utf-8"))["experiments"][number - 1]
    phases = [Phase(p["code"], p["label"], KINDS[p["kind"]]) for p in raw.get("phases", ())]
    phases += [Phase(c["code"], c["label"], PhaseKind.CONDITION) for c in raw.get("conditions", ())]
    seen = [
        Observation(dt.date.fromisoformat(m["date"]), _value(m[key], kind), m.get("phase") or m["condition"])
        for m in raw["measurements"][:first]
    ]
    return Series(
        raw["measure"]["name"], tuple(seen), tuple(phases), kind=kind, higher_is_better=higher, alternating="conditions" in raw
    )


def _value(value, kind):
    if kind == "clock":
        hours, minutes = value.split(":")
        return Decimal(int(hours) * 60 + int(minutes))
    return Decimal(str(value))


def series(a, b, *more, higher=True, kind="number", alternating=False):
    """A series of whole or decimal scores: A, B, A, B … in that order."""
    day, observations, phases = dt.date(2026, 1, 5), [], []
    for number, scores in enumerate([a, b, *more]):
        baseline = number % 2 == 0
        code = f"{'AB'[number % 2]}{number // 2 + 1}"
        kind_of = PhaseKind.CONDITION if alternating else PhaseKind.BASELINE if baseline else PhaseKind.APPROACH
        phases.append(Phase(code, "Gewoon" if baseline else "Nieuwe aanpak", kind_of))
        for score in scores:
            observations.append(Observation(day, None if score is None else Decimal(str(score)), code))
            day += dt.timedelta(days=1)
    return Series("Tellen", tuple(observations), tuple(phases), kind=kind, higher_is_better=higher, alternating=alternating)
