"""What holds for every chart, whatever it is given: nothing outside, nothing infinite, readable in grey, alike on paper."""

from __future__ import annotations

from typing import Any

import _drawing as drawing
import _mark_charts as mark
import _more_charts as more
import numpy as np
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter

from guidance_app.charts import tokens
from guidance_app.charts.primitives import Line, Path, Scene, Text
from guidance_app.charts.series import PhaseSeries
from guidance_app.charts.spec import CHARTS, ChartSpec, resolve
from guidance_app.charts.text import measure
from guidance_app.charts.voices import STYLES
from guidance_app.report.fonts import register_fonts
from guidance_app.ui.scene import paint
from tests.charts import _rules as rules
from tests.charts._any_chart import SMALL, any_chart, phase_series

EXAMPLES = (*mark.EVERY, mark.experiment_2, *more.MORE)


@given(any_chart(SMALL), st.floats(1, 2000), st.floats(1, 1200))
def test_everything_of_a_chart_is_finite_and_within_it(spec: ChartSpec, width: float, height: float) -> None:
    rules.finite_and_within(spec, width, height)


@given(phase_series(SMALL))
def test_no_line_ever_crosses_a_phase_change_or_a_missed_session_of_its_own_place(series: PhaseSeries) -> None:
    rules.no_line_crosses(series)


@given(phase_series(SMALL))
def test_every_session_is_a_point_to_walk_to_in_order_of_days(series: PhaseSeries) -> None:
    rules.every_session_is_walked(series)


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


@pytest.mark.parametrize("example", EXAMPLES)
def test_paper_draws_every_primitive_once_at_its_place(example: Any) -> None:
    scene = resolve(example(), 600, 330)
    document = rules.on_paper(scene)
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
    document = rules.on_paper(resolve(mark.experiment_1(), 600, 330), 0.85)
    text = document[0].get_textpage().get_text_range()
    for words in ("Met kiezen en timer", "Kiezen + timer", "midden 75%", "geen meting", "Sinterklaas", "27 okt"):
        assert words in text
    document.close()


@given(any_chart(SMALL))
def test_any_chart_can_be_printed(spec: ChartSpec) -> None:
    rules.can_be_printed(spec)


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
    document = rules.on_paper(plain)
    paper = document[0].render(scale=1, grayscale=True).to_pil().resize(size.toTuple())
    lines = np.frombuffer(screen.constBits(), np.uint8).reshape(size.height(), screen.bytesPerLine())
    ours, theirs = lines[:, : size.width()].astype(int), np.asarray(paper).astype(int)
    assert ours.shape == theirs.shape
    assert (abs(ours - theirs) > 90).mean() < 0.01
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
