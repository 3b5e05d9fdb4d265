"""Text without the names of anybody: what one child taught can help another, and says nothing about who it was.

Who is known is gathered in `known_names`. A name is found whatever its capitals and accents, with its genitive, between any
signs and written as one word with another; so are initials with dots. Addresses and long numbers go as a whole. A nickname that
stands in no field cannot be found; the page that shows such text says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.passphrase import words

MIDDLE: Final = frozenset((
    "van", "de", "der", "den", "het", "ter", "ten", "te", "el", "al", "la", "le", "les", "du", "da", "das", "dos",
    "di", "von", "zu",
))  # fmt: skip
TITLES: Final = frozenset((
    "juf", "juffrouw", "meester", "mevrouw", "meneer", "mw", "mevr", "dhr", "dr", "drs", "prof", "oom", "tante", "oma", "opa",
    "coach", "trainer",
))  # fmt: skip
"""What is said before a name."""

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
_ADDRESSES = re.compile(
    r"[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+|\b(?:https?://|www\.)\S*[^\W_]/?|(?<!\w)(?:\+31|0031|0)[\s-]?\d(?:[\s-]?\d){7,8}\b",
    re.IGNORECASE,
)
"""E-mail and web addresses and telephone numbers."""
_INITIALS = re.compile(
    r"(?<![^\W\d_])([^\W\d_])\.[\s-]?(?:[^\W\d_]\.\s?|(?:van|de|der|den|te|ten|ter)\s){0,3}([^\W\d_])(?![^\W\d_])(?:\.-[^\W\d_](?![^\W\d_]))?\.?"
)
_INITIAL_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_])\.[\s-]?(?:[^\W\d_]\.\s?|(?:van|de|der|den|te|ten|ter)\s){0,3}\Z")
_INITIAL_AFTER = re.compile(r"\s([^\W\d_])\.(?![^\W_])")
_GROUP = r"(?<![^\W_])(?:de |het )?(?:(?:groep|klas)\s+)?(?:{})(?![^\W_])"
_ANY_GROUP = r"(?<![^\W_])(?:(?:de |het )?(?:groep|klas)\s+)[1-8]\s?[a-z](?![^\W_])"
_IS_GROUP = re.compile(r"\d|\b(?:groep|klas)\b")
_CAPITAL_WITHIN = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_SMALL = re.compile(r"(?:s|je|jes|tje|tjes)\Z")
"""The genitive and the diminutive of a name."""

GLUED: Final = 3
"""Names of so many letters are found in one word with other names."""

LONGEST: Final = 40
"""Letters of a word in which several names are looked for."""

CHILD, OTHER, PLACE, GROUP = range(4)


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
    """Takes names out of texts: those of one child, of others (words of names), of institutions (whole names), and groups.

    `child` begins with the first and the last name of now; `adults` are whole names, for their initials.
    """

    def __init__(
        self,
        child: Collection[str],
        others: frozenset[str],
        places: Iterable[str],
        adults: Iterable[str] = (),
        groups: Iterable[str] = (),
    ) -> None:
        self._child, self._others = names_in(child), others
        self._initials, self._own = _initials(child), initials_of((" ".join(child), " ".join([*child][:2])))
        self._of_adults = initials_of(tuple(adults))
        self._places, self._groups = _pattern_of_places(tuple(places)), _pattern_of_groups(tuple(groups))

    def __call__(self, text: str) -> str:
        """The text without names."""
        text = unicodedata.normalize("NFC", text)
        for whole in (_ADDRESSES, _NUMBERS):
            text = whole.sub("…", text)
        folded = fold(text)
        found = [*self._institutions(text, folded), *self._classes(text, folded)]
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

    def _classes(self, text: str, folded: Folded) -> list[_Found]:
        """Groups; a name that is a word too only with a capital, or after the word for a group."""
        found = []
        for match in self._groups.finditer(folded.text):
            start, end = folded.places[match.start()], folded.places[match.end() - 1] + 1
            if _IS_GROUP.search(match[0]) or not text[start:end].islower():
                found.append(_Found(start, end, GROUP))
        return found

    def _people(self, text: str, folded: Folded) -> list[_Found]:
        found = [_Found(one.start(), one.end(), CHILD) for one in self._initials.finditer(text)] if self._initials else []
        found += self._dotted(text)
        for match in _LETTERS.finditer(folded.text):
            start, end = folded.places[match.start()], folded.places[match.end() - 1] + 1
            kind = self._kind(match[0], text[start:end])
            if kind is not None:
                before, after = _BEFORE.search(text, 0, start), _GENITIVE.match(text, end)
                start, end = before.start() if before else start, after.end() if after else end
                found.append(_Found(*self._with_initials(text, start, end), kind))
        return found

    def _dotted(self, text: str) -> Iterator[_Found]:
        """Initials with dots of somebody who is known."""
        for match in _INITIALS.finditer(text):
            kind = self._whose(match[1], match[2])
            if kind is not None:
                yield _Found(match.start(), match.end(), kind)

    def _whose(self, first: str, last: str) -> int | None:
        if not (first.isupper() and last.isupper()):
            return None
        pair = fold(first + last).text
        return CHILD if pair in self._own else OTHER if pair in self._of_adults else None

    def _with_initials(self, text: str, start: int, end: int) -> tuple[int, int]:
        """A last name with the initials before it, a first name with the one after it."""
        before, after = _INITIAL_BEFORE.search(text, 0, start), _INITIAL_AFTER.match(text, end)
        if before and self._whose(before[1], text[start].upper()) is not None:
            start = before.start()
        if after and self._whose(text[start].upper(), after[1]) is not None:
            end = after.end()
        return start, end

    def _kind(self, word: str, told: str) -> int | None:
        """Whose name this word is, also in the genitive or of something small; None when it is nobody's. `told`: as it stands."""
        is_lower = told.islower()
        for one in (word, _SMALL.sub("", word)):
            if one in self._child and not (is_lower and one in PARTICLES):
                return CHILD
            if one in self._others and not (is_lower and one in _ordinary()):
                return OTHER
        return None if is_lower and word in _ordinary() else self._glued(word, told)

    def _glued(self, word: str, told: str) -> int | None:
        """Whose names are written as one word, such as "AnoukTesters": with capitals within, or nothing but names."""
        parts = [fold(part).text for part in _CAPITAL_WITHIN.split(told)]
        found = [*parts[1:], *parts[: len(parts) - 1], *self._names_after_another(word)]
        return CHILD if self._child.intersection(found) else OTHER if self._others.intersection(found) else None

    def _names_after_another(self, word: str) -> list[str]:
        """The names that a word is made of, a title before them; nothing when it is made of other things too."""
        if not word or len(word) > LONGEST:
            return []
        for at in range(GLUED, len(word) + 1):
            part = word[:at]
            if part in self._child or part in self._others or part in TITLES:
                rest = self._names_after_another(word[at:])
                if rest or at == len(word):
                    return [part, *rest]
        return []


def names_in(told: Iterable[str]) -> frozenset[str]:
    """The words of names, without capitals and accents, but for what stands in the middle and single letters."""
    found: set[str] = set()
    for name in told:
        first, *rest = _LETTERS.findall(fold(name).text) or [""]
        kept = [one for one in (first, *rest) if one not in PARTICLES] or [first]
        found |= {part for part in kept if len(part) > 1}
    return frozenset(found)


@cache
def _ordinary() -> frozenset[str]:
    return ORDINARY | PARTICLES | frozenset(words())


def _initials(child: Collection[str]) -> re.Pattern[str] | None:
    """M.F., M. F. and MF, with capitals."""
    letters = [re.escape(name[0].upper()) for name in child if name]
    if len(letters) < 2:
        return None
    first, last = letters[:2]
    return re.compile(rf"(?<![^\W\d_]){first}(?:\.\s?)?{last}(?![^\W\d_])\.?")


@lru_cache(maxsize=4)
def initials_of(names: tuple[str, ...]) -> frozenset[str]:
    """First and last initial of each name, folded; also with each of its other words as the last."""
    found: set[str] = set()
    for name in names:
        words_of = _LETTERS.findall(fold(name).text)
        found |= {words_of[0][0] + word[0] for word in words_of[1:]}
    return frozenset(found)


@lru_cache(maxsize=4)
def _pattern_of_places(places: tuple[str, ...]) -> re.Pattern[str] | None:
    phrases = sorted({phrase for place in places for phrase in _phrases(place)}, key=len, reverse=True)
    told = "|".join(re.escape(phrase).replace(r"\ ", r"\s*") for phrase in phrases)
    return re.compile(rf"(?<![^\W_])(?:(?:de|het) )?(?:{told})(?![^\W_])") if told else None


@lru_cache(maxsize=4)
def _pattern_of_groups(groups: tuple[str, ...]) -> re.Pattern[str]:
    """Groups by the names they have here, with and without the word for a group, and any such as "groep 7b"."""
    bare = {re.sub(r"^(?:groep|klas)\s+", "", fold(group).text.strip()) for group in groups}
    kept = sorted((one for one in bare if len(one) > 1 and any(map(str.isalpha, one))), key=len, reverse=True)
    told = "|".join(re.escape(group).replace(r"\ ", r"\s*") for group in kept)
    return re.compile(f"{_GROUP.format(told)}|{_ANY_GROUP}" if told else _ANY_GROUP)


def _phrases(place: str) -> set[str]:
    """The name of an institution, and without the word for what kind of school it is."""
    parts = fold(place).text.split()
    bare = parts
    while bare and (bare[0] in KINDS_OF_SCHOOL or bare[0] in PARTICLES):
        bare = bare[1:]
    return {" ".join(some) for some in (parts, bare) if len(" ".join(some)) > 1}


def _replaced(text: str, found: Iterable[_Found]) -> str:
    """The text with other words for the names; a first and a last name together are one person."""
    said = (t("the pupil|nameless"), t("somebody|nameless"), t("a school|nameless"), t("a group|nameless"))
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
