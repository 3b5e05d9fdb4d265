"""The chosen talk: a meeting with its minutes, or a conversation with the child with quotes and own marks."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from guidance_app.base import formats
from guidance_app.base.i18n import t, upper_first
from guidance_app.edits import conversations as act
from guidance_app.queries.conversations import ConversationView, MarkLine, MeetingView, QuoteLine
from guidance_app.ui.inputs import NumberField, SegmentField
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, box
from guidance_app.ui.look import look
from guidance_app.ui.pages.in_place import Blank, Editing, Item, adder
from guidance_app.ui.pages.talk_parts import ActionItem, fields, readers, readers_words
from guidance_app.ui.widgets import Quote, button, label, section, small, status

FULL_MARK = 10


# a meeting


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
    from guidance_app.ui.icons import Icon

    return Row(Column(Icon(icon_name, tone, 16), STRETCH, margins=(0, 2, 0, 0)), (label(words, wrap=True), 1), gap=7)


def _part_words(part: str) -> tuple[str, str, str]:
    """The heading of a part of the minutes, the act that adds a line, and what such a line is called."""
    return {
        "agenda": (t("Agenda"), t("Add to the agenda"), t("Line of the agenda")),
        "note": (t("What was said"), t("Add what was said"), t("What was said")),
        "decision": (t("Decisions"), t("Add a decision"), t("Decision")),
    }[part]


def _lines(editing: Editing, view: MeetingView, part: str) -> Column:
    heading, words, name = _part_words(part)
    place = f"meeting_item/new-{view.row}-{part}/text"
    lines = view.parts[part]
    order = [line.row for line in lines]
    column = Column(section(heading), gap=2)
    for at, line in enumerate(lines):
        mark = f"{at + 1}" if part == "agenda" else "–"
        then = f"meeting_item/{order[at + 1]}" if at + 1 < len(order) else place
        column.add(_line(editing, line.row, line.text, mark, name, order, then))

    def blank() -> Blank:
        return Blank(editing, place, name, lambda text, drafts: editing.session.do(act.add_line(view.row, part, text, drafts)))

    column.add(box(Row(adder(editing, words, blank, place), margins=(8, 4, 8, 0)), widget=QWidget()))
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

    new = box(Row(adder(editing, t("Add an agreement"), blank, place), margins=(8, 4, 8, 0)), widget=QWidget())
    return Column(section(t("Agreements"), t("who does what, by when")), *items, new, gap=2)


# a conversation with the child


def topics() -> list[str]:
    """What a conversation with the child is usually about, in the words for the child."""
    return [
        t("What goes well?"), t("What is hard?"), t("What helps you?"), t("What do you want yourself?"),
        t("What do you think causes it?"), t("Energy"),
    ]  # fmt: skip


def conversation(editing: Editing, view: ConversationView, first_name: str, wide: bool, topic: list[str]) -> Column:
    """A conversation: quotes first, beside them the own marks and what was done with it. `topic` remembers the chosen one."""
    own = Column(_marks(editing, view, first_name), _how_used(editing, view), STRETCH, gap=20)
    quotes = Column(_quotes(editing, view, first_name, topic), STRETCH)
    body = Row((quotes, 3), (own, 2), gap=28) if wide else Column(quotes, own, gap=20)
    return Column(_conversation_head(editing, view), body, STRETCH, gap=14)


def _conversation_head(editing: Editing, view: ConversationView) -> Item:
    def shown() -> Column:
        heard = status("ear", t("counts for the right to be heard")) if view.heard else None
        words = f"{view.when}  ·  {view.about}" if view.about else view.when
        return Column(label(t("Conversation with the child"), "head"), small(words, wrap=True), heard, gap=3)

    def opened() -> QWidget:
        return fields(
            editing, "conversation", view.row, ("date", "by"), ("duration_min", "place"), ("form",), ("right_to_be_heard",)
        )

    name = ", ".join(part for part in (t("Conversation with the child"), view.when, view.about) if part)
    return Item(editing, "conversation", view.row, name, shown, opened, first="date")


def _quotes(editing: Editing, view: ConversationView, first_name: str, topic: list[str]) -> Column:
    order = [quote.row for quote in view.quotes]
    items = [_quote(editing, quote, order) for quote in view.quotes]
    place = f"quote/new-{view.row}/text"
    new: QWidget | Column
    if editing.place == place:
        new = _new_quote(editing, view, place, topic)
    else:
        new = adder(editing, t("Add a quote"), lambda: Blank(editing, place, "", lambda _t, _d: None), place)
    note = t("in the child's own words")
    return Column(
        section(t("{name} says", name=first_name), note), *items, box(Row(new, margins=(8, 4, 8, 0)), widget=QWidget()), gap=4
    )


def _quote(editing: Editing, quote: QuoteLine, order: list[str]) -> Item:
    def shown() -> Column:
        said = Quote(f"“{quote.text}”", "", "pupil", "body")
        return Column(small(quote.topic, weight=600) if quote.topic else None, said, readers(quote.readers), gap=5)

    def opened() -> QWidget:
        return fields(editing, "quote", quote.row, ("topic",), ("text",), ("share_with",))

    name = ". ".join(part for part in (quote.topic, quote.text, readers_words(quote.readers)) if part)
    return Item(editing, "quote", quote.row, name, shown, opened, order=order)


def _new_quote(editing: Editing, view: ConversationView, place: str, topic: list[str]) -> Column:
    """Choose what it is about, type what the child said; Tab goes on to who may read it."""
    chosen = SegmentField(t("Topic"), [(words, words) for words in topics()])
    chosen.show_value(topic[0] or None)

    def take(value: Any) -> None:
        topic[0] = value or ""
        blank.area.setFocus()

    blank = Blank(
        editing, place, t("What the child said"),
        lambda text, drafts: editing.session.do(act.add_quote(view.row, topic[0] or None, text, drafts)),
        hint=t("In the child's own words. Tab goes on to who may read it"),
        on_added=lambda made: editing.open(f"quote/{made}", f"quote/{made}/text"),
    )  # fmt: skip
    chosen.edited.connect(take)
    return Column(chosen, blank, gap=8)


def _marks(editing: Editing, view: ConversationView, first_name: str) -> Column:
    note = t("from 0 to 10, small: {day}", day=view.earlier_on) if view.earlier_on else t("from 0 to 10")
    column = Column(section(t("{name}'s own marks", name=first_name), note), gap=2)
    order = [mark.row for mark in view.marks if mark.row]
    for mark in view.marks:
        column.add(_mark(editing, mark, order) if mark.row else _mark_to_ask(editing, view.row, mark))
    place = f"rating/new-{view.row}/item"

    def add(text: str, drafts: tuple[str, ...]) -> Any:
        return editing.session.do(act.add_mark(view.row, text, None, drafts))

    def go_on(made: str) -> None:
        editing.open(f"rating/{made}", f"rating/{made}/value")

    def blank() -> Blank:
        return Blank(editing, place, t("What is the mark about?"), add, hint=t("for example I have enough energy"), on_added=go_on)

    column.add(box(Row(adder(editing, t("Add a mark"), blank, place), margins=(8, 4, 8, 0)), widget=QWidget()))
    return column


def _mark(editing: Editing, mark: MarkLine, order: list[str]) -> Item:
    now = formats.number(mark.now) if mark.now is not None else t("no mark yet")
    earlier = formats.number(mark.earlier) if mark.earlier is not None else ""

    def shown() -> Row:
        numbers = Row(small(f"{earlier} →") if earlier else None, label(now, weight=700), gap=5)
        return Row((Column(label(mark.item, wrap=True), _Track(mark), gap=2), 1), numbers, gap=12)

    def opened() -> QWidget:
        return fields(editing, "rating", mark.row, ("item",), ("value",))

    before = t("earlier {mark}", mark=earlier) if earlier else ""
    name = ", ".join(part for part in (f"{mark.item}: {now}", before) if part)
    return Item(editing, "rating", mark.row, name, shown, opened, first="value", order=order)


def _mark_to_ask(editing: Editing, conversation_row: str, mark: MarkLine) -> QWidget:
    """What got a mark the earlier time: typing the new one is enough."""
    asked = NumberField(t("Mark for {item}", item=mark.item), 0, FULL_MARK)
    asked.field.setObjectName(f"ask/{mark.item}")
    asked.edited.connect(
        lambda value: value is not None and editing.session.do(act.add_mark(conversation_row, mark.item, value))
    )
    earlier = formats.number(mark.earlier or Decimal(0))
    return box(Row((label(mark.item, wrap=True), 1), small(f"{earlier} →"), asked, gap=8, margins=(8, 3, 8, 3)), widget=QWidget())


def _how_used(editing: Editing, view: ConversationView) -> Column:
    def shown() -> QWidget:
        words = view.how_used or t("Not written down yet. The child may ask what came of it.")
        return label(words, wrap=True, tone="text" if view.how_used else "mute")

    def opened() -> QWidget:
        return editing.line("conversation", view.row, "how_used", editing.close)

    item = _OneField(editing, "conversation", view.row, "how_used", view.how_used, shown, opened)
    return Column(section(t("What was done with it")), item, gap=2)
