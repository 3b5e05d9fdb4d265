"""The words that Qt itself shows (its own file window, the menu of a text field) in the language of the person."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

_NAME = "words of Qt"


def use_words_of_qt(app: QApplication, language: str) -> None:
    """Show Qt's own words in this language from now on; English needs no catalogue."""
    for old in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(old)
        old.deleteLater()
    found = QTranslator(app)
    found.setObjectName(_NAME)
    if found.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(found)
