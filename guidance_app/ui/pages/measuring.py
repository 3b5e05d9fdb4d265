"""Measuring at once: a line with a field for everything that is followed. Enter saves and goes on to the next.

Under a line there is room for why nothing was measured, and for whether it went as agreed: one key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.edits.measuring import measure, measure_goal, miss, miss_goal, tell_fidelity
from guidance_app.queries.measure_rows import MeasureRow, amount_of_day, measurement_of_day, missed_on_day
from guidance_app.ui.input_parts import Input
from guidance_app.ui.inputs import TextField
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, box, hline
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.pages.across import Across
from guidance_app.ui.pages.experiments.value_input import FidelityChoice, value_input
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import label, small, status, tool

NAME, FIELD, WIDE_FROM = 136, 340, 700
Go = Callable[[], Any]


def measure_lines(session: Session, rows: Sequence[MeasureRow], *, named: bool = True) -> QWidget:
    """A card with a line for each; `named` says whether the pupil's name stands before it."""
    fields = [_field(session, row) for row in rows]
    lines: list[Any] = []
    for row, field, following in zip(rows, fields, [*fields[1:], None], strict=True):
        lines += [hline() if lines else None, _line(session, row, field, named, _goes_to(following))]
    return box(Column(*lines, gap=6, margins=(16, 8, 16, 8)), "card")


def _goes_to(field: Input | None) -> Go:
    return lambda: field.setFocus(Qt.FocusReason.TabFocusReason) if field is not None else None


def _line(session: Session, row: MeasureRow, field: Input, named: bool, go_on: Go) -> QWidget:
    """Name, what, last time, field and unit; below each other where there is little room."""
    name = label(row.name, weight=SEMIBOLD, wrap=True) if named else None
    way = small(row.way, "text", wrap=True) if row.way else None
    what, last = box(Column(label(row.what, wrap=True), way, gap=0), widget=QWidget()), small(row.last, wrap=True)
    why, not_measured = _why(session, row)
    agreed = _agreed(session, row, go_on) if row.asks else None

    def entered() -> None:
        """On to the question that belongs to the value, or to the next line."""
        if agreed is not None and field.value() is not None:
            agreed.show()
            agreed.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            go_on()

    field.done.connect(entered)
    beside = Row(field.field, small(row.unit, wrap=True), _saved(row), STRETCH, not_measured, gap=8)
    field.lines.removeWidget(field.field)
    field.lines.insertLayout(0, beside)
    field.lines.addWidget(why)
    if agreed is not None:
        field.lines.addWidget(agreed)
    if look.large:
        told: Row | Column = Column(name, what, last, gap=2)
    else:
        if name is not None:
            name.setFixedWidth(look.px(NAME))
        told = Row(name, (what, 3), (last, 2), gap=12, margins=(0, 8, 0, 0))  # level with the words in the field
    return Across((box(told, widget=QWidget()), field), (1, 0), fixed=FIELD, gap=8, wide_from=WIDE_FROM)


def _saved(row: MeasureRow) -> Any:
    return status("check", t("Saved at {time}", time=row.saved)) if row.saved else None


def _said(row: MeasureRow) -> str:
    return ", ".join(part for part in (row.name, row.what, row.unit, row.way) if part)


def _field(session: Session, row: MeasureRow) -> Input:
    """The field of one line, bound to the measurement of today."""
    made = value_input(row.kind, _said(row), row.unit)
    act, id_ = measure_goal if row.place.startswith("goal/") else measure, row.place.split("/")[1]
    today = session.today
    session.bind_to(
        made,
        row.place,
        lambda s: amount_of_day(s, row.place, today),
        lambda value: act(id_, today, value, (row.place,)),
    )
    return made


def _why(session: Session, row: MeasureRow) -> tuple[QWidget, QWidget]:
    """The field for why nothing was measured, there when it is needed, and the button that asks for it."""
    act, id_ = miss_goal if row.place.startswith("goal/") else miss, row.place.split("/")[1]
    today, place = session.today, row.missed_place
    why = TextField(f"{t('Not measured because')}, {_said(row)}", hint=t("not measured because, for example ill"))
    session.bind_to(
        why, place, lambda s: missed_on_day(s, place, today), lambda words: act(id_, today, words, (place,))
    )  # fmt: skip
    shown = box(Column(small(t("Not measured because")), why, gap=2), widget=QWidget())
    if not row.missed and place not in session.typed():
        shown.hide()
    asks = tool("minus", f"{t('Not measured')}, {_said(row)}")
    asks.setObjectName(f"ask/{place}")
    if row.missed or row.saved:
        asks.hide()

    def ask() -> None:
        shown.show()
        why.setFocus()

    asks.clicked.connect(ask)
    return shown, asks


def _agreed(session: Session, row: MeasureRow, go_on: Go) -> QWidget:
    """Did it go as agreed? Asked once there is a value."""

    def tell(code: str | None) -> None:
        with session.read() as s:
            made = measurement_of_day(s, row.place, session.today)
        if made is not None:
            session.do(tell_fidelity(made.id, code))

    choice = FidelityChoice(row.fidelity, tell, f"{row.place.rpartition('/')[0]}/fidelity", go_on)
    asked = FlowLayout(small(t("Did it go as agreed?"), "text"), small(choice.hint), gap=8)
    made = box(Column(box(asked, widget=QWidget()), choice, gap=2), widget=QWidget())
    made.setFocusProxy(choice)
    if row.value is None:
        made.hide()
    return made
