"""On the profile page: the development over years, when scores tell it, behind one line that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.charts.development import Change, Clock, Development, Domain, Reached
from guidance_app.charts.several import development_chart
from guidance_app.charts.spec import ChartSpec
from guidance_app.queries.development import Years, development
from guidance_app.ui.layouts import STRETCH, Column, Row, box
from guidance_app.ui.look import look
from guidance_app.ui.pages.choosing import heading
from guidance_app.ui.widgets import button

if TYPE_CHECKING:
    from guidance_app.ui.pages.profile import ProfilePage

OPEN = "years"
"""Property of the page that says whether the charts are shown; they hold numbers, so they wait until they are asked for."""


def years(page: ProfilePage) -> list[Any]:
    """The heading, the line that opens it, and a chart for each clock; nothing where no score tells of it."""
    with page.session.read() as s:
        view = development(s, page.pupil)
    found: list[tuple[Clock, Years]] = []
    found += [("age", view.age)] if view.age else []
    found += [("teaching", view.teaching)] if view.teaching else []
    if not found:
        return []
    shown = bool(page.property(OPEN))
    words = t("Hide the development over years") if shown else t("Show the development over years")
    fold = button(words, "link", "chevron-down" if shown else "chevron-right", lambda: _fold(page))
    fold.setObjectName(OPEN)
    charts = [_card(development_spec(view.name, clock, one)) for clock, one in found] if shown else []
    return [box(Column(heading(t("Development over years")), Row(fold, STRETCH), *charts, gap=6))]


def _fold(page: ProfilePage) -> None:
    page.setProperty(OPEN, not page.property(OPEN))
    page.again()
    page.go_to(OPEN)


def development_spec(name: str, clock: Clock, one: Years) -> ChartSpec:
    """The chart of one clock."""
    domains = tuple(
        Domain(domain, tuple(Reached(m.id, m.at, m.low, m.high, m.words, m.when) for m in moments))
        for domain, moments in one.domains
    )
    return development_chart(Development(clock, domains, tuple(Change(at, word) for at, word in one.changes)), name)


def _card(spec: ChartSpec) -> QWidget:
    from guidance_app.ui.chart_view import ChartView  # here: the plotting library is loaded when somebody opens this
    from guidance_app.ui.pages.fitted_chart import FittedChart

    return box(
        Column(FittedChart(ChartView(spec, look.tokens, "surface", text_scale=look.text)), margins=(16, 12, 16, 8)), "card"
    )
