"""How far a second observer saw the same, in words: for everyone, and with kappa for the adviser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn
from guidance_app.domain.marks import marks_of
from guidance_app.queries.names import join_names
from guidance_app.queries.read import Row, rows
from guidance_app.stats.agreement import Agreement, agreement, agreement_of_counts
from guidance_app.stats.gates import Refusal
from guidance_app.stats.sentences import shown


@dataclass(frozen=True)
class Check:
    """One time that two people watched. `words` are for the adviser, `plain` for everyone; `outcome` "" for the whole.

    `agreed` of `of` intervals, or `reported` as a percentage, is what several times are put together from.
    """

    id: str
    words: str
    plain: str
    outcome: str
    agreed: int = 0
    of: int = 0
    reported: str = ""


def checks_of(s: Session, experiment: Row, names: Mapping[str, str]) -> tuple[Check, ...]:
    """All times that two people watched in an experiment."""
    found = rows(s, "observer_check", experiment.book, experiment=experiment.id)
    return tuple(_check(one, names) for one in found)


def _check(check: Row, names: Mapping[str, str]) -> Check:
    plain, told = seen_alike(
        check.first_marks, check.second_marks, check.first_count, check.second_count, check.percent
    )  # fmt: skip
    parts = (told, formats.day(check.date) if check.date else "", names.get(check.second_observer, ""))
    words = ", ".join(part for part in parts if part)
    both = _both(check.first_marks, check.second_marks)
    agreed, of = (both.agreed, both.of) if isinstance(both, Agreement) else (0, 0)
    only = not of and check.first_count is None and check.percent is not None
    reported = f"{formats.number(check.percent)}%" if only else ""
    return Check(check.id, words, plain, check.outcome or "", agreed, of, reported)


def seen_alike(
    first: str | None, second: str | None, count: Decimal | None, other: Decimal | None, percent: Decimal | None
) -> tuple[str, str]:
    """The plain sentence and the words for the adviser, from the marks, the counts, or the percentage as it was reported."""
    if first or second:
        return _of_marks(first, second)
    if count is not None and other is not None:
        return _of_counts(count, other)
    if percent is not None:
        words = f"{formats.number(percent)}%"
        return t("A second observer saw the same in {percent}, as was reported.", percent=words), words
    return "", t("not filled in")


def _of_marks(first: str | None, second: str | None) -> tuple[str, str]:
    found = _both(first, second)
    if found is None:
        return "", t("The rows are not equally long: {a} and {b} intervals.", a=len(first or ""), b=len(second or ""))
    if isinstance(found, Refusal):
        return "", t("There is no interval that both watched.")
    percent = shown(100 * found.share)
    alike = t("The same seen in {agreed} of the {n} intervals ({percent}%)", agreed=found.agreed, n=found.of, percent=percent)
    return _saw(found.agreed, found.of), f"{alike}; {_kappa(found)}"


def _both(first: str | None, second: str | None) -> Agreement | Refusal | None:
    """What two rows of marks come to; None when they are not equally long."""
    one, two = marks_of(first), marks_of(second)
    return agreement(one, two) if len(one) == len(two) else None


def _saw(agreed: int, of: int) -> str:
    return tn(
        "A second observer saw the same in {agreed} of {n} interval.",
        "A second observer saw the same in {agreed} of the {n} intervals.", of, agreed=agreed,
    )  # fmt: skip


def _kappa(found: Agreement) -> str:
    if isinstance(found.kappa, Refusal):
        return t("kappa cannot be computed: both saw one and the same thing all the time")
    return t("kappa {kappa}", kappa=shown(found.kappa, 2))


def _of_counts(count: Decimal, other: Decimal) -> tuple[str, str]:
    found = agreement_of_counts([count], [other])
    if isinstance(found, Refusal):
        return "", t("A count below 0 cannot be compared.")
    told = {"a": formats.number(count), "b": formats.number(other), "percent": shown(100 * found)}
    return (
        t("Two observers counted {a} and {b}.", a=told["a"], b=told["b"]),
        t("Counted {a} and {b}, the smaller is {percent}% of the larger", **told),
    )


def in_plain_words(checks: Sequence[Check], outcome: str) -> str:
    """What everyone may know about one outcome: intervals of several times put together, percentages beside each other."""
    about = [check for check in checks if check.plain and check.outcome in ("", outcome)]
    of, reported = sum(check.of for check in about), [check.reported for check in about if check.reported]
    told = [_saw(sum(check.agreed for check in about), of)] if of else []
    if len(reported) == 1:
        told.append(t("A second observer saw the same in {percent}, as was reported.", percent=reported[0]))
    elif reported:
        told.append(t("A second observer saw the same in {list}, as was reported.", list=join_names(reported)))
    return " ".join((*told, *(check.plain for check in about if not check.of and not check.reported)))
