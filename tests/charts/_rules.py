"""What holds for any chart, as checks that raise: the daily tests and the long check ask the same."""

from __future__ import annotations

import io
import math

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from guidance_app.charts.pages import pages
from guidance_app.charts.primitives import Scene
from guidance_app.charts.series import PhaseSeries, measured, sessions
from guidance_app.charts.spec import ChartSpec, make_chart, page_count, resolve
from guidance_app.report.draw import draw
from tests.charts import _drawing as drawing


def finite_and_within(spec: ChartSpec, width: float, height: float) -> None:
    """Everything of a chart is finite and lies in it."""
    scene = resolve(spec, width, height)
    for p in scene.primitives:
        for x, y in drawing.corners(p):
            assert math.isfinite(x)
            assert math.isfinite(y)
            assert -1 <= x <= scene.width + 1, p
            assert -1 <= y <= scene.height + 1, p
    assert all(0 <= spot.x <= scene.width and 0 <= spot.y <= scene.height for spot in scene.points)


def no_line_crosses(series: PhaseSeries) -> None:
    """No line crosses a phase change, or a missed session of its own place."""
    spec = make_chart("phases", series, title="")
    for page in range(page_count(spec)):
        scene = resolve(spec, 774, 330, page=page)
        assert not list(drawing.crossed(scene, [line.x1 for line in drawing.phase_lines(scene)]))
        at = {spot.row_id: spot.x for spot in scene.points}
        named = [s for phase in series.phases for s in phase.sessions]
        for place in {s.place for s in named}:
            lost = [at[s.id] for s in named if s.value is None and s.place == place and s.id in at]
            assert not [path for path, _ in drawing.crossed(scene, lost) if path.colour == place]


def every_session_is_walked(series: PhaseSeries) -> None:
    """Every session is a point, once, in the order of days."""
    spec = make_chart("phases", series, title="")
    parts = pages(series)
    assert sorted(s.id for part in parts for s in sessions(part)) == sorted(s.id for s in sessions(series))
    for number, part in enumerate(parts):
        scene = resolve(spec, 774, 330, page=number)
        expected = [s.id for s in sessions(part)] if measured(sessions(part)) else []
        assert [spot.row_id for spot in scene.points] == expected
        assert [spot.x for spot in scene.points] == sorted(spot.x for spot in scene.points)


def on_paper(scene: Scene, scale: float = 1.0) -> pypdfium2.PdfDocument:
    """The drawing on a page of its own, 20 points from its edges."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(scene.width * scale + 40, scene.height * scale + 40))
    draw(scene, canvas, 20, 20, scale)
    canvas.save()
    return pypdfium2.PdfDocument(file)


def can_be_printed(spec: ChartSpec) -> None:
    """It can be drawn on paper."""
    document = on_paper(resolve(spec, 500, 300))
    assert len(document) == 1
    document.close()
