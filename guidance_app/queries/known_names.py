"""Whose names are known here: of children and of everybody around them, of schools and groups, as they are and as they were.

A name stays known when it is changed and when the record is removed, since texts of before still say it; it is forgotten with
a file that is destroyed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.domain.passphrase import words
from guidance_app.queries.nameless import MIDDLE, ORDINARY, PARTICLES, TITLES, Nameless, fold, names_in
from guidance_app.queries.read import ever, fields, rows

NAMED: Final = (("person", "name"), ("member", "name"))
"""Fields that are the name of somebody."""

WRITTEN: Final = (
    ("experiment", "invented_by"), ("experiment", "drawn_by"), ("hypothesis_step", "by_other"),
    ("assessment", "administered_by_other"), ("pupil", "file_owner"), ("sheet", "contact"),
)  # fmt: skip
"""Fields in which somebody may be named among other words."""

PLACES: Final = (("school", "name"), ("school", "place"), ("school", "brin"), ("organisation", "name"), ("organisation", "place"))
GROUPS: Final = (("pupil", "group_name"), ("person", "group_name"))

SAID_OF_PEOPLE: Final = frozenset((
    "ouders", "ouder", "moeder", "vader", "mama", "papa", "leerling", "leerkracht", "leerkrachten", "leraar", "lerares", "team",
    "kind", "logopedist", "psycholoog", "orthopedagoog", "begeleider", "stagiair", "stagiaire", "programma", "iedereen", "groep",
    "klas", "externe", "interne", "intern", "gedragswetenschapper", "schoolarts", "behandelaar", "wij", "zij", "hij", "ik",
))  # fmt: skip
"""Words for who somebody is, that are no name."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_SHORT = re.compile(r"[A-Z]{1,4}(?![^\W\d_])")
"""Such as IB, also in IB'er."""


@dataclass(frozen=True)
class _Word:
    """A word in a text: as it stands there, folded, and what stands after it up to the next word."""

    told: str
    folded: str
    after: str


def nameless(s: Session) -> dict[str, Nameless]:
    """For each pupil what takes the names out of the texts in that file."""
    children = {one.id: [one.first_name, one.last_name] for one in rows(s, "pupil")}
    for field in ("first_name", "last_name"):
        for one in ever(s, "pupil", field):
            children.setdefault(one.id, []).append(one[field])
    told = {id_: tuple(dict.fromkeys(name for name in names if name)) for id_, names in children.items()}
    adults = [*_all(s, *NAMED), *(name for text in _all(s, *WRITTEN) for name in names_told(text))]
    others = names_in([*adults, *(name for names in told.values() for name in names)])
    around = others, tuple(_all(s, *PLACES)), tuple(adults), tuple(_all(s, *GROUPS))
    return {one.id: Nameless(told[one.id], *around) for one in rows(s, "pupil")}


def _all(s: Session, *places: tuple[str, str]) -> list[str]:
    return list(dict.fromkeys(one[field] for table, field in places for one in ever(s, table, field)))


def names_told(text: str) -> list[str]:
    """The names in a few words about who it was, such as "meester Kornelis en een ouder"."""
    found: list[list[str]] = [[]]
    told = list(_words(text))
    for at, word in enumerate(told):
        if _is_name(told, at):
            found[-1].append(word.told)
        elif not (word.folded in MIDDLE and found[-1]):
            found.append([])
        if word.after.strip(" .-"):
            found.append([])
    return [" ".join(name) for name in found if name]


def _words(text: str) -> Iterator[_Word]:
    found = list(_WORD.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=False):
        yield _Word(match[0], fold(match[0]).text, text[match.end() : end])


def _is_name(told: list[_Word], at: int) -> bool:
    """Whether a word is said as a name: after a title, or with a capital that does not only begin the sentence."""
    word, before = told[at], told[at - 1] if at else None
    if word.folded in PARTICLES | TITLES | _words_for_people():
        return False
    if before is not None and before.folded in TITLES:
        return True
    if not word.told[0].isupper() or word.folded in ORDINARY | set(words()) or _SHORT.match(word.told):
        return False
    begins = before is None or "." in before.after
    return not begins or _goes_on_as_a_name(told, at)


def _goes_on_as_a_name(told: list[_Word], at: int) -> bool:
    following = told[at + 1] if at + 1 < len(told) else None
    if following is None or told[at].after.strip():
        return True
    return following.folded in PARTICLES or following.told[0].isupper()


@cache
def _words_for_people() -> frozenset[str]:
    roles: dict[str, str] = dict(fields("person")["role"].kind.options)  # type: ignore[attr-defined]
    return SAID_OF_PEOPLE | {fold(word).text for role in roles.values() for word in _WORD.findall(t(role))}
