"""The part of the settings that leads to the audit list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.ui.layouts import STRETCH, Column, Row, hline
from guidance_app.ui.widgets import button, section, small


class AuditPart(QWidget):
    """What the audit list is, and the way to it."""

    def __init__(self, open_list: Callable[[], Any]) -> None:
        super().__init__()
        why = small(t("Who opened a file, what was changed in it, and what was printed or handed over."), wrap=True)
        act = button(t("Show the audit list"), "default", "list-checks", open_list)
        self.setLayout(Column(hline(), 8, section(t("Audit list")), why, 2, Row(act, STRETCH), gap=6))
