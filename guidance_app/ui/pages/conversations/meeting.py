"""The chosen meeting: what it was, then agenda and what was said beside decisions and agreements."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.edits import conversations as act
from guidance_app.queries.conversations import MeetingView
from guidance_app.ui.icons import Icon
from guidance_app.ui.layouts import STRETCH, Column, Row
from guidance_app.ui.look import look
from guidance_app.ui.pages.conversations.parts import ActionItem, fields, heading
from guidance_app.ui.pages.in_place import Editing, Item
from guidance_app.ui.pages.lines import Blank, adder
from guidance_app.ui.widgets import label, small


def meeting(editing: Editing, view: MeetingView, first_name: str, wide: bool) -> Column:
    """A meeting: what it was, then agenda and what was said beside decisions and agreements."""
    said = Column(_lines(editing, view, "agenda"), _lines(editing, view, "note"), STRETCH, gap=20)
    agreed = Column(_lines(editing, view, "decision"), _agreements(editing, view), STRETCH, gap=20)
    body = Row((said, 1), (agreed, 1), gap=28) if wide else Column(said, agreed, gap=20)
    return Column(_meeting_head(editing, view, first_name), body, STRETCH, gap=14)


def _meeting_head(editing: Editing, view: MeetingView, first_name: str) -> Item:
    def shown() -> Column:
        there = t("{name} is there: {when}", name=first_name, when=view.pupil_present) if view.pupil_present else ""
        return Column(
            label(view.kind, "head", wrap=True),
            small(f"{view.when}  ·  {view.about}" if view.about else view.when, wrap=True),
            4,
            _about("users", t("Present: {names}", names=view.present) if view.present else t("Nobody is noted as present yet")),
            _about("smile", there, "pupilText") if there else None,
            gap=3,
        )

    def opened() -> QWidget:
        return fields(
            editing, "meeting", view.row, ("kind", "place"), ("date", "time_from", "time_to"), ("status",), ("attendees",),
            ("pupil_present",), ("chair", "minutes_by"),
        )  # fmt: skip

    return Item(editing, "meeting", view.row, f"{view.kind}, {view.when}", shown, opened, first="kind")


def _about(icon_name: str, words: str, tone: str = "mute") -> Row:
    return Row(Column(Icon(icon_name, tone, 16), STRETCH, margins=(0, 2, 0, 0)), (label(words, wrap=True), 1), gap=7)


def _part_words(part: str) -> tuple[str, str, str]:
    """The heading of a part of the minutes, the act that adds a line, and what such a line is called."""
    return {
        "agenda": (t("Agenda"), t("Add to the agenda"), t("Line of the agenda")),
        "note": (t("What was said"), t("Add what was said"), t("What was said")),
        "decision": (t("Decisions"), t("Add a decision"), t("Decision")),
    }[part]


def _lines(editing: Editing, view: MeetingView, part: str) -> Column:
    title, words, name = _part_words(part)
    place = f"meeting_item/new-{view.row}-{part}/text"
    lines = view.parts[part]
    order = [line.row for line in lines]
    column = Column(heading(title), gap=2)
    for at, line in enumerate(lines):
        mark = f"{at + 1}" if part == "agenda" else "–"
        then = f"meeting_item/{order[at + 1]}" if at + 1 < len(order) else place
        column.add(_line(editing, line.row, line.text, mark, name, order, then))

    def blank() -> Blank:
        return Blank(editing, place, name, lambda text, drafts: editing.session.do(act.add_line(view.row, part, text, drafts)))

    column.add(adder(editing, words, blank, place))
    return column


def _line(editing: Editing, row: str, text: str, mark: str, name: str, order: list[str], then: str) -> Item:
    def shown() -> Row:
        number = small(mark)
        number.setMinimumWidth(look.px(14))
        return Row(Column(number, STRETCH, margins=(0, 1, 0, 0)), (label(text, wrap=True), 1), gap=6)

    def opened() -> QWidget:
        return editing.line("meeting_item", row, "text", lambda: _go_on(editing, then))

    return Item(editing, "meeting_item", row, f"{name}: {text}", shown, opened, order=order, foot=False)


def _go_on(editing: Editing, then: str) -> None:
    """Enter in a line: the next line opens, or a new one after the last."""
    editing.open(then, then if "/new-" in then else f"{then}/text")


def _agreements(editing: Editing, view: MeetingView) -> Column:
    place = f"action/new-{view.row}/what"
    order = [action.row for action in view.actions]
    items = [ActionItem(editing, action, order) for action in view.actions]

    def blank() -> Blank:
        return Blank(
            editing, place, t("What do we agree?"),
            lambda text, drafts: editing.session.do(act.add_action(view.row, text, drafts)),
            hint=t("What do we agree? Tab goes on to who and when"),
            on_added=lambda made: editing.open(f"action/{made}", f"action/{made}/who"),
        )  # fmt: skip

    new = adder(editing, t("Add an agreement"), blank, place)
    return Column(heading(t("Agreements"), t("who does what, by when")), *items, new, gap=2)
