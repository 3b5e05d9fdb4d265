"""Passphrases: how easily one is guessed, in words that say what to do, and six Dutch words for who has none.

The estimate is zxcvbn's (Wheeler, USENIX Security 2016): how many guesses a clever attacker needs. It knows English words
and much used passwords; we add Dutch words, and what stands near to the person. zxcvbn is loaded at the first question.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.base.machine import resource

SHORTEST = 12
"""A passphrase has at least so many characters: three or four ordinary words."""
ENOUGH, STRONG = 3, 4
"""Scores of zxcvbn (0 to 4): the lowest that is let through (10^8 guesses), and one to be content with (10^10)."""
SUGGESTED = 6
"""Words in a suggestion: 6 of 1,296 is 62 bits."""

_LONGEST_JUDGED = 72  # zxcvbn judges no more, and what is longer is not weaker
_EXPECTED = (
    "wachtwoord wachtwoordzin welkom geheim toegang inloggen hallo school basisschool leerling leerlingen begeleider juf meester "
    "groep klas onderwijs bouwsteen nederland amsterdam rotterdam utrecht ajax feyenoord lente zomer herfst winter maandag "
    "dinsdag woensdag donderdag vrijdag zaterdag zondag een twee drie vier vijf zes zeven acht negen tien de het van mijn"
)


@dataclass(frozen=True)
class Advice:
    """What there is to say about a passphrase: one sentence, and whether it is good enough."""

    sentence: str
    enough: bool


def advise(passphrase: str, about: Iterable[str] = ()) -> Advice:
    """Judge a passphrase. `about` is what is known of the person, such as the name: that counts for nothing."""
    short = SHORTEST - len(passphrase)
    if short > 0:
        return Advice(t("{n} more characters needed.", n=short), False)
    names = [word for words in about for word in words.casefold().split() if len(word) > 2]
    found = _judged(passphrase, names)
    rest = _without(passphrase, names)
    if rest != passphrase and (not rest or _judged(rest, names)["score"] < ENOUGH):
        return Advice(t("Too easy to guess: your own name does not count. Add words that nobody expects."), False)
    if found["score"] < ENOUGH:
        return Advice(_why(found), False)
    if found["score"] < STRONG:
        return Advice(t("Good enough, but it could be stronger. Add a word that does not belong with the others."), True)
    return Advice(t("Strong. Write it down and keep it where you keep important papers."), True)


def require(passphrase: str, about: Iterable[str] = ()) -> None:
    """Problem when a new passphrase is too short or too easy to guess."""
    if len(passphrase) < SHORTEST:
        raise Problem(t("The passphrase needs at least {n} characters.", n=SHORTEST))
    advice = advise(passphrase, about)
    if not advice.enough:
        raise Problem(advice.sentence)


def suggest() -> str:
    """Six words, chosen by the computer's own source of chance."""
    return " ".join(secrets.choice(words()) for _ in range(SUGGESTED))


@cache
def words() -> tuple[str, ...]:
    """The Dutch words that suggestions are made of: short, common and friendly; none is the beginning of another."""
    return tuple(resource("words", "nl.txt").read_text(encoding="utf-8").split())


def _judged(passphrase: str, names: list[str]) -> dict[str, Any]:
    from zxcvbn import zxcvbn  # 40 ms: not before somebody types a new passphrase

    judged: dict[str, Any] = zxcvbn(passphrase[:_LONGEST_JUDGED], [*names, *_EXPECTED.split(), *words()])
    return judged


def _without(passphrase: str, names: list[str]) -> str:
    """What is left of the passphrase without these names; the passphrase itself when none is in it."""
    rest = passphrase.casefold()
    for name in names:
        rest = rest.replace(name, " ")
    return " ".join(rest.split()) if rest != passphrase.casefold() else passphrase


def _why(judged: dict[str, Any]) -> str:
    """What makes it easy: the part that stands for most of the passphrase."""
    part = max(judged["sequence"], key=lambda match: match["j"] - match["i"])
    if part["pattern"] == "repeat":
        return t("Too easy to guess: it repeats itself. Use words that differ.")
    if part["pattern"] in ("spatial", "sequence"):
        return t("Too easy to guess: keys or letters in a row. Use words instead.")
    if part["pattern"] in ("date", "regex"):
        return t("Too easy to guess: a date or a year. Add words that nobody expects.")
    return t("Too easy to guess: much used words. Add two or three that do not belong together.")
