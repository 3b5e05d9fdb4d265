"""The one sentence a chart says about a series: what is seen, never why, never how good.

Gates (they hold everywhere): fewer than 3 scores in a phase: only the numbers; 3 or 4: what is seen so far, with the remark
that it is too early to conclude; from 5: what is seen. No cause and no chance is ever spoken of here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from guidance_app.base.i18n import t, tn
from guidance_app.domain.series import Phase, PhaseKind, Series, value_text
from guidance_app.stats.criterion import following, stages_of
from guidance_app.stats.gates import CHANGES_TO_SPEAK_OF_CAUSE, FEWEST_TO_COMPARE, FEWEST_TO_DESCRIBE
from guidance_app.stats.summary import median


class Gate(StrEnum):
    """How much may be said."""

    NOTHING = "nothing"
    NUMBERS = "numbers"
    EARLY = "early"
    DESCRIBED = "described"


BEFORE = ("cijfer", "score")
"""Units that are not said after their number."""


@dataclass(frozen=True)
class Reading:
    """What a chart says: one sentence, the typical scores behind it, and what to keep in mind ("" when nothing)."""

    sentence: str
    typical: str
    caution: str
    gate: Gate


@dataclass(frozen=True)
class _Part:
    """One phase, or one condition with all its turns, with its scores."""

    code: str
    label: str
    baseline: bool
    scores: tuple[Decimal, ...]

    @property
    def middle(self) -> Decimal:
        return median(self.scores)


def reading(series: Series, names: Collection[str] = ()) -> Reading:
    """What the series shows, in words.

    `names`: first names that may begin a label; they keep their capital inside the sentence.
    """
    parts = [p for p in _parts(series, names) if p.scores]
    if not series.phases:
        return _course(series)
    if not parts:
        nothing = t("Nothing has been measured in a phase yet.") if series.measured else t("Nothing has been measured yet.")
        return Reading(nothing, "", "", Gate.NOTHING)
    parts, begun = _without_one_just_begun(parts, series)
    fewest = min(len(p.scores) for p in parts)
    if fewest < FEWEST_TO_DESCRIBE:
        return Reading(_numbers(parts, series.kind), "", t("Too few measurements to say anything yet."), Gate.NUMBERS)
    gate = Gate.EARLY if fewest < FEWEST_TO_COMPARE else Gate.DESCRIBED
    return Reading(_seen(parts, series, gate), _typical(series, names), begun or _caution(parts, series, gate), gate)


def outside(series: Series) -> str:
    """That some measurements belong to no phase, so that nobody looks for them in vain; "" when all do."""
    lost = [one for one in series.measured if one.phase is None] if series.phases else []
    if not lost:
        return ""
    return tn(
        "{n} measurement belongs to no phase and does not count. Choose a phase for it.",
        "{n} measurements belong to no phase and do not count. Choose a phase for each.",
        len(lost),
    )


def _without_one_just_begun(parts: list[_Part], series: Series) -> tuple[list[_Part], str]:
    """A last phase with too few scores is left out while earlier ones can be compared; its scores are told beside them."""
    if series.alternating or len(parts) < 3 or len(parts[-1].scores) >= FEWEST_TO_DESCRIBE:
        return parts, ""
    scores = _list([value_text(score, series.kind) for score in parts[-1].scores])
    return parts[:-1], t("Phase {place} has only just begun: {scores}.", place=len(parts), scores=scores)


def _parts(series: Series, names: Collection[str]) -> list[_Part]:
    """What is compared: phases one after another, or conditions that take turns; follow-up is not part of it."""
    phases = [p for p in series.phases if p.kind != PhaseKind.FOLLOW_UP]
    return [_Part(p.code, _inside(p.label or p.code, names), _is_baseline(p), series.values_in(p.code)) for p in phases]


def _is_baseline(phase: Phase) -> bool:
    return phase.kind == PhaseKind.BASELINE


def _inside(label: str, names: Collection[str]) -> str:
    """A label inside a sentence: without its capital, unless that belongs to a name or an abbreviation."""
    first = label.split()[0] if label.split() else ""
    plain = label[1:] == label[1:].lower() and first.rstrip(".,:") not in names
    return label[:1].lower() + label[1:] if plain else label


def _numbers(parts: list[_Part], kind: str) -> str:
    """Only the scores themselves, per phase."""
    told = [t("{label} {scores}", label=p.label, scores=_list([value_text(s, kind) for s in p.scores])) for p in parts]
    text = "; ".join(told)
    return text[:1].upper() + text[1:] + "."


def _list(words: list[str]) -> str:
    return t("{first} and {last}", first=", ".join(words[:-1]), last=words[-1]) if len(words) > 1 else words[0]


def _along(series: Series) -> str | None:
    """In a changing criterion whether the scores moved along with its steps; None when it is none, or has no steps yet."""
    found = following(stages_of(series))
    if not found.changes:
        return None
    if found.growing:
        return t("The scores went on evenly within the stages too.")
    if found.followed == found.changes:
        return tn("The scores moved along with the one step.", "The scores moved along with all {n} steps.", found.changes)
    return t("The scores moved along with {followed} of the {n} steps.", followed=found.followed, n=found.changes)


def _seen(parts: list[_Part], series: Series, gate: Gate) -> str:
    if len(parts) == 1:
        return t("The middle with {label} was {value}.", label=parts[0].label, value=value_text(parts[0].middle, series.kind))
    if (followed := _along(series)) is not None:
        return followed
    words = _clock_words() if series.kind == "clock" else _level_words()
    if series.alternating or len(parts) == 2:
        return _two(parts, series.kind, words, gate) if len(parts) == 2 else _each(parts, series.kind)
    return _back_and_forth(parts, words, gate) or _each(parts, series.kind)


def _level_words() -> tuple[str, str, str, str]:
    return t("higher"), t("lower"), t("rose"), t("fell")


def _clock_words() -> tuple[str, str, str, str]:
    return t("later|time"), t("earlier|time"), t("became later"), t("became earlier")


def _two(parts: list[_Part], kind: str, words: tuple[str, str, str, str], gate: Gate) -> str:
    """Two phases or two conditions: the usual way and the other, each with its middle."""
    usual, other = sorted(parts, key=lambda p: not p.baseline)
    if usual.middle == other.middle:
        return t("With {other} the middle was the same: {b}.", other=other.label, b=value_text(other.middle, kind))
    told = {
        "other": other.label,
        "usual": usual.label,
        "how": words[0] if other.middle > usual.middle else words[1],
        "a": value_text(usual.middle, kind),
        "b": value_text(other.middle, kind),
    }
    early = gate is Gate.EARLY
    if usual.baseline and parts[0] is usual:
        return t(
            "So far the middle with {other} is {how}: {b}, first {a}."
            if early
            else "With {other} the middle was {how}: {b}, first {a}.",
            **told,
        )
    return t(
        "So far the middle with {other} is {how}: {b}, against {a} with {usual}."
        if early
        else "With {other} the middle was {how}: {b}, against {a} with {usual}.",
        **told,
    )


def _back_and_forth(parts: list[_Part], words: tuple[str, str, str, str], gate: Gate) -> str | None:
    """Baseline and one approach in turns (A-B-A, A-B-A-B): whether every change went the same way. None when not so."""
    approaches = [p for p in parts if not p.baseline]
    if any(a.baseline == b.baseline for a, b in pairwise(parts)) or len({p.label for p in approaches}) != 1:
        return None
    there = {_way(a, b) for a, b in pairwise(parts) if a.baseline}
    back = {_way(a, b) for a, b in pairwise(parts) if b.baseline}
    if len(there) != 1 or 0 in there or back != {-next(iter(there))}:
        return None
    up, times = there == {1}, sum(a.baseline for a, _ in pairwise(parts))
    how, fell_back = words[0] if up else words[1], words[3] if up else words[2]
    often = {1: "", 2: t("both times") + " "}.get(times, t("all {n} times", n=times) + " ")
    told = {"label": approaches[0].label, "often": often, "how": how, "back": fell_back}
    return t(
        "So far the middle with {label} is {often}{how}, and without it {back} again."
        if gate is Gate.EARLY
        else "With {label} the middle was {often}{how}, and without it {back} again.",
        **told,
    )


def _way(before: _Part, after: _Part) -> int:
    return (after.middle > before.middle) - (after.middle < before.middle)


def _each(parts: list[_Part], kind: str) -> str:
    told = [t("with {label} at {value}", label=p.label, value=value_text(p.middle, kind)) for p in parts]
    return t("The middle was {list}.", list=_list(told))


def _typical(series: Series, names: Collection[str]) -> str:
    """The middle of every phase in the order of the design, follow-up included; few scores are given as they are."""
    told = []
    for phase in series.phases_with_values:
        scores = series.values_in(phase.code)
        shown = [median(scores)] if len(scores) >= FEWEST_TO_DESCRIBE else list(scores)
        told.append(f"{_inside(phase.label or phase.code, names)} {_list([value_text(s, series.kind) for s in shown])}")
    return t("Middle of each approach {list}" if series.alternating else "Middle of each phase {list}", list=", ".join(told))


def _caution(parts: list[_Part], series: Series, gate: Gate) -> str:
    if gate is Gate.EARLY:
        short = min(parts, key=lambda p: len(p.scores))
        return t(
            "No conclusion yet: {n} scores with {label}; from 5 on a comparison says something."
            if series.alternating
            else "No conclusion yet: {n} scores in phase {place}; from 5 on a comparison says something.",
            n=len(short.scores),
            label=short.label,
            place=parts.index(short) + 1,
        )
    changed = any(a.middle != b.middle for a, b in pairwise(parts))
    if changed and not series.alternating and len(parts) - 1 < CHANGES_TO_SPEAK_OF_CAUSE:
        return t(
            "There is a change. This design cannot show what caused it. Switching back and again, or a drawn start date, can."
        )
    return ""


def _course(series: Series) -> Reading:
    """A series without phases: where it began and where it is now."""
    values = [value_text(v, series.kind) for v in series.values]
    if not values:
        return Reading(t("Nothing has been measured yet."), "", "", Gate.NOTHING)
    if len(values) == 1:
        return Reading(t("{name} {value}, measured once.", name=series.name, value=values[0]), "", "", Gate.NUMBERS)
    told = t("{name} first {first}, now {last}.", name=series.name, first=values[0], last=values[-1])
    return Reading(told, "", "", Gate.NUMBERS if len(values) < FEWEST_TO_DESCRIBE else Gate.DESCRIBED)


@dataclass(frozen=True)
class Standing:
    """Where a goal stands: short words, and whether the number agreed on is reached."""

    words: str
    reached: bool


def now_vs_target(now: Decimal, target: Decimal, higher_is_better: bool = True, kind: str = "number", unit: str = "") -> Standing:
    """The distance to a goal in short words without judgement: "op het doel", "2 punten eronder", "15 minuten later"; in its unit
    where that is a word that is said after a number, "5 woorden eronder"."""
    reached = now >= target if higher_is_better else now <= target
    if now == target:
        return Standing(t("on the goal"), reached)
    away, above = abs(now - target), now > target
    words = _minutes(away, above) if kind == "clock" else _units(away, above, unit) or _points(away, above)
    return Standing(words, reached)


def _units(away: Decimal, above: bool, unit: str) -> str:
    """In the unit; "" where its form after a number is not known."""
    if away == 1 or not unit.isalpha() or unit.casefold() in BEFORE:
        return ""
    amount = f"{value_text(away)} {unit}"
    return t("{amount} above it", amount=amount) if above else t("{amount} below it", amount=amount)


def _points(away: Decimal, above: bool) -> str:
    return tn(
        "{amount} point above it" if above else "{amount} point below it",
        "{amount} points above it" if above else "{amount} points below it",
        _one_or_many(away),
        amount=value_text(away),
    )


def _minutes(away: Decimal, later: bool) -> str:
    return tn(
        "{amount} minute later" if later else "{amount} minute earlier",
        "{amount} minutes later" if later else "{amount} minutes earlier",
        _one_or_many(away),
        amount=value_text(away),
    )


def _one_or_many(amount: Decimal) -> int:
    """1 for exactly one; every other amount, 0.5 too, is spoken of in the plural."""
    return 1 if amount == 1 else 2
