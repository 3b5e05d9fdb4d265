"""Mark's three experiments, profile, goals and own marks as charts: the pictures the look was designed on."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction
from statistics import NormalDist
from typing import Any

from guidance_app.base.machine import resource
from guidance_app.charts.profile import Mode, Profile, ProfileGroup, ProfilePoint, ProfileRow
from guidance_app.charts.series import Alternating, Condition, Event, Goal, Phase, PhaseSeries, Session
from guidance_app.charts.small import OwnMark, OwnMarks
from guidance_app.charts.spec import ChartSpec, make_chart
from guidance_app.stats.aim import AimLine

FILE: dict[str, Any] = json.loads(resource("example", "mark.json").read_text(encoding="utf-8"))
ONE, TWO, THREE = FILE["experiments"]
KINDS = {"basislijn": "baseline", "aanpak": "approach"}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def phases(experiment: dict[str, Any], value: str, place: Any) -> tuple[Phase, ...]:
    return tuple(
        Phase(
            phase["code"],
            phase["label"],
            KINDS[phase["kind"]],  # type: ignore[arg-type]
            tuple(
                Session(day(m["date"]), Decimal(str(m[value])), f"{experiment['id']} {m['date']}", place)
                for m in experiment["measurements"]
                if m["phase"] == phase["code"]
            ),
        )
        for phase in experiment["phases"]
    )


def missed(parts: tuple[Phase, ...], date: str, why: str) -> tuple[Phase, ...]:
    """The same phases with the session of one day missed."""
    return tuple(
        Phase(
            p.code,
            p.label,
            p.kind,
            tuple(Session(s.date, None, s.id, s.place, why) if s.date == day(date) else s for s in p.sessions),
        )
        for p in parts
    )


def experiment_1() -> ChartSpec:
    series = PhaseSeries(
        phases=missed(phases(ONE, "value", "school"), "2025-11-10", "geen meting"),
        y_label="Taakgericht werken",
        unit="%",
        scale=(Decimal(0), Decimal(100)),
        events=(Event(day("2025-12-05"), "Sinterklaas"),),
    )
    title = "Met kiezen en timer werkte Mark beide keren meer door, en zonder zakte het weer."
    caption = "Taakgericht werken, procent van 20 keer kijken. Joris, rekenles op ma, di en do."
    return make_chart("phases", series, title=title, caption=caption)


def experiment_2() -> ChartSpec:
    without, along = (
        Condition(
            c["label"],
            tuple(
                Session(day(m["date"]), Decimal(m["value"]), f"E2 {m['date']}")
                for m in TWO["measurements"]
                if m["condition"] == c["code"]
            ),
        )
        for c in TWO["conditions"]
    )
    series = Alternating(conditions=(without, along), y_label="Vragen goed", unit="van 10", scale=(Decimal(10),))
    title = "Als Mark meeluistert, snapt hij een tekst elke keer beter."
    return make_chart("alternating", series, title=title, caption="Vragen goed, aantal van 10. Joris, om de beurt geloot.")


def experiment_3() -> ChartSpec:
    later = Phase(
        "",
        "6 weken later",
        "later",
        tuple(Session(day(m["date"]), Decimal(m["battery"]), f"E3 {m['date']}", "home") for m in THREE["followUp"]),
    )
    series = PhaseSeries(
        phases=(*phases(THREE, "battery", "home"), later),
        y_label="Batterij in de ochtend",
        scale=(Decimal(10),),
        goal=Goal(Decimal("6.5")),
    )
    title = "Met de slaapkaart was Marks batterij meestal voller, ook zes weken later."
    return make_chart(
        "phases", series, title=title, caption="Batterij in de ochtend, cijfer van 0 tot 10. Mark, elke ochtend thuis."
    )


def aim_chart() -> ChartSpec:
    """Reading goal with an aim line: five texts before, six with audio."""
    before = tuple(Session(day(s["date"]), Decimal(s["value"]), s["date"]) for s in FILE["goals"][1]["baselineScores"])
    after = tuple(Session(day(m["date"]), Decimal(m["value"]), m["date"]) for m in TWO["measurements"] if m["condition"] == "met")
    series = PhaseSeries(
        phases=(Phase("A", "Zonder audio", "baseline", before), Phase("B", "Met audio", "approach", after)),
        y_label="Vragen goed",
        unit="van 10",
        scale=(Decimal(10),),
        goal=Goal(Decimal("7.5"), day("2026-02-12")),
        aim=AimLine(
            Fraction(day("2025-10-08").toordinal()), Fraction(5), Fraction(15, 2), Fraction(day("2026-02-12").toordinal())
        ),
    )
    return make_chart(
        "phases", series, title="Mark beantwoordt met audio meestal 8 van de 10 vragen goed.", caption="Vragen goed, van 10."
    )


def cut_axis() -> ChartSpec:
    """Word reading (DMT): an axis that does not start at zero."""
    points = [
        (a["date"], s["scaleScore"])
        for a in FILE["assessments"]
        if a["category"] == "lvs"
        for s in a["scores"]
        if s["name"] == "DMT"
    ]
    series = PhaseSeries(
        phases=(Phase("", "", "later", tuple(Session(day(d), Decimal(v), d) for d, v in points)),),
        y_label="DMT",
        from_zero=False,
        goal=Goal(Decimal(68)),
    )
    return make_chart("phases", series, title="Mark leest elk half jaar meer woorden.", caption="DMT, vaardigheidsscore.")


def profile(mode: Mode = "words") -> ChartSpec:
    test = {s.get("abbr", s["name"]): s for a in FILE["assessments"] if a["id"] == "T1" for s in a["scores"]}
    names = (
        ("VBI", "Taal en uitleggen", "sterk"),
        ("FRI", "Redeneren", "gewoon"),
        ("VRI", "Ruimtelijk inzicht", "gewoon"),
        ("WGI", "Werkgeheugen", "kost moeite"),
        ("VSI", "Tempo van verwerken", "kost moeite"),
    )
    assessment = tuple(ProfileRow(code, label, (_index(test[code]),), word) for code, label, word in names)
    learning = tuple(
        ProfileRow(label, label, (_percentile(a, "juni", True), _percentile(b, "januari", False)), word)
        for label, a, b, word in (
            ("Rekenen", 48, 52, "gewoon"),
            ("Begrijpend lezen", 28, 47, "gewoon, met audio"),
            ("Spelling", 8, 11, "kost moeite"),
            ("Woorden lezen", 6, 7, "kost moeite"),
        )
    )
    work = tuple(
        ProfileRow(
            f"BRIEF {label}",
            label,
            (ProfilePoint((50 - a) / 10, str(a), "school", "juf"), ProfilePoint((50 - b) / 10, str(b), "home", "mama")),
            word,
        )
        for label, a, b, word in (
            ("Werkgeheugen", 70, 66, "kost moeite"),
            ("Zelf beginnen", 67, 58, "juf en mama verschillen"),
            ("Plannen", 64, 61, "kost moeite"),
        )
    )
    data = Profile(
        (
            ProfileGroup("Onderzoek", "WISC-V-NL, 19 maart 2025", assessment),
            ProfileGroup("Leren op school", "juni 2025 en januari 2026", learning),
            ProfileGroup("Aanpakken van werk", "BRIEF-2, september 2025, omgekeerd getekend", work),
        ),
        mode,
    )
    return make_chart("profile", data, title="Sterk met woorden. Tempo, werkgeheugen en lezen kosten moeite.")


def _index(score: dict[str, Any]) -> ProfilePoint:
    z = [(value - score["mean"]) / score["sd"] for value in (score["value"], score["ci"]["low"], score["ci"]["high"])]
    return ProfilePoint(z[0], f"{score['value']} ({score['ci']['low']} tot {score['ci']['high']})", low=z[1], high=z[2])


def _percentile(percentile: int, who: str, earlier: bool) -> ProfilePoint:
    return ProfilePoint(NormalDist().inv_cdf(percentile / 100), f"P{percentile}", "school", who, earlier=earlier)


def tiny() -> ChartSpec:
    series = PhaseSeries(
        phases=phases(ONE, "value", "school"),
        y_label="Taakgericht werken",
        unit="%",
        scale=(Decimal(100),),
        goal=Goal(Decimal(75)),
    )
    return make_chart("tiny", series, title="Taakgericht werken bij rekenen")


def tiny_cut() -> ChartSpec:
    return make_chart("tiny", cut_axis().data, title="Vlotter woorden lezen")


def own_marks() -> ChartSpec:
    rows = (
        ("Ik kan veel zelf regelen", 4, 7),
        ("Ik heb genoeg energie", 3, 6),
        ("Lezen lukt", 2, 4),
        ("Ik voel me fijn in de klas", 7, 8),
    )
    return make_chart(
        "own marks",
        OwnMarks(tuple(OwnMark(label, label, Decimal(a), Decimal(b)) for label, a, b in rows)),
        title="Marks eigen cijfers",
    )


EVERY = (experiment_1, experiment_2, experiment_3, aim_chart, cut_axis, profile, tiny, tiny_cut, own_marks)
