"""A measured series as a chart: whatever a person typed can be drawn, and a time of day is read as a time."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from guidance_app.charts.measured import measured_chart, short_unit
from guidance_app.charts.primitives import Text
from guidance_app.charts.spec import resolve
from guidance_app.domain.series import Observation, Phase, PhaseKind, Series

DAY = dt.date(2025, 11, 10)
PHASES = (Phase("A", "Gewoon"), Phase("B", "Kaart", PhaseKind.APPROACH))


def series(*points: tuple[int, int | None, str | None], kind: str = "number", phases: tuple[Phase, ...] = PHASES) -> Series:
    found = tuple(Observation(DAY + dt.timedelta(d), None if v is None else Decimal(v), p) for d, v, p in points)
    turns = any(phase.kind == PhaseKind.CONDITION for phase in phases)
    return Series("Licht uit", found, phases, kind=kind, alternating=turns)


def texts(one: Series) -> list[str]:
    ids = [str(i) for i in range(len(one.observations))]
    scene = resolve(measured_chart(one, ids, title="Wat gezien is"), 700, 400)
    return [primitive.text for primitive in scene.primitives if isinstance(primitive, Text)]


def test_a_time_of_day_is_read_as_a_time() -> None:
    told = texts(series((0, 1300, "A"), (3, 1325, "A"), (6, 1290, "A"), (8, 1250, "B"), (12, 1255, "B"), kind="clock"))
    assert {"20.30", "21.00", "22.00"} <= set(told)
    assert "midden 21.40, 3 metingen" in told
    assert not any("as begint" in words for words in told)


def test_a_date_typed_into_another_phase_is_drawn_there() -> None:
    one = series((0, 5, "A"), (4, 6, "B"), (5, 3, "A"), (6, 7, "B"))
    spec = measured_chart(one, list("abcd"), title="t")
    assert [phase.label for phase in spec.data.phases] == ["Gewoon", "Kaart", "Gewoon", "Kaart"]


def test_two_phases_on_one_day_are_drawn_as_one() -> None:
    one = series((0, 5, "A"), (1, 5, "A"), (1, 8, "B"), (2, 9, "B"))
    assert [len(phase.sessions) for phase in measured_chart(one, list("abcd"), title="t").data.phases] == [3, 1]


def test_measurements_outside_any_phase_are_drawn_too() -> None:
    assert measured_chart(series((0, 5, None), (1, 6, "A")), ["a", "b"], title="t").data.phases[0].label == ""


def test_approaches_in_turns_have_each_their_own_line_however_many_there_are() -> None:
    turns = tuple(Phase(code, code, PhaseKind.CONDITION) for code in ("met", "zonder", "half"))
    assert measured_chart(series((0, 5, "met"), phases=turns[:2]), ["a"], title="t").kind == "alternating"
    three = measured_chart(series((0, 5, "met"), phases=turns), ["a"], title="t")
    assert three.kind == "alternating"
    assert [one.label for one in three.data.conditions] == ["met", "zonder", "half"]


def test_nothing_measured_is_an_empty_chart() -> None:
    assert "Nog geen metingen" in texts(series())


def test_a_unit_stands_short_behind_a_number() -> None:
    assert [short_unit(u) for u in ("aantal van 10", "minuten", "woorden per minuut in een tekst")] == ["van 10", "minuten", ""]
