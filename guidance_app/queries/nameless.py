"""Text without the names of anybody: what one child taught can help another, and says nothing about who it was.

Every name in the store is known: of the children, of everybody around them, of who works here, of schools and institutions.
A name is found whatever its capitals and accents, with its genitive, and between any signs. A nickname that stands in no
field cannot be found; the page that shows such text says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.passphrase import words
from guidance_app.queries.read import rows

MIDDLE: Final = frozenset((
    "van", "de", "der", "den", "het", "ter", "ten", "te", "el", "al", "la", "le", "les", "du", "da", "das", "dos",
    "di", "von", "zu",
))  # fmt: skip
PARTICLES: Final = MIDDLE | {"of", "en", "op", "in", "aan", "bij", "onder", "uit", "voor", "tot"}
"""Words in the middle of a name; those of MIDDLE stand nowhere else between two names."""

ORDINARY: Final = frozenset((
    "beter", "goed", "groot", "hart", "hoog", "jong", "klein", "kort", "laat", "lang", "licht", "links", "meer", "nieuw", "open",
    "oud", "post", "rechts", "rood", "rust", "sterk", "veel", "vroeg", "vrij", "wil", "zelf", "zacht",
))  # fmt: skip
"""Words that are also names: in lower case they are words, unless it is the name of this very child."""

KINDS_OF_SCHOOL: Final = frozenset((
    "basisschool", "school", "obs", "cbs", "rkbs", "pcbs", "sbo", "so", "montessorischool", "daltonschool", "jenaplanschool",
))  # fmt: skip

_LETTERS = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"[\s.\-]*")
_BEFORE = re.compile(r"(?<![^\W\d_])[^\W\d_]['’]\Z")
"""The letter before the rest of such names as O'Neil."""
_GENITIVE = re.compile(r"['’](?:s(?![^\W\d_]))?")
_NUMBERS = re.compile(r"\b\w*\d{5,}\w*\b")
"""Long numbers, such as that of a pupil at school."""

CHILD, OTHER, PLACE = range(3)


@dataclass(frozen=True)
class Folded:
    """A text without capitals and accents, and from each of its letters the way back to the text itself."""

    text: str
    places: tuple[int, ...]


def fold(text: str) -> Folded:
    """Lower case, accents and invisible signs left out."""
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        for part in _folded(letter):
            letters.append(part)
            places.append(at)
    return Folded("".join(letters), (*places, len(text)))


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).upper().casefold())
    return "".join(part for part in parts if unicodedata.category(part) not in ("Mn", "Cf"))


@dataclass(frozen=True)
class _Found:
    """A name in a text: from where to where, and whose it is."""

    start: int
    end: int
    kind: int


class Nameless:
    """Takes names out of texts: those of one child, of others (words of names), of institutions (whole names)."""

    def __init__(self, child: Collection[str], others: frozenset[str], places: Iterable[str]) -> None:
        self._child, self._others = names_in(child), others
        self._initials = _initials(child)
        phrases = sorted({phrase for place in places for phrase in _phrases(place)}, key=len, reverse=True)
        told = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
        self._places = re.compile(rf"(?<![^\W_])(?:(?:de|het) )?(?:{told})(?![^\W_])") if told else None

    def __call__(self, text: str) -> str:
        """The text without names."""
        text = _NUMBERS.sub("…", unicodedata.normalize("NFC", text))
        folded = fold(text)
        found = self._institutions(text, folded)
        taken = [(one.start, one.end) for one in found]
        found += [one for one in self._people(text, folded) if not any(a < one.end and one.start < b for a, b in taken)]
        return _replaced(text, sorted(found, key=lambda one: (one.start, one.kind)))

    def _institutions(self, text: str, folded: Folded) -> list[_Found]:
        """Schools and institutions; a name of one word only with a capital, since it is a word too."""
        found = []
        for match in self._places.finditer(folded.text) if self._places else ():
            start, end = folded.places[match.start()], folded.places[match.end() - 1] + 1
            of_its_own = [word for word in match[0].split() if word not in PARTICLES]
            if len(of_its_own) > 1 or not text[start:end].islower():
                found.append(_Found(start, end, PLACE))
        return found

    def _people(self, text: str, folded: Folded) -> list[_Found]:
        found = [_Found(one.start(), one.end(), CHILD) for one in self._initials.finditer(text)] if self._initials else []
        for match in _LETTERS.finditer(folded.text):
            start, end = folded.places[match.start()], folded.places[match.end() - 1] + 1
            kind = self._kind(match[0], text[start:end].islower())
            if kind is not None:
                before, after = _BEFORE.search(text, 0, start), _GENITIVE.match(text, end)
                found.append(_Found(before.start() if before else start, after.end() if after else end, kind))
        return found

    def _kind(self, word: str, is_lower: bool) -> int | None:
        """Whose name this word is, also in the genitive; None when it is nobody's."""
        for one in (word, word[:-1] if word.endswith("s") else word):
            if one in self._child:
                return CHILD
            if one in self._others and not (is_lower and one in _ordinary()):
                return OTHER
        return None


def nameless(s: Session) -> dict[str, Nameless]:
    """For each pupil what takes the names out of the texts in that file."""
    of = {one.id: [str(name) for name in (one.first_name, one.last_name) if name] for one in rows(s, "pupil")}
    people = [str(one.name) for table in ("person", "member") for one in rows(s, table)]
    others = names_in([name for names in of.values() for name in names] + people)
    kept = {"school": ("name", "place", "brin"), "organisation": ("name", "place")}
    places = [str(one[field]) for table, told in kept.items() for one in rows(s, table) for field in told if one[field]]
    return {pupil: Nameless(names, others, places) for pupil, names in of.items()}


def names_in(told: Iterable[str]) -> frozenset[str]:
    """The words of names, without capitals and accents, but for what stands in the middle and single letters."""
    found: set[str] = set()
    for name in told:
        first, *rest = _LETTERS.findall(fold(name).text) or [""]
        found |= {part for part in (first, *(one for one in rest if one not in PARTICLES)) if len(part) > 1}
    return frozenset(found)


@cache
def _ordinary() -> frozenset[str]:
    return ORDINARY | frozenset(words())


def _initials(child: Collection[str]) -> re.Pattern[str] | None:
    """M.F., M. F. and MF, with capitals."""
    letters = [re.escape(name[0].upper()) for name in child if name]
    if len(letters) < 2:
        return None
    first, last = letters[:2]
    return re.compile(rf"(?<![^\W\d_]){first}(?:\.\s?)?{last}(?![^\W\d_])\.?")


def _phrases(place: str) -> set[str]:
    """The name of an institution, and without the word for what kind of school it is."""
    parts = fold(place).text.split()
    bare = parts
    while bare and (bare[0] in KINDS_OF_SCHOOL or bare[0] in PARTICLES):
        bare = bare[1:]
    return {" ".join(some) for some in (parts, bare) if len(" ".join(some)) > 1}


def _replaced(text: str, found: Iterable[_Found]) -> str:
    """The text with other words for the names; a first and a last name together are one person."""
    said = (t("the pupil|nameless"), t("somebody|nameless"), t("a school|nameless"))
    parts: list[str] = []
    at, before = 0, None
    for one in found:
        between = text[at : one.start]
        if one.start < at or (before == one.kind and _is_inside(between)):
            at = max(at, one.end)
            continue
        word = said[one.kind]
        parts += [between, upper_first(word) if _begins(text, one.start) else word]
        at, before = one.end, one.kind
    return "".join(parts) + text[at:]


def _is_inside(between: str) -> bool:
    """Whether this stands in the middle of a name: blanks, dots, hyphens, and words such as "van der"."""
    return all(part in MIDDLE for part in _LETTERS.findall(fold(between).text)) and _only_signs(between)


def _only_signs(between: str) -> bool:
    left = _LETTERS.sub("", between)
    return _SIGNS.fullmatch(left) is not None


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins here."""
    before = text[:at].rstrip(" “‘\"'(")
    return not before or before[-1] in ".!?:\n"
