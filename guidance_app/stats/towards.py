"""A goal on its way, in words: the aim line, what may be said of the pace, and what the pupil has shown before.

The begin of the line is the median day and score of the scores before the first approach, from three on; else the begin that
was agreed, where its day is known. Pace is read from the scores since the last change of teaching, by the whole 80% interval.
A goal to do something less is turned round, so that "behind" is always the side that nobody wants. In a goal that was reached
nobody asks for the pace: it stands in the arithmetic only. Of a goal of which nobody said whether more or less is better,
nothing is said that has a direction. In the holidays of the school nothing is expected: all lines run over days of school.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn
from guidance_app.domain.series import Observation, PhaseKind, Series, value_text
from guidance_app.stats.aim import FOUR, AimLine, Growth, Progress, aim_line, progress, school_day
from guidance_app.stats.ambition import ambitious, history
from guidance_app.stats.exact import Path, path
from guidance_app.stats.gates import FEWEST_FOR_GROWTH, FEWEST_TO_DESCRIBE, GROWTH_CONFIDENCE, Refusal
from guidance_app.stats.pace import both_lines, still_needed
from guidance_app.stats.reading import BEFORE
from guidance_app.stats.sentences import WEEK, Said, four_in_a_row, growth, growth_numbers, shown
from guidance_app.stats.summary import rounded

TENS = 10
"""From here on a value that is expected is told without decimals."""


@dataclass(frozen=True)
class Agreed:
    """What was agreed for a goal: from where, to where, by when. `begin` counts where too few scores were made beforehand;
    `higher` None: nobody said whether more or less is better.

    `reached` is the distance in words when the goal has been reached, `runs` says that nobody has looked back on it yet.
    """

    target: Decimal | None
    due: dt.date | None
    begin: Decimal | None = None
    begin_day: dt.date | None = None
    higher: bool | None = True
    reached: str = ""
    runs: bool = True


@dataclass(frozen=True)
class Towards:
    """What is said of a goal. `aim` is the line that was used, the same that a chart draws; `found` is None without a line.

    `sentence` is for everyone, `arithmetic` for who wants to check it; `cue`, `history` and `more` (how many scores are still
    needed) are "" when there is nothing to say.
    """

    sentence: str
    aim: AimLine | None = None
    found: Growth | None = None
    arithmetic: tuple[str, ...] = ()
    cue: str = ""
    history: str = ""
    more: str = ""
    now: Progress | None = None
    """The scores that the pace is read from, as typed, with their lines."""


@dataclass(frozen=True)
class _Split:
    """A series cut at the begin of the work on a goal: the scores before it, and those since the last change of teaching."""

    before: Path
    since: Path


def towards(series: Series, agreed: Agreed) -> Towards:
    """Everything that is said of a series with a goal."""
    split = _split(series, agreed.begin_day)
    seen = _history(series, split.since, agreed)
    if agreed.higher is None:
        why = t("It was not agreed whether more or less is better: of how fast it goes nothing can be said.")
        return Towards(why, history=seen)
    aim = _aim(series, split, agreed)
    if isinstance(aim, str):
        return Towards(_reached(agreed) if agreed.reached else aim, history=seen)
    typed = progress(aim, split.since)
    now = _turned(typed, agreed.higher)
    pace = growth(now) if agreed.higher else _less(now)
    arithmetic = (_line_words(series, split, aim), *_sum(pace, now, agreed))
    found = now.growth()
    cue = _cue(now, split, agreed) if agreed.runs and found in (Growth.BOTH, Growth.EARLY) else ""
    if agreed.reached:
        return Towards(_reached(agreed), aim, found, (arithmetic[0], pace.sentence, *arithmetic[1:]), cue, seen, now=typed)
    more = still_needed(now) if agreed.runs else ""
    return Towards(pace.sentence, aim, found, arithmetic, cue, seen, more, typed)


def _split(series: Series, begin_day: dt.date | None) -> _Split:
    """Scores of the phases before the first approach; without such phases those up to the day of the begin."""
    usual = {phase.code for phase in series.phases if phase.kind is PhaseKind.BASELINE}
    before = list(takewhile(lambda o: o.phase in usual, series.measured))
    if not before:
        before = [o for o in series.measured if begin_day and o.day <= begin_day]
    after = series.measured[len(before) :]
    last = list(takewhile(lambda o: o.phase == after[-1].phase, reversed(after)))
    return _Split(_path(before), _path(last[::-1]))


def _path(some: Sequence[Observation]) -> Path:
    return path([Decimal(o.day.toordinal()) for o in some], [o.value for o in some])


def _aim(series: Series, split: _Split, agreed: Agreed) -> AimLine | str:
    """The line, or one sentence that says why there is none."""
    if series.alternating:
        return t("No conclusion yet: two approaches take turns here. How fast it goes can be said of one of them.")
    if agreed.target is None:
        return t("No conclusion: what is measured has another unit than the goal, or the goal has no number.")
    if agreed.due is None:
        return t("No conclusion yet: the goal has no day. With a day there is a line to look along.")
    begin = _begin(split, agreed)
    if begin is None and not split.before.n:
        return t("No conclusion yet: it is not known on what day it began. Fill that in with the numbers of the goal.")
    if begin is None:
        return tn(
            "No conclusion yet: {n} score before the work on this goal began. {needed} are needed, or a begin with its day.",
            "No conclusion yet: {n} scores before the work on this goal began. {needed} are needed, or a begin with its day.",
            split.before.n,
            needed=FEWEST_TO_DESCRIBE,
        )
    found = aim_line(begin, Fraction(agreed.target), Fraction(agreed.due.toordinal()), _holidays(series))
    if isinstance(found, Refusal):
        return t("No conclusion: the day of the goal does not come after the begin.")
    if found.goal == found.level or (found.goal > found.level) != agreed.higher:
        return t("No conclusion: the goal is not beyond the begin.")
    return found


def _holidays(series: Series) -> tuple[tuple[Fraction, Fraction], ...]:
    """Each holiday from its first day to the first day of school after it."""
    return tuple((Fraction(first.toordinal()), Fraction(last.toordinal() + 1)) for first, last in series.holidays)


def _in_school(found: Path, series: Series) -> Path:
    """The same scores on the clock of days of school."""
    spans = _holidays(series)
    if not spans:
        return found
    return Path(tuple(int(school_day(Fraction(day), spans)) for day in found.times), found.scores, found.tick, found.unit)


def _begin(split: _Split, agreed: Agreed) -> Path | None:
    if split.before.n >= FEWEST_TO_DESCRIBE:
        return split.before
    if agreed.begin is None or agreed.begin_day is None:
        return None
    return path([Decimal(agreed.begin_day.toordinal())], [agreed.begin])


def _turned(now: Progress, higher: bool) -> Progress:
    """The same progress with more as the wanted side."""
    if higher:
        return now
    aim = AimLine(now.aim.day, -now.aim.level, -now.aim.goal, now.aim.goal_day, now.aim.holidays)
    return Progress(aim, now.days, tuple(-y for y in now.scores))


# --- words -----------------------------------------------------------------------------------------------------------


def _reached(agreed: Agreed) -> str:
    return t("The goal has been reached ({distance}). Whether it stays so, later scores show.", distance=agreed.reached)


def _less(now: Progress) -> Said:
    """Growth of a goal to do something less: numbers say how much it goes down a week."""
    line, found = now.line, now.growth()
    ends = line.interval(GROWTH_CONFIDENCE) if line else None
    said = growth(now)
    if found is Growth.EARLY or line is None or ends is None:
        return said
    told = growth_numbers(line.slope, ends, now.aim.per_day)
    return Said(_less_words(found, line.slope < now.aim.per_day, told), said.arithmetic)


def _less_words(found: Growth, slower: bool, told: dict[str, str]) -> str:
    if found is Growth.BEHIND:
        return t("It goes down by {growth} a week, between {low} and {high}; the aim is {aim}. That is behind the plan.", **told)
    if found is Growth.AHEAD:
        return t(
            "It goes down by {growth} a week, between {low} and {high}; the aim is {aim}. That is ahead of the plan.", **told
        )
    if slower:
        return t(
            "It goes down by {growth} a week, between {low} and {high}; the aim is {aim}. "
            "Both “on plan” and “behind” are possible.",
            **told,
        )
    return t(
        "It goes down by {growth} a week, between {low} and {high}; the aim is {aim}. Both “on plan” and “ahead” are possible.",
        **told,
    )


def _line_words(series: Series, split: _Split, aim: AimLine) -> str:
    """Where the aim line begins and ends, and how steep it is."""
    told = {
        "level": _value(aim.level, series),
        "day": _day(aim.day),
        "goal": _value(aim.goal, series),
        "due": _day(aim.goal_day),
        "pace": shown(abs(WEEK * aim.per_day), 2),
    }
    if split.before.n >= FEWEST_TO_DESCRIBE:
        return t(
            "Aim line from {level} on {day}, the middle of {n} scores beforehand, to {goal} on {due}: {pace} a week.",
            n=split.before.n,
            **told,
        )
    return t("Aim line from {level} on {day}, the begin that was agreed, to {goal} on {due}: {pace} a week.", **told)


def _sum(pace: Said, now: Progress, agreed: Agreed) -> tuple[str, ...]:
    """How the pace was computed, from which scores, and what is still needed."""
    since = t("Scores since the last change of teaching, from {day}.", day=_day(now.days[0])) if now.days else ""
    known = len(now.scores) >= FEWEST_FOR_GROWTH and pace.arithmetic
    how = t("Pace by {how}.", how=pace.arithmetic) if known else ""
    needed = now.needed if agreed.runs and not agreed.reached else None
    left = ""
    if needed is not None and needed > 0:
        left = t("From the last three scores {pace} a week is needed to be there in time.", pace=shown(WEEK * needed, 2))
    free = t("The holidays of the school are left out: nothing is expected then.") if now.aim.holidays else ""
    lines = both_lines(now, bool(agreed.higher)) if known else ()
    return tuple(one for one in (since, how, *lines, left, free) if one)


def _cue(now: Progress, split: _Split, agreed: Agreed) -> str:
    """Four in a row on one side of the line: a reason to look."""
    four = now.four
    if four not in ("all_below", "all_above") or (agreed.reached and four == "all_above"):
        return ""
    probes = split.before.n if split.before.n >= FEWEST_TO_DESCRIBE else 1
    rate = _false_alarm(now.aim, probes, now.days[-FOUR:]) if four == "all_below" else 0.0
    if agreed.higher:
        return four_in_a_row(four == "all_below", rate).sentence
    if four == "all_above":
        return t("The last 4 scores are on the good side of the aim line: a reason to look whether more is possible.")
    if isinstance(rate, Refusal) or rate <= 0:
        return t("The last 4 scores are on the wrong side of the aim line: a reason to look, not a verdict.")
    return t(
        "The last 4 scores are on the wrong side of the aim line. That happens in 1 of {n} pupils who are on plan: "
        "a reason to look, not a verdict.",
        n=round(1 / rate),
    )


@lru_cache(maxsize=64)
def _false_alarm(aim: AimLine, probes: int, days: tuple[Fraction, ...]) -> float | Refusal:
    """Simulated once for the same four days; numpy is read only where there is a cue."""
    from guidance_app.stats.cue import false_alarm

    return false_alarm(aim, probes, days)


def _history(series: Series, since: Path, agreed: Agreed) -> str:
    """The pupil's own range, and where the own better pace would lead."""
    seen = history(_path(series.measured))
    if isinstance(seen, Refusal) or series.alternating:
        return ""
    told = {"low": _value(seen.low, series), "high": _value(seen.high, series), "middle": _value(seen.middle, series)}
    own = t("Own scores so far from {low} to {high}, middle {middle}.", **told)
    far = "" if agreed.higher is None else _ambitious(series, since, agreed, agreed.higher)
    return f"{own} {far}" if far else own


def _ambitious(series: Series, since: Path, agreed: Agreed, higher: bool) -> str:
    """An ambitious aim on the day of the goal, never beyond the end of the scale."""
    if agreed.due is None or agreed.target is None or not agreed.runs:
        return ""
    due = school_day(Fraction(agreed.due.toordinal()), _holidays(series))
    far = ambitious(_in_school(since, series), due, higher)
    if isinstance(far, Refusal):
        return ""
    top = Fraction(series.most) if series.most is not None else None
    reach = max(Fraction(far), Fraction(0)) if min(series.values) >= 0 else Fraction(far)
    reach = min(reach, top) if top is not None and max(series.values) <= top else reach
    told = {"value": _about(reach, series), "due": formats.day(agreed.due)}
    further = reach > agreed.target if higher else reach < agreed.target
    if further:
        return t("If it goes as in the best stretch, it will be about {value} on {due}. That is further than the goal.", **told)
    return t("If it goes as in the best stretch, it will be about {value} on {due}. The goal is at least as far.", **told)


def _about(value: Fraction, series: Series) -> str:
    """A value to look forward to, no finer than one can know it, with its unit where that is a word: 29 woorden, 7,5."""
    whole = Fraction(rounded(value, 0)) if abs(value) >= TENS else value
    told = _value(whole, series)
    spoken = series.unit.isalpha() and series.unit.casefold() not in BEFORE and series.kind not in ("percent", "clock")
    return f"{told} {series.unit}" if spoken else told


def _value(value: Fraction, series: Series) -> str:
    number = rounded(value, 1)
    whole = number.to_integral_value()
    return value_text(whole if number == whole else number, series.kind)


def _day(ordinal: Fraction) -> str:
    return formats.day(dt.date.fromordinal(int(ordinal)))
