"""One walk past every page of the example, and what must be true of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from guidance_app.base import i18n
from tests.walks.shots import Variant, take


class Asked(dict[str, str]):
    """A catalogue that remembers what was asked for and is not in it."""

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__(words)
        self.missing: set[str] = set()

    def get(self, sentence: str, default: str = "") -> str:  # type: ignore[override]
        """The translation, or the sentence itself, noted."""
        if sentence not in self:
            self.missing.add(sentence)
        return super().get(sentence, default)


def walk(app: QApplication, look: Variant, folder: Path) -> None:
    """Every page shows something, and all of it in Dutch."""
    asked = Asked(i18n.catalogue("nl"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(i18n, "catalogue", lambda _code: asked)
        taken = list(take(app, look, folder))
    assert len(taken) >= 12
    assert [file.name for file in taken if _is_of_one_colour(file)] == []
    assert asked.missing == set()


def _is_of_one_colour(file: Path) -> bool:
    image = QImage(str(file))
    return len({image.pixel(x, y) for x in range(0, image.width(), 8) for y in range(0, image.height(), 8)}) < 3
