"""Whether two short texts speak of the same, by the beginnings of their longer words: werkt and werken begin alike."""

from __future__ import annotations

import re
from typing import Final

STEM: Final = 4
"""So many letters in common make two words speak of the same; shorter words say too little."""


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that are longer than that."""
    return frozenset(word[:STEM] for word in re.findall(r"\w+", text.casefold()) if len(word) > STEM)
