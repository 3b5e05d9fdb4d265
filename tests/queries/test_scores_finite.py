"""Whatever finite numbers stand in a file: nothing that is no number, endless, without width or a chance of 0 is ever shown."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from guidance_app.charts.profile_view import profile_chart
from guidance_app.charts.spec import resolve
from guidance_app.queries.profile import ProfileView, sentence, told
from guidance_app.queries.profile_axis import groups
from guidance_app.queries.read import Row, fields
from guidance_app.queries.scores_around import Around, taken_of
from guidance_app.queries.scores_paper import score_parts
from guidance_app.queries.scores_told import told_of

TODAY = dt.date(2026, 2, 19)
NO_NUMBER = re.compile(r"\b(nan|inf(inity)?|None)\b|p = 0\b(?!,)|\be[+-]?\d", re.IGNORECASE)

any_number = st.decimals(allow_nan=False, allow_infinity=False)
likely = st.decimals(-5, 205, places=1) | st.sampled_from([Decimal(n) for n in (0, 1, 50, 85, 100, 115, 200)])
number = st.none() | likely | any_number
share = st.none() | st.decimals(0, 1) | st.sampled_from([Decimal(n) for n in ("0", "1", "0.9", "1E-30", "0.9999999999999999999")])
percent = st.none() | st.decimals(0, 100)
kinds = st.sampled_from([None, "index", "scaled", "standard", "t", "c", "stanine", "percentile", "dle", "raw", "ability", "avi"])
values = st.fixed_dictionaries(
    {
        "scale": kinds,
        "value": number,
        "low": number,
        "high": number,
        "mean": number,
        "sd": number,
        "ci_level": percent,
        "percentile": percent,
        "reliability": share,
        "retest": share,
        "practice": number,
        "learning_return": st.none() | st.decimals(-1000, 1000),
    }
)


def row(table: str, id_: str, **values: Any) -> Row:
    return Row(table, id_, "p", dict.fromkeys(fields(table)) | values)


@st.composite
def files(draw: st.DrawFn) -> tuple[list[Row], list[Row], list[Row]]:
    """Two tests of one instrument at two dates with two scales each, and how the scores go together."""
    instrument, names = draw(
        st.sampled_from(
            [
                ("WISC-V-NL", ("VBI", "VSI")),
                ("BRIEF-2 ouders", ("Werkgeheugen", "Inhibitie")),
                ("Eigen toets", ("Hinkelen", "Tikken")),
            ]
        )
    )
    age = st.none() | st.decimals(0, 70)
    tests = [
        row("assessment", f"t{n}", instrument=instrument, date=dt.date(2023 + 2 * n, 3, 1), didactic_age=draw(age))
        for n in range(2)
    ]
    scores = [
        row("score", f"{test.id}{name}", assessment=test.id, part="score", name=name, **draw(values))
        for test in tests
        for name in names
    ]
    r = draw(st.none() | st.decimals(-1, 1) | st.sampled_from([Decimal(-1), Decimal(1)]))
    together = [row("correlation", "c", assessment="t1", first=f"t1{names[0]}", second=f"t1{names[1]}", value=r)]
    return tests, scores, together


def words_of(view: ProfileView) -> Iterator[str]:
    """Everything that a page or paper says of the scores."""
    for group in view.groups:
        for line in group.lines:
            yield from (line.word, line.plain, *told(line, "Noor"))
            for mark in line.marks:
                yield from (mark.words, *(value for _, value in mark.numbers))
    for scores in view.around.tests.values():
        for taken in scores:
            found = told_of(view.around, taken)
            yield from (*found.notes, *(value for _, value in found.conversions), found.missing)
            every = [one for one in (found.change, found.learning, *found.differences) if one is not None]
            yield from (text for one in every for text in (one.words, one.sentence, one.arithmetic, one.inputs))
            yield from (text for drawer in found.drawers for one in drawer.figures for text in (one.name, one.value, one.method))
    for test in view.around.tests:
        for part in score_parts(view.around, test, expert=True):
            yield from (text for entry in part.entries for pair in entry.lines for text in pair)


def view_of(tests: list[Row], scores: list[Row], together: list[Row]) -> ProfileView:
    by_test = {test.id: [score for score in scores if score.assessment == test.id] for test in tests}
    found = groups(tests, by_test, {}, {}, TODAY)
    about = Around({test.id: tuple(taken_of(test, score) for score in by_test[test.id]) for test in tests}, tuple(together), 2019)
    return ProfileView("p", "Noor", sentence(found), found, (), (), (), about)


@settings(max_examples=80, deadline=None, phases=[Phase.generate])
@given(files())
def test_no_impossible_number_reaches_the_view_and_every_interval_has_a_width(
    file: tuple[list[Row], list[Row], list[Row]],
) -> None:
    view = view_of(*file)
    for taken in (one for test in view.around.tests.values() for one in test):
        z, span = taken.z(), taken.span
        assert z is None or (math.isfinite(z) and abs(z) <= 10)
        if span is not None:
            assert math.isfinite(span.low)
            assert math.isfinite(span.high)
            assert span.low < span.high
            assert span.first != span.last
            assert 0 < span.level < 1
    told_words = list(words_of(view))
    assert [text for text in told_words if NO_NUMBER.search(text)] == []


@settings(max_examples=20, deadline=None)
@given(files(), st.sampled_from(["words", "numbers", "dots"]))
def test_the_chart_of_any_file_can_be_drawn(file: tuple[list[Row], list[Row], list[Row]], mode: Any) -> None:
    scene = resolve(profile_chart(view_of(*file), mode), 858, 300)
    assert all(math.isfinite(spot.x) and math.isfinite(spot.y) for spot in scene.points)


@given(st.decimals(1, 199, places=2), st.sampled_from([None, Decimal("0.9"), Decimal("0.5")]))
def test_mirroring_a_scale_mirrors_the_places_and_changes_no_interval(value: Decimal, reliability: Decimal | None) -> None:
    """A questionnaire on which high means problems says the same of 130 as one on which high is good says of 70."""
    test = row("assessment", "a", instrument="Eigen toets", date=TODAY)
    norm = {"scale": "standard", "mean": Decimal(100), "sd": Decimal(15), "reliability": reliability, "name": "Tikken"}
    up = taken_of(test, row("score", "s", value=value, **norm))
    turned = replace(up.scale, higher_is_better=False)
    down = replace(taken_of(test, row("score", "s", value=200 - value, **norm)), scale=turned)
    assert up.there == down.there
    assert (up.span is None) == (down.span is None)
    if up.span and down.span:
        assert (up.span.low, up.span.high) == (down.span.low, down.span.high)
