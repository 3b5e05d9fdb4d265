"""On which days the sessions of a drawn round were, so that a chart can show which ones belong together."""

from __future__ import annotations

import datetime as dt

from guidance_app.domain.series import PhaseKind
from guidance_app.domain.session_days import place_of
from guidance_app.stats.findings import rounds_in
from guidance_app.stats.gates import Refusal
from guidance_app.stats.plain_figures import Inputs


def round_days(inputs: Inputs) -> tuple[tuple[dt.date, dt.date], ...]:
    """First and last day of each round of which every session was kept; none where no rounds were drawn, or where they were not
    kept to (the same gate as `rounds_in`)."""
    series, logged = inputs.series, inputs.logged
    if logged is None or isinstance(rounds_in(inputs), Refusal):
        return ()
    later = {phase.code for phase in series.phases if phase.kind == PhaseKind.FOLLOW_UP}
    size = len({phase.condition for phase in series.phases if phase.code not in later})
    seen = [one.day for one in series.observations if one.phase is not None and one.phase not in later]
    found: dict[int, dict[int, dt.date]] = {}
    for at, day in enumerate(seen):
        place = place_of(day, logged.days) if logged.days else at
        if place is not None:
            found.setdefault(place // size, {}).setdefault(place, day)
    return tuple((min(days.values()), max(days.values())) for _, days in sorted(found.items()) if len(days) == size)
