"""Which of several approaches to go on with: the verdict over randomised rounds, corrected for picking the winner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from guidance_app.base.i18n import t
from guidance_app.stats import sentences
from guidance_app.stats.gates import Refusal, Why, may_compare, may_describe
from guidance_app.stats.power import more_rounds
from guidance_app.stats.rounds import Rounds, winner
from guidance_app.stats.verdict import Judgement, Verdict


def not_counted(_rounds: Rounds, _higher: bool) -> int | Refusal:
    """How many rounds more, where there is no time to simulate it."""
    return Refusal(Why.NOT_KNOWN)


def judge_rounds(
    rounds: Rounds,
    higher: bool,
    labels: Mapping[str, str],
    amount: Callable[[Fraction], str],
    drawn: bool = True,
    more: Callable[[Rounds, bool], int | Refusal] = more_rounds,
) -> Judgement:
    """Continue with the approach that is proved better than every other one, from five rounds on; else measure longer, with
    about how many rounds.

    `labels`: the approaches in words. `amount`: a difference in words with its unit. Without a draw nothing is proved. `more`
    says how many rounds more are needed; by simulation that takes up to a second.
    """
    best = winner(rounds, higher)
    done = len(rounds.rows)
    if not may_describe(done):
        return Judgement(Verdict.CANNOT_SAY, sentences.too_few(done))
    if best.tied:
        return Judgement(Verdict.MEASURE_LONGER, sentences.nobody_ahead(done))
    others = [labels[name] for name in rounds.names if name != best.name]
    told = t("{first} and {last}", first=", ".join(others[:-1]), last=others[-1]) if len(others) > 1 else others[0]
    proved = best.chance if best.proved and drawn and may_compare(done) else None
    needed = Refusal(Why.NOT_KNOWN) if proved or not drawn else more(rounds, higher)
    why = sentences.best_method(labels[best.name], told, amount(best.lead), done, proved, needed)
    return Judgement(Verdict.CONTINUE if proved else Verdict.MEASURE_LONGER if drawn else Verdict.CANNOT_SAY, why)
