"""The page for the privacy officer: every threat has a test that is there, and what is left is said."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/beloften.md").read_text(encoding="utf-8")
ROWS = [line.strip("|").split("|") for line in PAGE.splitlines() if re.match(r"\| \d+ \|", line)]


def test_each_of_the_28_threats_has_a_row_with_a_test_and_what_is_left() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, 29))
    for number, _threat, done, tested, left in ROWS:
        assert done.strip(), number
        assert re.search(r"`tests/[\w/.]+\.py`", tested), number
        assert left.strip(), number


def test_every_test_that_is_named_is_there() -> None:
    named = set(re.findall(r"`(tests/[\w/.]+\.py)`", PAGE))
    assert sorted(name for name in named if not (ROOT / name).is_file()) == []
    assert all("def test_" in (ROOT / name).read_text(encoding="utf-8") for name in named)
