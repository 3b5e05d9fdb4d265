"""Settings: what can be chosen, each with its usual value; a choice counts at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from guidance_app.base.i18n import t
from guidance_app.ui.inputs import SegmentField
from guidance_app.ui.layouts import STRETCH, Column, ScrollPage, hline
from guidance_app.ui.look import look
from guidance_app.ui.widgets import label, section, small

SIZES = (90, 100, 125, 150, 175, 200)
_COLOURS: dict[str, bool | None] = {"computer": None, "light": False, "dark": True}


class SettingsPage(QWidget):
    """Colours and text size. `look_chosen` says that the look must be remembered."""

    rail = "settings"
    look_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        words = [("computer", t("As this computer")), ("light", t("Light")), ("dark", t("Dark"))]
        self.colours = SegmentField(t("Colours"), words, required=True)
        self.text_size = SegmentField(t("Text size"), [(size, f"{size}%") for size in SIZES], required=True)
        self.colours.edited.connect(self._recolour)
        self.text_size.edited.connect(self._resize)
        look.changed.connect(self._show)
        size_note = t("usually 100%; Ctrl with + or - does the same everywhere")
        content = Column(
            label(t("Settings"), "title"),
            small(t("A choice counts at once and can be changed at any time.")),
            *(8, section(t("Colours"), t("usually as this computer")), self.colours, 4, hline()),
            *(8, section(t("Text size"), size_note), self.text_size, STRETCH),
            gap=8,
            margins=(28, 20, 28, 16),
        )
        self.setLayout(Column(ScrollPage(content, t("Settings")), gap=0))
        self._show()

    def crumb(self) -> str:
        """Where the person is."""
        return t("Settings")

    def _show(self) -> None:
        self.colours.show_value(next(key for key, dark in _COLOURS.items() if dark == look.choice))
        self.text_size.show_value(round(look.text * 100))

    def _recolour(self, key: Any) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        look.apply(app, _COLOURS[key], look.text)
        self.look_chosen.emit()

    def _resize(self, percent: Any) -> None:
        look.resize(percent / 100)
        self.look_chosen.emit()
