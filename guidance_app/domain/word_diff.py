"""Which words of a text were taken out and which were put in. A help for the eye: nothing is ever decided with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Mark = Literal["same", "out", "in"]

MOST = 1_500
"""Of a text with more words than this only the stretch in which the two differ is marked, as a whole."""

MUCH = 2.5
"""Of the new text one word in so many must have stood in the old one."""

_WORDS = re.compile(r"\s*\S+\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """A part of a text: it stayed ("same"), was taken out or was put in."""

    mark: Mark
    text: str


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """The new text, with the words that were taken out of the old one where they stood.

    The pieces without "out" are the new text to the letter; those without "in" have the words of the old one.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Piece] = []
    for same, a, b, c, d in _stretches([word.strip() for word in old], [word.strip() for word in new]):
        stays, goes = "".join(new[c:d]), "" if same else "".join(old[a:b]).strip()
        found += [Piece("out", goes)] if goes else []
        found += [Piece("same" if same else "in", stays)] if stays else []
    return tuple(_spaced(found))


def _stretches(old: list[str], new: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """(is it the same, from, to in the old, from, to in the new), in order and without gaps."""
    if max(len(old), len(new)) <= MOST:
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield tag == "equal", a, b, c, d
        return
    most = min(len(old), len(new))
    start = next((i for i in range(most) if old[i] != new[i]), most)
    end = next((i for i in range(most - start) if old[-1 - i] != new[-1 - i]), most - start)
    yield True, 0, start, 0, start
    yield False, start, len(old) - end, start, len(new) - end
    yield True, len(old) - end, len(old), len(new) - end, len(new)


def _spaced(pieces: list[Piece]) -> Iterator[Piece]:
    """With a space on either side of what was taken out, where there is none."""
    for at, piece in enumerate(pieces):
        if piece.mark != "out":
            yield piece
            continue
        left = " " if at and not pieces[at - 1].text[-1].isspace() else ""
        right = " " if at + 1 < len(pieces) else ""
        yield Piece("out", f"{left}{piece.text}{right}")


def much_the_same(pieces: tuple[Piece, ...]) -> bool:
    """Whether so much stayed that marks are easier to read than both texts."""
    same, all_ = (
        sum(len(piece.text.split()) for piece in pieces if piece.mark in marks) for marks in (("same",), ("same", "in"))
    )
    return 0 < all_ <= MUCH * same


def excerpt(pieces: tuple[Piece, ...], around: int = 12) -> tuple[Piece, ...]:
    """The same, with no more than so many words before and after what changed; "…" stands for the rest."""
    shown = []
    for at, piece in enumerate(pieces):
        words = _WORDS.findall(piece.text)
        before, after = around if at else 0, around if at + 1 < len(pieces) else 0
        if piece.mark == "same" and len(words) > before + after + 1 and len(pieces) > 1:
            rest = "".join(words[len(words) - after :]) if after else ""
            piece = Piece("same", f"{''.join(words[:before])}… {rest}")
        shown.append(piece)
    return tuple(shown)
