"""Any chart a person could make by typing whatever comes up, in two sizes: small for every day, wide for the long check."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from guidance_app.charts.bands import Band, Bands
from guidance_app.charts.celeration import Ratio
from guidance_app.charts.development import Change, Development, Domain, Reached
from guidance_app.charts.lines import Ruled
from guidance_app.charts.multiples import Multiples, Panel
from guidance_app.charts.profile import Profile, ProfileGroup, ProfilePoint, ProfileRow
from guidance_app.charts.series import Alternating, Condition, Event, Goal, Phase, PhaseSeries, Round, Session
from guidance_app.charts.small import OwnMark, OwnMarks
from guidance_app.charts.spec import make_chart
from guidance_app.charts.tiers import Tiers
from guidance_app.stats.aim import AimLine
from guidance_app.stats.gates import Refusal, Why


@dataclass(frozen=True)
class Size:
    """How much there is at most: sessions in a series, series or rows in a chart, letters in a name."""

    sessions: int
    parts: int
    letters: int


SMALL, WIDE = Size(8, 2, 20), Size(30, 5, 120)

FAR = 3650
values = st.decimals(allow_nan=False, allow_infinity=False)
days = st.integers(0, FAR).map(lambda n: dt.date(2020, 1, 1) + dt.timedelta(days=n))
places = st.sampled_from(["home", "school", "pupil"])
session = st.builds(
    Session, date=days, value=st.none() | values, id=st.text(max_size=3), place=places, missed=st.text(max_size=12)
)


holidays = st.tuples(days, st.integers(0, 60))
heights = st.fractions(-1000, 1000, max_denominator=20)
aims = st.builds(
    lambda start, length, level, goal: AimLine(Fraction(start), level, goal, Fraction(start + length)),
    days.map(dt.date.toordinal),
    st.integers(1, 400),
    heights,
    heights,
)


ruled = st.builds(
    lambda kind, first, length, a, b, words: Ruled(kind, ((Fraction(first), a), (Fraction(first + length), b)), (words,)),
    st.sampled_from(["carried", "fitted", "limit", "end"]),
    days.map(dt.date.toordinal),
    st.integers(1, 400),
    heights,
    heights,
    st.text(max_size=40),
)


@st.composite
def phase_series(draw_: Any, size: Size) -> PhaseSeries:
    """Any sessions, cut into phases by day."""
    some = sorted(draw_(st.lists(session, max_size=size.sessions)), key=lambda s: s.date)
    some = [replace(s, id=str(i)) for i, s in enumerate(some)]
    cuts = sorted(draw_(st.lists(st.integers(0, FAR), max_size=3)))
    bounds = [dt.date(2020, 1, 1) + dt.timedelta(days=n) for n in (0, *cuts, FAR + 1)]
    phases = tuple(
        Phase(
            draw_(st.text(max_size=3)),
            draw_(st.text(max_size=40)),
            kind,
            tuple(s for s in some if a <= s.date < b),
            draw_(st.none() | values),
            until=draw_(st.none() | days),
        )
        for a, b, kind in zip(bounds, bounds[1:], ("baseline", "approach", "baseline", "later"), strict=False)
    )
    return PhaseSeries(
        phases=phases,
        y_label=draw_(st.text(max_size=10)),
        unit=draw_(st.sampled_from(["%", "", "van 10"])),
        from_zero=draw_(st.booleans()),
        goal=draw_(st.none() | st.builds(Goal, values, st.none() | days)),
        events=tuple(draw_(st.lists(st.builds(Event, days, st.text(max_size=50)), max_size=3))),
        planned=tuple(draw_(st.lists(days, max_size=size.sessions))),
        aim=draw_(st.none() | aims),
        ruled=tuple(draw_(st.lists(ruled, max_size=2))),
        holidays=tuple((day, day + dt.timedelta(days=length)) for day, length in draw_(st.lists(holidays, max_size=2))),
    )


def alternating(size: Size) -> st.SearchStrategy[Alternating]:
    """Approaches that take turns, with or without rounds."""
    most = max(size.sessions // 2, 4)
    return st.builds(
        lambda ways, events, rounds: Alternating(
            conditions=tuple(Condition("een heel lange naam"[: 6 + 4 * i], tuple(some)) for i, some in enumerate(ways)),
            y_label="w",
            events=tuple(events),
            rounds=tuple(Round(min(two), max(two)) for two in rounds),
        ),
        st.lists(st.lists(session, max_size=most), min_size=2, max_size=max(size.parts, 3)),
        st.lists(st.builds(Event, days, st.text(max_size=50)), max_size=2),
        st.lists(st.tuples(days, days), max_size=3),
    )


short, place = st.text(max_size=40), st.sampled_from(["home", "school"])
band = st.builds(Band, short, short, place, days, st.none() | days)
months = st.floats(0, 240)
reached = st.builds(Reached, st.text(max_size=3), months, st.none() | months, months, short)
z = st.floats(allow_nan=False, allow_infinity=False)
ends = st.none() | st.floats(-1e6, 1e6)
point = st.builds(
    ProfilePoint,
    z,
    st.text(max_size=30),
    st.sampled_from(["home", "school", "pupil", "assessment"]),
    st.text(max_size=8),
    ends,
    ends,
    st.just(0.95),
    st.booleans(),
)


def profiles(size: Size) -> st.SearchStrategy[Profile]:
    """Groups of rows of points."""
    row = st.builds(
        ProfileRow, st.text(max_size=3), st.text(max_size=60), st.lists(point, max_size=4).map(tuple), st.text(max_size=40)
    )
    rows = st.lists(row, max_size=size.parts).map(tuple)
    group = st.builds(ProfileGroup, st.text(max_size=60), st.text(max_size=90), rows)
    groups = st.lists(group, max_size=size.parts).map(tuple)
    return st.builds(Profile, groups, st.sampled_from(["words", "numbers", "dots"]))


def developments(size: Size) -> st.SearchStrategy[Development]:
    """Domains with what was reached in them."""
    domain = st.builds(Domain, short, st.lists(reached, max_size=size.parts).map(tuple))
    return st.builds(
        Development,
        st.sampled_from(["age", "teaching"]),
        st.lists(domain, max_size=size.parts).map(tuple),
        st.lists(st.builds(Change, months, short), max_size=2).map(tuple),
    )


def any_chart(size: Size) -> st.SearchStrategy[Any]:
    """A chart of any kind."""
    series = phase_series(size)
    panels = st.lists(st.builds(Panel, short, short, short, short, st.none() | series), max_size=size.parts).map(tuple)
    mark = st.builds(OwnMark, st.text(max_size=3), st.text(max_size=50), st.none() | values, values)
    data = {
        "phases": series,
        "alternating": alternating(size),
        "profile": profiles(size),
        "tiny": series,
        "own marks": st.builds(OwnMarks, st.lists(mark, max_size=size.parts).map(tuple)),
        "tiers": st.builds(Tiers, st.lists(series, max_size=size.parts).map(tuple)),
        "multiples": st.builds(Multiples, panels),
        "bands": st.builds(Bands, series, st.lists(band, max_size=size.parts).map(tuple), days),
        "development": developments(size),
        "ratio": series.map(lambda one: Ratio(one, tuple(Refusal(Why.TOO_FEW) for _ in one.phases))),
    }
    words = st.text(max_size=size.letters)
    return st.one_of(*(st.builds(make_chart, st.just(kind), some, title=words, caption=words) for kind, some in data.items()))
