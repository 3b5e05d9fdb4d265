"""Colours and sizes: readable in both themes, the same everywhere, changed while people work."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

import guidance_app.ui as ui
from guidance_app.charts.tokens import DARK, LIGHT
from guidance_app.ui.dialogs.first_start import FirstStart
from guidance_app.ui.dialogs.unlock import Unlock
from guidance_app.ui.icons import icon
from guidance_app.ui.look import look
from guidance_app.ui.main_window import MainWindow
from guidance_app.ui.sheet import TONES, style_sheet
from guidance_app.ui.widgets import Label, button, label

UI = Path(ui.__path__[0])


def light(colour: QColor) -> float:
    parts = [
        v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def painted_contrast(picture: QImage) -> float:
    """The ground is the most common colour; the letters are the colour farthest from it."""
    counted = Counter(picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height()))
    ground = QColor(counted.most_common(1)[0][0])
    return max(contrast(QColor(pixel), ground) for pixel in counted)


def words_in(window: QWidget) -> list[QWidget]:
    found = [*window.findChildren(QLabel), *window.findChildren(QPushButton)]
    return [w for w in found if w.isVisible() and w.isEnabled() and w.text().strip() and not w.visibleRegion().isEmpty()]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("make", [Unlock, FirstStart, None], ids=["unlock", "first start", "window"])
def test_all_words_are_readable_as_painted(
    qtbot: Any, qapp: QApplication, window: MainWindow, make: Callable[[], QWidget] | None, dark: bool
) -> None:
    look.apply(qapp, dark)
    shown = make() if make else window
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    qapp.processEvents()
    picture = shown.grab().toImage()
    faint = {}
    for words in words_in(shown):
        corner = words.mapTo(shown, QPoint())
        seen = picture.copy(corner.x(), corner.y(), words.width(), words.height())
        if (found := painted_contrast(seen)) < 4.5:
            faint[words.text()] = round(found, 2)
    assert not faint


def test_the_colour_of_home_is_never_text() -> None:
    assert "home" not in TONES
    with pytest.raises(ValueError, match="not a colour for letters"):
        Label("Thuis", tone="home")
    sheet = style_sheet(LIGHT, look.space)
    assert not re.search(r"(?<![-\w])color: *#C85A00", sheet)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_for_letters_can_be_read_on_page_list_and_rail(tokens: dict[str, str]) -> None:
    for tone in set(TONES) - {"onAccent"}:
        for ground in ("bg", "surface", "sunk"):
            assert contrast(QColor(tokens[tone]), QColor(tokens[ground])) >= 4.5, (tone, ground)
    assert contrast(QColor(tokens["onAccent"]), QColor(tokens["accent"])) >= 4.5


def test_no_colour_is_written_outside_the_tokens() -> None:
    written = [
        f.name for f in UI.rglob("*.py") if re.search(r"[\"'#]#?[0-9A-Fa-f]{6}\b[\"']|QColor\(\d", f.read_text(encoding="utf-8"))
    ]
    assert not written


def test_text_size_and_theme_reach_what_is_shown_already(qtbot: Any, qapp: QApplication) -> None:
    words, press = label("Thuis", "head"), button("Start gesprek", "primary", "presentation")
    for part in (words, press):
        qtbot.addWidget(part)
        part.show()
    before = words.font().pixelSize(), press.height(), press.iconSize().height()
    ink = words.grab().toImage()
    look.apply(qapp, dark=True, text=2.0)
    assert words.font().pixelSize() == 2 * before[0]
    assert press.minimumHeight() > before[1]
    assert press.iconSize().height() > before[2]
    assert painted_contrast(words.grab().toImage()) > 4.5
    assert words.grab().toImage() != ink


def test_text_size_stays_between_what_is_usable(qapp: QApplication) -> None:
    look.apply(qapp, text=9)
    assert look.text == 2.0
    look.resize(0.1)
    assert look.text == 0.9


def test_as_the_computer_is_means_what_the_computer_says(qapp: QApplication) -> None:
    hints = qapp.styleHints()
    look.apply(qapp, dark=True)
    assert look.is_dark
    look.apply(qapp, dark=None)
    assert look.is_dark == (hints.colorScheme() == Qt.ColorScheme.Dark)
    look.apply(qapp, dark=None)
    hints.setColorScheme(Qt.ColorScheme.Dark)
    assert look.is_dark == (hints.colorScheme() == Qt.ColorScheme.Dark)


def test_icons_are_drawn_anew_in_the_colour_of_the_theme_and_sharp_at_125_percent(qapp: QApplication) -> None:
    school = icon("school", "schoolText")
    day = school.pixmap(QSize(18, 18), 1.25)
    look.apply(qapp, dark=True)
    night = school.pixmap(QSize(18, 18), 1.25)
    assert day.width() >= 22
    assert day.toImage() != night.toImage()
    colours = {night.toImage().pixelColor(x, y).name() for x in range(night.width()) for y in range(night.height())}
    assert DARK["schoolText"].lower() in colours


def test_an_icon_that_is_copied_stays_alive() -> None:
    copies = [QIcon(icon("house")) for _ in range(200)]
    for copy in copies:
        copy.addPixmap(copy.pixmap(QSize(8, 8)))
    assert not copies[-1].isNull()


def test_the_windows_before_the_program_load_nothing_heavy() -> None:
    code = (
        "import sys, guidance_app.ui.dialogs.unlock, guidance_app.ui.dialogs.first_start\n"
        "heavy = {'numpy', 'pyqtgraph', 'reportlab', 'sqlalchemy', 'sqlcipher3', 'cryptography', 'pypdfium2'}\n"
        "print(sorted(heavy & {name.partition('.')[0] for name in sys.modules}))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert result.stdout.strip() == "[]"
