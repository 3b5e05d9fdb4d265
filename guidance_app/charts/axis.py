"""The two axes of a chart of measurements: values (exact decimals) up, whole days (integers) to the right.

Days are integers with their own tick texts, so no clock change can move a point to the day before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, localcontext

from guidance_app.base import formats
from guidance_app.domain.series import value_text

_EXACT = Context(prec=60, Emax=MAX_EMAX, Emin=MIN_EMIN)
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))
CLOCK = "clock"
"""Unit of a time of day: values are minutes after midnight, read as 21.30."""

_CLOCK_STEPS = tuple(Decimal(n) for n in (5, 10, 15, 30, 60, 120, 180, 240, 360))
MOST_TYPED = 4
"""More decimals than anybody types come from a division."""

WISHED_STEPS = 4
"""Four steps (0, 25, 50, 75, 100) are easy to read off."""


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """From low to high in equal steps; `cut` says that zero is not on it."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    cut: bool

    def at(self, value: Decimal) -> float:
        """Where a value lies, 0 at the foot and 1 at the top."""
        return min(max(self.share(value), 0.0), 1.0)

    def share(self, value: Decimal) -> float:
        """The same for what may lie outside: below 0 or above 1."""
        with localcontext(_EXACT):
            return float((value - self.low) / (self.high - self.low))


def value_axis(values: Iterable[Decimal], from_zero: bool, unit: str = "") -> ValueAxis:
    """An axis with round ticks on which all values fit, from zero where that is asked or where values pass zero.

    Times of day have no zero: their axis goes from one round time to another.
    """
    if unit == CLOCK:
        return _clock_axis(list(values) or [Decimal(0)])
    shown = [*values, *([Decimal(0)] if from_zero else [])] or [Decimal(0)]
    with localcontext(_EXACT):
        low, high = min(shown), max(shown)
        if low == high:
            low, high = (low - 1, high + 1) if low and abs(low).adjusted() < 20 and not from_zero else _widened(low)
        step = _step(low, high, whole=all(v == v.to_integral_value() for v in shown))
        first, last = (low / step).to_integral_value(ROUND_FLOOR), (high / step).to_integral_value(ROUND_CEILING)
        ticks = tuple((first + i) * step for i in range(int(last - first) + 1))
        return ValueAxis(ticks[0], ticks[-1], ticks, cut=ticks[0] > 0 or ticks[-1] < 0)


def _clock_axis(shown: list[Decimal]) -> ValueAxis:
    """From the quarter, half hour or hour below the earliest time to that above the latest."""
    low, high = min(shown), max(shown)
    high = high if high > low else low + 60
    step = next((n for n in _CLOCK_STEPS if (high - low) / n <= WISHED_STEPS), _CLOCK_STEPS[-1])
    first, last = (low / step).to_integral_value(ROUND_FLOOR), (high / step).to_integral_value(ROUND_CEILING)
    ticks = tuple((first + i) * step for i in range(int(last - first) + 1))
    return ValueAxis(ticks[0], ticks[-1], ticks, cut=False)


def _widened(value: Decimal) -> tuple[Decimal, Decimal]:
    """A stretch around one lonely value that keeps zero at its end."""
    return (Decimal(0), value) if value > 0 else (value, Decimal(0)) if value < 0 else (Decimal(0), Decimal(1))


def _step(low: Decimal, high: Decimal, whole: bool) -> Decimal:
    """The round step that comes nearest to four steps, with the least empty room; whole numbers get whole steps."""
    exponent = (high - low).adjusted()
    steps = [factor.scaleb(exponent + power) for power in (-1, 0) for factor in _STEPS]
    fine = [s for s in steps if (s != Decimal("2.5").scaleb(s.adjusted()) or s.adjusted() > 0) and not (whole and s < 1)]

    def fitness(step: Decimal) -> tuple[Decimal, Decimal]:
        count = (high / step).to_integral_value(ROUND_CEILING) - (low / step).to_integral_value(ROUND_FLOOR)
        return abs(count - WISHED_STEPS), count * step

    return min(fine or [Decimal(1)], key=fitness)


def words(value: Decimal, unit: str = "") -> str:
    """A value as a person writes it: 47,5 or 75% or 21.30 or 7 van 10. Numbers beyond any measurement become powers of ten."""
    if unit == CLOCK:
        return value_text(value, CLOCK)
    plain = _readable(value, unit).normalize(_EXACT)
    text = formats.number(plain) if -6 < plain.adjusted() < 9 or not plain else f"{plain:.2e}".replace(".", ",")
    return f"{text}%" if unit == "%" else f"{text} {unit}".strip()


def _readable(value: Decimal, unit: str) -> Decimal:
    """What was divided (more decimals than anybody types) to two decimals, a percentage to one."""
    most = 1 if unit == "%" else 2
    if value.adjusted() > 12 or -int(value.as_tuple().exponent) <= MOST_TYPED:
        return value
    rounded = value.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP, _EXACT)
    return rounded if rounded else value


def tick_words(axis: ValueAxis, unit: str) -> list[str]:
    """The texts at the ticks; a percent sign only at both ends."""
    if unit == CLOCK:
        return [words(tick, CLOCK) for tick in axis.ticks]
    ends = (axis.low, axis.high)
    return [words(tick, "%" if unit == "%" and tick in ends else "") for tick in axis.ticks]


def bare(value: Decimal, unit: str) -> str:
    """A value without its unit, except where it cannot be read without: 75%, 21.30, 7."""
    return words(value, unit if unit in ("%", CLOCK) else "")


@dataclass(frozen=True, slots=True)
class DayAxis:
    """From the first to the last day, as ordinals."""

    first: int
    last: int

    def at(self, day: float) -> float:
        """Where a day lies, 0 at the left and 1 at the right; one single day lies in the middle."""
        return (day - self.first) / (self.last - self.first) if self.last > self.first else 0.5


def day_axis(days: Iterable[dt.date]) -> DayAxis:
    """The axis from the first to the last of these days."""
    ordinals = [day.toordinal() for day in days]
    return DayAxis(min(ordinals), max(ordinals))


def day_ticks(axis: DayAxis, width: float, measure: Callable[[str], float]) -> list[tuple[int, str]]:
    """Days with their texts, as close as a width allows: every day, two days, whole weeks, or first days of months."""
    span = axis.last - axis.first
    long = span > 300 and dt.date.fromordinal(axis.first).year != dt.date.fromordinal(axis.last).year
    text = _day_and_year if long else formats.short_day
    room = max(int(width // (measure(text(dt.date.fromordinal(axis.last))) + 24)), 1)
    for step in (1, 2, 7, 14, 28):
        if span // step < room and span < 28 * 6:
            return [(day, text(dt.date.fromordinal(day))) for day in range(axis.first, axis.last + 1, step)]
    months = _months(axis)
    every = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120, 600) if len(months) / n <= room), len(months) or 1)
    ticks = [(day.toordinal(), text(day)) for day in months[::every]]
    return ticks or [(axis.first, text(dt.date.fromordinal(axis.first)))]


def _months(axis: DayAxis) -> list[dt.date]:
    """The first day of every month on the axis."""
    start, end = dt.date.fromordinal(axis.first), dt.date.fromordinal(axis.last)
    numbers = range(start.year * 12 + start.month - (start.day == 1), end.year * 12 + end.month)
    return [dt.date(n // 12, n % 12 + 1, 1) for n in numbers]


def _day_and_year(day: dt.date) -> str:
    return f"{formats.short_day(day)} {day.year}"
