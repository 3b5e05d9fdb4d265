"""How far two observers agree: percentage and Cohen's kappa, and for numbers how far apart they lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from guidance_app.stats.gates import Refusal, Why

Seen = Hashable


@dataclass(frozen=True)
class Agreement:
    """Sessions (or intervals) that both observed. `kappa` is refused when both always saw one and the same thing."""

    agreed: int
    of: int
    kappa: Fraction | Refusal

    @property
    def share(self) -> Fraction:
        """Share of what both observed on which they agreed."""
        return Fraction(self.agreed, self.of)


def agreement(first: Sequence[Seen | None], second: Sequence[Seen | None]) -> Agreement | Refusal:
    """Agreement on categories (Cohen 1960, Educ. Psychol. Meas. 20, 37-46); what only one observed (None) is left out."""
    both = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    if not both:
        return Refusal(Why.TOO_FEW)
    n, agreed = len(both), sum(a == b for a, b in both)
    seen_1, seen_2 = Counter(a for a, _ in both), Counter(b for _, b in both)
    expected = Fraction(sum(seen_1[one] * seen_2[one] for one in seen_1), n * n)
    kappa = Refusal(Why.NO_SPREAD) if expected == 1 else (Fraction(agreed, n) - expected) / (1 - expected)
    return Agreement(agreed, n, kappa)


def agreement_of_counts(first: Sequence[Decimal | None], second: Sequence[Decimal | None]) -> Fraction | Refusal:
    """Mean over sessions of the smaller count divided by the larger; two zeros agree fully (Cooper, Heron & Heward 2020, ch. 5).

    Refused for negative numbers and when no session was counted by both."""
    both = [(Fraction(a), Fraction(b)) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    if not both:
        return Refusal(Why.TOO_FEW)
    if any(min(pair) < 0 for pair in both):
        return Refusal(Why.NO_TRUE_ZERO)
    return sum((min(pair) / max(pair) if max(pair) else Fraction(1) for pair in both), Fraction()) / len(both)
