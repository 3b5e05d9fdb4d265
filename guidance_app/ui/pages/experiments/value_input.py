"""The field for one measured value: a number, a percentage, a mark from 0 to 10, or a time of day kept as minutes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from guidance_app.domain.entry import parse_time
from guidance_app.domain.series import value_text
from guidance_app.ui.input_parts import Input
from guidance_app.ui.inputs import NumberField, TimeField

HIGHEST: dict[str, float] = {"percent": 100, "rating": 10}


class MinutesField(TimeField):
    """A time of day, in minutes after midnight."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._parse = lambda text: _minutes(parse_time(text))
        self._text_of = lambda value: "" if value is None else value_text(value, "clock")


def _minutes(time: dt.time | None) -> Decimal | None:
    return None if time is None else Decimal(time.hour * 60 + time.minute)


def value_input(kind: str, name: str) -> Input:
    """The field for a value of this kind of outcome."""
    if kind == "clock":
        return MinutesField(name)
    return NumberField(name, 0 if kind in HIGHEST else None, HIGHEST.get(kind))
