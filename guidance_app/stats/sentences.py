"""Computed facts in words: one plain sentence, and the arithmetic under it. The same facts give the same words.

No sentence says more than its figure allows: chance only of what was drawn, cause never, "behind" only by the whole interval.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn
from guidance_app.stats.aim import Growth, Progress
from guidance_app.stats.gates import (
    FEWEST_FOR_GROWTH,
    FEWEST_TO_COMPARE,
    GROWTH_CONFIDENCE,
    Chance,
    Range,
    Refusal,
)
from guidance_app.stats.overlap import Overlap
from guidance_app.stats.psychometrics import Change, Difference, half_up
from guidance_app.stats.summary import rounded

WEEK = 7
MOST_PLACES = 18


@dataclass(frozen=True)
class Said:
    """One sentence for everyone, and the arithmetic for who wants to check it ("" when there is none)."""

    sentence: str
    arithmetic: str = ""


def shown(value: Fraction | float, places: int = 1) -> str:
    """A number for the eye, halves away from zero, without zeros that say nothing."""
    number = rounded(Fraction(value), places).normalize()
    return formats.number(number if number else Decimal(0))


def apart(*numbers: Fraction | float, places: int = 1) -> list[str]:
    """Numbers for the eye, with as many decimals as it takes to tell those that differ from each other."""
    told: list[str] = []
    for decimals in range(places, MOST_PLACES + 1):
        told = [shown(number, decimals) for number in numbers]
        if len(set(told)) == len(set(numbers)):
            break
    return told


def above_zero(number: float, places: int) -> str:
    """A number above 0 for the eye: never as 0."""
    return apart(0, number, places=places)[1]


def in_hundred(share: Fraction | float) -> str:
    """A share as so many of 100; what is not nothing or everything is never shown as 0 or 100."""
    whole = half_up(100 * Fraction(share))
    return str(min(max(whole, 1 if share > 0 else 0), 99 if share < 1 else 100))


def _chance_words(chance: Chance) -> str:
    """ "5", or "less than 1"."""
    return in_hundred(chance.p) if chance.p >= Fraction(1, 100) else t("less than 1")


def _p(chance: Chance) -> str:
    fraction = f"{formats.number(chance.count)}/{formats.number(chance.of)}"
    decimals = max(3, 1 - math.floor(math.log10(chance.p)))
    how = t("all possibilities counted") if chance.exact else t("random draws, the used one counted along")
    return t("p = {fraction} = {p}; {how}", fraction=fraction, p=shown(chance.p, decimals), how=how)


# --- comparing two ways of working -----------------------------------------------------------------------------------


def too_few(n: int) -> Said:
    """Not enough scores for a comparison."""
    return Said(
        tn(
            "No conclusion yet: {n} score in this phase; from {needed} on a comparison says something.",
            "No conclusion yet: {n} scores in this phase; from {needed} on a comparison says something.",
            n,
            needed=FEWEST_TO_COMPARE,
        )
    )


def all_better(fewest: int) -> Said:
    """Complete separation in short phases."""
    return Said(
        t(
            "Every score is better than every score before. Encouraging, but phases of {n} scores are too short to say anything.",
            n=fewest,
        )
    )


def pairs(found: Overlap, range_: Range | Refusal, ways: tuple[str, str] | None = None) -> Said:
    """NAP as so many of 100 pairs. `ways`: what both ways of working are called, where one does not simply follow the other."""
    if isinstance(range_, Refusal):
        return Said(range_.words)
    low, high = math.floor(100 * range_.low + 1e-9), math.ceil(100 * range_.high - 1e-9)
    told = {"x": in_hundred(found.nap), "low": low, "high": high}
    sentence = (
        t(
            "Set every new score beside every score before it: in {x} of 100 of those pairs the new one is better. "
            "If the approach made no difference it would be about 50. "
            "With so few scores the true figure can lie between {low} and {high}.",
            **told,
        )
        if ways is None
        else t(
            "Set every score with “{b}” beside every score with “{a}”: in {x} of 100 of those pairs it is better. "
            "If it made no difference which, it would be about 50. "
            "With so few scores the true figure can lie between {low} and {high}.",
            a=ways[0],
            b=ways[1],
            **told,
        )
    )
    return Said(
        sentence,
        t(
            "NAP = {won}/{pairs} = {nap}, ties counted half; {percent}% interval {low} to {high}",
            won=shown(found.won),
            pairs=found.pairs,
            nap=shown(found.nap, 3),
            percent=shown(100 * range_.confidence, 0),
            low=shown(range_.low, 3),
            high=shown(range_.high, 3),
        ),
    )


def on_the_line() -> Said:
    """A baseline that already improved."""
    return Said(
        t(
            "The pupil was already improving. The new scores lie on the line that was already there: "
            "nothing points to the new approach so far."
        )
    )


def no_cause() -> Said:
    """A single change that was not drawn."""
    return Said(
        t("There is a change. This design cannot show what caused it. Switching back and again, or a drawn start date, can.")
    )


def every_change(changes: int, wanted: bool = True) -> Said:
    """Changes back and forth that all went one way."""
    if wanted:
        return Said(t("All {n} changes went the wanted way: better with the new approach, back again without it.", n=changes))
    return Said(t("All {n} changes went the other way: less good with the new approach.", n=changes))


def some_changes(wanted: int, changes: int) -> Said:
    """Changes back and forth that did not all go one way."""
    return Said(t("Of the {n} changes {wanted} went the wanted way: it does not come back each time.", n=changes, wanted=wanted))


def by_chance(chance: Chance, what: str = "order") -> Said:
    """The chance figure of a drawn start, of several drawn moments ("plan"), or of an order."""
    told: dict[str, object] = {"of": chance.of, "x": _chance_words(chance)}
    if not chance.exact:
        sentence = t(
            "Of {of} possibilities drawn at random {count} give a difference at least this large: {x} in 100.",
            count=chance.count,
            **told,
        )
        return Said(sentence, _p(chance))
    return Said(_counted(chance.count, told, what), _p(chance))


def _counted(count: int, told: dict[str, object], what: str) -> str:
    """How many of what could have been drawn give so large a difference."""
    if what == "start":
        return tn(
            "The start was drawn beforehand. "
            "Of the {of} start dates that could have been drawn, 1 gives a difference this large: {x} in 100.",
            "The start was drawn beforehand. "
            "Of the {of} start dates that could have been drawn, {n} give a difference at least this large: {x} in 100.",
            count,
            **told,
        )
    if what == "plan":
        return tn(
            "The moments of change were drawn beforehand. "
            "Of the {of} timetables that could have been drawn, 1 gives a difference this large: {x} in 100.",
            "The moments of change were drawn beforehand. "
            "Of the {of} timetables that could have been drawn, {n} give a difference at least this large: {x} in 100.",
            count,
            **told,
        )
    return tn(
        "The order was drawn beforehand. "
        "Of the {of} orders that could have been drawn, 1 gives a difference this large: {x} in 100.",
        "The order was drawn beforehand. "
        "Of the {of} orders that could have been drawn, {n} give a difference at least this large: {x} in 100.",
        count,
        **told,
    )


def worse_by_chance(chance: Chance, what: str = "order") -> Said:
    """The chance figure of a difference in the direction that was not wanted."""
    said = by_chance(chance, what)
    return Said(t("With the new approach it was less good. {sentence}", sentence=said.sentence), said.arithmetic)


def not_drawn() -> Said:
    """No chance figure without a draw."""
    return Said(t("The start was not drawn beforehand: no chance figure can be given."))


def best_method(name: str, others: str, lead: str, rounds: int, proved: Chance | None, more: int | Refusal) -> Said:
    """Who is ahead. `lead` in words with its unit; `proved` only when the corrected chance figure is small enough."""
    told = {"name": name, "others": others, "lead": lead, "n": rounds}
    if proved is not None:
        sentence = t("{name} is better than {others} ({lead}), also when one allows for picking the winner.", **told)
        return Said(sentence, _p(proved))
    if isinstance(more, Refusal):
        return Said(t("{name} is ahead of {others} ({lead}). With {n} rounds this can still be luck.", **told))
    return Said(
        t(
            "{name} is ahead of {others} ({lead}). With {n} rounds this can still be luck; "
            "about {more} more rounds are needed to tell.",
            more=more,
            **told,
        )
    )


def nobody_ahead(rounds: int) -> Said:
    """No difference at all between the best two."""
    return Said(t("After {n} rounds the best two approaches are level.", n=rounds))


# --- before starting -------------------------------------------------------------------------------------------------


def at_best(floor: Fraction) -> Said:
    """The smallest chance figure that a plan can give."""
    sentence = t(
        "At best this plan can give {x} in 100; a figure up to 5 in 100 convinces.", x=_chance_words(Chance(1, _times(floor)))
    )
    return Said(sentence, t("smallest reachable p = {fraction}", fraction=str(floor)))


def _times(floor: Fraction) -> int:
    return max(int(1 / floor), 1)


def would_notice(change: str | Refusal) -> Said:
    """What a plan would notice; `change` in words with its unit."""
    if isinstance(change, Refusal):
        return Said(change.words)
    return Said(t("This plan would notice a change of {change} in 8 of 10 cases.", change=change))


# --- growth towards a goal -------------------------------------------------------------------------------------------


def growth(now: Progress) -> Said:
    """Growth a week (of school) against the aim, by the whole interval."""
    found, line = now.growth(), now.line
    ends = line.interval(GROWTH_CONFIDENCE) if line else None
    if found is Growth.EARLY or line is None or ends is None:
        return Said(
            tn(
                "Too early to say how fast it goes: {n} score, {needed} are needed.",
                "Too early to say how fast it goes: {n} scores, {needed} are needed.",
                len(now.scores),
                needed=FEWEST_FOR_GROWTH,
            )
            if len(now.scores) < FEWEST_FOR_GROWTH
            else t("The scores leave no room for doubt on paper; in truth it is there, so no range is given.")
        )
    told = growth_numbers(line.slope, ends, now.aim.per_day)
    return Said(_growth_words(found, line.slope < now.aim.per_day, told), _growth_sum(line.se, len(now.scores)))


def growth_numbers(slope: Fraction, ends: tuple[float, float], aim: Fraction) -> dict[str, str]:
    """Growth, both ends of its interval and the aim, a week; with a second decimal where one would make two of them equal."""
    numbers: dict[str, Fraction | float] = {"growth": slope, "low": ends[0], "high": ends[1], "aim": aim}
    return dict(zip(numbers, apart(*(WEEK * value for value in numbers.values())), strict=True))


def _growth_words(found: Growth, slower: bool, told: dict[str, str]) -> str:
    if found is Growth.BEHIND:
        return t("Growth is {growth} a week, between {low} and {high}; the aim is {aim}. That is behind the plan.", **told)
    if found is Growth.AHEAD:
        return t("Growth is {growth} a week, between {low} and {high}; the aim is {aim}. That is ahead of the plan.", **told)
    if slower:
        return t(
            "Growth is {growth} a week, between {low} and {high}; the aim is {aim}. Both “on plan” and “behind” are possible.",
            **told,
        )
    return t(
        "Growth is {growth} a week, between {low} and {high}; the aim is {aim}. Both “on plan” and “ahead” are possible.",
        **told,
    )


def _growth_sum(se: float | None, n: int) -> str:
    return t(
        "least squares over {n} scores, standard error {se} a week, {percent}% interval",
        n=n,
        se=above_zero(WEEK * (se or 0), 2),
        percent=shown(100 * GROWTH_CONFIDENCE, 0),
    )


def four_in_a_row(below: bool, false_alarm: float | Refusal) -> Said:
    """The four-point cue, with its own rate of false alarms."""
    if not below:
        return Said(t("The last 4 scores are above the aim line: a reason to look whether more is possible."))
    if isinstance(false_alarm, Refusal) or false_alarm <= 0:
        return Said(t("The last 4 scores are under the aim line: a reason to look, not a verdict."))
    return Said(
        t(
            "The last 4 scores are under the aim line. That happens in 1 of {n} pupils who are on plan: "
            "a reason to look, not a verdict.",
            n=half_up(1 / false_alarm),
        )
    )


# --- test scores -----------------------------------------------------------------------------------------------------


def against(difference: Fraction | float, limit: float, reached: bool) -> dict[str, str]:
    """A difference and the limit it is held against, with as few decimals as show on which side of it the difference lies."""
    for places in range(7):
        x, needed = rounded(Fraction(difference), max(places, 1)), Fraction(math.ceil(limit * 10**places), 10**places)
        if (x >= needed) == reached:
            break
    return {"x": shown(Fraction(x), 9), "needed": shown(needed, 9)}


def change_of_score(difference: Decimal | Fraction, found: Change | Refusal) -> Said:
    """A change between two test scores against measurement error."""
    if isinstance(found, Refusal):
        return Said(found.words)
    told = against(abs(Fraction(difference)), found.smallest, found.reliable)
    sentence = (
        t("The difference of {x} is larger than this test needs to rule out measurement error ({needed}).", **told)
        if found.reliable
        else t("The difference of {x} is smaller than the {needed} this test needs to rule out measurement error.", **told)
    )
    return Said(
        sentence, t("reliable change index {index}, standard error {se}", index=shown(found.index, 2), se=shown(found.se, 2))
    )


def difference_of_indexes(found: Difference | Refusal) -> Said:
    """Two scores of one profile."""
    if isinstance(found, Refusal):
        return Said(found.words)
    if not found.significant_corrected:
        sentence = t(
            "The difference of {x} can be measurement error; from {needed} on it is not.",
            **against(abs(found.difference), found.critical_corrected, reached=False),
        )
    elif found.base_rate is None:
        sentence = t("The difference is real (not measurement error).")
    else:
        sentence = t(
            "The difference is real (not measurement error), and {n} in 100 children have one this large.",
            n=in_hundred(found.base_rate / 100) if found.base_rate >= 1 else t("less than 1"),
        )
    return Said(
        sentence,
        t(
            "standard error {se}, corrected critical value {critical}; base rate in normal theory",
            se=shown(found.se, 2),
            critical=shown(found.critical_corrected),
        ),
    )
