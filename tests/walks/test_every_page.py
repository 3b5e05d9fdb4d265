"""A walk past every page of the example in the usual look; tests/check walks in all others."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.walks._walk import walk
from tests.walks.shots import VARIANTS


@pytest.mark.usefixtures("example_at_hand")
def test_every_page_shows_something_and_all_of_it_in_dutch(qapp: QApplication, tmp_path: Path) -> None:
    walk(qapp, VARIANTS["light"], tmp_path)
