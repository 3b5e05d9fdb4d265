"""The field for one measured value, of any kind of outcome: 7,5 · 75% or 7/12 · 80 or 1u20 · 21.40; and the few keys that say
whether it went as agreed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.amounts import amount_text, example_of, read_amount
from guidance_app.queries import read
from guidance_app.ui.inputs import TextField
from guidance_app.ui.look import look
from guidance_app.ui.pages.choosing import Choice

NARROW, WIDE = 72, 96
"""A wide field has room for its example."""


class AmountField(TextField):
    """Holds an Amount. What cannot be a value of this kind is refused below the field, and stays typed."""

    def __init__(self, kind: str, name: str, unit: str = "") -> None:
        self._wide = bool(example_of(kind))
        super().__init__(name, hint=example_of(kind))
        self._parse = lambda text: read_amount(text, kind, unit)
        self._text_of = lambda found: amount_text(found, kind)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def restyle(self) -> None:
        super().restyle()
        self.line.setFixedWidth(look.px(WIDE if self._wide else NARROW) + look.space(24))


def value_input(kind: str, name: str, unit: str = "") -> AmountField:
    """The field for a value of this kind of outcome, measured in `unit`."""
    return AmountField(kind, name, unit)


class FidelityChoice(Choice):
    """Did it go as agreed? One key says it: the first letter of yes, partly or no. `choose` is given the code.

    Enter goes on: `go_on`.
    """

    def __init__(
        self, now: str | None, choose: Callable[[str | None], Any], key: str, go_on: Callable[[], Any] | None = None
    ) -> None:
        kind: Any = read.fields("measurement")["fidelity"].kind
        words = {"yes": t("yes|as agreed"), "partly": t("partly|as agreed"), "no": t("no|as agreed")}
        options = [(code, upper_first(words[code]), "") for code in kind.options]
        super().__init__(t("Did it go as agreed?"), options, now, choose, key, free=True)
        self._codes, self._go_on = {words[code][:1].upper(): code for code in kind.options}, go_on
        self.hint = t("One key: {keys}", keys=", ".join(self._codes))
        self.setAccessibleDescription(self.hint)
        self.setFocusProxy(self.buttons["yes"])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        code = self._codes.get(event.text().upper())
        if code is not None:
            if self._now != code:
                self._pressed(code)
            self._on()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on()
        else:
            super().keyPressEvent(event)

    def _on(self) -> None:
        if self._go_on is not None:
            self._go_on()
