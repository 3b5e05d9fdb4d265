"""The four-point cue with its own rate of false alarms: how often a pupil who is exactly on plan has it anyway.

Told beside every cue. By simulation with a fixed seed, with independent normal errors: the aim line starts at a median of few
baseline probes, so the line itself lies too high or too low, most of all in the first weeks.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from guidance_app.stats.aim import FOUR, AimLine
from guidance_app.stats.gates import Refusal, Why

SIMULATED = 20_000


def false_alarm(aim: AimLine, probes: int, days: Sequence[Fraction], weekly: bool = False) -> float | Refusal:
    """The share of pupils exactly on plan whose last four scores all lie under the line; or, `weekly`, who had four in a row
    under it at any time so far. `probes`: baseline scores behind the line. Refused below four scores."""
    if len(days) < FOUR or probes < 1:
        return Refusal(Why.TOO_FEW)
    random = np.random.default_rng(4)
    start = np.median(random.standard_normal((SIMULATED, probes)), axis=1)
    way = aim.school(aim.goal_day) - aim.school(aim.day)
    left = np.array([max(float((aim.school(aim.goal_day) - aim.school(day)) / way), 0.0) for day in days])
    under = random.standard_normal((SIMULATED, len(days))) < start[:, None] * left[None, :]
    last = len(days) - FOUR
    runs = [under[:, first : first + FOUR].all(axis=1) for first in (range(last + 1) if weekly else [last])]
    return float(np.any(runs, axis=0).mean())
