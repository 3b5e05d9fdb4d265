"""Hints for plain language: sentences that are long, and school words that parents often do not know.

Hints and no more: what a text on a certain level is, nobody knows exactly, so nothing is marked or scored here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from guidance_app.base.i18n import upper_first
from guidance_app.base.machine import resource

MOST_WORDS: Final = 15
"""A sentence with more words than this is a long one (rules for plain Dutch: about 15 words)."""

_SHORTEST_PART: Final = 3
_ABBREVIATIONS: Final = ("bijv", "bv", "o.a", "d.w.z", "t/m", "nr", "tel", "dr", "drs", "m.b.t", "i.v.m", "incl", "ca")
_END: Final = re.compile(r"[.!?…]+[\"”’')]*(?=\s|$)|\n")
_CUTS: Final = (re.compile(r"[,;]\s+"), re.compile(r"\s+(?=(?:maar|want|dus|en)\b)"))
"""Where a sentence can be cut in two: best at a comma, else before a word that joins two parts."""


@dataclass(frozen=True)
class Hint:
    """Something in a text that could be plainer, from `start` up to `end`. `plain` are the plainer words, if any.

    `swap` says that the plainer words can take its place as they are.
    """

    kind: Literal["long", "hard"]
    start: int
    end: int
    text: str
    words: int = 0
    plain: str = ""
    swap: bool = False


def hints(text: str) -> tuple[Hint, ...]:
    """All hints for a text, in their order."""
    return tuple(sorted([*_long(text), *_hard(text)], key=lambda hint: hint.start))


def count(lines: Iterable[str]) -> tuple[int, int]:
    """How many long sentences and how many hard words there are in these lines."""
    found = [hint.kind for line in lines for hint in hints(line)]
    return found.count("long"), found.count("hard")


def cut(sentence: str) -> str | None:
    """The sentence as two sentences, with no word lost; None when there is no good place."""
    for pattern in _CUTS:
        places = [(m.start(), m.end()) for m in pattern.finditer(sentence)]
        good = [(a, b) for a, b in places if min(_words(sentence[:a]), _words(sentence[b:])) >= _SHORTEST_PART]
        if good:
            a, b = min(good, key=lambda place: abs(_words(sentence[: place[0]]) - _words(sentence[place[1] :])))
            return f"{sentence[:a]}. {upper_first(sentence[b:])}"
    return None


def made_plainer(text: str, hint: Hint) -> str:
    """The text with the hint followed: the long sentence cut, or the plainer words in place of the hard one."""
    better = cut(hint.text) if hint.kind == "long" else hint.plain
    if better and hint.text[:1].isupper():
        better = upper_first(better)
    return text[: hint.start] + (better or hint.text) + text[hint.end :]


def _long(text: str) -> Iterator[Hint]:
    for start, end in _sentences(text):
        words = _words(text[start:end])
        if words > MOST_WORDS:
            yield Hint("long", start, end, text[start:end], words)


def _hard(text: str) -> Iterator[Hint]:
    swap, explain, pattern = _list()
    for match in pattern.finditer(text):
        word = match[1].casefold()
        yield Hint(
            "hard", match.start(), match.end(), match[0], plain=swap.get(word) or explain[word], swap=match[0].casefold() in swap
        )


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends, without the space around it. A new line begins a new sentence."""
    start = 0
    for end in [match.end() for match in _END.finditer(text) if not _is_abbreviation(text, match)] + [len(text)]:
        piece = text[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start = end


def _is_abbreviation(text: str, end: re.Match[str]) -> bool:
    before = text[: end.start()].rsplit(None, 1)
    return end[0] == "." and bool(before) and before[-1].casefold().lstrip("(") in _ABBREVIATIONS


def _words(text: str) -> int:
    return sum(any(c.isalnum() for c in word) for word in text.split())


@cache
def _list() -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    """The words that can be swapped, those that are explained, and what finds them with their usual endings."""
    raw = tomllib.loads(resource("plain_words", "nl.toml").read_text(encoding="utf-8"))
    longest_first = sorted([*raw["swap"], *raw["explain"]], key=len, reverse=True)
    words = "|".join(map(re.escape, longest_first))
    return raw["swap"], raw["explain"], re.compile(rf"(?<![\w-])({words})(?:en|n|s|'s|e)?(?![\w-])", re.IGNORECASE)
