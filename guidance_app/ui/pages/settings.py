"""Settings: what can be chosen, each with its usual value; a choice counts at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from guidance_app.base import settings
from guidance_app.base.i18n import t
from guidance_app.ui.inputs import SegmentField
from guidance_app.ui.layouts import STRETCH, Column, ScrollPage, hline
from guidance_app.ui.look import look
from guidance_app.ui.widgets import label, section, small

SIZES = (90, 100, 125, 150, 175, 200)
MINUTES = (settings.SHORTEST_LOCK, 10, 15, 20, settings.LONGEST_LOCK)
_COLOURS: dict[str, bool | None] = {"computer": None, "light": False, "dark": True}


class SettingsPage(QWidget):
    """Colours, text size, when the store is locked, and `parts` about this store. `look_chosen`: the look must be remembered."""

    rail = "settings"
    look_chosen = Signal()

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        words = [("computer", t("As this computer")), ("light", t("Light")), ("dark", t("Dark"))]
        self.colours = SegmentField(t("Colours"), words, required=True)
        self.text_size = SegmentField(t("Text size"), [(size, f"{size}%") for size in SIZES], required=True)
        minutes = [(n, t("{n} minutes", n=n)) for n in MINUTES]
        self.lock_after = SegmentField(t("Lock after"), minutes, required=True)
        self.lock_after.edited.connect(lambda n: settings.save(settings.load()._replace(lock_after=n)))
        self.colours.edited.connect(self._recolour)
        self.text_size.edited.connect(self._resize)
        look.changed.connect(self._show)
        size_note = t("usually 100%; Ctrl with + or - does the same everywhere")
        content = Column(
            label(t("Settings"), "title"),
            small(t("A choice counts at once and can be changed at any time.")),
            *(8, section(t("Colours"), t("usually as this computer")), self.colours, 4, hline()),
            *(8, section(t("Text size"), size_note), self.text_size, 4, hline()),
            *(8, section(t("Lock after"), t("usually 10 minutes without mouse or keyboard")), self.lock_after),
            small(t("Also when the screen is locked or the computer sleeps. Ctrl+L locks at once."), wrap=True),
            *parts,
            STRETCH,
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
        self.lock_after.show_value(settings.load().lock_after)

    def _recolour(self, key: Any) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        look.apply(app, _COLOURS[key], look.text)
        self.look_chosen.emit()

    def _resize(self, percent: Any) -> None:
        look.resize(percent / 100)
        self.look_chosen.emit()
