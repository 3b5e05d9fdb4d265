"""The palette and the one style sheet, both written from the tokens. Sizes of letters are not here: fonts carry them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template

from PySide6.QtGui import QColor, QPalette

_ROLES = {
    "Window": "bg", "WindowText": "text", "Base": "surface", "AlternateBase": "sunk", "Text": "text", "Button": "surface",
    "ButtonText": "text", "Light": "surface", "Midlight": "sunk", "Mid": "line", "Shadow": "line", "Dark": "edge",
    "Highlight": "accent", "HighlightedText": "onAccent", "Accent": "accent", "Link": "accent", "LinkVisited": "accent",
    "PlaceholderText": "mute", "ToolTipBase": "text", "ToolTipText": "bg",
}  # fmt: skip

TONES = ("text", "mute", "accent", "onAccent", "schoolText", "homeText", "pupilText", "danger")
"""The colours letters may have. `home` is not among them: as text it is too faint."""

FILLS = {"plain": "sunk", "school": "schoolSoft", "home": "homeSoft", "pupil": "pupilSoft", "advice": "soft"}
"""What may lie behind the words of a chip."""

_SHEET = Template("""
QMenuBar { background: $sunk; border-bottom: 1px solid $line; padding: 1px 8px }
QMenuBar::item { padding: ${s6}px 10px; background: transparent; border-radius: 4px }
QMenuBar::item:selected { background: $soft }
QMenu { background: $surface; border: 1px solid $line; padding: 4px }
QMenu::item { padding: ${s6}px 24px ${s6}px 12px; border-radius: 4px } QMenu::icon { padding-left: 8px }
QMenu::item:selected { background: $soft } QMenu::item:disabled { color: $mute }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px }
QFrame[kind="rail"] { background: $sunk; border: 0; border-right: 1px solid $line }
QFrame[kind="foot"] { background: $sunk; border: 0; border-top: 1px solid $line }
QFrame[kind="head"] { background: $bg; border: 0; border-bottom: 1px solid $line }
QFrame[kind="band"] { background: $band; border: 0; border-bottom: 1px solid $bandEdge }
QFrame[kind="side"] { background: $surface; border: 0; border-left: 1px solid $line }
QFrame[kind="page"] { background: $bg; border: 0 } QFrame[kind="line"] { background: $line; border: 0 }
QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: ${s12}px }
QFrame[kind="menu"] { background: $surface; border: 1px solid $edge }
QFrame[kind="popup"] { background: $surface; border: 1px solid $edge; border-radius: 8px }
QLabel[kind="key"] { background: $sunk; border: 1px solid $line; border-radius: 4px; padding: 0 6px }
QLineEdit, QTextEdit, QComboBox { background: $surface; border: 1px solid $edge; border-radius: 6px; padding: ${s6}px 10px;
    selection-background-color: $accent; selection-color: $onAccent; placeholder-text-color: $mute }
QLineEdit:hover, QTextEdit:hover, QComboBox:hover { border-color: $text }
QLineEdit:focus, QTextEdit:focus, QComboBox:focus { border: 2px solid $accent; padding: ${s5}px 9px }
QLineEdit[wrong="true"], QTextEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid $text; padding: ${s5}px 9px }
QLineEdit:read-only, QTextEdit:read-only { background: transparent; border-color: $line }
QComboBox { padding-left: 12px; combobox-popup: 0 } QComboBox:focus { padding-left: 11px }
QComboBox::drop-down { border: 0; width: 28px } QComboBox::down-arrow { image: none }
QPushButton { background: $surface; color: $text; border: 1px solid $edge; border-radius: 8px; padding: 0 ${s12}px }
QPushButton:hover, QPushButton:pressed { background: $sunk }
QPushButton:focus { border: 2px solid $accent; padding: 0 ${s11}px }
QPushButton::menu-indicator { image: none; width: 0 }
QPushButton:disabled { background: $sunk; color: $mute; border: 1px dashed $edge }
QPushButton[kind="primary"]:enabled { background: $accent; color: $onAccent; border-color: $accent }
QPushButton[kind="primary"]:enabled:hover, QPushButton[kind="primary"]:enabled:pressed { background: $hover;
    border-color: $hover }
QPushButton[kind="primary"]:enabled:focus { border: 2px solid $text }
QPushButton[kind="danger"]:enabled { color: $danger; border-color: $danger }
QPushButton[kind="seg"]:checked { background: $soft; color: $accent; border: 2px solid $accent; padding: 0 ${s11}px }
QPushButton[kind="link"], QPushButton[kind="item"], QPushButton[kind="nav"], QPushButton[kind="tool"] {
    background: transparent; border: 2px solid transparent; text-align: left }
QPushButton[kind="link"] { color: $accent; padding: 0; border-radius: 4px }
QPushButton[kind="link"]:hover { text-decoration: underline } QPushButton[kind="link"]:disabled { color: $mute }
QPushButton[kind="item"] { color: $mute; padding: 0 10px } QPushButton[kind="nav"] { padding: 0 10px }
QPushButton[kind="nav"][bare="true"] { padding: 0; text-align: center }
QPushButton[kind="nav"]:checked { background: $soft; color: $accent; border: 2px solid $soft }
QPushButton[kind="tool"] { padding: 0 4px; text-align: center }
QPushButton[kind="item"]:hover, QPushButton[kind="nav"]:hover:!checked, QPushButton[kind="tool"]:hover {
    background: $line; border: 2px solid $line }
QPushButton[kind="link"]:focus, QPushButton[kind="item"]:focus,
QPushButton[kind="nav"]:focus, QPushButton[kind="tool"]:focus { border: 2px solid $accent }
QTabBar { qproperty-drawBase: 0; background: transparent }
QTabBar::tab { padding: ${s8}px 4px; margin-right: ${s20}px; color: $mute; border: 0; border-bottom: 2px solid transparent;
    background: transparent }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent } QTabBar::tab:hover { color: $text }
QScrollArea { background: transparent; border: 2px solid transparent }
QScrollArea:focus { border: 2px solid $accent }
QAbstractItemView { border: 0; background: transparent; outline: 0; selection-background-color: transparent }
QHeaderView::section { background: transparent; color: $mute; border: 0; border-bottom: 1px solid $line; padding: 4px 16px }
QHeaderView::section { background: $surface; color: $mute; border: 0; border-bottom: 1px solid $line; padding: 4px 8px }
QHeaderView, QTableCornerButton::section { background: $surface; border: 0 }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; selection-background-color: $soft;
    selection-color: $accent; outline: 0; padding: 4px }
#offered { background: $surface; border: 1px solid $line; selection-background-color: $soft; selection-color: $text }
QCalendarWidget QAbstractItemView { background: $surface; selection-background-color: $accent; selection-color: $onAccent }
QCalendarWidget QAbstractItemView:disabled { color: $mute } #qt_calendar_navigationbar { background: $surface }
QCalendarWidget QToolButton { background: transparent; color: $text; border: 2px solid transparent; border-radius: 4px }
QCalendarWidget QToolButton:hover { background: $line } QCalendarWidget QToolButton:focus { border: 2px solid $accent }
QCalendarWidget QToolButton::menu-indicator { image: none }
QScrollBar:vertical { background: transparent; width: 8px; margin: 2px 1px }
QScrollBar:horizontal { background: transparent; height: 8px; margin: 1px 2px }
QScrollBar::handle { background: $edge; border-radius: 3px; min-height: 40px; min-width: 40px }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0 }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent }
QToolTip { background: $text; color: $bg; border: 0; padding: 6px 8px }
""")


def palette(colour: Callable[[str], QColor]) -> QPalette:
    """Every palette role from its token; what is not possible is muted."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(QPalette.ColorRole[role], colour(token))
    for role in ("Text", "ButtonText", "WindowText"):
        made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], colour("mute"))
    return made


def style_sheet(tokens: Mapping[str, str], space: Callable[[float], int]) -> str:
    """The sheet of the whole application, in the colours of these tokens."""
    gaps = {f"s{n}": space(n) for n in (6, 8, 12, 20)}
    inside = {"s5": gaps["s6"] - 1, "s11": gaps["s12"] - 1}  # a 2 px edge takes one pixel of the padding: text stays in place
    tones = "".join(f'QLabel[tone="{tone}"] {{ color: {tokens[tone]} }}\n' for tone in TONES)
    chips = "".join(
        f'QFrame[kind="chip-{kind}"] {{ background: {tokens[fill]}; border-radius: {space(10)}px }}\n'
        for kind, fill in FILLS.items()
    )
    return _SHEET.substitute(tokens, **gaps, **inside) + tones + chips
