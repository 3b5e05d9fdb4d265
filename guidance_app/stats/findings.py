"""What one outcome of an experiment comes to, for everyone: did it help, how sure is that, and the figures under it.

Each figure has two registers: a plain sentence, and the arithmetic for who wants to check it. A figure whose gate is closed is
left out, or says in one sentence why it is not given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn
from guidance_app.domain.series import PhaseKind, Series, pooled, value_text
from guidance_app.stats import sentences
from guidance_app.stats.drawn import Draw, Logged, as_drawn, chance_of, one_unit, times_of
from guidance_app.stats.exact import TwoPhases, two_phases
from guidance_app.stats.gates import (
    FEWEST_TO_DESCRIBE,
    Chance,
    Range,
    Refusal,
    Why,
    may_compare,
    may_describe,
    may_speak_of_cause,
)
from guidance_app.stats.overlap import nap, nap_range
from guidance_app.stats.picking import agreed_on, judge_rounds, not_counted
from guidance_app.stats.ratio import Zero, percent_change
from guidance_app.stats.reading import now_vs_target
from guidance_app.stats.replicated import in_stages, judge_series, judge_stages, over_series, reached
from guidance_app.stats.rounds import Rounds, out_of, rounds_of, winner
from guidance_app.stats.sentences import Said, shown
from guidance_app.stats.summary import decimals, mean, median, rounded
from guidance_app.stats.under_way import chance_comes_last, planned_times, still_to_come, to_come
from guidance_app.stats.verdict import Drawn, Evidence, Judgement, Verdict, evidence, judge

More = Callable[[Rounds, bool], int | Refusal]
LONGEST_UNIT = 12
"""A unit of more letters is a description, not something to put behind a number."""


@dataclass(frozen=True)
class Inputs:
    """All that the figures of one outcome are computed from. `goal` in the unit of the series, `intervals` observed each time.

    `together`: all series of a plan in which they began one after another, this one among them.
    """

    series: Series
    logged: Logged | None = None
    zero: Zero = Zero.OTHER
    goal: Decimal | None = None
    intervals: int | None = None
    together: tuple[Series, ...] = ()


@dataclass(frozen=True)
class Figure:
    """One figure under its name: the sentence for everyone, the arithmetic ("" for none), and its methods by name."""

    label: str
    sentence: str
    arithmetic: str = ""
    methods: tuple[str, ...] = ()


@dataclass(frozen=True)
class Findings:
    """The answer in a word or two, what it follows from, how sure it is, the proposal, and the figures."""

    answer: str
    because: Said
    sure: Said
    judgement: Judgement
    figures: tuple[Figure, ...]

    @property
    def beside(self) -> tuple[Figure, ...]:
        """The figures that the answer itself does not tell already."""
        return tuple(figure for figure in self.figures if figure.sentence != self.because.sentence)


def findings(inputs: Inputs, more: More = not_counted) -> Findings | None:
    """What there is to say; None when two ways of working are not yet measured. `more` counts how many rounds more it takes."""
    series = inputs.series
    if len(series.conditions) < 2:
        return None
    drawn, rounds = chance_of(series, inputs.logged, inputs.together), rounds_in(inputs)
    left = to_come(series, inputs.logged, inputs.together)
    seen = evidence(series, None if isinstance(drawn, Refusal) else drawn)
    seen = over_series(seen, inputs.together) if len(inputs.together) > 1 else seen
    judgement = _judgement(inputs, seen, rounds, more)
    over = seen.drawn and not left
    because = (_rounds_won(series, rounds) or _seen(series)) if over and may_compare(seen.fewest) else None
    sure = _points_to(_sure(inputs, seen, drawn, rounds), judgement, seen, drawn)
    return Findings(_answer(judgement, seen), because or judgement.why, sure, judgement, _figures(inputs, rounds))


def compared(series: Series) -> tuple[str, str] | None:
    """The usual way and the other one, where there are two."""
    ways = list(series.conditions)
    if len(ways) != 2:
        return None
    usual = next((p.condition for p in series.phases_with_values if p.kind == PhaseKind.BASELINE), ways[0])
    return usual, next(way for way in ways if way != usual)


def label_of(series: Series, way: str) -> str:
    """What a way of working is called."""
    return next((phase.label or way for phase in series.phases if phase.condition == way), way)


def rounds_in(inputs: Inputs) -> Rounds | Refusal:
    """The rounds that were drawn, each with every way of working once. Refused when they were not drawn so."""
    series, logged = inputs.series, inputs.logged
    if not series.alternating:
        return Refusal(Why.NOT_KNOWN)
    if logged is None or logged.draw not in (Draw.PAIRS, Draw.ROUNDS):
        return Refusal(Why.NOT_DRAWN)
    ways = sorted({phase.condition for phase in series.phases if phase.kind != PhaseKind.FOLLOW_UP})
    times, size = times_of(series, logged), len(ways)
    planned = logged.order
    if (refused := as_drawn(series, logged, planned)) is not None:
        return refused
    done = list(zip(planned, (time.value for time in times), strict=False))
    blocks = [dict(done[n : n + size]) for n in range(0, len(done) - size + 1, size)]
    if any(sorted(block) != ways for block in blocks):
        return Refusal(Why.NOT_POSSIBLE)
    return rounds_of(blocks)


def amount(series: Series, difference: Fraction | float) -> str:
    """A difference in words with its unit, without its sign."""
    exact = abs(Fraction(difference))
    told, one = shown(exact), 1 if exact == 1 else 2
    if series.kind == "clock":
        return tn("{amount} minute", "{amount} minutes", one, amount=told)
    if series.unit.isalpha() and len(series.unit) <= LONGEST_UNIT:
        return f"{told} {series.unit}"
    return tn("{amount} point", "{amount} points", one, amount=told)


# --- the answer ------------------------------------------------------------------------------------------------------


def several(series: Series) -> bool:
    """Whether more than two ways of working are compared, measured already or still to come."""
    return len({phase.condition for phase in series.phases if phase.kind != PhaseKind.FOLLOW_UP}) > 2


def _judgement(inputs: Inputs, seen: Evidence, rounds: Rounds | Refusal, more: More) -> Judgement:
    series = inputs.series
    if series.higher_is_better is None:
        return Judgement(Verdict.CANNOT_SAY, Said(Refusal(Why.NO_DIRECTION).words))
    if in_stages(series):
        return judge_stages(series, seen)
    left = to_come(series, inputs.logged, inputs.together)
    if not several(series):
        if seen.drawn and left and may_compare(seen.fewest):
            return Judgement(Verdict.MEASURE_LONGER, Said(still_to_come(left)))
        return (judge_series(seen) if len(inputs.together) > 1 else None) or judge(seen)
    if not isinstance(rounds, Rounds):
        why = t("More than two approaches were tried without a drawn order: these figures cannot show which one helps.")
        return Judgement(Verdict.CANNOT_SAY, Said(why))
    labels = {name: label_of(series, name) for name in rounds.names}
    return judge_rounds(
        rounds,
        series.higher_is_better,
        labels,
        lambda lead: amount(series, lead),
        more=more,
        agreed=agreed_on(series, inputs.logged, rounds),
    )


def _answer(found: Judgement, seen: Evidence) -> str:
    if found.answer:
        return found.answer
    better = seen.pairs is not None and seen.pairs.nap > Fraction(1, 2)
    clearly = better and isinstance(seen.range, Range) and seen.range.low > 0.5 and not seen.on_the_line
    match found.verdict:
        case Verdict.CONTINUE:
            return t("Yes.")
        case Verdict.STOP:
            return t("No, it went less well.")
        case Verdict.ADAPT:
            return t("Not each time.") if better else t("It did not go better.")
        case Verdict.MEASURE_LONGER:
            return t("Not known yet.")
        case _:
            return t("It went better.") if clearly and may_compare(seen.fewest) else t("That cannot be said.")


def _rounds_won(series: Series, rounds: Rounds | Refusal) -> Said | None:
    """In how many rounds the new way was better than the usual one."""
    two = compared(series)
    if not isinstance(rounds, Rounds) or two is None:
        return None
    usual, other = (rounds.names.index(way) for way in two)
    sign = 1 if series.higher_is_better else -1
    won = sum(sign * (row[other] - row[usual]) > 0 for row in rounds.rows)
    told = {"won": won, "n": len(rounds.rows), "label": label_of(series, two[1])}
    if won == len(rounds.rows):
        return Said(t("In all {n} pairs it went better with “{label}”.", **told))
    return Said(t("In {won} of the {n} pairs it went better with “{label}”.", **told))


def _seen(series: Series) -> Said | None:
    """What the typical scores are, where the chance figure tells how sure that is."""
    found = _typical(series)
    return Said(found.sentence, found.arithmetic) if found else None


def _sure(inputs: Inputs, seen: Evidence, drawn: Drawn | Refusal, rounds: Rounds | Refusal) -> Said:
    """The chance figure where the program drew, else why there is none."""
    if inputs.series.higher_is_better is None:
        return Said(Refusal(Why.NO_DIRECTION).words)
    if several(inputs.series):
        return _sure_of_winner(inputs, rounds)
    if isinstance(drawn, Refusal):
        return Said(drawn.words)
    if inputs.logged and to_come(inputs.series, inputs.logged, inputs.together):
        return chance_comes_last(planned_times(inputs.logged))
    if not may_compare(seen.fewest):
        return sentences.too_few(seen.fewest)
    worse = drawn.unwanted.p < drawn.wanted.p
    said = sentences.by_chance(drawn.unwanted if worse else drawn.wanted, drawn.what)
    sides = t("differences in one direction counted") if drawn.what != "order" else t("differences in both directions counted")
    if by_pairs(inputs):
        sides += "; " + t("in each series the pairs won less those lost, since the series have different units")
    return Said(said.sentence, f"{said.arithmetic}; {sides}")


def _points_to(sure: Said, judgement: Judgement, seen: Evidence, drawn: Drawn | Refusal) -> Said:
    """With what may be said of the cause: only when it was decided by a draw, or by changes that all went one way."""
    if judgement.verdict not in (Verdict.CONTINUE, Verdict.STOP):
        return sure
    if not isinstance(drawn, Refusal):
        return Said(f"{sure.sentence} {t('Since it was drawn, that points to the approach.')}", sure.arithmetic)
    if may_speak_of_cause(drawn=False, changes=seen.changes) and seen.changes in (seen.wanted, seen.unwanted):
        return Said(f"{t('That it moves along with every change points to the approach.')} {sure.sentence}", sure.arithmetic)
    return sure


def by_pairs(inputs: Inputs) -> bool:
    """Whether the drawn series are compared by their pairs, since their scores cannot be added up."""
    logged = inputs.logged
    return logged is not None and logged.draw is Draw.STAGGER and not one_unit(inputs.together)


def _sure_of_winner(inputs: Inputs, rounds: Rounds | Refusal) -> Said:
    if not isinstance(rounds, Rounds):
        return Said(Refusal(Why.NOT_DRAWN).words if rounds.why is Why.NOT_KNOWN else rounds.words)
    agreed = agreed_on(inputs.series, inputs.logged, rounds)
    if agreed.to_come:
        return chance_comes_last(agreed.times)
    if not may_compare(len(rounds.rows)):
        return sentences.too_few(len(rounds.rows))
    chance: Chance = winner(rounds, bool(inputs.series.higher_is_better)).chance
    said = sentences.by_chance(out_of(chance, agreed.of))
    return Said(said.sentence, t("{sum}; corrected for picking the winner", sum=said.arithmetic))


# --- the figures -----------------------------------------------------------------------------------------------------


def _figures(inputs: Inputs, rounds: Rounds | Refusal) -> tuple[Figure, ...]:
    made = [
        _typical(inputs.series),
        _stages(inputs.series),
        _later(inputs.series),
        _pairs(inputs.series),
        _percent(inputs),
        *_side_by_side(inputs.series, rounds),
        _goal(inputs),
    ]
    return tuple(one for one in made if one is not None)


def _typical(series: Series) -> Figure | None:
    """The middle of every way of working, follow-up too, from three scores on."""
    told, counts = [], []
    groups = [(label_of(series, way), scores) for way, scores in series.conditions.items()]
    for phase in series.phases_with_values:
        if phase.kind == PhaseKind.FOLLOW_UP:
            groups.append((phase.label or phase.code, series.values_in(phase.code)))
    for label, scores in groups:
        if len(scores) >= FEWEST_TO_DESCRIBE:
            told.append(t("{value} with “{label}”", value=value_text(median(scores), series.kind), label=label))
            counts.append(tn("{label} {n} score", "{label} {n} scores", len(scores), label=label))
    if not told:
        return None
    words = t("{first} and {last}", first=", ".join(told[:-1]), last=told[-1]) if len(told) > 1 else told[0]
    sums = t("median, missed measurements left out; {counts}", counts=", ".join(counts))
    return Figure(t("Typical score"), t("The typical score was {list}.", list=words), sums, ("typical",))


def _stages(series: Series) -> Figure | None:
    """In a changing criterion: how often each stage was reached."""
    found = reached(series) if in_stages(series) and series.higher_is_better is not None else None
    return Figure(t("Stages"), found.sentence, found.arithmetic, ("stages",)) if found else None


def _later(series: Series) -> Figure | None:
    """The scores of the follow-up, while they are too few for a typical score."""
    for phase in series.phases_with_values:
        scores = series.values_in(phase.code)
        if phase.kind == PhaseKind.FOLLOW_UP and len(scores) < FEWEST_TO_DESCRIBE:
            told = ", ".join(value_text(score, series.kind) for score in scores)
            return Figure(t("Follow-up"), t("At the follow-up the score was {list}; that is too few to say more.", list=told))
    return None


def _pairs(series: Series) -> Figure | None:
    two = compared(series)
    if two is None or series.higher_is_better is None:
        return None
    a, b = (series.conditions[way] for way in two)
    found = nap(a, b, series.higher_is_better)
    if found is None or not may_describe(len(a), len(b)):
        return None
    follows = not series.alternating and sum(p.kind != PhaseKind.FOLLOW_UP for p in series.phases_with_values) == 2
    ways = None if follows else (label_of(series, two[0]), label_of(series, two[1]))
    said = sentences.pairs(found, nap_range(found, len(a), len(b)), ways)
    early = "" if may_compare(len(a), len(b)) else " " + t("With so few scores that says nothing yet.")
    return Figure(t("Pairs of scores"), said.sentence + early, said.arithmetic, ("pairs", "pairs_range"))


def merged(series: Series) -> TwoPhases | None:
    """All scores of the usual way against all of the other one, without their dates."""
    two = compared(series)
    if two is None or series.higher_is_better is None:
        return None
    return two_phases(series.conditions[two[0]], series.conditions[two[1]], None, series.higher_is_better)


def _percent(inputs: Inputs) -> Figure | None:
    """How many percent the mean changed, only where the zero of the scale is nothing at all."""
    phases = merged(inputs.series)
    if phases is None or not may_describe(phases.a.n, phases.b.n):
        return None
    found = percent_change(phases, inputs.zero)
    if isinstance(found, Refusal):
        return None
    told = {"x": shown(abs(found), 0), "label": label_of(inputs.series, (compared(inputs.series) or ("", ""))[1])}
    up = t("With “{label}” the mean was {x}% higher.", **told)
    words = up if found >= 0 else t("With “{label}” the mean was {x}% lower.", **told)
    sums = t("mean {a}, then {b}", a=shown(phases.a.mean, 2), b=shown(phases.b.mean, 2))
    return Figure(t("In percent"), words, sums, ("percent",))


def _side_by_side(series: Series, rounds: Rounds | Refusal) -> list[Figure]:
    """Every two ways of working in drawn rounds: how far apart, and where the true difference can lie."""
    if not isinstance(rounds, Rounds) or not may_describe(len(rounds.rows)) or series.higher_is_better is None:
        return []
    return [_difference(series, rounds, a, b) for a, b in combinations(rounds.names, 2)]


def _difference(series: Series, rounds: Rounds, a: str, b: str) -> Figure:
    low, high = (b, a) if rounds.difference(a, b) < 0 else (a, b)
    gap, range_ = rounds.difference(low, high), rounds.between(low, high)
    words = t(
        "“{high}” was {amount} above “{low}”.",
        high=label_of(series, high), low=label_of(series, low), amount=amount(series, gap),
    )  # fmt: skip
    where = range_.words if isinstance(range_, Refusal) else _between(range_)
    sums = t(
        "means {high} and {low} over {n} rounds, {missed} incomplete",
        high=shown(rounds.mean(high), 2), low=shown(rounds.mean(low), 2), n=len(rounds.rows), missed=rounds.left_out,
    )  # fmt: skip
    how = (
        t("range corrected for comparing all approaches (Tukey)")
        if len(rounds.names) > 2
        else t("two approaches are one comparison, so there is no winner to correct for")
    )
    return Figure(t("Side by side"), f"{words} {where}", f"{sums}; {how}", ("between",))


def _between(range_: Range) -> str:
    low, high = sentences.apart(range_.low, range_.high)
    return t("The true difference can lie between {low} and {high}.", low=low, high=high)


def _goal(inputs: Inputs) -> Figure | None:
    """How far the last phase, or the new way of working, still is from the goal."""
    series, goal, two = inputs.series, inputs.goal, compared(inputs.series)
    if goal is None or two is None or series.higher_is_better is None:
        return None
    phases = [p for p in series.phases_with_values if p.condition == two[1] and p.kind != PhaseKind.FOLLOW_UP]
    scores = series.values_in(phases[-1].code)
    if len(scores) < FEWEST_TO_DESCRIBE:
        return None
    now = median(scores)
    told = now_vs_target(now, goal, series.higher_is_better, series.kind)
    words = t(
        "The goal is {goal}; the last typical score with “{label}” is {now}, {standing}.",
        goal=value_text(goal, series.kind), now=value_text(now, series.kind), standing=told.words, label=label_of(series, two[1]),
    )  # fmt: skip
    counted = tn("median of {n} score", "median of {n} scores", len(scores))
    return Figure(t("Goal"), words, f"{counted}; {_level(series, phases[-1].code, scores)}", ("typical",))


def _level(series: Series, code: str, scores: tuple[Decimal, ...]) -> str:
    """The mean; of percentages that were counted all sessions together, since a mean of percentages would weigh them wrongly."""
    found = pooled(series.in_phase(code)) if series.kind == "percent" else None
    if found is None:
        return t("their mean is {mean}", mean=formats.number(rounded(mean(scores), decimals(scores) + 1)))
    share = shown(100 * Fraction(found[0]) / Fraction(found[1]))
    return t(
        "together {part} of {whole} ({share})", part=shown(Fraction(found[0])), whole=shown(Fraction(found[1])), share=f"{share}%"
    )
