"""How many of the planned times of a drawn experiment are still to come.

A chance figure holds for the plan as it was agreed. Who looks after every time and stops at the first figure that convinces, is
convinced too often where nothing differs (see `./dev bench statistics`); so a figure waits for the last planned time. A time that
was missed is over too, once it is written down.
"""

from __future__ import annotations

from collections.abc import Sequence

from guidance_app.base.i18n import t, tn
from guidance_app.domain.series import Series
from guidance_app.stats.drawn import Logged, times_of
from guidance_app.stats.sentences import Said


def planned_times(logged: Logged) -> int:
    """How many times were agreed on; 0 where the record does not say."""
    return len(logged.order) or len(logged.days)


def to_come(series: Series, logged: Logged | None, together: Sequence[Series] = ()) -> int:
    """How many planned times of this series, or of the one that is furthest behind of `together`, are still to come."""
    if logged is None:
        return 0
    return max(_to_come(one, logged) for one in (together or (series,)))


def _to_come(series: Series, logged: Logged) -> int:
    last = series.observations[-1].day if series.observations else None
    if logged.days and last is not None and last > logged.days[-1]:
        return 0
    return max(planned_times(logged) - len(times_of(series, logged)), 0)


def still_to_come(n: int) -> str:
    """Before the last planned time nothing is concluded."""
    return tn(
        "Not all agreed times have been measured yet: {n} is still to come.",
        "Not all agreed times have been measured yet: {n} are still to come.",
        n,
    )


def chance_comes_last(of: int) -> Said:
    """No chance figure before the last planned time; what was missed is over once that is written down."""
    last = t(
        "The chance figure comes after the last of the {of} agreed times; who looks every time is convinced too soon.", of=of
    )
    return Said(f"{last} {t('A time that was missed counts once it is written down as missed.')}")
