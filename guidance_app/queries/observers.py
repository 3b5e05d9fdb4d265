"""How far a second observer saw the same, in words: for everyone, and with kappa for the adviser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn
from guidance_app.domain.marks import marks_of
from guidance_app.queries.read import Row, rows
from guidance_app.stats.agreement import Agreement, agreement, agreement_of_counts
from guidance_app.stats.gates import Refusal
from guidance_app.stats.sentences import shown


@dataclass(frozen=True)
class Check:
    """One time that two people watched. `words` are for the adviser, `plain` for everyone; `outcome` "" for the whole."""

    id: str
    words: str
    plain: str
    outcome: str


def checks_of(s: Session, experiment: Row, names: Mapping[str, str]) -> tuple[Check, ...]:
    """All times that two people watched in an experiment."""
    found = rows(s, "observer_check", experiment.book, experiment=experiment.id)
    return tuple(_check(one, names) for one in found)


def _check(check: Row, names: Mapping[str, str]) -> Check:
    plain, told = seen_alike(
        check.first_marks, check.second_marks, check.first_count, check.second_count, check.percent
    )  # fmt: skip
    parts = (told, formats.day(check.date) if check.date else "", names.get(check.second_observer, ""))
    return Check(check.id, ", ".join(part for part in parts if part), plain, check.outcome or "")


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
    one, two = marks_of(first), marks_of(second)
    if len(one) != len(two):
        words = t("The rows are not equally long: {a} and {b} intervals.", a=len(one), b=len(two))
        return "", words
    found = agreement(one, two)
    if isinstance(found, Refusal):
        return "", t("There is no interval that both watched.")
    told = {"agreed": found.agreed, "n": found.of}
    plain = tn(
        "A second observer saw the same in {agreed} of {n} interval.",
        "A second observer saw the same in {agreed} of the {n} intervals.", found.of, agreed=found.agreed,
    )  # fmt: skip
    alike = t("The same seen in {agreed} of the {n} intervals ({percent}%)", percent=shown(100 * found.share), **told)
    return plain, f"{alike}; {_kappa(found)}"


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
    """What everyone may know about one outcome."""
    return " ".join(check.plain for check in checks if check.plain and check.outcome in ("", outcome))
