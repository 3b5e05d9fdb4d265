"""Values measured over time: observations, the phases they fall in, and the series they make together.

Plain frozen values for statistics and charts. A value is a Decimal exactly as it was typed, so ties are ties. A missed
measurement keeps its place in time. A time of day is minutes after midnight, as in the records; in a series of evenings a
time after midnight belongs to the evening before and counts on (0.15 is 1455), or it would be the earliest of all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from functools import cached_property

from guidance_app.base import formats

EVENING, NIGHT_ENDS, DAY = Decimal(18 * 60), Decimal(6 * 60), Decimal(24 * 60)
MOST_TYPED, EXACT = 4, 80
"""More decimals than anybody types come from a division; digits to round with."""
_WHOLE = {"percent": Decimal(100), "rating": Decimal(10)}
_MOST = re.compile(r"(?:van|0-|0 tot) ?(\d+)$")
"""How a unit tells the end of its scale: "van 10", "0-5"."""


class PhaseKind(StrEnum):
    """What a phase or condition is for; the same codes as the record Phase."""

    BASELINE = "baseline"
    APPROACH = "approach"
    CONDITION = "condition"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class Phase:
    """A stretch of time in which one thing was done, or a condition that comes back in turns.

    `condition` is what is compared: A1 and A2 are two phases of condition A, with one label. `from_day` and `to_day` are
    None for conditions in turns. `criterion`: what a stage of a changing criterion asks, in the unit of the series.
    """

    code: str
    label: str
    kind: PhaseKind = PhaseKind.BASELINE
    from_day: dt.date | None = None
    to_day: dt.date | None = None
    criterion: Decimal | None = None

    @property
    def condition(self) -> str:
        """A1, A2 -> A; a code without a number is its own condition."""
        return self.code.rstrip("0123456789") or self.code


@dataclass(frozen=True)
class Observation:
    """One planned measurement: a value, or the reason why there is none. A percentage that was counted is `part` of `whole`.

    `fidelity` says whether it went as agreed: "yes", "partly", "no", or None when nobody said.
    """

    day: dt.date
    value: Decimal | None
    phase: str | None = None
    missed: str | None = None
    part: Decimal | None = None
    whole: Decimal | None = None
    fidelity: str | None = None

    def __post_init__(self) -> None:
        if self.value is not None and not self.value.is_finite():
            raise ValueError("a measured value is a finite number")


@dataclass(frozen=True)
class Series:
    """One outcome followed over time.

    `place` is "school", "home" or "pupil": the voice it is drawn in. `higher_is_better` None means that neither direction is
    better, so nothing directional is computed. `alternating` says that conditions take turns instead of following each other.
    `holidays`: the first and last day of each holiday of the school, in which nothing is expected. `informant`: who measures.
    """

    name: str
    observations: tuple[Observation, ...]
    phases: tuple[Phase, ...] = ()
    unit: str = ""
    kind: str = "number"
    place: str = "school"
    higher_is_better: bool | None = True
    alternating: bool = False
    holidays: tuple[tuple[dt.date, dt.date], ...] = ()
    informant: str = ""

    def __post_init__(self) -> None:
        in_time = tuple(sorted(self.observations, key=lambda o: o.day))
        in_time = _evenings(in_time) if self.kind == "clock" else in_time
        object.__setattr__(self, "observations", in_time)
        known = {phase.code for phase in self.phases}
        if any(o.phase is not None and o.phase not in known for o in in_time):
            raise ValueError("an observation names a phase that the series does not have")

    @cached_property
    def measured(self) -> tuple[Observation, ...]:
        """The observations that have a value, in time order."""
        return tuple(o for o in self.observations if o.value is not None)

    @cached_property
    def values(self) -> tuple[Decimal, ...]:
        """All values in time order."""
        return values(self.observations)

    def in_phase(self, code: str) -> tuple[Observation, ...]:
        """The observations of one phase, missed ones included."""
        return self._by_phase.get(code, ())

    @cached_property
    def _by_phase(self) -> dict[str | None, tuple[Observation, ...]]:
        found: dict[str | None, list[Observation]] = {}
        for one in self.observations:
            found.setdefault(one.phase, []).append(one)
        return {code: tuple(some) for code, some in found.items()}

    def values_in(self, code: str) -> tuple[Decimal, ...]:
        """The values of one phase in time order."""
        return self._values_by_phase.get(code, ())

    @cached_property
    def _values_by_phase(self) -> dict[str | None, tuple[Decimal, ...]]:
        return {code: values(some) for code, some in self._by_phase.items()}

    @cached_property
    def phases_with_values(self) -> tuple[Phase, ...]:
        """The phases in which something was measured, in the order of the design."""
        return tuple(phase for phase in self.phases if self.values_in(phase.code))

    @cached_property
    def most(self) -> Decimal | None:
        """The end of the scale, where it is known."""
        told = _MOST.search(self.unit)
        return _WHOLE.get(self.kind) or (Decimal(told[1]) if told else None)

    @cached_property
    def conditions(self) -> dict[str, tuple[Decimal, ...]]:
        """Condition -> all its values over its phases, in time order; follow-up left out."""
        found: dict[str, tuple[Decimal, ...]] = {}
        for phase in self.phases_with_values:
            if phase.kind != PhaseKind.FOLLOW_UP:
                found[phase.condition] = found.get(phase.condition, ()) + self.values_in(phase.code)
        return found


def values(observations: Iterable[Observation]) -> tuple[Decimal, ...]:
    """The values there are, missed ones left out."""
    return tuple(o.value for o in observations if o.value is not None)


def pooled(observations: Iterable[Observation]) -> tuple[Decimal, Decimal] | None:
    """All that was counted, put together: so many out of so many. A mean of percentages would count a short session as much
    as a long one. None when nothing was measured, or when one of them does not say what it was counted from.
    """
    counted = [o for o in observations if o.value is not None]
    parts = [o.part for o in counted if o.part is not None and o.whole is not None]
    if not counted or len(parts) < len(counted):
        return None
    return sum(parts, Decimal(0)), sum((o.whole for o in counted if o.whole is not None), Decimal(0))


def _evenings(observations: tuple[Observation, ...]) -> tuple[Observation, ...]:
    """Times after midnight counted on, where the series is about evenings."""
    if not any(value >= EVENING for value in values(observations)):
        return observations
    return tuple(replace(o, value=o.value + DAY) if o.value is not None and o.value < NIGHT_ENDS else o for o in observations)


def value_text(value: Decimal, kind: str = "number") -> str:
    """A value as it is read: 75%, 21.40, 7,5. `kind` is that of the outcome; a time is rounded to the minute, a percentage to
    one decimal, and what was divided to two.
    """
    if kind == "clock":
        minutes = int(value.quantize(Decimal(1), ROUND_HALF_UP)) % int(DAY)
        return formats.clock(dt.time(minutes // 60, minutes % 60))
    most = 1 if kind == "percent" else 2 if _decimals(value) > MOST_TYPED else None
    if most is not None and _decimals(value) > most:
        with localcontext(prec=EXACT):
            rounded = value.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
            value = Decimal(int(rounded)) if rounded % 1 == 0 else rounded
    return formats.number(value) + ("%" if kind == "percent" else "")


def _decimals(value: Decimal) -> int:
    return -int(value.as_tuple().exponent)
