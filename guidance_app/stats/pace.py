"""The numbers under the pace towards a goal: growth a week by two methods, and how many scores more are needed to tell."""

from __future__ import annotations

import math
from typing import Final

from guidance_app.base.i18n import t, tn
from guidance_app.stats.aim import Growth, Progress
from guidance_app.stats.distributions import t_for
from guidance_app.stats.gates import FEWEST_FOR_GROWTH, GROWTH_CONFIDENCE, Refusal, Why, interval
from guidance_app.stats.sentences import WEEK, apart, shown
from guidance_app.stats.trend import Line

MOST_MORE: Final = 40
"""Beyond so many scores more nothing is promised."""


def both_lines(now: Progress, higher: bool) -> tuple[str, ...]:
    """Growth a week by both methods, each with its interval, in the direction in which the scores themselves run."""
    sign = 1 if higher else -1
    told = []
    for name, line in ((t("Least squares"), now.line), ("Theil–Sen", now.sen)):
        ends = interval(line.interval(GROWTH_CONFIDENCE), GROWTH_CONFIDENCE) if line else Refusal(Why.ONE_TIME)
        if line is None or isinstance(ends, Refusal):
            told.append(t("{method}: no range. {why}", method=name, why=ends.words if isinstance(ends, Refusal) else ""))
            continue
        ends_a_week = sorted((WEEK * sign * ends.low, WEEK * sign * ends.high))
        told_ends = apart(*ends_a_week, places=2)
        numbers = {"slope": shown(WEEK * sign * line.slope, 2), "low": told_ends[0], "high": told_ends[1]}
        told.append(t("{method}: {slope} a week, 80% range {low} to {high}.", method=name, **numbers))
    return tuple(told)


def still_needed(now: Progress) -> str:
    """How many scores more, before something can be said of how fast it goes; "" when it can be said or cannot be known."""
    found, line, n = now.growth(), now.line, len(now.scores)
    if found is Growth.EARLY and n < FEWEST_FOR_GROWTH:
        more = FEWEST_FOR_GROWTH - n
        return tn("{n} more score is needed before how fast it goes can be said.",
                  "{n} more scores are needed before how fast it goes can be said.", more)  # fmt: skip
    if found is not Growth.BOTH or line is None:
        return ""
    more_scores = _more_scores(now, line)
    if more_scores is None:
        return ""
    return tn("If it goes on like this, about {n} more score is needed to tell.",
              "If it goes on like this, about {n} more scores are needed to tell.", more_scores)  # fmt: skip


def _more_scores(now: Progress, line: Line) -> int | None:
    """Scores until the interval of this pupil leaves the aim outside, at the spread and the rhythm so far; None beyond 40."""
    away, spread = abs(float(line.slope - now.aim.per_day)), line.residual_sd
    times = [float(now.aim.school(day)) for day in now.days]
    step = (times[-1] - times[0]) / (len(times) - 1)
    if not away or not spread or step <= 0:
        return None
    for more in range(1, MOST_MORE + 1):
        longer = [*times, *(times[-1] + step * k for k in range(1, more + 1))]
        middle_day = sum(longer) / len(longer)
        sxx = sum((day - middle_day) ** 2 for day in longer)
        if t_for(GROWTH_CONFIDENCE, len(longer) - 2) * spread / math.sqrt(sxx) < away:
            return more
    return None
