"""The quiet card about word reading: what the file shows of three main measurements and the help between them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.queries.scores_reading import Between, Measured, ReadingHelp
from guidance_app.ui.layouts import Column, Row, box
from guidance_app.ui.look import look
from guidance_app.ui.pages.choosing import heading
from guidance_app.ui.widgets import label, small


def reading_card(found: ReadingHelp | None, numbers: bool) -> list[QWidget]:
    """The card; nothing for a pupil without main measurements of word reading."""
    if found is None:
        return []
    steps: list[Any] = []
    for place, one in enumerate(found.measured):
        steps.append(_measured(one, numbers))
        steps += [_between(found.between[place])] if place < len(found.between) else []
    asks = [small(words, wrap=True) for words in found.asks]
    title = heading(t("Word reading over three main measurements"), t("what the school can show at referral"), "body")
    sources = small(found.sources, wrap=True) if numbers else None
    made = box(
        Column(title, label(found.sentence, wrap=True), 2, *steps, 4, *asks, sources, gap=4, margins=(16, 12, 16, 12)), "card"
    )
    made.setObjectName("reading card")
    return [made]


def _measured(one: Measured, numbers: bool) -> QWidget:
    """M6, 21 januari 2025, in de laagste 10%"""
    when = label(f"{one.moment}, {formats.day(one.day)}", weight=600)
    told = label(", ".join(part for part in (one.words, one.number if numbers else "") if part), wrap=True)
    layout = Column(when, told, gap=0) if look.large else Row(when, (told, 1), gap=12)
    return box(layout, widget=QWidget())


def _between(one: Between) -> QWidget:
    """The help, a little inward, between the two measurements it belongs to."""
    told = [small(words, "text", wrap=True) for words in one.help]
    head = small(t("Help {period}", period=one.period), wrap=True)
    return box(Column(head, *told, gap=0, margins=(20, 0, 0, 0)), widget=QWidget())
