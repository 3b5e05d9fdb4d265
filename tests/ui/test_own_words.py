"""What Qt itself shows is in Dutch as well."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from guidance_app.ui.own_words import use_words_of_qt


def told(context: str, words: str) -> str:
    return QCoreApplication.translate(context, words)


def test_the_file_window_and_the_menu_of_a_field_are_in_dutch_and_in_english_on_demand(qapp: QApplication) -> None:
    use_words_of_qt(qapp, "nl")
    assert told("QFileDialog", "Look in:") == "Zoeken in:"
    assert told("QLineEdit", "&Copy") == "&Kopiëren"
    use_words_of_qt(qapp, "en")
    assert told("QFileDialog", "Look in:") == "Look in:"
