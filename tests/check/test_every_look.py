"""A walk past every page of the example in each look that is not the usual one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.walks._walk import walk
from tests.walks.shots import VARIANTS


@pytest.mark.usefixtures("example_at_hand")
@pytest.mark.parametrize("name", [name for name in VARIANTS if name != "light"])
def test_every_page_shows_something_and_all_of_it_in_dutch(qapp: QApplication, tmp_path: Path, name: str) -> None:
    walk(qapp, VARIANTS[name], tmp_path)
