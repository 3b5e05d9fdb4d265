"""Which pictogram stands beside a sentence of a plan: one that its words call for, else a plain one."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Final

from guidance_app.base.machine import resource

PLAIN: Final = "circle-dot"


def pictogram_of(sentence: str) -> str:
    """The name of the icon for a Dutch sentence, by the beginnings of its words."""
    return next((icon for icon, words in _table() if words.search(sentence.casefold())), PLAIN)


@cache
def _table() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tomllib.loads(resource("pictograms.toml").read_text(encoding="utf-8"))
    return tuple((icon, re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})")) for icon, words in table.items())
