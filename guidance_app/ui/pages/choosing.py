"""Small pieces that pages share: one choice of a few, a field for something new, and a heading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtWidgets import QWidget

from guidance_app.ui.input_parts import Input
from guidance_app.ui.inputs import TextField
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, box
from guidance_app.ui.look import look
from guidance_app.ui.widgets import Button, label, small


class Choice(QWidget):
    """One of a few (code, words, icon), as words that tick themselves. `choose` is called with what a person chose.

    Pressing the chosen one again takes the choice away when `free`; then `choose` is given None.
    """

    def __init__(
        self,
        name: str,
        options: Iterable[tuple[str, str, str]],
        now: str | None,
        choose: Callable[[str | None], Any],
        key: str,
        free: bool = False,
    ) -> None:
        super().__init__()
        self._choose, self._now, self._free = choose, now, free
        self.buttons: dict[str, Button] = {}
        for code, words, icon in options:
            made = Button(words, "seg", icon, name=f"{name}, {words}")
            made.setToolTip("")
            made.setObjectName(f"{key}/{code}")
            made.setChecked(code == now)
            made.clicked.connect(lambda _on=False, code=code: self._pressed(code))
            self.buttons[code] = made
        box(FlowLayout(*self.buttons.values(), gap=8), widget=self)

    def _pressed(self, code: str) -> None:
        self._now = None if self._free and code == self._now else code
        for other, made in self.buttons.items():
            made.setChecked(other == self._now)
        self._choose(self._now)


def line_to_add(name: str, hint: str, key: str, add: Callable[[str], Any]) -> TextField:
    """A field for something new: Enter or leaving it adds what was typed."""
    made = TextField(name, hint=hint)
    made.field.setObjectName(key)
    made.edited.connect(lambda text: add(text) if text else None)
    return made


def named(words: str, made: Input, share: int = 0) -> tuple[QWidget, int]:
    """A field with its words above it, as an item for a row."""
    above = label(words, "small", "mute")
    above.setBuddy(made.field)
    return box(Column(above, made, gap=2)), share


def heading(title: str, note: str = "", role: str = "head") -> Row | Column:
    """Words with a small note behind them, or below them where the text is large."""
    weight = None if role == "head" else 600
    if look.large:
        return Column(label(title, role, wrap=True, weight=weight), small(note, wrap=True) if note else None, gap=0)
    return Row(label(title, role, weight=weight), small(note) if note else None, STRETCH, gap=10)
