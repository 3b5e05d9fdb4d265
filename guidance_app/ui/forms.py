"""The one form, made from the fields of a record, for the side panel. It tells only what a person did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.domain import fields as kinds
from guidance_app.domain.fields import Field, Kind
from guidance_app.ui import inputs
from guidance_app.ui.input_parts import Input
from guidance_app.ui.layouts import Column
from guidance_app.ui.widgets import label, small

Options = Callable[[Field], Sequence[tuple[str, str]]]
"""The records a field may point at: (id, words)."""

FEW = 4
"""So many choices still stand beside each other; more go into a list."""


@dataclass(frozen=True)
class _Around:
    """What a field needs to know besides itself."""

    today: Callable[[], dt.date]
    options: Options


def sentence(words: str) -> str:
    """The words with a capital at the beginning, as a label stands on the screen."""
    return words[:1].upper() + words[1:]


def _name(field: Field) -> str:
    return sentence(t(field.label))


def _choice(field: Field, _around: _Around) -> Input:
    kind = field.kind
    assert isinstance(kind, kinds.Choice)
    offered = [(code, sentence(t(words))) for code, words in kind.options.items()]
    few = len(offered) <= FEW and sum(len(words) for _code, words in offered) <= 40
    made = inputs.SegmentField if few else inputs.ChoiceField
    return made(_name(field), offered, field.required, field.check)


def _flag(field: Field, _around: _Around) -> Input:
    return inputs.SegmentField(
        _name(field), [(True, sentence(t("yes"))), (False, sentence(t("no")))], field.required, field.check
    )


def _readers(field: Field, _around: _Around) -> Input:
    return inputs.RefsField(_name(field), [(code, sentence(t(words))) for code, words in kinds.READERS.items()], field.check)


def _weekdays(field: Field, _around: _Around) -> Input:
    monday = dt.date(2024, 1, 1)
    days = [(code, formats.weekday(monday + dt.timedelta(n))) for n, code in enumerate(kinds.WEEKDAYS)]
    return inputs.RefsField(_name(field), days, field.check)


EDITORS: Mapping[type[Kind], Callable[[Field, _Around], Input]] = {
    kinds.Line: lambda f, _: inputs.TextField(_name(f), f.check),
    kinds.Text: lambda f, _: inputs.TextArea(_name(f), f.check),
    kinds.Number: lambda f, _: inputs.NumberField(_name(f), check=f.check),
    kinds.Day: lambda f, a: inputs.DayField(_name(f), a.today, f.check),
    kinds.Clock: lambda f, _: inputs.TimeField(_name(f), f.check),
    kinds.Choice: _choice,
    kinds.Flag: _flag,
    kinds.Tags: lambda f, _: inputs.TagsField(_name(f), f.check),
    kinds.Readers: _readers,
    kinds.Weekdays: _weekdays,
    kinds.Ref: lambda f, a: inputs.ChoiceField(_name(f), a.options(f), f.required, f.check),
    kinds.Refs: lambda f, a: inputs.RefsField(_name(f), a.options(f), f.check),
}
"""Which field is edited how. A kind that is missing here is a fault, not a guess."""


def _none(_field: Field) -> Sequence[tuple[str, str]]:
    return ()


def editor(field: Field, today: Callable[[], dt.date] = dt.date.today, options: Options = _none) -> Input:
    """The input for one field, for pages that are composed by hand."""
    return EDITORS[type(field.kind)](field, _Around(today, options))


class Form(QWidget):
    """All fields of one record below each other: words, input, help."""

    edited = Signal(str, object)
    typing = Signal(str, str)

    def __init__(
        self,
        fields: Sequence[Field],
        values: Mapping[str, Any] | None = None,
        today: Callable[[], dt.date] = dt.date.today,
        options: Options = _none,
    ) -> None:
        super().__init__()
        self.inputs: dict[str, Input] = {}
        column = Column(gap=4)
        for field in fields:
            made = editor(field, today, options)
            made.edited.connect(lambda value, name=field.name: self.edited.emit(name, value))
            made.typing.connect(lambda text, name=field.name: self.typing.emit(name, text))
            self.inputs[field.name] = made
            words = label(_name(field), "small", weight=600)
            words.setBuddy(made.field)
            column.add(words)
            column.add(made)
            column.add(small(t(field.help), wrap=True) if field.help else None)
            column.add(8)
        self.setLayout(column)
        self.show_values(values or {})

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show a record without telling anyone; fields that are not in it become empty."""
        for name, made in self.inputs.items():
            made.show_value(values.get(name))

    def values(self) -> dict[str, Any]:
        """What is in the fields."""
        return {name: made.value() for name, made in self.inputs.items()}

    def commit(self) -> bool:
        """Count everything that is typed as done; False when something is wrong or missing, with the focus on the first."""
        wrong = [made for made in self.inputs.values() if not made.commit()]
        if wrong:
            wrong[0].setFocus()
        return not wrong
