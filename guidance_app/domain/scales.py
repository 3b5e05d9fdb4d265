"""Kinds of score, and how a score finds its place in the profile beside scores of another kind."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from statistics import NormalDist
from typing import Any, Literal

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.base.machine import resource

Zone = Literal["hard", "usual", "strong"]
ZONE_EDGE = 1.0
"""The middle band of the profile runs from -1 to +1 standard deviation: about two in three children."""

_ZONE_LABELS = {"hard": "takes effort", "usual": "usual|zone", "strong": "strong|zone"}


@dataclass(frozen=True)
class Scale:
    """One kind of score.

    `mean`, `sd`: fixed by the scale, or None. `chart`: "linear", "percentile", or "" when it cannot stand beside other kinds.
    `values`: the only possible values of a kind that is not a number, in order. `oso`: its code in Dutch exchange files.
    """

    code: str
    label: str
    mean: Decimal | None = None
    sd: Decimal | None = None
    chart: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    values: tuple[str, ...] = ()
    oso: str = ""

    @property
    def word(self) -> str:
        """The name of the kind in the language now shown."""
        return t(self.label)

    def check(self, value: Decimal) -> Decimal:
        """The value, or Problem when this kind of score can never have it (a percentile of 120)."""
        if (self.low is not None and value < self.low) or (self.high is not None and value > self.high):
            raise Problem(t("A {kind} cannot be this number.", kind=self.word), t("Check the number and the kind of score."))
        return value


@cache
def scales() -> dict[str, Scale]:
    """All kinds of score, by code."""
    raw: dict[str, dict[str, Any]] = tomllib.loads(resource("scales", "scales.toml").read_text(encoding="utf-8"))
    return {code: _scale(code, entry) for code, entry in raw.items()}


def scale(code: str | None) -> Scale:
    """The kind with this code; one we do not know is a plain number that cannot be drawn beside others."""
    return scales().get(code or "number", scales()["number"])


def _scale(code: str, entry: dict[str, Any]) -> Scale:
    numbers = {name: Decimal(str(entry[name])) for name in ("mean", "sd", "low", "high") if name in entry}
    return Scale(
        code,
        entry["label"],
        chart=entry.get("chart", ""),
        values=tuple(entry.get("values", ())),
        oso=entry.get("oso", ""),
        **numbers,
    )


def to_z(
    kind: str | None,
    value: Decimal | str | None,
    mean: Decimal | None = None,
    sd: Decimal | None = None,
    higher_is_better: bool = True,
) -> float | None:
    """Where a score lies on the axis of the profile, in standard deviations; right is always better.

    Linear kinds: z = (value - mean) / sd, with the mean and sd of the score itself before those of its kind. Percentiles:
    z = the point of the standard normal curve with that share below it (Crocker & Algina 1986, on norms and standard scores).
    Where a high score means more problems, the sign turns.

    None when it cannot be said honestly: ability scale scores, levels, AVI, didactic age, counts; percentiles of 0 and 100.
    """
    if not isinstance(value, Decimal | int) or isinstance(value, bool):
        return None
    number, how = Decimal(value), scale(kind)
    z: float | None = None
    if how.chart == "linear":
        z = _linear(number, mean if mean is not None else how.mean, sd if sd is not None else how.sd)
    elif how.chart == "percentile" and 0 < number < 100:
        z = NormalDist().inv_cdf(float(number) / 100)
    return None if z is None else z if higher_is_better else -z


def profile_z(
    kind: str | None,
    value: Decimal | str | None,
    mean: Decimal | None = None,
    sd: Decimal | None = None,
    percentile: Decimal | None = None,
    higher_is_better: bool = True,
) -> float | None:
    """The place of a whole score on the profile: from its value, and where that cannot be, from its percentile (see to_z)."""
    z = to_z(kind, value, mean, sd, higher_is_better)
    return to_z("percentile", percentile, higher_is_better=higher_is_better) if z is None else z


def _linear(value: Decimal, mean: Decimal | None, sd: Decimal | None) -> float | None:
    if mean is None or sd is None or not all(n.is_finite() for n in (value, mean, sd)) or sd <= 0:
        return None
    return float((value - mean) / sd)


def percentile(z: float) -> str:
    """A place on the axis as a percentile for the eye: whole, half up, never 0 or 100 but "<1" and ">99"."""
    share = int(NormalDist().cdf(z) * 100 + 0.5)
    return "<1" if share < 1 else ">99" if share > 99 else str(share)


def zone(z: float | None) -> Zone | None:
    """The part of the profile a score lies in, as drawn: on the edge counts as outside the middle band (index 85 is hard).

    It says where the point lies, not what to think of it: the interval may reach into the next part.
    """
    if z is None:
        return None
    return "hard" if z <= -ZONE_EDGE else "strong" if z >= ZONE_EDGE else "usual"


def zone_word(z: float | None) -> str:
    """The zone in plain words; "" where there is none."""
    found = zone(z)
    return t(_ZONE_LABELS[found]) if found else ""
