"""Ids and order of records, both made by the program itself so that two laptops never need to ask each other."""

from __future__ import annotations

import secrets
import time
import uuid


def new_id() -> str:
    """A UUID of version 7 as 32 hex digits (RFC 9562, 5.7): sorts by the millisecond it was made in."""
    millis = time.time_ns() // 1_000_000
    value = millis << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value).hex


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def between(before: str | None, after: str | None) -> str:
    """An ordering key strictly between two others (None: no bound), by base-36 fractions that never end in 0.

    Keys compare as plain text, so a row can be put anywhere without touching its neighbours.
    """
    low, high = before or "", after or ""
    key = ""
    for i in range(max(len(low), len(high)) + 1):
        a = _DIGITS.index(low[i]) if i < len(low) else 0
        b = _DIGITS.index(high[i]) if i < len(high) else 36
        if b - a > 1:
            return key + _DIGITS[(a + b) // 2]
        key += _DIGITS[a]
        if a != b:
            high = ""  # from here on only the lower bound counts
    return key + "i"


def after(last: str | None) -> str:
    """An ordering key for the end of a list whose last key is given. Grows no longer however often it is used."""
    count = int((last or "")[:4].ljust(4, "0"), 36) if last else 36**3 - 1
    text = ""
    for _ in range(4):
        count, digit = divmod(count + 1, 36) if not text else divmod(count, 36)
        text = _DIGITS[digit] + text
    return text + "i"
