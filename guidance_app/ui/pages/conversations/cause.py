"""How child, home and school see the cause, side by side; and what people came to realise, with what that changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.edits import conversations as act
from guidance_app.queries.causes import ChangeLine, InsightView, Told, Voice
from guidance_app.ui.icons import Icon
from guidance_app.ui.layouts import STRETCH, Column, Row, box, vline
from guidance_app.ui.look import look
from guidance_app.ui.pages.conversations.parts import fields, heading, readers, told_fields, told_name
from guidance_app.ui.pages.in_place import Editing, Item
from guidance_app.ui.pages.lines import Blank, adder
from guidance_app.ui.widgets import Quote, button, label, place_heading, small


def causes(
    editing: Editing, views: dict[Voice, tuple[Told, ...]], speakers: dict[Voice, str | None], first_name: str, wide: bool,
    go_to_people: Callable[[], Any],
) -> Column:  # fmt: skip
    """Three equal columns: what the child, home and school think the cause is. `speakers` are who a new view is by."""
    named: tuple[tuple[Voice, str], ...] = (("pupil", first_name), ("home", t("Home")), ("school", t("School|place")))
    one, two, three = (_voice(editing, voice, words, views[voice], speakers[voice], go_to_people) for voice, words in named)
    beside = Row((one, 1), vline(), (two, 1), vline(), (three, 1), gap=12) if wide else None
    body = beside or Column(one, two, three, gap=20)
    note = t("Everybody sees a part of it. What helps is found with all three.")
    return Column(heading(t("How do we see the cause?")), _below(note), 4, body, STRETCH, gap=8)


def _below(words: str) -> QWidget:
    return box(Row((label(words, tone="mute", wrap=True), 1), margins=(8, 0, 0, 0)), widget=QWidget())


def _voice(
    editing: Editing, voice: Voice, words: str, views: Sequence[Told], speaker: str | None, go_to_people: Callable[[], Any]
) -> Column:
    place = f"cause_view/new-{editing.pupil}-{voice}/text"
    order = [told.row for told in views]
    items = [_told(editing, "cause_view", told, order, "body") for told in views]

    def add(text: str, drafts: tuple[str, ...]) -> Any:
        today = editing.session.today
        return editing.session.do(act.add_told("cause_view", editing.pupil, text, speaker, today, drafts))

    def go_on(made: str) -> None:
        editing.open(f"cause_view/{made}", f"cause_view/{made}/text")

    def blank() -> Blank:
        name = t("What do you think causes it? {who}", who=words)
        return Blank(editing, place, name, add, hint=t("What do you think causes it?"), on_added=go_on)

    column = Column(Row(place_heading(voice, words), margins=(8, 0, 0, 0)), gap=6)
    if not items:
        column.add(_below(t("Not asked yet.")))
    for item in items:
        column.add(item)
    if voice == "home" and speaker is None:
        column.add(small(t("No parent is in the file yet."), wrap=True))
        column.add(button(t("Go to the people"), "link", "users", go_to_people))
    else:
        column.add(adder(editing, t("Add a view"), blank, place))
    column.add(STRETCH)
    return column


def _told(editing: Editing, table: str, told: Told, order: list[str], role: str) -> Item:
    def shown() -> Column:
        return Column(Quote(told.text, told.signed, told.voice, role), readers(told.readers), gap=5)

    def opened() -> QWidget:
        return told_fields(editing, table, told)

    return Item(editing, table, told.row, told_name(told), shown, opened, order=order)


def insights(editing: Editing, found: Sequence[InsightView], by: str | None) -> Column:
    """What people came to realise, newest first, each followed by what it changed. `by` is who a new one is by."""
    place = f"insight/new-{editing.pupil}/text"

    def add(text: str, drafts: tuple[str, ...]) -> Any:
        today = editing.session.today
        return editing.session.do(act.add_told("insight", editing.pupil, text, by, today, drafts))

    def go_on(made: str) -> None:
        editing.open(f"insight/{made}", f"insight/{made}/text")

    def blank() -> Blank:
        return Blank(editing, place, t("Insight|one"), add, begin=t("I now realise that") + " ", on_added=go_on)

    column = Column(heading(t("Insights|several")), gap=8)
    note = t("An insight often changes more than a measure. Write down who said it, and what became different.")
    column.add(_below(note))
    column.add(adder(editing, t("Add an insight"), blank, place))
    order = [one.told.row for one in found]
    for one in found:
        column.add(_insight(editing, one, order))
    column.add(STRETCH)
    return column


def _insight(editing: Editing, insight: InsightView, order: list[str]) -> QWidget:
    told = insight.told
    column = Column(_told(editing, "insight", told, order, "head"), gap=6)
    changes = [change.row for change in insight.changes]
    if changes:
        column.add(box(Row(small(t("What it changed"), weight=600), margins=(26, 4, 0, 0)), widget=QWidget()))
    for change in insight.changes:
        column.add(box(Row((_change(editing, change, changes), 1), margins=(18, 0, 0, 0)), widget=QWidget()))
    add = button(t("Add what it changed"), "link", "plus", lambda: _add_change(editing, told.row))
    add.setObjectName(f"add/insight_change/{told.row}")
    column.add(box(Column(add, margins=(26, 0, 0, 8)), widget=QWidget()))
    return box(column, widget=QWidget())


def _add_change(editing: Editing, insight: str) -> None:
    made = editing.session.do(act.add_change(insight))
    if made is not None:
        editing.open(f"insight_change/{made}", f"insight_change/{made}/was")


def _change(editing: Editing, change: ChangeLine, order: list[str]) -> Item:
    was, now = change.was or t("not written down yet"), change.now or t("not written down yet")

    def shown() -> Column:
        before = Column(small(t("was"), weight=600), label(was, tone="mute", wrap=True), STRETCH, gap=1)
        after = Column(small(t("became"), weight=600), label(now, wrap=True), STRETCH, gap=1)
        arrow = Column(Icon("arrow-right", "mute", 18), STRETCH, margins=(0, 18, 0, 0))
        body = Column(before, after, gap=6) if look.large else Row((before, 1), arrow, (after, 1), gap=12)
        return Column(small(change.about, wrap=True) if change.about else None, body, gap=4)

    def opened() -> QWidget:
        return fields(editing, "insight_change", change.row, ("was", "now"), ("measure", "from_date"))

    name = ", ".join(part for part in (change.about, f"{t('was')}: {was}", f"{t('became')}: {now}") if part)
    return Item(editing, "insight_change", change.row, name, shown, opened, first="was", order=order)
