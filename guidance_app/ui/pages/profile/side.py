"""The side panel of the profile: the chosen line in words, its numbers on demand, and what is seen beside it in class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QWidget

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.edits.assessments import add_observation
from guidance_app.edits.records import remove
from guidance_app.queries.profile import ProfileView, Seen, advice, told
from guidance_app.queries.profile_axis import Line, Mark
from guidance_app.queries.scores_taken import Taken
from guidance_app.queries.scores_told import conversion_note, conversions
from guidance_app.ui.icons import Icon
from guidance_app.ui.layouts import STRETCH, Column, Row, box, hline
from guidance_app.ui.look import look
from guidance_app.ui.pages.choosing import line_to_add
from guidance_app.ui.pages.profile.compared import compared, expert
from guidance_app.ui.pages.tile import Act
from guidance_app.ui.widgets import button, label, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.profile import ProfilePage


def side_panel(page: ProfilePage, view: ProfileView, line: Line | None) -> QWidget:
    """All of the panel."""
    parts: list[Any] = []
    if line is not None:
        parts += [*_explained(page, view, line), 6, hline(), 6]
    parts += [*_seen(page, view), 6, hline(), 6, *_how_to_read(view)]
    parts += _advice(line) if line is not None else []
    return box(Column(*parts, STRETCH, gap=6, margins=(20, 16, 16, 16)), widget=QWidget())


def _explained(page: ProfilePage, view: ProfileView, line: Line) -> list[Any]:
    words = " ".join(told(line, view.name))
    link = button(
        t("Show less") if page.numbers else t("Show the numbers"), "link", "", lambda: page.show_numbers(not page.numbers)
    )
    link.setObjectName("show numbers")
    return [
        label(line.label, "head", wrap=True),
        small(line.explain, wrap=True) if line.explain else None,
        label(words, wrap=True),
        *(_numbers(line) if page.numbers else ()),
        *compared(view, line, page.numbers),
        link,
        *expert(page, view, line),
    ]


def _numbers(line: Line) -> list[Any]:
    """Per score: where it comes from, everything the report says, and the same place on other scales."""
    found: list[Any] = []
    for mark in reversed(line.marks):
        found.append(small(_source(line, mark), "text", wrap=True, weight=600))
        found += [small(f"{what} {value}", wrap=True) for what, value in mark.numbers]
        found += [] if mark.earlier or mark.taken is None else _conversions(mark.taken)
    if line.parts:
        found += [small(t("Parts"), "text", weight=600), small(line.parts, wrap=True)]
    return found


def _conversions(taken: Taken) -> list[Any]:
    """The score on other scales, one below the other."""
    found = conversions(taken)
    if not found:
        return []
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.space(12))
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(1, 1)
    for at, (what, value) in enumerate(found):
        grid.addWidget(small(what), at, 0)
        grid.addWidget(small(value, "text"), at, 1)
    made = box(grid, widget=QWidget())
    made.setObjectName("conversions")
    return [small(t("On other scales"), "text", weight=600), made, small(conversion_note(taken), wrap=True)]


def _source(line: Line, mark: Mark) -> str:
    return ", ".join(part for part in (mark.by, line.source, formats.day(mark.date) if mark.date else "") if part)


def _seen(page: ProfilePage, view: ProfileView) -> list[Any]:
    """The newest observations, to be written in place, and a field for a new one."""
    add = line_to_add(
        t("What was seen"),
        t("What did you see?"),
        "new observation",
        lambda text: page.session.do(add_observation(page.pupil, text, page.session.today)),
    )
    seen = [_observation(page, one) for one in view.seen]
    return [label(t("What we see beside it, in class"), "body", weight=700, wrap=True), *seen, add]


def _observation(page: ProfilePage, one: Seen) -> QWidget:
    gone = Act("Del", t("Remove"), lambda: page.session.do(remove("observation", one.id)))
    return page.text("observation", one.id, "text", one.text, below=[small(one.caption, wrap=True)], acts=[gone])


def _how_to_read(view: ProfileView) -> list[Any]:
    if not view.groups:
        return []
    words = t(
        "The field in the middle is as with most children. Each mark stands by itself: no line runs between them, for they "
        "have no order. What lies left takes effort, what lies right is strong."
    )
    return [label(t("How to read this"), "body", weight=700), label(words, wrap=True)]


def _advice(line: Line) -> list[Any]:
    """The critical friend: what to be careful with here."""
    words = advice(line)
    if not words:
        return []
    bulb = Column(Icon("lightbulb", "accent", 18), STRETCH)
    return [6, hline(), 6, label(t("Critical friend"), "body", weight=700), Row(bulb, (label(words, wrap=True), 1), gap=10)]
