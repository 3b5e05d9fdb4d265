"""One measured value as it is typed, for every kind of outcome, and as it stands in its field again.

What was counted keeps what it was counted from: 7 of 12 is a share of 58,333333% and still 7 and 12, so that several sessions
can be put together. Every function gives a value, None for an empty field, or a Problem with one sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Final

from guidance_app.base import formats
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.entry import LONGEST, parse_number, parse_time
from guidance_app.domain.series import value_text

DECIMALS: Final = 6
"""How many decimals a share or a pace that was counted is kept with, at most."""
HIGHEST: Final = {"percent": 100, "rating": 10}
FROM_ZERO: Final = frozenset({"count", "duration", "percent", "rate", "rating"})
_OUT_OF: Final = re.compile(r"(.+?) ?(?:/| van | uit | of | out of | op | in ) ?(.+?) ?(?:%|min|minuten|minutes)?")
_SECONDS: Final = {
    "u": 3600, "uur": 3600, "uren": 3600, "h": 3600, "hour": 3600, "hours": 3600,
    "m": 60, "min": 60, "minuut": 60, "minuten": 60, "minute": 60, "minutes": 60,
    "s": 1, "sec": 1, "seconde": 1, "seconden": 1, "second": 1, "seconds": 1,
}  # fmt: skip
_PART: Final = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,9})?) ?([a-z]+)")
_BARE: Final = re.compile(r"[0-9]{1,2}")


@dataclass(frozen=True)
class Amount:
    """A value; `part` out of `whole` where it was counted so."""

    value: Decimal
    part: Decimal | None = None
    whole: Decimal | None = None

    @property
    def fields(self) -> dict[str, Decimal | None]:
        """The fields of a measurement that hold it."""
        return {"value": self.value, "part": self.part, "whole": self.whole}


def read_amount(text: str, kind: str, unit: str = "") -> Amount | None:
    """What was typed for an outcome of this kind: 7,5 · 75% · 7/12 · 7 van 12 · 80 · 1u20 · 21.40."""
    text = " ".join(text.split())
    if not text or len(text) > LONGEST:
        return _plain(parse_number(text), kind)
    if kind == "clock":
        time = parse_time(text)
        return None if time is None else Amount(Decimal(time.hour * 60 + time.minute))
    counted = _OUT_OF.fullmatch(text.casefold()) if kind in ("percent", "rate") else None
    if counted:
        return _counted(counted[1], counted[2], kind)
    spoken = _on_clock(text, unit) if kind == "duration" else None
    if spoken is None and kind == "duration":
        spoken = _seconds(text.casefold())
    if spoken is not None:
        return Amount(_kept(spoken / _seconds_in(unit)))
    return _plain(parse_number(text), kind)


def _plain(number: Decimal | None, kind: str) -> Amount | None:
    return None if number is None else Amount(_fits(number, kind))


def amount_text(found: Amount | None, kind: str) -> str:
    """The value as it stands in its field: as it was typed."""
    if found is None:
        return ""
    if found.part is not None and found.whole is not None and kind in ("percent", "rate"):
        return f"{formats.number(found.part)}/{formats.number(found.whole)}"
    return value_text(found.value, kind) if kind == "clock" else formats.number(found.value)


def amount_of(value: Decimal | None, part: Decimal | None = None, whole: Decimal | None = None) -> Amount | None:
    """What a record holds; a part and a whole only where they belong together."""
    if value is None:
        return None
    return Amount(value, part, whole) if part is not None and whole is not None else Amount(value)


def example_of(kind: str) -> str:
    """What one may type, as a hint in the field."""
    return {
        "percent": t("75 or 7/12"),
        "rate": t("4 or 12/3"),
        "duration": t("80 or 1u20"),
        "clock": t("for example 14.45"),
    }.get(kind, "")


def kind_of_unit(unit: str | None) -> str:
    """The kind of what is measured in this unit, as far as the unit alone says so."""
    words = (unit or "").casefold()
    if words == "%":
        return "percent"
    return "duration" if words in _SECONDS and len(words) > 1 else "rate" if " per " in f" {words} " else "number"


def _counted(part_text: str, whole_text: str, kind: str) -> Amount | None:
    part, whole = parse_number(part_text), parse_number(whole_text)
    if part is None or whole is None:
        return None
    if part < 0 or whole < 1:
        raise Problem(t("So many of so many needs a whole of at least 1 and a part from 0 on."))
    if kind == "percent" and part > whole:
        raise Problem(t("The part is larger than the whole."))
    share = Fraction(part) / Fraction(whole)
    return Amount(_kept(100 * share if kind == "percent" else share), part, whole)


def _kept(exact: Fraction) -> Decimal:
    """An exact value as it is kept: without zeros that say nothing."""
    with localcontext(prec=100):
        number = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1).scaleb(-DECIMALS), ROUND_HALF_UP)
    return Decimal(format(number, "f").rstrip("0").rstrip("."))


def _seconds(text: str) -> Fraction | None:
    """A time that something took, in words; None when it is a plain number. "1u20" is an hour and 20 minutes."""
    parts, rest = list(_PART.finditer(text)), _PART.sub("", text).split()
    if not parts or any(one[2] not in _SECONDS for one in parts):
        return None
    sizes = [_SECONDS[one[2]] for one in parts]
    if sizes != sorted(set(sizes), reverse=True) or len(rest) > 1 or (rest and not _BARE.fullmatch(rest[0])):
        return None
    if rest and (sizes[-1] == 1 or int(rest[0]) > 59 or not text.endswith(rest[0])):
        return None
    total = sum((Fraction(one[1].replace(",", ".")) * _SECONDS[one[2]] for one in parts), Fraction())
    return total + (int(rest[0]) * sizes[-1] // 60 if rest else 0)


def _on_clock(text: str, unit: str) -> Fraction | None:
    """A time typed with a colon: 1:20 is a minute and 20 seconds where seconds are counted, and an hour and 20 minutes where
    minutes or hours are. Problem where the unit does not say which; None for anything else."""
    clock = re.fullmatch(r"([0-9]{1,3}):([0-5][0-9])", text)
    if clock is None:
        return None
    one = _SECONDS.get((unit.casefold().split() or [""])[0])
    if one is None:
        raise Problem(
            t("{time} can be minutes and seconds, or hours and minutes.", time=text), t("Type it in words, such as 80 s or 1u20.")
        )
    return Fraction((int(clock[1]) * 60 + int(clock[2])) * (1 if one == 1 else 60))


def _seconds_in(unit: str) -> int:
    """How many seconds one of the unit of the outcome is; minutes where it does not say."""
    first = unit.casefold().split()[:1]
    return _SECONDS.get(first[0], 60) if first else 60


def _fits(number: Decimal, kind: str) -> Decimal:
    """The number, when an outcome of this kind can be so."""
    if kind in FROM_ZERO and number < 0:
        raise Problem(t("Less than {low} is not possible here.", low=formats.number(0)))
    highest = HIGHEST.get(kind)
    if highest is not None and number > highest:
        raise Problem(t("More than {high} is not possible here.", high=formats.number(highest)))
    if kind == "count" and number != number.to_integral_value():
        raise Problem(t("A count is a whole number."))
    return number
