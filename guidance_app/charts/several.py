"""Charts that show several things at once, with their titles in two registers: a plain sentence, and the arithmetic under it.

The sentences say what is seen. They pass the gates of `stats.gates`, and never say why it is so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from guidance_app.base.i18n import t, tn
from guidance_app.charts.bands import Bands
from guidance_app.charts.celeration import Ratio, growth_words
from guidance_app.charts.development import Development, Domain
from guidance_app.charts.measured import phase_series
from guidance_app.charts.multiples import Multiples, Panel
from guidance_app.charts.series import Phase, PhaseSeries, measured
from guidance_app.charts.spec import ChartSpec, make_chart
from guidance_app.charts.tiers import Tiers
from guidance_app.domain.series import PhaseKind, Series, value_text
from guidance_app.stats.celeration import RATIO_SCALES, Celeration, celeration
from guidance_app.stats.exact import path
from guidance_app.stats.gates import FEWEST_FOR_GROWTH, FEWEST_TO_COMPARE, FEWEST_TO_DESCRIBE, Refusal
from guidance_app.stats.ratio import Zero

Told = tuple[str, str]


# --- the same approach at different times -------------------------------------------------------------------------------


def tiers_chart(tiers: Sequence[tuple[Series, Sequence[str]]]) -> ChartSpec:
    """Several series (with the ids of their observations), the one whose approach began first on top."""
    ordered = sorted(tiers, key=lambda one: _begins(one[0]))
    title, caption = tiers_told([series for series, _ in ordered])
    data = Tiers(tuple(phase_series(series, ids, carried=True) for series, ids in ordered))
    return make_chart("tiers", data, title=title, caption=caption)


def staggered(some: Sequence[Series]) -> bool:
    """Whether the approach begins at different times for these things, so that they belong in one stacked chart."""
    begun = [_begins(series) for series in some if any(phase.kind is PhaseKind.BASELINE for phase in series.phases)]
    planned = {tuple(phase.from_day for phase in series.phases) for series in some if series.phases}
    if any(series.alternating for series in some) or len(begun) < 2:
        return False
    return len({one for one in begun if not one[0]}) > 1 or len(planned) > 1


def _begins(series: Series) -> tuple[bool, int]:
    """On which day the first approach began; those that have not begun come last."""
    usual = {phase.code for phase in series.phases if phase.kind is PhaseKind.BASELINE}
    days = [one.day.toordinal() for one in series.observations if one.phase is not None and one.phase not in usual]
    return not days, min(days, default=0)


@dataclass(frozen=True)
class _Compared:
    """One tier: the middles before and after the approach began, and how many scores the shorter side has."""

    name: str
    kind: str
    before: Decimal
    after: Decimal
    fewest: int
    higher: bool | None

    @property
    def wanted(self) -> bool:
        """Whether the middle went the way that is wanted; where neither is better, whether it changed."""
        if self.higher is None:
            return self.after != self.before
        return self.after > self.before if self.higher else self.after < self.before


def tiers_told(tiers: Sequence[Series]) -> Told:
    """In how many of them the middle went the wanted way after the approach began there."""
    found = [one for series in tiers if (one := _compared(series)) is not None]
    if not found:
        return t("Nothing can be compared yet: that needs {n} measurements before and after.", n=FEWEST_TO_DESCRIBE), ""
    said = {"n": sum(one.wanted for one in found), "of": len(found)}
    if min(one.fewest for one in found) < FEWEST_TO_COMPARE:
        title = t("So far the middle went the wanted way in {n} of {of} after the approach began there.", **said)
    else:
        title = t("In {n} of {of} the middle went the wanted way after the approach began there.", **said)
    parts = [
        t("{name}: middle {a}, then {b}", name=one.name, a=value_text(one.before, one.kind), b=value_text(one.after, one.kind))
        for one in found
    ]
    return title, "; ".join(parts) + "."


def _compared(series: Series) -> _Compared | None:
    """The first baseline phase against the first approach; None while one of them has too few scores."""
    usual = next((phase for phase in series.phases_with_values if phase.kind is PhaseKind.BASELINE), None)
    new = next((phase for phase in series.phases_with_values if phase.kind is PhaseKind.APPROACH), None)
    if usual is None or new is None:
        return None
    before, after = series.values_in(usual.code), series.values_in(new.code)
    fewest = min(len(before), len(after))
    if fewest < FEWEST_TO_DESCRIBE:
        return None
    return _Compared(series.name, series.kind, median(before), median(after), fewest, series.higher_is_better)


# --- the ratio scale ----------------------------------------------------------------------------------------------------


def ratio_chart(series: Series, zero: Zero, ids: Sequence[str] = (), target: Decimal | None = None) -> ChartSpec | None:
    """The ratio scale of counts and rates; None for every other scale, for scores below zero, and where nothing is above it."""
    values = series.values
    if zero not in RATIO_SCALES or min(values, default=Decimal(0)) < 0 or max(values, default=Decimal(0)) <= 0:
        return None
    data = phase_series(series, ids, target=target)
    factors = tuple(_growth(phase, zero) for phase in data.phases)
    named = list(zip((phase.label or phase.code or series.name for phase in data.phases), factors, strict=True))
    title = _growth_told(named) if any(isinstance(one, Celeration) for one in factors) else _no_growth(data)
    caption = ". ".join(growth_words(name, one).rstrip(".") for name, one in named) + "."
    return make_chart("ratio", Ratio(data, factors), title=title, caption=caption)


def _growth(phase: Phase, zero: Zero) -> Celeration | Refusal:
    kept = sorted((s for s in phase.sessions if s.value is not None), key=lambda s: s.date)
    return celeration(path([Decimal(s.date.toordinal()) for s in kept], [s.value for s in kept]), zero)


def _growth_told(named: Sequence[tuple[str, Celeration | Refusal]]) -> str:
    """The last phase that has a factor, by its whole interval only."""
    name, found = next((name, one) for name, one in reversed(named) if isinstance(one, Celeration))
    if found.way > 0:
        return t("With {name} it becomes more each week.", name=name)
    if found.way < 0:
        return t("With {name} it becomes less each week.", name=name)
    return t("With {name} it cannot be said yet whether it becomes more or less each week.", name=name)


def _no_growth(data: PhaseSeries) -> str:
    if any(s.value == 0 for phase in data.phases for s in phase.sessions):
        return t("No growth by the week: that needs {n} measurements in a phase, and none of them zero.", n=FEWEST_FOR_GROWTH)
    return t("No growth by the week yet: that needs {n} measurements in a phase.", n=FEWEST_FOR_GROWTH)


# --- goals, measures and development ------------------------------------------------------------------------------------


def goals_chart(panels: Sequence[Panel], running: int) -> ChartSpec:
    """All goals side by side; so many of them still run."""
    counted = sum(1 for panel in panels if panel.series and any(measured(phase.sessions) for phase in panel.series.phases))
    title = t("{n} of {of} goals are running.", n=running, of=len(panels))
    caption = t("{n} of them measured; the same days everywhere, heights in their own unit", n=counted)
    return make_chart("multiples", Multiples(tuple(panels)), title=title, caption=caption)


def bands_chart(data: Bands, sentence: str, caption: str) -> ChartSpec:
    """A curve with the measures that were carried out meanwhile."""
    runs = sum(band.end is None for band in data.bands)
    counted = tn("{n} measure", "{n} measures", len(data.bands))
    below = t("{measures}, {n} of them still going on", measures=counted, n=runs)
    return make_chart("bands", data, title=sentence, caption=f"{caption.rstrip('.')}. {below[:1].upper()}{below[1:]}.")


def development_chart(data: Development, name: str) -> ChartSpec:
    """The development line of a pupil; nothing is said of a pace, only where it began and where it is now."""
    known = {domain.name: [p for p in domain.points if p.middle is not None] for domain in data.domains}
    several = {domain: points for domain, points in known.items() if len(points) > 1}
    if not several:
        return make_chart(
            "development", data, title=t("One moment was measured; a line needs two."), caption=_reached(data.domains)
        )
    further = sum((points[-1].middle or 0) > (points[0].middle or 0) for points in several.values())
    if len(several) > 1:
        title = t("{name} is further than at the first measurement in {n} of {of}.", name=name, n=further, of=len(several))
    elif further:
        title = t("{name} is further than at the first measurement.", name=name)
    else:
        title = t("{name} is as far as at the first measurement, or less far.", name=name)
    return make_chart("development", data, title=title, caption=_reached(data.domains))


def _reached(domains: Sequence[Domain]) -> str:
    """Of each domain the first and the last that was reached."""
    told = []
    for domain in domains:
        known = [p.words for p in domain.points if p.middle is not None]
        if known:
            course = t("{first}, then {last}", first=known[0], last=known[-1]) if len(known) > 1 else known[0]
            told.append(f"{domain.name} {course}")
    return "; ".join(told) + "."
