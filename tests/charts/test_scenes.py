"""What holds for every chart, whatever it is given: nothing outside, nothing infinite, readable in grey, alike on paper."""

from __future__ import annotations

import datetime as dt
import io
import math
from dataclasses import replace
from fractions import Fraction
from typing import Any

import _drawing as drawing
import _mark_charts as mark
import _more_charts as more
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from reportlab.pdfgen.canvas import Canvas

from guidance_app.charts import tokens
from guidance_app.charts.bands import Band, Bands
from guidance_app.charts.celeration import Ratio
from guidance_app.charts.development import Change, Development, Domain, Reached
from guidance_app.charts.multiples import Multiples, Panel
from guidance_app.charts.pages import pages
from guidance_app.charts.primitives import Line, Path, Scene, Text
from guidance_app.charts.profile import Profile, ProfileGroup, ProfilePoint, ProfileRow
from guidance_app.charts.series import Alternating, Condition, Event, Goal, Phase, PhaseSeries, Session, measured, sessions
from guidance_app.charts.small import OwnMark, OwnMarks
from guidance_app.charts.spec import CHARTS, ChartSpec, make_chart, page_count, resolve
from guidance_app.charts.text import measure
from guidance_app.charts.tiers import Tiers
from guidance_app.charts.voices import STYLES
from guidance_app.report.draw import draw
from guidance_app.report.fonts import register_fonts
from guidance_app.stats.aim import AimLine
from guidance_app.stats.gates import Refusal, Why
from guidance_app.ui.scene import paint

EXAMPLES = (*mark.EVERY, mark.experiment_2, *more.MORE)
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


@st.composite
def phase_series(draw_: Any) -> PhaseSeries:
    """Any sessions, cut into phases by day."""
    some = sorted(draw_(st.lists(session, max_size=30)), key=lambda s: s.date)
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
        planned=tuple(draw_(st.lists(days, max_size=20))),
        aim=draw_(st.none() | aims),
        holidays=tuple((day, day + dt.timedelta(days=length)) for day, length in draw_(st.lists(holidays, max_size=2))),
    )


alternating = st.builds(
    lambda ways, events: Alternating(
        conditions=tuple(Condition("een heel lange naam"[: 6 + 4 * i], tuple(some)) for i, some in enumerate(ways)),
        y_label="w",
        events=tuple(events),
    ),
    st.lists(st.lists(session, max_size=12), min_size=2, max_size=5),
    st.lists(st.builds(Event, days, st.text(max_size=50)), max_size=2),
)
tiers = st.builds(Tiers, st.lists(phase_series(), max_size=4).map(tuple))
short, place = st.text(max_size=40), st.sampled_from(["home", "school"])
panels = st.lists(st.builds(Panel, short, short, short, short, st.none() | phase_series()), max_size=5).map(tuple)
band = st.builds(Band, short, short, place, days, st.none() | days)
bands = st.builds(Bands, phase_series(), st.lists(band, max_size=4).map(tuple), days)
months = st.floats(0, 240)
reached = st.builds(Reached, st.text(max_size=3), months, st.none() | months, months, short)
domain = st.builds(Domain, short, st.lists(reached, max_size=6).map(tuple))
development = st.builds(
    Development,
    st.sampled_from(["age", "teaching"]),
    st.lists(domain, max_size=4).map(tuple),
    st.lists(st.builds(Change, months, short), max_size=2).map(tuple),
)
ratios = phase_series().map(lambda series: Ratio(series, tuple(Refusal(Why.TOO_FEW) for _ in series.phases)))
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
row = st.builds(
    ProfileRow, st.text(max_size=3), st.text(max_size=60), st.lists(point, max_size=4).map(tuple), st.text(max_size=40)
)
group = st.builds(ProfileGroup, st.text(max_size=60), st.text(max_size=90), st.lists(row, max_size=6).map(tuple))
profiles = st.builds(Profile, st.lists(group, max_size=4).map(tuple), st.sampled_from(["words", "numbers", "dots"]))
own_marks = st.builds(
    OwnMarks,
    st.lists(st.builds(OwnMark, st.text(max_size=3), st.text(max_size=50), st.none() | values, values), max_size=5).map(tuple),
)
any_chart = st.one_of(
    *(
        st.builds(make_chart, st.just(kind), data, title=st.text(max_size=120), caption=st.text(max_size=120))
        for kind, data in (
            ("phases", phase_series()),
            ("alternating", alternating),
            ("profile", profiles),
            ("tiny", phase_series()),
            ("own marks", own_marks),
            ("tiers", tiers),
            ("multiples", st.builds(Multiples, panels)),
            ("bands", bands),
            ("development", development),
            ("ratio", ratios),
        )
    )
)


@given(any_chart, st.floats(1, 2000), st.floats(1, 1200))
def test_everything_of_a_chart_is_finite_and_within_it(spec: ChartSpec, width: float, height: float) -> None:
    scene = resolve(spec, width, height)
    for p in scene.primitives:
        for x, y in drawing.corners(p):
            assert math.isfinite(x)
            assert math.isfinite(y)
            assert -1 <= x <= scene.width + 1, p
            assert -1 <= y <= scene.height + 1, p
    assert all(0 <= spot.x <= scene.width and 0 <= spot.y <= scene.height for spot in scene.points)


@given(phase_series())
def test_no_line_ever_crosses_a_phase_change_or_a_missed_session_of_its_own_place(series: PhaseSeries) -> None:
    spec = make_chart("phases", series, title="")
    for page in range(page_count(spec)):
        _no_line_crosses(series, resolve(spec, 774, 330, page=page))


def _no_line_crosses(series: PhaseSeries, scene: Scene) -> None:
    assert not list(drawing.crossed(scene, [line.x1 for line in drawing.phase_lines(scene)]))
    at = {spot.row_id: spot.x for spot in scene.points}
    named = [s for phase in series.phases for s in phase.sessions]
    for place in {s.place for s in named}:
        lost = [at[s.id] for s in named if s.value is None and s.place == place and s.id in at]
        assert not [path for path, _ in drawing.crossed(scene, lost) if path.colour == place]


@given(phase_series())
def test_every_session_is_a_point_to_walk_to_in_order_of_days(series: PhaseSeries) -> None:
    spec = make_chart("phases", series, title="")
    parts = pages(series)
    assert sorted(s.id for part in parts for s in sessions(part)) == sorted(s.id for s in sessions(series))
    for number, part in enumerate(parts):
        scene = resolve(spec, 774, 330, page=number)
        expected = [s.id for s in sessions(part)] if measured(sessions(part)) else []
        assert [spot.row_id for spot in scene.points] == expected
        assert [spot.x for spot in scene.points] == sorted(spot.x for spot in scene.points)


def test_every_kind_of_chart_has_an_example() -> None:
    assert {example().kind for example in EXAMPLES} == set(CHARTS)


def test_in_grey_shape_and_dash_alone_tell_the_places_apart() -> None:
    school, home, pupil = (STYLES[voice] for voice in ("school", "home", "pupil"))
    assert len({style.shape for style in (school, home, pupil)}) == 3
    assert len({style.dash for style in (school, home, pupil)}) == 3
    assert (school.open, home.open, pupil.open) == (False, True, True)


def test_colours_of_places_are_never_the_colour_of_text_and_every_colour_is_a_token() -> None:
    for example in EXAMPLES:
        for p in resolve(example(), 774, 330).primitives:
            names = [p.colour] if isinstance(p, Line | Path | Text) else [p.colour, p.fill]
            assert all(name in tokens.LIGHT or name == tokens.GROUND for name in names if name)
            if isinstance(p, Text):
                assert p.colour not in drawing.VOICES


def luminance(value: str) -> float:
    parts = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [tokens.LIGHT, tokens.DARK])
@pytest.mark.parametrize("ground", ["surface", "bg", "sunk"])
def test_text_and_marks_stand_out_in_light_and_dark(colours: dict[str, str], ground: str) -> None:
    for name in ("text", "mute", "accent", "schoolText", "homeText", "pupilText", "goal", "danger"):
        assert contrast(colours[name], colours[ground]) >= 4.5, name
    for name in ("school", "home", "pupil", "edge", "bandEdge"):
        assert contrast(colours[name], colours[ground]) >= 3, name


def test_light_and_dark_know_the_same_names() -> None:
    assert tokens.LIGHT.keys() == tokens.DARK.keys()


def on_paper(scene: Scene, scale: float = 1.0) -> pypdfium2.PdfDocument:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(scene.width * scale + 40, scene.height * scale + 40))
    draw(scene, canvas, 20, 20, scale)
    canvas.save()
    return pypdfium2.PdfDocument(file)


@pytest.mark.parametrize("example", EXAMPLES)
def test_paper_draws_every_primitive_once_at_its_place(example: Any) -> None:
    scene = resolve(example(), 600, 330)
    document = on_paper(scene)
    page = document[0]
    kinds = [thing.type for thing in page.get_objects()]
    words = [p for p in scene.primitives if isinstance(p, Text)]
    assert kinds.count(pypdfium2.raw.FPDF_PAGEOBJ_TEXT) == len(words)
    assert kinds.count(pypdfium2.raw.FPDF_PAGEOBJ_PATH) == len(scene.primitives) - len(words)
    boxes = [thing.get_bounds() for thing in page.get_objects() if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
    for text, (left, _bottom, right, _top) in zip(words, boxes, strict=True):
        middle = (drawing.corners(text)[0][0] + drawing.corners(text)[1][0]) / 2
        assert (left + right) / 2 - 20 == pytest.approx(middle, abs=2.5)
    document.close()


def test_text_of_a_chart_on_paper_can_be_selected() -> None:
    document = on_paper(resolve(mark.experiment_1(), 600, 330), 0.85)
    text = document[0].get_textpage().get_text_range()
    for words in ("Met kiezen en timer", "Kiezen + timer", "midden 75%", "geen meting", "Sinterklaas", "27 okt"):
        assert words in text
    document.close()


@given(any_chart)
def test_any_chart_can_be_printed(spec: ChartSpec) -> None:
    document = on_paper(resolve(spec, 500, 300))
    assert len(document) == 1
    document.close()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("example", EXAMPLES)
def test_the_screen_draws_every_primitive_at_the_same_place_as_paper(example: Any) -> None:
    """Both are rendered in grey and laid over one another: apart from letters they are the same picture."""
    scene = resolve(example(), 600, 330)
    size = QSize(round(scene.width) + 40, round(scene.height) + 40)
    screen = QImage(size, QImage.Format.Format_Grayscale8)
    screen.fill(QColor("white"))
    painter = QPainter(screen)
    painter.translate(20, 20)
    plain = Scene(scene.width, scene.height, tuple(p for p in scene.primitives if not isinstance(p, Text)))
    paint(plain, painter, tokens.LIGHT)
    painter.end()
    document = on_paper(plain)
    paper = document[0].render(scale=1, grayscale=True).to_pil().resize(size.toTuple())
    ours = [screen.pixelColor(x, y).value() for y in range(0, size.height(), 2) for x in range(0, size.width(), 2)]
    theirs = [paper.getpixel((x, y)) for y in range(0, size.height(), 2) for x in range(0, size.width(), 2)]
    differing = sum(abs(a - b) > 90 for a, b in zip(ours, theirs, strict=True))
    assert differing < len(ours) * 0.01
    document.close()


def test_widths_are_those_that_paper_uses() -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    register_fonts()
    for text in ("Taakgericht werken, procent", "é ë ij €", "→", ""):
        assert measure(text, 13) == pytest.approx(stringWidth(text, "SourceSans3", 13))
        assert measure(text, 15, "Semibold") == pytest.approx(stringWidth(text, "SourceSans3-Semibold", 15))


def test_a_chart_without_its_words_begins_higher() -> None:
    with_words, without = resolve(mark.profile(), 858, 485), resolve(mark.profile(), 858, 485, titled=False)
    assert mark.profile().title in drawing.texts(with_words)
    assert mark.profile().title not in drawing.texts(without)
    assert without.points[0].y < with_words.points[0].y


def test_primitives_cannot_be_changed_after_drawing() -> None:
    with pytest.raises(AttributeError):
        resolve(mark.tiny(), 128, 34).primitives[0].colour = "home"  # type: ignore[misc]
