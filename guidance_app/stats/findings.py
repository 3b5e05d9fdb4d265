"""What one outcome of an experiment comes to, for everyone: did it help, how sure is that, and the figures under it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from guidance_app.base.i18n import t
from guidance_app.domain.series import PhaseKind, Series
from guidance_app.stats import sentences
from guidance_app.stats.drawn import Draw, as_drawn, chance_of, one_unit, times_of
from guidance_app.stats.gates import (
    Chance,
    Range,
    Refusal,
    Why,
    may_compare,
    may_speak_of_cause,
)
from guidance_app.stats.picking import agreed_on, judge_rounds, not_counted
from guidance_app.stats.plain_figures import Figure, Inputs, amount, compared, figures_of, label_of, typical
from guidance_app.stats.replicated import in_stages, judge_series, judge_stages, over_series
from guidance_app.stats.rounds import Rounds, out_of, rounds_of, winner
from guidance_app.stats.sentences import Said
from guidance_app.stats.under_way import chance_comes_last, planned_times, still_to_come, to_come
from guidance_app.stats.verdict import Drawn, Evidence, Judgement, Verdict, evidence, judge

More = Callable[[Rounds, bool], int | Refusal]


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
    return Findings(_answer(judgement, seen), because or judgement.why, sure, judgement, figures_of(inputs, rounds))


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
    found = typical(series)
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
