"""The one door from a person's text to paper.

Nothing a person typed is ever read as markup, and nothing of it is left out in silence: a character that the bundled
font lacks would simply vanish from the page, so it is refused with its name and place instead.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Final
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.report.fonts import NAMES, register_fonts

_BREAKS: Final = str.maketrans(dict.fromkeys("\r\v\f\u2028\u2029", "\n") | {"\t": " "})

# hints where a word may break or letters belong together: they have no ink of their own, and no reader of a PDF gives them back
_HINTS: Final = str.maketrans(dict.fromkeys("\u00ad\u034f\u200b\u2060\ufeff"))

_place: ContextVar[str] = ContextVar("place", default="")


@contextmanager
def printing(place: str) -> Iterator[None]:
    """Names the part of the document that is being made, for the sentence about a character that cannot be printed."""
    before = _place.set(place)
    try:
        yield
    finally:
        _place.reset(before)


def plain(text: str) -> str:
    """The text as it goes on paper: composed characters, simple line breaks. Problem for what cannot be printed."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_BREAKS).translate(_HINTS)
    for character in text:
        if character not in _printable() and character != "\n":
            raise _refusal(character)
    return text


def markup(text: str) -> str:
    """The text as the content of one paragraph, in which everything special is escaped."""
    return escape(plain(text))


def paragraphs(text: str) -> list[str]:
    """The lines of a person's text that have words, each of which is a paragraph; at least one."""
    return [line for line in plain(text).split("\n") if line.strip()] or [""]


def one_line(text: str) -> str:
    """The text for a title or a spoken description: breaks become spaces."""
    return " ".join(plain(text).split())


@cache
def _printable() -> frozenset[str]:
    """The characters that all four faces have, up to U+FFFF: reportlab writes down wrongly what later ones are read as."""
    register_fonts()
    faces = (pdfmetrics.getFont(name).face.charToGlyph for name in NAMES.values())
    return frozenset.intersection(*(frozenset(chr(code) for code in face if code <= 0xFFFF) for face in faces))


def _refusal(character: str) -> Problem:
    shown = f"{character} (U+{ord(character):04X})" if character.isprintable() else f"U+{ord(character):04X}"
    where = _place.get() or t("this document")
    return Problem(
        t("The character {character} cannot be printed. It stands in {where}.", character=shown, where=where),
        t("Write it with Latin, Greek or Cyrillic letters."),
    )
