"""Made-up examples of the charts that Mark's file has no records for: tiers, rounds, stages, ratios, goals, bands, years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from guidance_app.charts.bands import Band, Bands
from guidance_app.charts.development import Change, Development, Domain, Reached
from guidance_app.charts.measured import measured_chart, phase_series
from guidance_app.charts.multiples import Panel
from guidance_app.charts.series import Event
from guidance_app.charts.several import bands_chart, development_chart, goals_chart, ratio_chart, tiers_chart
from guidance_app.charts.spec import ChartSpec
from guidance_app.domain.series import Observation, Phase, PhaseKind, Series
from guidance_app.stats.aim import AimLine
from guidance_app.stats.ratio import Zero

MONDAY = dt.date(2026, 1, 5)
SPRING = (dt.date(2026, 2, 14), dt.date(2026, 2, 22))
A = Phase("A", "Gewoon", PhaseKind.BASELINE)
B = Phase("B", "Stappenkaart", PhaseKind.APPROACH)

Values = Sequence[int | None]


def on(day: int) -> dt.date:
    """So many days after the first Monday."""
    return MONDAY + dt.timedelta(days=day)


def parts(*values: tuple[Phase, Values], step: int = 3, first: int = 0) -> tuple[Observation, ...]:
    """Sessions one after another, each part in its phase; None is a missed one."""
    flat = [(phase, value) for phase, some in values for value in some]
    return tuple(
        Observation(
            on(first + step * at), None if value is None else Decimal(value), phase.code, None if value is not None else "ziek"
        )
        for at, (phase, value) in enumerate(flat)
    )


def tier(name: str, before: Values, after: Values, unit: str = "%", kind: str = "percent") -> Series:
    return Series(name, parts((A, before), (B, after)), (A, B), unit=unit, kind=kind, holidays=(SPRING,))


def baselines() -> tuple[Series, ...]:
    """The same approach begins at three times."""
    return (
        tier("Rekenen", [40, 45, 40, 50, 45], [60, 70, 75, None, 80, 75, 80, 85, 80, 85]),
        tier("Taal", [30, 35, 30, 40, 35, 30, 35, 40], [55, 65, 70, 75, 70, 75, 80]),
        tier("Huiswerk klaar", [2, 3, 2, 2, 3, 2, 3, 2, 2, 3, 2], [4, 5, 6, 5], unit="van 7", kind="number"),
    )


def tiers() -> ChartSpec:
    return tiers_chart([(series, ()) for series in baselines()])


def rounds() -> ChartSpec:
    """Three approaches in rounds, one session missed."""
    ways = tuple(
        Phase(code, label, PhaseKind.CONDITION) for code, label in (("a", "Zonder"), ("b", "Met audio"), ("c", "Samen lezen"))
    )
    values: Values = (5, 7, 6, 8, 5, 6, 4, 8, 7, None, 8, 7, 5, 8, 7, 6, 9, 7)
    order = "abcbacabcabcacbabc"
    seen = tuple(
        Observation(on(2 * at), None if value is None else Decimal(value), code)
        for at, (code, value) in enumerate(zip(order, values, strict=True))
    )
    series = Series("Vragen goed", seen, ways, unit="aantal van 10", alternating=True)
    return measured_chart(series, title="Met audio snapt Mark een tekst meestal het best.", caption="Vragen goed, aantal van 10.")


def stages() -> ChartSpec:
    """A changing criterion: each stage asks a little more."""
    steps = tuple(
        Phase(f"B{n}", f"Stap {n}", PhaseKind.APPROACH, criterion=Decimal(asked)) for n, asked in ((1, 4), (2, 8), (3, 12))
    )
    values = parts(
        (A, [2, 3, 2, 2, 3]), (steps[0], [4, 5, 4, 4, 5]), (steps[1], [7, 8, 8, 9, 8]), (steps[2], [12, 11, 12, 13, 12])
    )
    series = Series("Minuten doorwerken", values, (A, *steps), unit="minuten", holidays=(SPRING,))
    return measured_chart(series, title="Elke stap haalt Mark na een paar keer.", caption="Minuten doorwerken.")


def ratio() -> ChartSpec:
    """A count that grows, with a zero in the first phase."""
    values = parts((A, [2, 0, 3, 2, 4, 2]), (B, [3, 4, 4, 6, 7, 9, 10, 14]))
    chart = ratio_chart(Series("Beurten gevraagd", values, (A, B), unit="keer", kind="count"), Zero.COUNT)
    assert chart is not None
    return chart


def goal_aim() -> AimLine:
    """From the middle of the baseline to a goal in June, flat in the spring holiday."""
    flat = (Fraction(SPRING[0].toordinal()), Fraction(SPRING[1].toordinal() + 1))
    return AimLine(Fraction(on(6).toordinal()), Fraction(45), Fraction(75), Fraction(dt.date(2026, 6, 26).toordinal()), (flat,))


def far_goal() -> ChartSpec:
    """A goal whose day lies far ahead: the phases are narrow, their names are not."""
    phases = (A, Phase("B", "Zelf kiezen met de timer", PhaseKind.APPROACH))
    values = parts((A, [40, 45, 45, 50, 45]), (phases[1], [60, 65, 60]))
    series = Series("Taakgericht werken", values, phases, unit="%", kind="percent", holidays=(SPRING,))
    return measured_chart(series, title="Op weg naar 75%.", caption="Taakgericht werken", target=Decimal(75), aim=goal_aim())


def goals() -> ChartSpec:
    one, two, three = baselines()
    marks = Series(
        "Cijfer van Mark", parts((Phase("", ""), [4, 5, 6, 6]), step=14), (Phase("", ""),), kind="rating", place="pupil"
    )
    told = (
        ("Doorwerken", "Met stappenkaart was het midden hoger.", "Rekenen, procent. Nu 85%, doel 90%", one, 90),
        ("Taal", "Met stappenkaart was het midden hoger.", "Taal, procent. Nu 80%", two, None),
        ("Huiswerk klaar", "Met stappenkaart was het midden hoger.", "Aantal van 7. Nu 5", three, None),
        ("Zelf regelen", "Marks eigen cijfer was eerst 4 en is nu 6.", "Cijfer van 0 tot 10", marks, 7),
    )
    panels = [
        Panel(f"g{at}", name, said, caption, phase_series(series, target=None if aim is None else Decimal(aim)))
        for at, (name, said, caption, series, aim) in enumerate(told)
    ]
    return goals_chart([*panels, Panel("g9", "Elke dag in de agenda kijken", "", "", None)], 4)


def bands() -> ChartSpec:
    series = phase_series(baselines()[0], target=Decimal(90), events=(Event(on(25), "verhuisd"),))
    made = (
        Band("m1", "Samen lezen, 10 minuten", "home", on(4)),
        Band("m2", "Stappenkaart bij elke les", "school", on(15), on(33)),
        Band("m3", "Koptelefoon mag", "school", dt.date(2025, 9, 1)),
    )
    return bands_chart(Bands(series, made, on(50)), "Mark werkt nu meestal door.", "Rekenen, procent van 20 keer kijken.")


def development() -> ChartSpec:
    def reached(name: str, *bands: tuple[int, int | None]) -> Domain:
        made = [
            Reached(
                f"{name} {at}",
                at,
                low,
                None if low is None else low + 6,
                "niet gemeten" if low is None else f"{low // 12};{low % 12}",
            )
            for at, low in bands
        ]
        return Domain(name, tuple(made))

    data = Development(
        "age",
        (
            reached("Taal", (38, 30), (44, 36), (50, None), (56, 48), (62, 54)),
            reached("Motoriek", (38, 36), (44, 42), (50, 48), (56, 54), (62, 60)),
            reached("Samen spelen", (38, 30), (44, 30), (50, 42), (56, 48)),
        ),
        (Change(48, "naar groep 1"),),
    )
    return development_chart(data, "Amira")


def teaching() -> ChartSpec:
    points = tuple(Reached(f"r{dl}", dl, dle, dle, f"DLE {dle}") for dl, dle in ((15, 12), (20, 15), (25, 18), (30, 24)))
    return development_chart(Development("teaching", (Domain("Rekenen", points),)), "Daan")


MORE = (tiers, rounds, stages, ratio, far_goal, goals, bands, development, teaching)
