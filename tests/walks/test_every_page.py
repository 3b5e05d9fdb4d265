"""A walk past every page of the example, in every look."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from guidance_app.base import i18n
from tests.walks.shots import VARIANTS, take


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


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The Dutch catalogue, with memory."""
    words = Asked(i18n.catalogue("nl"))
    monkeypatch.setattr(i18n, "catalogue", lambda _code: words)
    return words


@pytest.mark.parametrize("name", VARIANTS)
def test_every_page_shows_something_and_all_of_it_in_dutch(qapp: QApplication, asked: Asked, tmp_path: Path, name: str) -> None:
    taken = list(take(qapp, VARIANTS[name], tmp_path))
    assert len(taken) >= 12
    assert [file.name for file in taken if _is_of_one_colour(file)] == []
    assert asked.missing == set()


def _is_of_one_colour(file: Path) -> bool:
    image = QImage(str(file))
    return len({image.pixel(x, y) for x in range(0, image.width(), 8) for y in range(0, image.height(), 8)}) < 3
