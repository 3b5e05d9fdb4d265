"""What helps and what makes it hard, in child, school and home; and the sentence starters for needs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from guidance_app.base.machine import resource

AREAS = {"child": "child", "school": "school", "home": "home"}
"""Areas of a factor: code -> label (an English source sentence). The codes of the record Factor."""
KINDS = {"helps": "helps", "hinders": "makes it hard"}


@dataclass(frozen=True)
class NeedStem:
    """A sentence starter for a need of the pupil, the teacher or the parents."""

    for_whom: str
    stem: str

    def sentence(self, name: str) -> str:
        """The starter about this person; what a person is called is never read as a pattern."""
        return self.stem.replace("{name}", name)


@cache
def need_stems() -> tuple[NeedStem, ...]:
    """All sentence starters, in the order they are offered."""
    return tuple(NeedStem(entry["for_whom"], entry["stem"]) for entry in _read("needs")["needs"])


@cache
def example_factors(kind: str, area: str) -> tuple[str, ...]:
    """Example sentences for a kind ("helps", "hinders") and an area; none for what is not known."""
    return tuple(_read("examples").get(area, {}).get(kind, ()))


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("factors", f"{name}.toml").read_text(encoding="utf-8"))
