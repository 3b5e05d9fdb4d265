"""What happened meanwhile, as charts on the screen mark it. Paper that others read never gets these."""

from __future__ import annotations

from guidance_app.charts.series import Event
from guidance_app.queries.measuring import events_of
from guidance_app.ui.pages.page import Page


def chart_events(page: Page) -> tuple[Event, ...]:
    """The days of the background of this page's pupil that have a word for in charts."""
    with page.session.read() as s:
        return tuple(Event(day, word) for day, word in events_of(s, page.pupil))
