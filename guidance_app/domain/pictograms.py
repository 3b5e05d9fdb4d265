"""Which pictogram stands beside a sentence of a plan: the one its first telling word calls for, else a plain one."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Final

from guidance_app.base.machine import resource

PLAIN: Final = "circle-dot"


def pictogram_of(sentence: str) -> str:
    """The name of the icon for a Dutch sentence, by the beginnings of its words."""
    for table in _tables():
        found = [(match.start(), icon) for icon, words in table if (match := words.search(sentence.casefold()))]
        if found:
            return min(found)[1]
    return PLAIN


@cache
def _tables() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], ...]:
    tables = tomllib.loads(resource("pictograms.toml").read_text(encoding="utf-8"))
    return tuple(
        tuple((icon, re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})")) for icon, words in tables[name].items())
        for name in ("telling", "vague")
    )
