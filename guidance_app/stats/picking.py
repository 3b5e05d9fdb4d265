"""Which of several approaches to go on with: the verdict over randomised rounds, corrected for picking the winner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from guidance_app.base.i18n import t
from guidance_app.domain.series import PhaseKind, Series
from guidance_app.stats import sentences
from guidance_app.stats.designs import DrawnRounds
from guidance_app.stats.drawn import Logged
from guidance_app.stats.gates import Refusal, Why, may_compare, may_describe
from guidance_app.stats.power import more_rounds
from guidance_app.stats.rounds import Rounds, out_of, winner
from guidance_app.stats.sentences import Said
from guidance_app.stats.under_way import planned_times, still_to_come, to_come
from guidance_app.stats.verdict import Judgement, Verdict


def not_counted(_rounds: Rounds, _higher: bool) -> int | Refusal:
    """How many rounds more, where there is no time to simulate it."""
    return Refusal(Why.NOT_KNOWN)


@dataclass(frozen=True)
class Agreed:
    """What was agreed on beforehand. `first`: the usual way or the first method ("" where nobody says); `usual`: it is known to
    be the usual way. `times` were planned and `to_come` are still to come; `of`: how many orders could have been drawn."""

    first: str = ""
    usual: bool = False
    times: int = 0
    to_come: int = 0
    of: int = 0


def agreed_on(series: Series, logged: Logged | None, rounds: Rounds) -> Agreed:
    """What was agreed on about rounds that were drawn."""
    times = planned_times(logged) if logged else 0
    first = next(phase.condition for phase in series.phases if phase.kind != PhaseKind.FOLLOW_UP)
    of = DrawnRounds(rounds.names, times // len(rounds.names)).possibilities
    return Agreed(first, usual_way(series) == first, times, to_come(series, logged), of)


def usual_way(series: Series) -> str | None:
    """The way of working that is known to be the usual one: the baseline, or the first when it has the name that the wizard gives
    the usual way. None when the record does not say; then the first may be a method like the others."""
    for phase in series.phases:
        if phase.kind == PhaseKind.BASELINE:
            return phase.condition
    first = series.phases[0] if series.phases else None
    return first.condition if first and first.label.strip().casefold() == t("As usual").casefold() else None


def judge_rounds(
    rounds: Rounds,
    higher: bool,
    labels: Mapping[str, str],
    amount: Callable[[Fraction], str],
    drawn: bool = True,
    more: Callable[[Rounds, bool], int | Refusal] = more_rounds,
    agreed: Agreed = Agreed(),
) -> Judgement:
    """Continue with the approach that is proved better than every other one, from five rounds on and once all planned rounds are
    over; stop when that is the usual way; else measure longer, with about how many rounds.

    `labels`: the approaches in words. `amount`: a difference in words with its unit. Without a draw nothing is proved. `more`
    says how many rounds more are needed.
    """
    best, done = winner(rounds, higher), len(rounds.rows)
    if not may_describe(done):
        return Judgement(Verdict.CANNOT_SAY, sentences.too_few(done))
    if best.tied:
        return _level(rounds, agreed)
    others = [labels[name] for name in rounds.names if name != best.name]
    told = t("{first} and {last}", first=", ".join(others[:-1]), last=others[-1]) if len(others) > 1 else others[0]
    over = drawn and not agreed.to_come
    proved = out_of(best.chance, agreed.of) if best.proved and over and may_compare(done) else None
    no_better = over and agreed.usual and best.name == agreed.first and may_compare(done)
    needed = Refusal(Why.NOT_KNOWN) if proved or not over or no_better else more(rounds, higher)
    why = sentences.best_method(labels[best.name], told, amount(best.lead), done, proved, needed)
    if proved and best.name == agreed.first:
        return _first_is_best(why, labels[best.name], agreed.usual)
    if no_better:
        return Judgement(Verdict.ADAPT, why, t("It did not go better."))
    if agreed.to_come and drawn:
        why = Said(f"{why.sentence} {still_to_come(agreed.to_come)}")
    return Judgement(Verdict.CONTINUE if proved else Verdict.MEASURE_LONGER if drawn else Verdict.CANNOT_SAY, why)


def _level(rounds: Rounds, agreed: Agreed) -> Judgement:
    why = sentences.nobody_ahead(len(rounds.rows))
    if agreed.to_come:
        why = Said(f"{why.sentence} {still_to_come(agreed.to_come)}")
    return Judgement(Verdict.MEASURE_LONGER, why)


def _first_is_best(why: Said, label: str, usual: bool) -> Judgement:
    """The usual way, or the first method where that is not known, beats all that was tried beside it."""
    answer = t("No, the usual way came out best.") if usual else t("“{label}” came out best.", label=label)
    words = f"{why.sentence} {t('The other approaches did not help more than that.')}"
    return Judgement(Verdict.STOP, Said(words, why.arithmetic), answer)
