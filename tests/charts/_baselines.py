"""An experiment whose approach begins at three different times, written into a store as a person would."""

from __future__ import annotations

import datetime as dt
from typing import Any

from guidance_app import edits
from tests.charts import _more_charts as more


def write_baselines(do: Any, pupil: str) -> str:
    """Add it; `do` does an edit and gives the id of what was made. Gives the id of the experiment."""
    experiment = do(edits.add("experiment", pupil, title="De stappenkaart", design_kind="baselines", place="school"))
    for series in more.baselines():
        told = {"name": series.name, "unit": series.unit, "kind": series.kind, "higher_is_better": True}
        outcome = do(edits.add("outcome", pupil, experiment=experiment, **told))
        phases = {}
        for phase in series.phases:
            days = [one.day for one in series.observations if one.phase == phase.code]
            made = {"code": phase.code, "kind": str(phase.kind), "outcome": outcome}
            added = do(edits.add("phase", pupil, experiment=experiment, from_date=min(days), to_date=max(days), **made))
            do(edits.change("phase", added, "label", phase.label))
            phases[phase.code] = added
        for one in series.observations:
            _measure(do, pupil, outcome, one.day, {"phase": phases[one.phase], "value": one.value, "missed": one.missed})
    return str(experiment)


def _measure(do: Any, pupil: str, outcome: str, day: dt.date, told: dict[str, Any]) -> None:
    do(edits.add("measurement", pupil, outcome=outcome, date=day, **told))
