"""The small vocabulary pages are composed of. Text is always shown as it is, never as markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from guidance_app.base.i18n import t
from guidance_app.ui.icons import Icon, icon
from guidance_app.ui.layouts import STRETCH, Column, Row, box
from guidance_app.ui.look import BOLD, REGULAR, SEMIBOLD, look
from guidance_app.ui.sheet import TONES

Kind = Literal["default", "primary", "danger", "link", "seg", "item", "nav", "tool"]
Place = Literal["home", "school", "pupil"]

PLACES: dict[Place, tuple[str, str]] = {
    "home": ("house", "homeText"),
    "school": ("school", "schoolText"),
    "pupil": ("smile", "pupilText"),
}
_ICON_TONES = {"primary": "onAccent", "link": "accent", "danger": "danger", "item": "mute", "nav": "mute", "tool": "mute"}


def state(widget: QWidget, name: str, value: Any) -> None:
    """Set a property the style sheet looks at, and let it look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def is_enter(event: QKeyEvent) -> bool:
    """Whether this is Enter alone, of the keyboard or of the numbers beside it."""
    alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return alone and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def focus_ring(painter: QPainter, rect: QRectF, radius: float = 8, token: str = "accent", width: float = 2) -> None:
    """The one ring that says where the keyboard is, inside this rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour(token), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


class Label(QLabel):
    """Plain words in one of the five sizes and one of the colours for letters."""

    def __init__(self, text: str, role: str = "body", tone: str = "text", wrap: bool = False, weight: int | None = None) -> None:
        super().__init__()
        if tone not in TONES:
            raise ValueError(f"{tone} is not a colour for letters")
        self._role, self._weight = role, weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        self.setProperty("tone", tone)
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self.setFont(look.font(self._role, self._weight))

    def set_weight(self, weight: int | None) -> None:
        """Make the words heavier or lighter."""
        self._weight = weight
        self.restyle()


class ElidingLabel(Label):
    """One line that ends in … where there is no room; the whole text is its tooltip and what a screen reader says."""

    def __init__(self, text: str, role: str = "body", tone: str = "text", weight: int | None = None) -> None:
        super().__init__(text, role, tone, False, weight)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(look.px(24), super().minimumSizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: Any) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        if shown == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.style().drawItemText(
            painter, self.rect(), int(self.alignment()), self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(plain_tip(self.text()) if cut else "")


def plain_tip(text: str) -> str:
    """A tooltip that can never be taken for markup, whatever a person typed."""
    return text.replace("<", "‹").replace(">", "›")


def label(text: str, role: str = "body", tone: str = "text", wrap: bool = False, weight: int | None = None) -> Label:
    """Words: role small, body, head, title or big; tone one of TONES."""
    return Label(text, role, tone, wrap, weight)


def small(text: str, tone: str = "mute", wrap: bool = False, weight: int | None = None) -> Label:
    """Words that matter less: dates, sources, counts."""
    return Label(text, "small", tone, wrap, weight)


class Button(QPushButton):
    """Something to press. `primary` is the one main act of a page; `link` is words; `seg` is a choice that ticks itself.

    `on_enter` is what Enter does instead of pressing it, where it goes on to the next field.
    """

    def __init__(self, text: str, kind: Kind = "default", icon_name: str = "", name: str = "", keys: str = "") -> None:
        super().__init__()
        self._full, self._kind, self._icon = text, kind, icon_name
        self._size: Literal["body", "small"] = "body"
        self._bare = False
        self.on_enter: Callable[[], Any] | None = None
        self.setProperty("kind", kind)
        self.setCheckable(kind in ("seg", "nav"))
        self.setAutoDefault(kind == "primary")  # else Enter in a field of a dialog presses its first button, even Cancel
        self.setAccessibleName(name or text)
        self.setToolTip(plain_tip("  ".join(p for p in (name, keys) if p)))
        wide = kind in ("nav", "item")
        self.setSizePolicy(QSizePolicy.Policy.Preferred if wide else QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda _on: self.restyle())
        look.changed.connect(self.restyle)
        self.restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does; a key that is held down presses once."""
        if is_enter(event):
            if not event.isAutoRepeat():
                (self.on_enter or self.click)()
        else:
            super().keyPressEvent(event)

    def set_text(self, text: str) -> None:
        """Say something else from now on, also to a screen reader."""
        self._full = text
        self.setAccessibleName(text)
        self.restyle()

    def show_as(self, icon_name: str, name: str) -> None:
        """For a button that is only an icon: another icon, with another name."""
        self._icon = icon_name
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.restyle()

    def only_icon(self, on: bool) -> None:
        """Show the icon alone, as in a narrow rail; the words become the tooltip."""
        self._bare = on
        self.setToolTip(plain_tip(self.accessibleName()) if on else "")
        state(self, "bare", on)
        self.restyle()

    def set_small(self) -> None:
        """Small letters, for the foot of the window."""
        self._size = "small"
        self.restyle()

    def fill_width(self) -> Button:
        """As wide as the column, as in a side panel."""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return self

    def impossible(self, why: str) -> None:
        """Not possible now; the tooltip says why. An empty reason makes it possible again."""
        self.setEnabled(not why)
        self.setToolTip(plain_tip(why))

    def restyle(self) -> None:
        chosen = self.isChecked() and self._kind in ("seg", "nav")
        heavy = {"item": REGULAR, "nav": SEMIBOLD if chosen else REGULAR}.get(self._kind, SEMIBOLD)
        self.setFont(look.font(self._size, heavy))
        self._show_icon("check" if chosen and self._kind == "seg" else self._icon)
        if self._size == "small":
            height = look.px(13) + look.space(9)
        elif self._kind in ("link", "item"):
            height = look.px(24 if self._kind == "link" else 30)
        elif self._kind == "tool":
            height = look.icon(18) + 16
        else:
            height = max(look.space(32), look.px(15) + look.space(17))
        self.setMinimumHeight(max(24, height) + (8 if self._kind == "nav" else 0))
        self._show_text()
        self.updateGeometry()

    def _show_icon(self, name: str) -> None:
        if not name:
            self.setIcon(QIcon())
            return
        tone = _ICON_TONES.get(self._kind, "text")
        self.setIcon(icon(name, tone, "accent" if self._kind in ("seg", "nav") else tone))
        side = look.icon(14 if self._size == "small" else {"nav": 20, "seg": 16}.get(self._kind, 18))
        beside = (
            {"nav": look.space(6)}.get(self._kind, look.space(4)) if self._full and not self._bare else 0
        )  # room between icon and words
        self.setIconSize(QSize(side + beside, side))

    def _show_text(self) -> None:
        """The words, shortened where the rail or a panel leaves no room for them."""
        room = self.width() - 24 - (self.iconSize().width() + 4 if not self.icon().isNull() else 0)
        text = self._full.replace("&", "&&")
        if self._kind in ("nav", "item") and self.width() > 0 and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            text = QFontMetrics(self.font()).elidedText(self._full, Qt.TextElideMode.ElideRight, room).replace("&", "&&")
        self.setText("" if self._bare else text)

    def sizeHint(self) -> QSize:
        """As wide as all its words, also while they are shortened."""
        hint, metrics = super().sizeHint(), QFontMetrics(self.font())
        full = 0 if self._bare else metrics.horizontalAdvance(self._full)
        return hint + QSize(full - metrics.horizontalAdvance(self.text().replace("&&", "&")), 0)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(24, hint.height()) if self._kind in ("nav", "item") else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._kind in ("nav", "item"):
            self._show_text()

    def paintEvent(self, event: Any) -> None:
        super().paintEvent(event)
        if self._kind == "seg" and self.isChecked() and self.hasFocus():  # the edge already means chosen: a second ring
            painter = QPainter(self)
            focus_ring(painter, QRectF(self.rect()).adjusted(4, 4, -4, -4), 5, "accent", 1)
            painter.end()


def button(
    text: str, kind: Kind = "default", icon_name: str = "", on_click: Callable[[], Any] | None = None, keys: str = ""
) -> Button:
    """A button with words. `keys` is the shortcut, shown in its tooltip."""
    made = Button(text, kind, icon_name, keys=keys)
    if on_click:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def tool(icon_name: str, name: str, keys: str = "") -> Button:
    """An icon to press, for the few everybody knows (back, forward, help, lock); its name is a tooltip and is read aloud."""
    return Button("", "tool", icon_name, name, keys)


def section(title: str, note: str = "", *right: Any) -> Row:
    """The heading of a part of a page, with a small note behind it and something at the right end."""
    return Row(label(title, "head"), small(note) if note else None, STRETCH, *right, gap=10)


def place_heading(place: Place, words: str) -> Row:
    """The icon and the word for home, school or the pupil, in their own colour."""
    name, tone = PLACES[place]
    return Row(Icon(name, tone), label(words, "body", tone, weight=BOLD), STRETCH, gap=7)


def status(icon_name: str, words: str, tone: str = "mute") -> Row:
    """A state: a line icon and a word, never a colour alone."""
    return Row(Icon(icon_name, tone, 16), small(words, tone, weight=SEMIBOLD), gap=5)


def card(*items: Any, gap: int = 8, margins: tuple[int, int, int, int] = (16, 12, 16, 12)) -> QWidget:
    """A white sheet with a hairline round it, for several things that belong together."""
    return box(Column(*items, STRETCH, gap=gap, margins=margins), "card")


class KeyCap(Label):
    """A key on the keyboard."""

    def __init__(self, keys: str) -> None:
        super().__init__(keys, "small", "mute", weight=SEMIBOLD)
        self.setProperty("kind", "key")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class Chip(QFrame):
    """A word on a soft ground: plain, school, home, pupil or advice."""

    def __init__(self, words: str, ground: str = "plain", icon_name: str = "") -> None:
        super().__init__()
        tone = {"plain": "mute", "advice": "accent"}.get(ground, f"{ground}Text")
        mark = Icon(icon_name, tone, 15) if icon_name else None
        box(Row(mark, small(words, tone, weight=SEMIBOLD), gap=5, margins=(10, 2, 10, 2)), f"chip-{ground}", self)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class Quote(QWidget):
    """What somebody said, with a bar in the colour of who speaks; the largest text of a page."""

    def __init__(self, words: str, caption: str = "", who: Place = "pupil", role: str = "title") -> None:
        super().__init__()
        self._who = who
        self.words = label(words, role, wrap=True, weight=REGULAR)
        self.caption = small(caption, wrap=True)
        if not caption:
            self.caption.hide()  # never setVisible(True) before there is a parent: it would be a window for a moment
        self.setLayout(Column(self.words, self.caption, gap=4, margins=(18, 0, 0, 0)))
        look.changed.connect(self.update)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, 3, self.height(), look.colour(self._who))
        painter.end()


class Initials(QWidget):
    """The first letters of a name in a circle. The name itself stands beside it."""

    def __init__(self, letters: str, size: int = 40) -> None:
        super().__init__()
        self._letters, self._size = letters, size
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedSize(look.icon(self._size), look.icon(self._size))
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("soft"))
        painter.drawEllipse(self.rect())
        font = look.font("body", BOLD)
        font.setPixelSize(round(self.width() * 0.38))
        painter.setFont(font)
        painter.setPen(look.colour("accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
        painter.end()


class EmptyState(QWidget):
    """A place where nothing is yet: what belongs here, why, and the one button that begins."""

    def __init__(
        self, what: str, why: str, act: str = "", on_click: Callable[[], Any] | None = None, icon_name: str = ""
    ) -> None:
        super().__init__()
        mark = Icon(icon_name, "mute", 24) if icon_name else None
        self.button = button(act, "default", "plus", on_click) if act else None
        lines = Column(mark, label(what, "head", wrap=True), label(why, "body", "mute", wrap=True), 4, self.button, gap=6)
        self.setLayout(Row((lines, 1), margins=(0, 12, 0, 12)))


class Banner(QFrame):
    """A coloured strip over the page that stays as long as what it says is true."""

    def __init__(
        self,
        words: str,
        act: str = "",
        on_click: Callable[[], Any] | None = None,
        icon_name: str = "info",
        on_close: Callable[[], Any] | None = None,
    ) -> None:
        super().__init__()
        self.words = ElidingLabel(words, "small", weight=SEMIBOLD)
        links = [button(act, "link", "", on_click)] if act else []
        links += [button(t("Close"), "link", "", on_close)] if on_close else []
        for link in links:
            link.set_small()
        box(Row(Icon(icon_name, "text", 16), (self.words, 1), *links, gap=8, margins=(16, 2, 16, 2)), "band", self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
