"""The chosen conversation with the child: quotes first, beside them the own marks and what was done with it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.edits import conversations as act
from guidance_app.queries.conversations import ConversationView, MarkLine, QuoteLine
from guidance_app.ui.inputs import NumberField, SegmentField
from guidance_app.ui.layouts import STRETCH, Column, Row, box
from guidance_app.ui.look import look
from guidance_app.ui.pages.conversations.parts import fields, heading, readers, readers_words
from guidance_app.ui.pages.in_place import Editing, Item
from guidance_app.ui.pages.lines import Blank, adder
from guidance_app.ui.widgets import Quote, label, small, status

FULL_MARK = 10


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
    new = adder(editing, t("Add a quote"), lambda: _new_quote(editing, view, place, topic), place)
    return Column(heading(t("{name} says", name=first_name), t("in the child's own words")), *items, new, gap=4)


def _quote(editing: Editing, quote: QuoteLine, order: list[str]) -> Item:
    def shown() -> Column:
        said = Quote(f"“{quote.text}”", "", "pupil", "body")
        return Column(small(quote.topic, weight=600) if quote.topic else None, said, readers(quote.readers), gap=5)

    def opened() -> QWidget:
        return fields(editing, "quote", quote.row, ("topic",), ("text",), ("share_with",))

    name = ". ".join(part for part in (quote.topic, quote.text, readers_words(quote.readers)) if part)
    return Item(editing, "quote", quote.row, name, shown, opened, order=order)


def _new_quote(editing: Editing, view: ConversationView, place: str, topic: list[str]) -> QWidget:
    """Choose what it is about, type what the child said; Tab goes on to who may read it."""
    chosen = SegmentField(t("Topic"), [(words, words) for words in topics()])
    chosen.show_value(topic[0] or None)
    for at, one in enumerate(chosen.buttons.values()):
        one.setObjectName(f"topic/{at}")

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
    return box(Column(chosen, blank, gap=8), widget=QWidget())


def _marks(editing: Editing, view: ConversationView, first_name: str) -> Column:
    note = t("from 0 to 10, small: {day}", day=view.earlier_on) if view.earlier_on else t("from 0 to 10")
    column = Column(heading(t("{name}'s own marks", name=first_name), note), gap=2)
    order = [mark.row for mark in view.marks if mark.row]
    for mark in view.marks:
        column.add(_mark(editing, mark, order) if mark.row else _mark_to_ask(editing, view.row, mark))
    place = f"rating/new-{view.row}/item"

    def add(text: str, drafts: tuple[str, ...]) -> Any:
        return editing.session.do(act.add_mark(view.row, text, None, drafts))

    def go_on(made: str) -> None:
        editing.open(f"rating/{made}", f"rating/{made}/value")

    def blank() -> Blank:
        return Blank(
            editing, place, t("What is the mark about?"), add, hint=t("for example I have enough energy"), on_added=go_on
        )

    column.add(adder(editing, t("Add a mark"), blank, place))
    return column


def _mark(editing: Editing, mark: MarkLine, order: list[str]) -> Item:
    now = formats.number(mark.now) if mark.now is not None else t("no mark yet")
    earlier = formats.number(mark.earlier) if mark.earlier is not None else ""

    def shown() -> Row:
        numbers = Row(small(f"{earlier} →") if earlier else None, label(now, weight=700), gap=5)
        return Row((Column(label(mark.item, wrap=True), Track(mark), gap=2), 1), numbers, gap=12)

    def opened() -> QWidget:
        return fields(editing, "rating", mark.row, ("item",), ("value",))

    before = t("earlier {mark}", mark=earlier) if earlier else ""
    name = ", ".join(part for part in (f"{mark.item}: {now}", before) if part)
    return Item(editing, "rating", mark.row, name, shown, opened, first="value", order=order)


def _mark_to_ask(editing: Editing, conversation_row: str, mark: MarkLine) -> QWidget:
    """What got a mark the earlier time: typing the new one is enough."""
    asked = NumberField(t("Mark for {item}", item=mark.item), 0, FULL_MARK)
    asked.field.setObjectName(f"ask/{mark.item}")
    asked.edited.connect(lambda value: value is not None and editing.session.do(act.add_mark(conversation_row, mark.item, value)))
    earlier = formats.number(mark.earlier or Decimal(0))
    return box(Row((label(mark.item, wrap=True), 1), small(f"{earlier} →"), asked, gap=8, margins=(8, 3, 8, 3)), widget=QWidget())


def _how_used(editing: Editing, view: ConversationView) -> Column:
    def shown() -> QWidget:
        words = view.how_used or t("Not written down yet. The child may ask what came of it.")
        return label(words, wrap=True, tone="text" if view.how_used else "mute")

    def opened() -> QWidget:
        return editing.line("conversation", view.row, "how_used", editing.close)

    name = f"{t('What was done with it')}: {view.how_used or t('not written down yet')}"
    item = Item(editing, "conversation", view.row, name, shown, opened, field="how_used", foot=False)
    return Column(heading(t("What was done with it")), item, gap=2)


class Track(QWidget):
    """A mark on a line from 0 to 10: the earlier one small and open, the one of now full. The numbers stand beside it."""

    def __init__(self, mark: MarkLine) -> None:
        super().__init__()
        self._mark = mark
        self.setFixedHeight(look.px(12))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, inset = self.height() / 2, look.px(6)
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.drawLine(inset, round(middle), self.width() - inset, round(middle))
        for value, side, full in ((self._mark.earlier, look.px(7), False), (self._mark.now, look.px(10), True)):
            if value is not None:
                x = inset + (self.width() - 2 * inset) * min(max(float(value), 0.0), FULL_MARK) / FULL_MARK
                painter.setPen(QPen(look.colour("pupil"), 1.6))
                painter.setBrush(look.colour("pupil" if full else "bg"))
                painter.drawRect(QRectF(x - side / 2, middle - side / 2, side, side))
        painter.end()
