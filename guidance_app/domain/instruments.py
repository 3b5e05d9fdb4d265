"""The catalogue of tests and questionnaires: names of scales and what they mean in plain words.

Never items, norms or cut-offs: those belong to the publisher, and results come from the report. What is not in the
catalogue is tolerated everywhere: it keeps the name it was given.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from guidance_app.base.machine import resource


@dataclass(frozen=True)
class InstrumentScale:
    """One score of an instrument: a scale, an index or a subtest.

    `plain`: everyday words for it, `topic`: one word for it inside a sentence. `kinds`: kinds of score it can have
    (domain.scales), the usual one first. `of`: the abbreviation of the index a subtest belongs to. `in_profile`: drawn unless
    the person chooses otherwise.
    """

    name: str
    plain: str
    abbr: str = ""
    topic: str = ""
    explain: str = ""
    kinds: tuple[str, ...] = ()
    of: str = ""
    mean: Decimal | None = None
    sd: Decimal | None = None
    higher_is_better: bool = True
    in_profile: bool = True
    aliases: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The usual kind of score; "" when not known."""
        return self.kinds[0] if self.kinds else ""

    @property
    def is_subtest(self) -> bool:
        """Whether it is a part of an index."""
        return bool(self.of)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Everything it is called by in reports."""
        return tuple(name for name in (self.name, self.abbr, *self.aliases) if name)


@dataclass(frozen=True)
class Instrument:
    """One test or questionnaire, in one form (BRIEF-2 leerkracht and BRIEF-2 ouders are two)."""

    name: str
    scales: tuple[InstrumentScale, ...] = ()
    category: str = ""
    heading: str = ""
    form: str = ""
    note: str = ""
    higher_is_better: bool = True
    aliases: tuple[str, ...] = ()
    known: bool = True

    def scale(self, name: str) -> InstrumentScale:
        """The scale by name, abbreviation or alias; an unknown one keeps its name and the direction of the instrument."""
        return self._by_name.get(_key(name)) or InstrumentScale(name, name, higher_is_better=self.higher_is_better)

    @cached_property
    def _by_name(self) -> dict[str, InstrumentScale]:
        return {_key(name): scale for scale in reversed(self.scales) for name in scale.all_names}

    @property
    def main_scales(self) -> tuple[InstrumentScale, ...]:
        """The scales without the subtests."""
        return tuple(s for s in self.scales if not s.is_subtest)

    def subtests(self, abbr: str) -> tuple[InstrumentScale, ...]:
        """The subtests of the index with this abbreviation."""
        return tuple(s for s in self.scales if s.of and s.of == abbr)


@cache
def instruments() -> tuple[Instrument, ...]:
    """The whole catalogue, by name."""
    found: list[Instrument] = []
    for file in sorted(resource("instruments").glob("*.toml")):
        found += _forms(tomllib.loads(file.read_text(encoding="utf-8")))
    return tuple(sorted(found, key=lambda i: _key(i.name)))


def instrument(name: str | None) -> Instrument:
    """The instrument by name or alias; an unknown one has no scales and keeps its name."""
    return _by_name().get(_key(name or "")) or Instrument(name or "", known=False)


@cache
def _by_name() -> dict[str, Instrument]:
    found: dict[str, Instrument] = {}
    for one in instruments():
        for name in (one.name, *one.aliases):
            found.setdefault(_key(name), one)
    return found


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _forms(raw: dict[str, Any]) -> Iterable[Instrument]:
    """One instrument, or one for each of its forms."""
    hard = raw.get("high_means_hard", False)
    aliases = tuple(raw.get("aliases", ()))
    base = Instrument(
        raw["name"],
        tuple(_scale(entry, hard) for entry in raw["scales"]),
        category=raw.get("category", ""),
        heading=raw.get("heading", ""),
        note=raw.get("note", ""),
        higher_is_better=not hard,
        aliases=aliases,
    )
    return [
        replace(base, name=f"{base.name} {form}", form=form, aliases=tuple(f"{alias} {form}" for alias in aliases))
        for form in raw.get("forms", ())
    ] or [base]


def _scale(raw: dict[str, Any], hard: bool) -> InstrumentScale:
    return InstrumentScale(
        raw["name"],
        raw.get("plain", raw["name"]),
        abbr=raw.get("abbr", ""),
        topic=raw.get("topic", ""),
        explain=raw.get("explain", ""),
        kinds=tuple(raw.get("kinds", ())),
        of=raw.get("of", ""),
        mean=Decimal(raw["mean"]) if "mean" in raw else None,
        sd=Decimal(raw["sd"]) if "sd" in raw else None,
        higher_is_better=not raw.get("high_means_hard", hard),
        in_profile=raw.get("in_profile", "of" not in raw),
        aliases=tuple(raw.get("aliases", ())),
    )
