"""Which of several approaches an experiment has proved the best, for who writes it into the plan."""

from __future__ import annotations

from guidance_app.stats.findings import rounds_in, several
from guidance_app.stats.gates import may_compare
from guidance_app.stats.plain_figures import Inputs
from guidance_app.stats.rounds import Rounds, winner
from guidance_app.stats.under_way import to_come


def proved_best(inputs: Inputs) -> str | None:
    """Of more than two ways of working the one that is better than all others, once all planned rounds are over; else None."""
    rounds, higher = rounds_in(inputs), inputs.series.higher_is_better
    if not several(inputs.series) or not isinstance(rounds, Rounds) or higher is None:
        return None
    best = winner(rounds, higher)
    over = not to_come(inputs.series, inputs.logged) and may_compare(len(rounds.rows))
    return best.name if best.proved and over else None
