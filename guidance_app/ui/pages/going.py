"""From a record that is named on one page of a pupil to the page on which it stands."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

PROFILE, BALANCE, GOALS, EXPERIMENTS, TALKS = 2, 3, 5, 6, 7
TAB_OF = {
    "assessment": PROFILE, "observation": PROFILE, "goal": GOALS, "experiment": EXPERIMENTS,
    "conversation": TALKS, "meeting": TALKS,
}  # fmt: skip
"""Kind of record -> the page of the pupil on which it stands, by its number from 0."""


def go_to_record(page: Any, table: str, row: str, tab: int | None = None) -> None:
    """Open the page on which a record stands, with that record chosen; the page must have the signal `tab_wanted`."""
    tab = TAB_OF[table] if tab is None else tab
    page.session.finish_typing()
    if tab == TALKS:
        page.session.workspace.remember(f"talk/{page.pupil}", f"{table}/{row}")
    else:
        page.session.setProperty(_wish(page.pupil, tab), f"{table}/{row}")
    page.tab_wanted.emit(tab)


def wished(page: Any, tab: int) -> tuple[str, str] | None:
    """The record (table, id) that another page asked for on the page with this number; told once."""
    name = _wish(page.pupil, tab)
    wanted = page.session.property(name)
    if not wanted:
        return None
    page.session.setProperty(name, "")
    table, _, row = wanted.partition("/")
    return table, row


def into_view(widget: QWidget | None) -> None:
    """Scroll the page so far that this is seen, once everything has its place."""
    if widget is not None:
        QTimer.singleShot(0, widget, lambda: _scroll_to(widget))


def stay(page: QWidget) -> None:
    """Part of what scrolls in this page is built again: what is seen stays where it is."""
    area = page if isinstance(page, QScrollArea) else page.findChild(QScrollArea)
    if area is not None:
        bar, at = area.verticalScrollBar(), area.verticalScrollBar().value()
        QTimer.singleShot(0, bar, lambda: bar.setValue(at))


def _scroll_to(widget: QWidget) -> None:
    page = widget.parentWidget()
    while page is not None and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    if page is not None:
        page.ensureWidgetVisible(widget, 0, 160)


def _wish(pupil: str, tab: int) -> str:
    return f"wish/{pupil}/{tab}"
