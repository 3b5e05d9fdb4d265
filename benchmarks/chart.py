"""How long the chart of 30 measurements takes to be painted on the screen, against an empty widget of the same size.

The promise is 20 ms, so it stands in milliseconds; the ratio to the empty widget, painted in the same run, tells how much of
it is ours. Painting is what a person waits for when the ring moves from point to point; laying the chart out anew comes with
another width, and is told beside it.
"""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal
from typing import Any

from benchmarks._measure import interleaved, milliseconds, tell

SIZE = (774, 370)
ROUNDS = 40
LIMIT = 20


def thirty() -> Any:
    """Thirty measurements in four phases, with one missed, a holiday, an event and a goal."""
    from guidance_app.charts.series import Event, Goal, Phase, PhaseSeries, Session
    from guidance_app.charts.spec import make_chart

    first = dt.date(2026, 1, 5)
    parts = []
    for number, (code, size) in enumerate((("A1", 6), ("B1", 9), ("A2", 6), ("B2", 10))):
        days = [first + dt.timedelta(days=3 * (sum((0, 6, 15, 21)[number : number + 1]) + i)) for i in range(size)]
        values = [None if (number, i) == (3, 4) else Decimal(40 + 25 * (number % 2) + i * 7 % 15) for i in range(size)]
        sessions = tuple(Session(day, value, f"{code} {day}") for day, value in zip(days, values, strict=True))
        parts.append(
            Phase(code, "Kiezen + timer" if number % 2 else "Gewoon", "approach" if number % 2 else "baseline", sessions)
        )
    series = PhaseSeries(
        phases=tuple(parts), y_label="Taakgericht werken", unit="%", scale=(Decimal(100),), goal=Goal(Decimal(75)),
        events=(Event(first + dt.timedelta(days=30), "verhuisd"),),
        holidays=((first + dt.timedelta(days=40), first + dt.timedelta(days=48)),),
    )  # fmt: skip
    return make_chart(
        "phases", series, title="Met kiezen en timer werkte Mark meer door.", caption="Taakgericht werken, procent."
    )


def main() -> int:
    """Measure and tell."""
    from PySide6.QtWidgets import QApplication, QWidget

    from guidance_app.charts.spec import resolve
    from guidance_app.ui.chart_view import ChartView
    from guidance_app.ui.look import look

    app = QApplication(sys.argv[:1])
    look.apply(app)
    spec = thirty()
    empty, chart = QWidget(), ChartView(spec)
    for widget in (empty, chart):
        widget.resize(*SIZE)
        widget.show()
        app.processEvents()
    canvas = chart.focusProxy().viewport()
    floor, painted, laid = interleaved(
        ROUNDS,
        lambda: milliseconds(empty.repaint),
        lambda: milliseconds(canvas.repaint),
        lambda: milliseconds(lambda: resolve(spec, *SIZE)),
    )
    measured = sum("geen meting" not in spot.spoken for spot in chart.scene.points)
    print(f"laying out the same chart at another width: {laid:.1f} ms")
    return tell(f"a chart of {measured} measurements painted", painted, "an empty widget", floor, limit_ms=LIMIT)


if __name__ == "__main__":
    sys.exit(main())
