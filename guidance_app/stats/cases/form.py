"""How a case is read and how its figures are written down: numbers as plain JSON, a refused figure null with its reason."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from guidance_app.stats.exact import decimal_of
from guidance_app.stats.gates import Refusal

Written = dict[str, Any]
MISSING = object()
T = TypeVar("T")


class Unreadable(ValueError):
    """An input that is not of the form of a case. It names the field, never a value."""


def field(given: Mapping[str, Any], name: str, default: Any = MISSING) -> Any:
    """A field of the input; Unreadable when it is not there and has no default."""
    found = given.get(name, default)
    if found is MISSING:
        raise Unreadable(name)
    return default if found is None and default is not MISSING else found


def number(given: Mapping[str, Any], name: str, default: Any = MISSING) -> Decimal:
    """A number as typed."""
    found = field(given, name, default)
    return read(name, lambda: decimal_of(found))


def optional(given: Mapping[str, Any], name: str) -> Decimal | None:
    """A number as typed, or None when it is not given."""
    found = given.get(name)
    return None if found is None else read(name, lambda: decimal_of(found))


def whole_number(given: Mapping[str, Any], name: str, default: Any = MISSING) -> int:
    """A whole number."""
    found = number(given, name, default)
    if found != int(found):
        raise Unreadable(name)
    return int(found)


def row(given: Mapping[str, Any], name: str) -> list[Decimal | None]:
    """A row of scores, None for a missed one."""
    return read(name, lambda: [None if one is None else decimal_of(one) for one in _list(field(given, name))])


def moments(given: Mapping[str, Any], name: str, count: int) -> list[Decimal]:
    """The times of all sessions; 1, 2, 3, … when none are given."""
    found = given.get(name)
    if found is None:
        return [Decimal(n) for n in range(1, count + 1)]
    return read(name, lambda: [decimal_of(one) for one in _list(found)])


def read(name: str, act: Callable[[], T]) -> T:
    """What `act` reads; any mistake in it is a mistake in this field."""
    try:
        return act()
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        raise Unreadable(name) from None


def _list(found: Any) -> list[Any]:
    if not isinstance(found, list | tuple):
        raise ValueError("not a list")
    return list(found)


def plain(value: Any) -> Any:
    """A figure as JSON has it: fractions and decimals as the nearest double, pairs as lists, nothing that is not finite."""
    if isinstance(value, bool | int | str) or value is None:
        return value
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [plain(one) for one in value]
    try:
        return float(value) if math.isfinite(float(value)) else None
    except OverflowError:
        return None


def put(into: Written, key: str, value: Any, reason: str = "") -> None:
    """Write one figure. A refusal, None, or what cannot be written becomes null with the reason beside it; so does a chance
    figure (its name begins or ends with p) that is too small for the computer to tell from 0."""
    if "p" in (key.split("_")[0], key.split("_")[-1]) and value == 0:
        value, reason = None, "smaller than a computer can write down"
    if isinstance(value, Refusal):
        value, reason = None, value.note or value.why.value
    into[key] = plain(value)
    if into[key] is None:
        into[f"{key}_reason"] = reason or "cannot be computed from these scores"
    elif isinstance(value, tuple) and len(value) == 2 and value[0] == value[1]:
        into[f"{key}_note"] = "an interval without width: never shown to anybody"


def fraction(p: Fraction) -> Written:
    """A chance figure: the fraction in its lowest terms, and its value."""
    return {"fraction": str(p), "value": float(p)}
