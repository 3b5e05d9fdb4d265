"""The kinds of field a record can have: how a value is checked, shown and kept (`domain.entry` reads what is typed).

A value lives in the program as an ordinary Python value (str, Decimal, date, time, bool, tuple). `pack` turns it into the
text that store and journal keep, `unpack` turns it back; packed text is canonical, so equal values have equal text.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from guidance_app.base import formats
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t

NameOf = Callable[[str], str]
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)


class Kind:
    """One kind of field. A value is never "" or empty: what is not filled in is None."""

    def check(self, value: Any) -> Any:
        """The value as it may be kept (tidied), or Problem."""
        return value

    def format(self, value: Any, name_of: NameOf | None = None) -> str:  # noqa: ARG002
        """The value as text for screen and paper; "" for None. `name_of` names the record behind an id."""
        return "" if value is None else str(value)

    def pack(self, value: Any) -> str | None:
        """The value as canonical text."""
        return None if value is None else str(value)

    def unpack(self, text: str | None) -> Any:
        """The value behind packed text."""
        return text


@dataclass(frozen=True)
class Line(Kind):
    """One line of text."""

    longest: int = 300

    def check(self, value: Any) -> str | None:
        text = tidy(value, self.longest)
        return " ".join(text.split()) if text else None


@dataclass(frozen=True)
class Text(Kind):
    """Text of several lines."""

    longest: int = 100_000

    def check(self, value: Any) -> str | None:
        return tidy(value, self.longest)


def tidy(value: Any, longest: int) -> str | None:
    """NFC text without spaces around it; None when nothing is left. Refuses what no screen or paper can show."""
    text = unicodedata.normalize("NFC", str(value or "")).replace("\r\n", "\n").strip()
    if len(text) > longest:
        raise Problem(
            t("This text is too long: {n} characters.", n=len(text)), t("Keep it under {longest} characters.", longest=longest)
        )
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text):
        raise Problem(t("This text holds a character that cannot be shown."), t("Type it again, or paste it as plain text."))
    return text or None


@dataclass(frozen=True)
class Number(Kind):
    """A number, kept exactly as typed (7,50 stays 7,50)."""

    low: int | None = None
    high: int | None = None

    def check(self, value: Any) -> Decimal | None:
        if value is None:
            return None
        number = Decimal(str(value))
        if (
            not number.is_finite()
            or (self.low is not None and number < self.low)
            or (self.high is not None and number > self.high)
        ):
            raise Problem(t("This number is outside what is possible here."), self._range())
        return number

    def _range(self) -> str:
        if self.low is None or self.high is None:
            return t("Check the number.")
        return t("Type a number from {low} to {high}.", low=self.low, high=self.high)

    def format(self, value: Any, name_of: NameOf | None = None) -> str:  # noqa: ARG002
        return "" if value is None else formats.number(value)

    def pack(self, value: Any) -> str | None:
        return None if value is None else format(Decimal(value), "f")

    def unpack(self, text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)


@dataclass(frozen=True)
class Day(Kind):
    """A calendar day."""

    def check(self, value: Any) -> dt.date | None:
        if value is not None and not EARLIEST <= value <= LATEST:
            raise Problem(t("This date cannot be right."), t("Type a date between 1900 and 2100."))
        return value  # type: ignore[no-any-return]

    def format(self, value: Any, name_of: NameOf | None = None) -> str:  # noqa: ARG002
        return "" if value is None else formats.day(value)

    def pack(self, value: Any) -> str | None:
        return None if value is None else value.isoformat()

    def unpack(self, text: str | None) -> dt.date | None:
        return None if text is None else dt.date.fromisoformat(text)


@dataclass(frozen=True)
class Clock(Kind):
    """A time of day, to the minute."""

    def format(self, value: Any, name_of: NameOf | None = None) -> str:  # noqa: ARG002
        return "" if value is None else formats.clock(value)

    def pack(self, value: Any) -> str | None:
        return None if value is None else value.strftime("%H:%M")

    def unpack(self, text: str | None) -> dt.time | None:
        return None if text is None else dt.time.fromisoformat(text)


@dataclass(frozen=True)
class Choice(Kind):
    """One of a fixed list: code -> label (an English source sentence)."""

    options: Mapping[str, str] = field(default_factory=dict, hash=False)  # a kind is part of the key of a cached query

    def check(self, value: Any) -> str | None:
        if value is not None and value not in self.options:
            raise Problem(t("This is not one of the choices."), t("Choose from the list."))
        return value  # type: ignore[no-any-return]

    def format(self, value: Any, name_of: NameOf | None = None) -> str:  # noqa: ARG002
        return "" if value is None else t(self.options.get(value, value))


@dataclass(frozen=True)
class Flag(Kind):
    """Yes, no, or not known."""

    def format(self, value: Any, name_of: NameOf | None = None) -> str:  # noqa: ARG002
        return "" if value is None else t("yes") if value else t("no")

    def pack(self, value: Any) -> str | None:
        return None if value is None else "1" if value else "0"

    def unpack(self, text: str | None) -> bool | None:
        return None if text is None else text == "1"


class _Several(Kind):
    """Several values in one, as a tuple; the whole tuple is one value of the journal."""

    def check(self, value: Any) -> tuple[str, ...] | None:
        return tuple(value) if value else None

    def pack(self, value: Any) -> str | None:
        return json.dumps(list(value), ensure_ascii=False) if value else None

    def unpack(self, text: str | None) -> tuple[str, ...] | None:
        return tuple(json.loads(text)) if text else None


@dataclass(frozen=True)
class Tags(_Several):
    """A few short texts in order."""

    def check(self, value: Any) -> tuple[str, ...] | None:
        return tuple(line for line in (Line().check(part) for part in value or ()) if line) or None

    def format(self, value: Any, name_of: NameOf | None = None) -> str:  # noqa: ARG002
        return ", ".join(value or ())


READERS = {"parents": "parents", "pupil": "the pupil", "school": "school"}


@dataclass(frozen=True)
class Readers(_Several):
    """Who may read this besides the one who said it: some of READERS. None means nobody else."""

    def check(self, value: Any) -> tuple[str, ...] | None:
        if any(reader not in READERS for reader in value or ()):
            raise Problem(t("This is not one of the choices."), t("Choose from the list."))
        return tuple(reader for reader in READERS if reader in (value or ())) or None

    def format(self, value: Any, name_of: NameOf | None = None) -> str:  # noqa: ARG002
        return ", ".join(t(READERS[reader]) for reader in value or ())


WEEKDAYS = ("1", "2", "3", "4", "5", "6", "7")


@dataclass(frozen=True)
class Weekdays(_Several):
    """Some days of the week, as ISO 8601 numbers them: "1" is Monday."""

    def check(self, value: Any) -> tuple[str, ...] | None:
        if any(day not in WEEKDAYS for day in value or ()):
            raise Problem(t("This is not one of the choices."), t("Choose from the list."))
        return tuple(day for day in WEEKDAYS if day in (value or ())) or None

    def format(self, value: Any, name_of: NameOf | None = None) -> str:  # noqa: ARG002
        return ", ".join(formats.weekday(dt.date(2024, 1, int(day))) for day in value or ())


@dataclass(frozen=True)
class Ref(Kind):
    """The id of another record. `owner` says that this record is part of the other one and goes with it."""

    tables: tuple[str, ...]
    owner: bool = False

    def format(self, value: Any, name_of: NameOf | None = None) -> str:
        return "" if value is None else name_of(value) if name_of else str(value)


@dataclass(frozen=True)
class Refs(_Several):
    """The ids of several other records, in order."""

    tables: tuple[str, ...]

    def format(self, value: Any, name_of: NameOf | None = None) -> str:
        return ", ".join(name_of(row) if name_of else row for row in value or ())


@dataclass(frozen=True)
class Field:
    """One column of a record, as forms, audit list, print and journal know it.

    `label` is an English source sentence. `unit` names the merge unit: fields with the same unit only make sense
    together (a score with its mean and its interval), so they change, conflict and merge as one.
    """

    name: str
    kind: Kind
    label: str
    unit: str
    help: str = ""
    required: bool = False

    def check(self, value: Any) -> Any:
        """The value as it may be kept, or Problem."""
        kept = self.kind.check(value)
        if kept is None and self.required:
            raise Problem(t("{field} cannot be empty.", field=t(self.label)), t("Fill it in."))
        return kept
