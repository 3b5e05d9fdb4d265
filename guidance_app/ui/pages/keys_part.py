"""The part of the settings that leads to who can open the store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.ui.layouts import STRETCH, Column, Row, hline
from guidance_app.ui.widgets import button, section, small


class KeysPart(QWidget):
    """Passphrases, the emergency card and the key, and the way to them."""

    def __init__(self, open_list: Callable[[], Any]) -> None:
        super().__init__()
        why = small(t("Change your passphrase, add a person, make an emergency card or renew the key."), wrap=True)
        act = button(t("Passphrases and emergency card"), "default", "key-round", open_list)
        self.setLayout(Column(hline(), 8, section(t("Who can open the store")), why, 2, Row(act, STRETCH), gap=6))
