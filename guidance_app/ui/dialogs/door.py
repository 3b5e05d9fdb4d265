"""What the two windows before the program share: a calm sheet in the middle, one sentence when something is wrong, busy."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from guidance_app.base.i18n import t
from guidance_app.ui.icons import Brand, Icon, brand_icon
from guidance_app.ui.layouts import STRETCH, Column, Row, box, hline
from guidance_app.ui.look import look
from guidance_app.ui.widgets import Button, Label, label, small, state, tool

WIDTH = 420


class Line(QLineEdit):
    """A line edit with a name, as high and as large as all others."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self.setFont(look.font())
        self.setMinimumHeight(max(look.space(36), look.px(15) + look.space(21)))


class PassphraseLine(Line):
    """A passphrase, hidden until the eye is pressed."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = tool("eye", t("Show the passphrase"))
        self._eye.clicked.connect(lambda _on=False: self.show_letters(self.echoMode() == QLineEdit.EchoMode.Password))
        self.setLayout(Row(STRETCH, self._eye, margins=(0, 0, 3, 0)))

    def restyle(self) -> None:
        super().restyle()
        self.setTextMargins(0, 0, look.icon() + 14, 0)

    def show_letters(self, on: bool) -> None:
        """Show or hide what is typed."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self._eye.show_as("eye-off" if on else "eye", t("Hide the passphrase") if on else t("Show the passphrase"))


class Door(QWidget):
    """A window with the mark, a heading, fields and one main button. `sheet` is filled by who inherits."""

    example_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, title: str, explanation: str, act: str) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.setWindowTitle("Bouwsteen")
        self.setWindowIcon(brand_icon())
        self._act = act
        self.go = Button(act, "primary").fill_width()
        self.go.clicked.connect(lambda _on=False: self.submit())
        self._words = small("", "text", wrap=True)
        self._trouble = box(
            Row(Column(Icon("info", "text", 15), STRETCH, margins=(0, 1, 0, 0)), (self._words, 1), gap=6), widget=QWidget()
        )
        self._trouble.hide()
        self.example = Button(t("Look around in the example"), "link")
        self.example.clicked.connect(lambda _on=False: self.example_wanted.emit())
        self.restore = Button(t("Put back a backup"), "link")
        self.restore.clicked.connect(lambda _on=False: self.restore_wanted.emit())
        head = Row(Brand(40), label("Bouwsteen", "big"), STRETCH, gap=14)
        words = label(explanation, "body", "mute", wrap=True)
        lines = Column(
            head, 12, label(title, "title", wrap=True), words, 8, *self.fields(), self._trouble, 4, self.go, 8, hline(), gap=8
        )
        for link in self.links():
            lines.add(link)
        self._sheet = box(lines, widget=QWidget())
        page = Column(STRETCH, Row(STRETCH, self._sheet, STRETCH), STRETCH, margins=(24, 24, 24, 24))
        safe = Row(
            STRETCH, Icon("shield-check", "mute", 15), small(t("Encrypted on this computer, nothing is sent")), STRETCH, gap=6
        )
        area = QScrollArea()  # not ScrollPage: asking Qt for a widget of its own making costs 25 ms before the first paint
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(box(page, "page"))
        self._area = area
        self.setLayout(Column((area, 1), safe, gap=0, margins=(0, 0, 0, 12)))
        look.changed.connect(self.restyle)
        self.restyle()
        self.resize(QSize(900, 680).boundedTo(self.screen().availableSize()))

    def restyle(self) -> None:
        self._sheet.setFixedWidth(round(WIDTH * (0.5 + look.text / 2)))

    def fields(self) -> list[Any]:
        """What is filled in, from above to below."""
        raise NotImplementedError

    def inputs(self) -> list[QWidget]:
        """The fields themselves, without the words above them."""
        return [part for part in self.fields() if not isinstance(part, Label)]

    def links(self) -> list[QWidget]:
        """What else can be done here."""
        return [self.example, self.restore]

    def submit(self) -> None:
        """The person pressed the main button or Enter."""
        raise NotImplementedError

    def forget(self) -> None:
        """Leave nothing of what was typed."""
        for line in self.findChildren(PassphraseLine):
            line.clear()
            line.show_letters(False)

    def problem(self, sentence: str, at: QLineEdit | None = None) -> None:
        """Say what is wrong and go to the field it is about; an empty sentence takes it away."""
        self._words.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        for line in self.findChildren(QLineEdit):
            wrong, was_wrong = bool(sentence) and line is at, line.property("wrong") == "true"
            state(line, "wrong", "true" if wrong else "")
            if wrong or was_wrong:  # the others keep what their own help says
                line.setAccessibleDescription(sentence if wrong else "")
        if at is not None:
            at.setFocus()
            at.selectAll()
        if sentence:  # once it has its place
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.go if at is None else self._trouble))

    def busy(self, on: bool) -> None:
        """While the key is being made nothing can be pressed."""
        for part in (self.go, *self.links(), *self.inputs()):
            part.setEnabled(not on)
        self.go.set_text(t("One moment") if on else self._act)


def field_label(words: str, line: QWidget) -> QWidget:
    """The words above a field."""
    made = small(words, "text", weight=600)
    made.setBuddy(line)
    return made
