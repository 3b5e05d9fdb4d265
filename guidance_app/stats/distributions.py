"""The few distributions that the figures need: normal, t and binomial; as exact as double precision can carry."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cache
from statistics import NormalDist

_NORMAL = NormalDist()


def below(z: float) -> float:
    """The share of the standard normal curve below z, exact far into the tail."""
    return math.erfc(-z / math.sqrt(2)) / 2


def two_sided(z: float) -> float:
    """The share of the standard normal curve at least as far from 0 as z."""
    return math.erfc(abs(z) / math.sqrt(2))


def quantile(share: float) -> float:
    """The point of the standard normal curve with this share below it (0 < share < 1)."""
    return _NORMAL.inv_cdf(share)


@cache
def z_for(confidence: float) -> float:
    """How many standard errors to either side an interval of this confidence reaches (1.96 for .95)."""
    return _NORMAL.inv_cdf((1 + confidence) / 2)


def t_between(t: float, df: int) -> float:
    """The share of Student's t between -t and t; finite series for whole df (Abramowitz & Stegun 1964, 26.7.3-4)."""
    angle = math.atan(t / math.sqrt(df))
    cosine, sine = math.cos(angle), math.sin(angle)
    if df % 2:
        term, total = cosine, 0.0
        for k in range(1, (df - 1) // 2 + 1):
            total += term
            term *= cosine * cosine * 2 * k / (2 * k + 1)
        return 2 / math.pi * (angle + sine * total)
    term, total = 1.0, 0.0
    for k in range(1, df // 2 + 1):
        total += term
        term *= cosine * cosine * (2 * k - 1) / (2 * k)
    return sine * total


@cache
def t_for(confidence: float, df: int) -> float:
    """The t that reaches this confidence with df degrees of freedom: bisection between 0 and a bound, then exact to 1e-14."""
    low, high = 0.0, 2.0
    while t_between(high, df) < confidence:
        low, high = high, high * 2
    for _ in range(200):
        half = (low + high) / 2
        if half in (low, high):
            break
        low, high = (half, high) if t_between(half, df) < confidence else (low, half)
    return (low + high) / 2


@cache
def coin_tail(heads: int, throws: int) -> Fraction:
    """The chance of at least so many heads with a fair coin."""
    return Fraction(sum(math.comb(throws, k) for k in range(max(heads, 0), throws + 1)), 2**throws)


@cache
def coin_needed(throws: int, alpha: Fraction = Fraction(1, 20)) -> int | None:
    """The smallest number of heads whose tail lies under alpha; None when even all heads do not."""
    return next((k for k in range(throws + 1) if coin_tail(k, throws) < alpha), None)
