"""What the tests of the page Proefjes share: finding, pressing, reading."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from guidance_app.queries.read import rows
from guidance_app.ui.pages.experiments import ExperimentsPage


def words(page: QWidget) -> str:
    QApplication.processEvents()  # what was added just now is shown
    return " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def find(page: ExperimentsPage, name: str) -> Any:
    assert page._content is not None
    found = page._content.findChild(QWidget, name)
    assert found is not None, name
    return found


def table(page: ExperimentsPage, name: str, **where: Any) -> list[Any]:
    with page.session.read() as s:
        return rows(s, name, page.pupil, **where)


def press(qtbot: Any, widget: Any, *keys: Any) -> None:
    for key in keys:
        (qtbot.keyClicks if isinstance(key, str) else qtbot.keyClick)(widget, key)


def open_number(page: ExperimentsPage, number: int, qtbot: Any, settled: Any) -> None:
    assert page.view is not None
    press(qtbot, find(page, f"item/{page.view.items[number - 1].id}"), Qt.Key.Key_Return)
    settled(page)


def chart_title(page: ExperimentsPage) -> str:
    return str(find(page, "chart").accessibleName())
