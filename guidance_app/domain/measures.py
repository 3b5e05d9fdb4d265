"""The start library of measures: what someone can do, where, and how strong the evidence for it is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from guidance_app.base.i18n import t
from guidance_app.base.machine import resource

EVIDENCE = {
    "strong": "strong evidence",
    "fair": "fair evidence",
    "limited": "limited evidence",
    "practice": "practice knowledge",
    "none": "no convincing evidence",
}
"""Strength of evidence, strongest first: code -> label (an English source sentence). The codes of the record Measure."""


@dataclass(frozen=True)
class LibraryMeasure:
    """A measure one can choose from.

    `text` is for the plan, `plain` for parents and child (at most 15 words). `places`: "school", "home" or both. `evidence` is a
    code of EVIDENCE and holds for `applies_to` only; `note` says what is uncertain about it.
    """

    id: str
    title: str
    places: tuple[str, ...]
    text: str
    plain: str
    evidence: str
    source: str
    applies_to: str
    when: str = ""
    note: str = ""

    @property
    def evidence_word(self) -> str:
        """The strength of the evidence in the language now shown."""
        return t(EVIDENCE[self.evidence])

    @property
    def evidence_line(self) -> str:
        """What the evidence is, what it rests on and for whom it holds, in one line."""
        return t(
            "{strength} (applies to {whom}). Source {source}.",
            strength=self.evidence_word,
            whom=self.applies_to,
            source=self.source,
        )


@cache
def library() -> tuple[LibraryMeasure, ...]:
    """All measures, strongest evidence first, then by title."""
    found: list[LibraryMeasure] = []
    for file in sorted(resource("measures").glob("*.toml")):
        raw: dict[str, dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))
        found += [LibraryMeasure(id=code, **{**entry, "places": tuple(entry["places"])}) for code, entry in raw.items()]
    strength = list(EVIDENCE)
    return tuple(sorted(found, key=lambda m: (strength.index(m.evidence), m.title.casefold())))


def library_for(place: str) -> tuple[LibraryMeasure, ...]:
    """The measures that can be done at one place ("school" or "home")."""
    return tuple(m for m in library() if place in m.places)


def search(words: str, place: str | None = None) -> tuple[LibraryMeasure, ...]:
    """The measures that hold every word typed; no words: all of them."""
    wanted = words.casefold().split()
    return tuple(
        m
        for m in (library_for(place) if place else library())
        if all(word in f"{m.title} {m.text} {m.plain} {m.applies_to}".casefold() for word in wanted)
    )
