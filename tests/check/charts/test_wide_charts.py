"""What holds for every chart, tried on far more and far larger ones than the daily tests do."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from guidance_app.charts.series import PhaseSeries
from guidance_app.charts.spec import ChartSpec
from tests.charts import _rules as rules
from tests.charts._any_chart import WIDE, any_chart, phase_series

many = settings(max_examples=400)


@many
@given(any_chart(WIDE), st.floats(1, 2000), st.floats(1, 1200))
def test_everything_of_a_large_chart_is_finite_and_within_it(spec: ChartSpec, width: float, height: float) -> None:
    rules.finite_and_within(spec, width, height)


@many
@given(phase_series(WIDE))
def test_in_a_long_series_no_line_crosses_a_phase_change_or_a_missed_session(series: PhaseSeries) -> None:
    rules.no_line_crosses(series)


@many
@given(phase_series(WIDE))
def test_every_session_of_a_long_series_is_walked(series: PhaseSeries) -> None:
    rules.every_session_is_walked(series)


@many
@given(any_chart(WIDE))
def test_any_large_chart_can_be_printed(spec: ChartSpec) -> None:
    rules.can_be_printed(spec)
