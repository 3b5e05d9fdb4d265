"""Words for the screen and for paper. Code is written in English; catalogues turn it into the person's language.

A catalogue is a folder of JSON files, `resources/translations/<language>/<area>.json`, that maps the English
sentence to its translation. English needs none. Where one English word means two things, the key carries a
context after a bar: `t("Open|status")`; the bar and what follows are never shown.
"""

from __future__ import annotations

import json
from functools import cache

from guidance_app.base.machine import resource

_language = "nl"


def language() -> str:
    """The language now shown: "nl" or "en"."""
    return _language


def use_language(code: str) -> None:
    """Show everything made from now on in this language."""
    global _language
    _language = code


@cache
def catalogue(code: str) -> dict[str, str]:
    """All translations into one language, the areas put together."""
    words: dict[str, str] = {}
    for file in sorted(resource("translations", code).glob("*.json")):
        words.update(json.loads(file.read_text(encoding="utf-8")))
    return words


def t(sentence: str, /, **values: object) -> str:
    """The sentence in the person's language, with {placeholders} filled in. Values are never translated."""
    words = catalogue(_language).get(sentence) if _language != "en" else None
    if words is None:
        words = sentence.partition("|")[0]
    return words.format(**values) if values else words


def tn(one: str, many: str, n: int, /, **values: object) -> str:
    """`one` or `many` by count; {n} is the count."""
    return t(one if n == 1 else many, n=n, **values)


def upper_first(words: str) -> str:
    """With a capital at the front, the rest as it is (names and abbreviations stay themselves)."""
    return words[:1].upper() + words[1:]
