"""The recovery code of the emergency card: 160 random bits as nine groups of four letters and digits.

Written in Crockford's base 32 (no I, L, O or U, so that nothing looks like something else). The last group checks the
eight before it: a slip of the pen is noticed before any key is tried.
"""

from __future__ import annotations

import hashlib
import secrets

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS, GROUP, GROUPS = 160, 4, 9
_LOOKALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A fresh code, in groups with dashes: 7K3Q-…"""
    number = secrets.randbits(BITS)
    return shown(_digits(number, BITS // 5))


def shown(code: str) -> str:
    """A tidy code, in its groups of four."""
    full = code if len(code) == GROUP * GROUPS else code + _check(code)
    return "-".join(full[i : i + GROUP] for i in range(0, len(full), GROUP))


def tidy(typed: str) -> str | None:
    """What somebody typed from the card as 32 digits without dashes; None when it is no code, or one with a mistake."""
    text = "".join(c for c in typed.upper() if c.isalnum()).translate(_LOOKALIKE)
    code, check = text[:-GROUP], text[-GROUP:]
    sound = len(text) == GROUP * GROUPS and all(c in DIGITS for c in text) and _check(code) == check
    return code if sound else None


def last_group(code: str) -> str:
    """The group by which a person shows to have the card, from the code in its groups."""
    return code[-GROUP:]


def looks_like_one(typed: str) -> bool:
    """Whether this was meant as a code: long, and of nothing but its letters and digits. Tells a slip from a passphrase."""
    text = "".join(c for c in typed.upper() if c not in " -").translate(_LOOKALIKE)
    return abs(len(text) - GROUP * GROUPS) <= 2 and all(c in DIGITS for c in text)


def _check(code: str) -> str:
    return _digits(int.from_bytes(hashlib.sha256(code.encode()).digest()[:3], "big") >> 4, GROUP)


def _digits(number: int, length: int) -> str:
    return "".join(DIGITS[number >> 5 * i & 31] for i in reversed(range(length)))
