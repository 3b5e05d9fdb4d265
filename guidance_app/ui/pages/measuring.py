"""Measuring at once: a line with a field for everything that is followed. Enter saves and goes on to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.edits.measuring import measure, measure_goal
from guidance_app.queries.measure_rows import MeasureRow, value_of_day
from guidance_app.ui.input_parts import Input
from guidance_app.ui.inputs import NumberField, TimeField
from guidance_app.ui.layouts import STRETCH, Column, Row, box, hline
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.pages.across import Across
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import label, small, status

NAME, FIELD, WIDE_FROM = 136, 280, 700


def measure_lines(session: Session, rows: Sequence[MeasureRow], *, named: bool = True) -> QWidget:
    """A card with a line for each; `named` says whether the pupil's name stands before it."""
    fields = [_field(session, row) for row in rows]
    for field, follower in pairwise(fields):
        field.done.connect(lambda follower=follower: follower.setFocus(Qt.FocusReason.TabFocusReason))
    lines: list[Any] = []
    for row, field in zip(rows, fields, strict=True):
        lines += [hline() if lines else None, _line(row, field, named)]
    return box(Column(*lines, gap=6, margins=(16, 8, 16, 8)), "card")


def _line(row: MeasureRow, field: Input, named: bool) -> QWidget:
    """Name, what, last time, field and unit; below each other where there is little room."""
    name = label(row.name, weight=SEMIBOLD, wrap=True) if named else None
    what, last = label(row.what, wrap=True), small(row.last, wrap=True)
    beside = Row(field.field, small(row.unit, wrap=True), _saved(row), STRETCH, gap=8)
    field.lines.removeWidget(field.field)
    field.lines.insertLayout(0, beside)
    if look.large:
        told: Row | Column = Column(name, what, last, gap=2)
    else:
        if name is not None:
            name.setFixedWidth(look.px(NAME))
        told = Row(name, (what, 3), (last, 2), gap=12, margins=(0, 8, 0, 0))  # level with the words in the field
    return Across((box(told, widget=QWidget()), field), (1, 0), fixed=FIELD, gap=8, wide_from=WIDE_FROM)


def _saved(row: MeasureRow) -> Any:
    return status("check", t("Saved at {time}", time=row.saved)) if row.saved else None


def _field(session: Session, row: MeasureRow) -> Input:
    """The field of one line, bound to the measurement of today."""
    name = ", ".join(part for part in (row.name, row.what, row.unit) if part)
    made: Input = TimeField(name) if row.kind == "clock" else NumberField(name, *_bounds(row.kind))
    show, keep = _times if row.kind == "clock" else _numbers
    table, id_, _word = row.place.split("/")
    act = measure_goal if table == "goal" else measure
    today = session.today
    session.bind_to(
        made,
        row.place,
        lambda s: show(value_of_day(s, row.place, today)),
        lambda value: act(id_, today, keep(value), (row.place,)),
    )
    return made


def _bounds(kind: str) -> tuple[float | None, float | None]:
    return {"percent": (0, 100), "rating": (0, 10)}.get(kind, (None, None))


def _time_of(minutes: Decimal | None) -> dt.time | None:
    """A time of day is kept in minutes after midnight."""
    return None if minutes is None else dt.time(int(minutes) // 60 % 24, int(minutes) % 60)


def _minutes_of(time: dt.time | None) -> Decimal | None:
    return None if time is None else Decimal(time.hour * 60 + time.minute)


def _same(value: Decimal | None) -> Decimal | None:
    return value


_Convert = Callable[[Any], Any]
_times: tuple[_Convert, _Convert] = (_time_of, _minutes_of)
_numbers: tuple[_Convert, _Convert] = (_same, _same)
