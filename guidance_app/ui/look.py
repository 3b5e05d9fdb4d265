"""How everything looks: colours, type and space. The one object `look` tells them; no other file names a colour or a size.

Sizes in the code are pixels at 100 % text. `px` follows the text size, `space` and `icon` follow it more slowly, so that
200 % text does not push everything off the screen.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QToolTip

from guidance_app.base.machine import resource
from guidance_app.charts.tokens import DARK, LIGHT
from guidance_app.ui.sheet import palette, style_sheet

SIZES = {"small": 13, "body": 15, "head": 18, "title": 24, "big": 32}
REGULAR, SEMIBOLD, BOLD = 400, 600, 700
WEIGHTS = {"small": REGULAR, "body": REGULAR, "head": BOLD, "title": BOLD, "big": BOLD}
SMALLEST, LARGEST = 0.9, 2.0
LARGE_FROM = 1.5
"""From this text size on, the rail shows icons only and side panels become a drawer."""


@cache
def add_font(face: str) -> None:
    """Make one face of the bundled font known to Qt, once."""
    QFontDatabase.addApplicationFont(str(resource("fonts", f"SourceSans3-{face}.ttf")))


class Look(QObject):
    """The look that is shown now; `choice` is what was asked for: dark, light, or as the computer is (None).

    `changed` tells whoever measures or paints by itself that it is another one.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT
        self.text = 1.0
        self.choice: bool | None = None
        self._families: list[str] = []
        self._shown: tuple[bool, float] | None = None

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are shown."""
        return self.tokens is DARK

    @property
    def large(self) -> bool:
        """Whether the text is so large that pages must be laid out narrower."""
        return self.text >= LARGE_FROM

    def apply(self, app: QApplication, dark: bool | None = None, text: float = 1.0) -> None:
        """Show the program light, dark or as the computer is (None), with text from 0.9 to 2.0 times its usual size."""
        if not self._families:
            self._start(app)
        self.choice = dark
        self.text = min(LARGEST, max(SMALLEST, text))
        self._follow(app)
        self._show(app)

    def resize(self, text: float) -> None:
        """The same colours with another text size."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.apply(app, self.choice, text)

    def colour(self, token: str) -> QColor:
        """The colour behind a token, now."""
        return QColor(self.tokens[token])

    def font(self, role: str = "body", weight: int | None = None) -> QFont:
        """The letter for small, body, head, title or big text."""
        font = QFont()
        font.setFamilies(self._families)
        font.setPixelSize(self.px(SIZES[role]))
        font.setWeight(QFont.Weight(weight or WEIGHTS[role]))
        return font

    def px(self, n: float) -> int:
        """n pixels that grow with the text."""
        return round(n * self.text)

    def space(self, n: float) -> int:
        """n pixels of empty space: 1.25 times as much at 200 % text."""
        return round(n * (1 + (self.text - 1) * 0.25))

    def icon(self, n: float = 18) -> int:
        """The side of an icon: 1.8 times as much at 200 % text."""
        return round(n * (1 + (self.text - 1) * 0.8))

    def _start(self, app: QApplication) -> None:
        app.setStyle("Fusion")
        for face in ("Regular", "Semibold", "Bold"):  # the italic is for charts only: see scene.chart_font
            add_font(face)
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        self._families = ["Source Sans 3", "Segoe UI", system]  # fonts of a program may be blocked on a managed computer
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: self._computer_changed(app))

    def _follow(self, app: QApplication) -> None:
        """Tell Qt which scheme is wanted, so that title bars and file dialogs agree; take the computer's own otherwise."""
        hints = app.styleHints()
        if self.choice is None:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if self.choice else Qt.ColorScheme.Light)
        dark = hints.colorScheme() == Qt.ColorScheme.Dark if self.choice is None else self.choice
        self.tokens = DARK if dark else LIGHT

    def _computer_changed(self, app: QApplication) -> None:
        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        if self.choice is None and dark != self.is_dark:
            self.tokens = DARK if dark else LIGHT
            self._show(app)

    def _show(self, app: QApplication) -> None:
        """Paint everything anew, unless it looks so already."""
        if self._shown == (self.is_dark, self.text):
            return
        self._shown = (self.is_dark, self.text)
        app.setPalette(palette(self.colour))
        app.setFont(self.font())
        QToolTip.setFont(self.font("small"))
        app.setStyleSheet(style_sheet(self.tokens, self.space))
        self.changed.emit()


look = Look()
