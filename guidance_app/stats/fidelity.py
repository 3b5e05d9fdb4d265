"""Whether an approach was done as agreed: of what was not done, the scores say little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guidance_app.base.i18n import t, tn
from guidance_app.domain.series import Observation, PhaseKind, Series

YES, PARTLY = "yes", "partly"


@dataclass(frozen=True)
class Fidelity:
    """How often of the times that somebody said so. `sentence` for everyone; `warning` is "" where it mostly went as agreed."""

    yes: int
    partly: int
    of: int
    unsaid: int
    warning: str

    @property
    def sentence(self) -> str:
        """In 5 of the 6 times as agreed, 1 time partly."""
        told = tn("In {yes} of {n} time as agreed", "In {yes} of the {n} times as agreed", self.of, yes=self.yes)
        partly = tn(", {n} time partly", ", {n} times partly", self.partly) if self.partly else ""
        unsaid = tn("{n} time it was not written down.", "{n} times it was not written down.", self.unsaid)
        return f"{told}{partly}. {unsaid}" if self.unsaid else f"{told}{partly}."


def fidelity(series: Series) -> Fidelity | None:
    """What was said of the approaches; the usual way and the follow-up do not count. None when nobody said anything."""
    ways: dict[str, list[Observation]] = {}
    for phase in series.phases_with_values:
        if phase.kind not in (PhaseKind.BASELINE, PhaseKind.FOLLOW_UP):
            ways.setdefault(phase.label or phase.code, []).extend(o for o in series.in_phase(phase.code) if o.value is not None)
    everything = [o for done in ways.values() for o in done]
    said = [o for o in everything if o.fidelity]
    if not said:
        return None
    warnings = [words for label, done in ways.items() if (words := _warning(label, done))]
    partly = sum(o.fidelity == PARTLY for o in said)
    return Fidelity(_as_agreed(said), partly, len(said), len(everything) - len(said), " ".join(warnings))


def _as_agreed(done: Sequence[Observation]) -> int:
    return sum(o.fidelity == YES for o in done)


def _warning(label: str, done: Sequence[Observation]) -> str:
    """Fewer than half of the times as agreed."""
    said = [o for o in done if o.fidelity]
    if not said or 2 * _as_agreed(said) >= len(said):
        return ""
    return t("“{label}” was mostly not done as agreed: then the numbers say little about it.", label=label)
