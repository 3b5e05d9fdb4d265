"""Two scores held against each other: earlier beside later, and the parts of one test; with several as one for the expert.

All of it is about measurement error and how often a difference occurs, nothing about causes. What a figure needs stands in the
report of the test; without it a sentence says what is missing.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import comb

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.queries.scores_around import Around, Verdict, inputs_of, p_words, share_words
from guidance_app.queries.scores_taken import Taken
from guidance_app.stats.drawer import ExpertFigure
from guidance_app.stats.gates import Refusal
from guidance_app.stats.psychometrics import (
    STANDARD,
    Change,
    Difference,
    Place,
    composite,
    index_difference,
    predicted_difference,
    regression_change,
    reliable_change,
)
from guidance_app.stats.score_methods import score_method
from guidance_app.stats.sentences import change_of_score, difference_of_indexes, shown

Point = tuple[float, float, float]
"""A score with the mean and standard deviation of its scale."""


def _point(taken: Taken) -> Point:
    """In the scale of the test; where only a percentile is known, in z."""
    if taken.by_value and taken.norm is not None:
        return float(taken.score.value), float(taken.norm[0]), float(taken.norm[1])
    return -(taken.z() or 0) if taken.turned else taken.z() or 0, 0, 1


def _perfect() -> str:
    return t("A reliability of 1 leaves no measurement error, so nothing can be computed. Check it in the report.")


# --- earlier beside later --------------------------------------------------------------------------------------------


def change(earlier: Taken, later: Taken) -> Verdict:
    """Whether the later score differs from the earlier one by more than measurement error."""
    when = formats.day(earlier.test.date)
    about = t("Compared with {when}", when=when)
    if why := _not_comparable(earlier, later):
        return Verdict(about, why, why)
    found = _reliable(earlier, later)
    if found is None:
        why = t("Whether this is more than measurement error cannot be told: that needs the reliability from the report.")
        return Verdict(about, why, why, inputs=_both(earlier, later), figures=_expected(earlier, later))
    if isinstance(found, Refusal):
        return Verdict(about, _perfect(), _perfect())
    gain = _practice(later)
    exact = _exact(later) - _exact(earlier) - Fraction(gain or 0)
    said = change_of_score(exact, found)
    sentence = f"{said.sentence} {_practised(gain)}".strip()
    figure = ExpertFigure(t("Reliable change"), f"{said.arithmetic}; {p_words(found.p)}", score_method("change"))
    figures = (figure, *_expected(earlier, later))
    return Verdict(about, _direction(exact, found, later), sentence, said.arithmetic, _both(earlier, later), figures)


def _not_comparable(earlier: Taken, later: Taken) -> str:
    if isinstance(earlier.there, Refusal) or isinstance(later.there, Refusal):
        return t("Scores without a place among other children are not compared here.")
    if (earlier.norm, earlier.by_value, earlier.kind) != (later.norm, later.by_value, later.kind):
        return t("The two scores are on different scales, so they are not compared.")
    return ""


def _reliable(earlier: Taken, later: Taken) -> Change | Refusal | None:
    """None when no reliability is known. Where one of the two names none, that of the other holds for both."""
    first, last = _steady(earlier), _steady(later)
    first, last = first if first is not None else last, last if last is not None else first
    if first is None or last is None:
        return None
    (a, _, sd), (b, _, _) = _point(earlier), _point(later)
    return reliable_change(a, b, sd, float(first), float(last), practice=float(_practice(later) or 0))


def _steady(taken: Taken) -> Decimal | None:
    return taken.reliability if taken.reliability is not None else taken.score.retest


def _practice(later: Taken) -> Decimal | None:
    return later.score.practice if later.by_value else None


def _practised(gain: Decimal | None) -> str:
    return t("A gain by practice of {x} was taken off.", x=formats.number(gain)) if gain else ""


def _exact(taken: Taken) -> Fraction:
    return Fraction(taken.score.value) if taken.by_value else Fraction(_point(taken)[0])


def _direction(difference: Fraction, found: Change, later: Taken) -> str:
    if not found.reliable:
        return t("The difference can be measurement error.")
    if (difference > 0) != later.turned:
        return t("Higher than before, by more than measurement error.")
    return t("Lower than before, by more than measurement error.")


def _expected(earlier: Taken, later: Taken) -> tuple[ExpertFigure, ...]:
    """The regression form, for the expert; only where the reliability of testing again is known."""
    retest = later.score.retest if later.score.retest is not None else earlier.score.retest
    if retest is None:
        return ()
    (a, mean, sd), (b, _, _) = _point(earlier), _point(later)
    found = regression_change(a, b, mean, sd, float(retest), float(_practice(later) or 0))
    if isinstance(found, Refusal):
        value = _perfect()
    else:
        told = {"expected": shown(found.expected), "se": shown(found.se, 2), "z": shown(found.z, 2), "p": p_words(found.p)}
        value = t("expected {expected}, standard error {se}, z = {z}, {p}", **told)
    return (ExpertFigure(t("Against what was to be expected"), value, score_method("regression")),)


def _both(a: Taken, b: Taken) -> str:
    return "; ".join((inputs_of(a), inputs_of(b)))


# --- the parts of one test -------------------------------------------------------------------------------------------


def parts_of(around: Around, taken: Taken) -> list[Taken]:
    """The scores of the same test that have a place, the total left out."""
    found = around.tests.get(taken.test.id, ())
    return [one for one in found if not (isinstance(one.there, Refusal) or one.is_total)]


def differences(around: Around, taken: Taken) -> tuple[tuple[Verdict, ...], str]:
    """This score against each other part of its test; and what is missing for those that cannot be compared."""
    parts = parts_of(around, taken)
    ids = [one.score.id for one in parts]
    if taken.score.id not in ids or len(parts) < 2:
        return (), ""
    known = [one for one in parts if one.reliability is not None]
    if taken.reliability is None or len(known) < 2:
        return (), t("Whether it really differs from the other parts cannot be told: that needs the reliabilities in the report.")
    pairs = comb(len(known), 2)
    told = tuple(_difference(around, taken, other, pairs) for other in known if other.score.id != taken.score.id)
    left = [one.label for one in parts if one.reliability is None]
    why = t("Of {names} the reliability is not known.", names=", ".join(left)) if left else ""
    return told, why


def _difference(around: Around, a: Taken, b: Taken, pairs: int) -> Verdict:
    known = around.correlation(a, b)
    (x, _, sd), (y, _, _) = _alike(a, b)
    r = None if known is None else _turned(a, b) * float(known.value)
    rates = (float(a.reliability or 0), float(b.reliability or 0))
    found = index_difference(x, y, sd, *rates, r if r is not None and -1 < r < 1 else None, comparisons=pairs)
    if isinstance(found, Refusal):
        return Verdict(b.label, _perfect(), _perfect())
    real = found.significant_corrected
    words = t("The difference is real (not measurement error).") if real else t("The difference can be measurement error.")
    sentence = difference_of_indexes(found).sentence
    if real and found.base_rate is not None:
        sentence += " " + t("In normal theory.")
    elif real:
        sentence += " " + t("How often that occurs is not known, for the correlation is not.")
    inputs = "; ".join(part for part in (inputs_of(a), inputs_of(b), _correlated(known)) if part)
    return Verdict(b.label, words, sentence, _sum(found, pairs), inputs, _figures(around, a, b, found, pairs))


def _alike(a: Taken, b: Taken) -> tuple[Point, Point]:
    """Both in the scale of the test where they share it, else on the scale 100 (15)."""
    if a.by_value and b.by_value and a.norm == b.norm and a.turned == b.turned:
        return _point(a), _point(b)
    return _standard(a), _standard(b)


def _standard(taken: Taken) -> Point:
    assert isinstance(taken.there, Place)
    return taken.there.on(STANDARD), *map(float, STANDARD)  # type: ignore[return-value]


def _turned(a: Taken, b: Taken) -> int:
    """A correlation turns its sign where exactly one of the two counts problems: places count the other way round then."""
    return -1 if a.turned != b.turned else 1


def _correlated(known: object) -> str:
    if known is None:
        return ""
    value, source = known.value, known.source  # type: ignore[attr-defined]
    told = t("correlation {r}", r=formats.number(value))
    return f"{told} ({source})" if source else told


def _sum(found: Difference, pairs: int) -> str:
    told = {"x": shown(found.difference), "se": shown(found.se, 2), "critical": shown(found.critical_corrected)}
    return t("difference {x}, standard error {se}, limit {critical}, corrected for {n} comparisons", n=pairs, **told)


def _figures(around: Around, a: Taken, b: Taken, found: Difference, pairs: int) -> tuple[ExpertFigure, ...]:
    told = [ExpertFigure(t("Difference"), f"{_sum(found, pairs)}; {p_words(found.p)}", score_method("difference"))]
    if found.base_rate is not None:
        share = t("{share}, in normal theory", share=share_words(found.base_rate))
        told.append(ExpertFigure(t("How often"), share, score_method("base_rate")))
        told.append(_predicted(around, a, b))
    else:
        told.append(ExpertFigure(t("How often"), t("not known: the correlation is not given"), score_method("base_rate")))
    return tuple(told)


def _predicted(around: Around, a: Taken, b: Taken) -> ExpertFigure:
    """This score against the one to be expected from the other part."""
    known = around.correlation(a, b)
    assert known is not None
    (x, mean, sd), (y, _, _) = _standard(a), _standard(b)
    found = predicted_difference(mean, sd, _turned(a, b) * float(known.value), y, x)
    told = {"expected": shown(found.expected), "difference": shown(found.difference)}
    value = t("on the scale 100 (15) expected {expected}, difference {difference}", **told)
    if found.rate is not None:
        value = t("{told}; {share} this low or lower, in normal theory", told=value, share=share_words(found.rate))
    return ExpertFigure(t("Predicted from {name}", name=b.label), value, score_method("predicted"))


def together(around: Around, taken: Taken) -> Verdict | None:
    """The parts of one test whose correlations are known as one score; None where no correlation of the test is known."""
    parts = [one for one in parts_of(around, taken) if any(around.correlation(one, b) for b in parts_of(around, taken))]
    if len(parts) < 2 or taken.score.id not in [one.score.id for one in parts]:
        return None
    about = t("{names} together", names=", ".join(one.label for one in parts))
    matrix = [[1.0 if a is b else _r(around, a, b) for b in parts] for a in parts]
    if any(r is None for line in matrix for r in line):
        why = t("A score of these parts together needs the correlation of every two of them.")
        return Verdict(about, why, why)
    reliabilities = [float(one.reliability) for one in parts if one.reliability is not None]
    scores = [_standard(one)[0] for one in parts]
    known = [[r for r in line if r is not None] for line in matrix]
    found = composite(scores, *STANDARD, known, reliabilities)
    if isinstance(found, Refusal) or not _possible(known):
        why = t("These correlations cannot hold together, so no score of the parts is computed. Check them.")
        return Verdict(about, why, why)
    value = t("{value} on the scale 100 (15)", value=shown(found.on()))
    if found.reliability is not None and 0 <= found.reliability <= 1:
        value += ", " + t("reliability {r}", r=shown(found.reliability, 2))
    inputs = "; ".join(inputs_of(one) for one in parts)
    return Verdict(about, "", value, inputs=inputs, figures=(ExpertFigure(t("Composite"), value, score_method("composite")),))


def _possible(matrix: list[list[float]]) -> bool:
    """Whether correlations can hold together: no weighing of the parts has a spread below nothing (Cholesky)."""
    root: list[list[float]] = []
    for i, line in enumerate(matrix):
        made: list[float] = []
        for j in range(i):
            left = line[j] - sum(a * b for a, b in zip(made, root[j], strict=False))
            made.append(left / root[j][j])
        rest = 1 - sum(a * a for a in made)
        if rest <= 0:
            return False
        root.append([*made, rest**0.5])
    return True


def _r(around: Around, a: Taken, b: Taken) -> float | None:
    known = around.correlation(a, b)
    return None if known is None else _turned(a, b) * float(known.value)
