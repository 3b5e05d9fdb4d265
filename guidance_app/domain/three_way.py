"""A text that two people changed apart, brought together word by word. A proposal: a person decides whether it is right."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_WORDS = re.compile(r"\S+|\s+")

MOST = 4_000
"""Of longer texts (in words and spaces) no proposal is made."""

Edit = tuple[int, int, tuple[str, ...]]
"""From, to (in the words of before), and what came in their place."""


def proposal(before: str, mine: str, theirs: str) -> str | None:
    """Both changes in one text; None when they touch each other, so that only a person can tell.

    The same change by both counts once. Symmetric: whose is called mine makes no difference.
    """
    words = _WORDS.findall(before)
    told = [_WORDS.findall(text) for text in (mine, theirs)]
    if max(len(words), *map(len, told)) > MOST:
        return None
    edits = sorted({edit for text in told for edit in _edits(words, text)})
    if any(_touch(one, other) for i, one in enumerate(edits) for other in edits[i + 1 : i + 2]):
        return None
    for start, end, become in reversed(edits):
        words[start:end] = become
    return "".join(words)


def _edits(before: list[str], after: list[str]) -> list[Edit]:
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(a, b, tuple(after[c:d])) for tag, a, b, c, d in found if tag != "equal"]


def _touch(one: Edit, next_: Edit) -> bool:
    """Whether the second one begins in the first, or right behind it: then nobody can tell in which order they belong."""
    return next_[0] <= one[1]
