"""The scores of a pupil as lines on the one axis of the profile: grouped by what they are about, never compared across tests.

A line is one scale of one instrument. The newest score of each informant counts, the one before it is shown as "earlier".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.domain.instruments import instrument
from guidance_app.domain.scales import scale, zone, zone_word
from guidance_app.queries.names import join_names
from guidance_app.queries.read import Row
from guidance_app.queries.scores_taken import Taken
from guidance_app.stats import psychometrics
from guidance_app.stats.sentences import shown

Voice = Literal["home", "school", "pupil", "assessment"]

ORDER = ("intelligentie", "dyslexie", "lvs", "vragenlijst", "sociaal-emotioneel")
"""Categories of the catalogue in the order of the page; any other comes after them."""

LEVELS = ("avi", "functional_level", "level_roman", "level_letter", "reference_level")
"""Kinds of score that are words, also where they have a digit in them."""

UNEVEN_FROM = 1.5
"""Highest and lowest index so many standard deviations apart: one number for all does not fit (Flanagan & Kaufman 2004)."""

_VOICES: dict[str, Voice] = {"parent": "home", "teacher": "school", "pupil": "pupil"}
_UNDER_WHICH = ("met ", "zonder ", "with ", "without ")
_LONGEST_CONDITION = 28


@dataclass(frozen=True)
class Mark:
    """One score of a line. `z` None: it has no place on the axis; `words` is the score as printed in its own scale."""

    z: float | None
    words: str
    voice: Voice
    who: str
    date: dt.date | None
    numbers: tuple[tuple[str, str], ...]
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    earlier: bool = False
    condition: str = ""
    by: str = ""
    taken: Taken | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Line:
    """What was looked at, in everyday words, its scores, and the word for it, with and without numbers in it. `topic`: how
    a sentence calls it. `when`: its month, where the newest scores of one test were not all taken in the same one."""

    id: str
    label: str
    word: str
    marks: tuple[Mark, ...]
    plain: str = ""
    topic: str = ""
    explain: str = ""
    parts: str = ""
    source: str = ""
    total: bool = False
    old: bool = False
    when: str = ""

    @property
    def now(self) -> tuple[Mark, ...]:
        """The scores that count now."""
        return tuple(mark for mark in self.marks if not mark.earlier)

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones the scores of now lie in, each once."""
        return tuple(dict.fromkeys(found for mark in self.now if (found := zone(mark.z))))


@dataclass(frozen=True)
class Group:
    """Lines under one heading, with what they were taken with and when."""

    heading: str
    source: str
    lines: tuple[Line, ...]


@dataclass
class _Collected:
    """What is found for one heading while reading."""

    category: str
    lines: dict[tuple[str, str], list[Taken]] = field(default_factory=dict)


def groups(
    tests: Sequence[Row], scores: Mapping[str, Sequence[Row]], names: Mapping[str, str], roles: Mapping[str, str], today: dt.date
) -> tuple[Group, ...]:
    """All groups of the profile. `names` and `roles`: of the people around the pupil, by id."""
    found: dict[str, _Collected] = {}
    parts: dict[tuple[str, str], list[str]] = {}
    for test in sorted(tests, key=lambda one: one.date or dt.date.min):
        known = instrument(test.instrument)
        heading = known.heading or t("Other tests")
        group = found.setdefault(heading, _Collected(known.category))
        for score in scores.get(test.id, ()):
            taken = Taken(test, score, known, known.scale(score.name))
            if score.part == "subtest" or taken.scale.is_subtest:
                index = score.of_index or taken.scale.of
                parts.setdefault((taken.base, index), []).append(f"{taken.scale.plain} {_printed(taken)}")
            elif taken.scale.in_profile or taken.is_total or taken.z() is None:
                group.lines.setdefault((taken.base, taken.scale.plain), []).append(taken)
    ordered = sorted(found.items(), key=lambda pair: ORDER.index(pair[1].category) if pair[1].category in ORDER else len(ORDER))
    voices = _Voices(names, roles)
    made = (_group(heading, group, parts, voices, today) for heading, group in ordered)
    return tuple(group for group in made if group.lines)


@dataclass(frozen=True)
class _Voices:
    """Who speaks in a score: the voice it is drawn in and the name for it."""

    names: Mapping[str, str]
    roles: Mapping[str, str]

    def of(self, taken: Taken) -> tuple[Voice, str]:
        informant = taken.test.informant
        if informant:
            return _VOICES.get(self.roles.get(informant, ""), "assessment"), self.names.get(informant, "")
        form: dict[str, Voice] = {"leerkracht": "school", "ouders": "home", "leerling": "pupil"}
        if taken.instrument.form in form:
            return form[taken.instrument.form], taken.instrument.form
        return ("school" if taken.instrument.category == "lvs" else "assessment"), ""


def _group(heading: str, found: _Collected, parts: Mapping[tuple[str, str], list[str]], voices: _Voices, today: dt.date) -> Group:
    uneven = _is_uneven(found)
    lines = [
        _line(f"{heading}/{base}/{plain}", taken, parts, voices, today, uneven) for (base, plain), taken in _by_catalogue(found)
    ]
    lines.sort(key=lambda line: line.total)
    return Group(heading, _source(found, lines), tuple(_dated(line, lines) for line in lines))


def _dated(line: Line, lines: Sequence[Line]) -> Line:
    """The line with its month, where other lines of the same test have theirs of another day."""
    days = {mark.date for one in lines if one.source == line.source for mark in one.now}
    own = [mark.date for mark in line.now if mark.date]
    return replace(line, when=formats.month_year(max(own))) if own and len(days) > 1 else line


def _by_catalogue(found: _Collected) -> list[tuple[tuple[str, str], list[Taken]]]:
    """The lines in the order in which the catalogue names them; what it does not know comes last."""

    def place(pair: tuple[tuple[str, str], list[Taken]]) -> tuple[str, int]:
        last = pair[1][-1]
        known = [one.name for one in last.instrument.scales]
        return pair[0][0], known.index(last.scale.name) if last.scale.name in known else len(known)

    return sorted(found.lines.items(), key=place)


def _line(
    id_: str,
    taken: Sequence[Taken],
    parts: Mapping[tuple[str, str], list[str]],
    voices: _Voices,
    today: dt.date,
    uneven: bool,
) -> Line:
    last = taken[-1]
    marks = _marks(taken, voices)
    total = last.is_total
    line = Line(
        id_,
        last.scale.plain,
        "",
        marks,
        topic=last.scale.topic or inside(last.scale.plain),
        explain=last.scale.explain if not total else "",
        parts=", ".join(parts.get((last.base, last.scale.abbr or last.score.abbreviation or "-"), ())),
        source=last.base,
        total=total,
        old=all(mark.date is not None and is_old(mark.date, today) for mark in marks if not mark.earlier),
    )
    word = t("does not fit this profile") if total and uneven else _word(line)
    return replace(line, word=word, plain=_plain(line) or word)


def _marks(taken: Sequence[Taken], voices: _Voices) -> tuple[Mark, ...]:
    """The newest score of each voice, before it the one that came before; nothing older."""
    kept: dict[tuple[Voice, str], list[Taken]] = {}
    for one in taken:
        kept.setdefault(voices.of(one), []).append(one)
    marks = []
    for (voice, name), all_of in kept.items():
        newest = all_of[-2:]
        for one in newest:
            earlier = one is not newest[-1]
            moment = moment_words([o.test.date for o in newest], one.test.date) if len(newest) > 1 else ""
            who = ", ".join(part for part in (name, moment if earlier or not name else "") if part)
            marks.append(_mark(one, voice, name, who, earlier))
    return tuple(marks)


def _mark(taken: Taken, voice: Voice, name: str, who: str, earlier: bool) -> Mark:
    span = taken.span
    found = Mark(taken.z(), _printed(taken), voice, who, taken.test.date, _numbers(taken), earlier=earlier, taken=taken)
    found = replace(found, condition=_condition(taken), by=name)
    return replace(found, low=span.low, high=span.high, level=span.level) if span else found


def _printed(taken: Taken) -> str:
    """116 (107 tot 123), 85 (79 tot 94, berekend), P48, M5"""
    s, span = taken.score, taken.span
    share = t("P{percentile}", percentile=_n(s.percentile)) if s.percentile is not None else ""
    value = _n(s.value) if s.value is not None else share
    if value and span:
        told = {"value": value, "low": span.first, "high": span.last}
        report = span.source == "report"
        return t("{value} ({low} to {high})", **told) if report else t("{value} ({low} to {high}, computed)", **told)
    return value or str(s.scale_score or s.level or (_n(s.raw) if s.raw is not None else ""))


def _numbers(taken: Taken) -> tuple[tuple[str, str], ...]:
    """Everything the report says, as pairs of what and how much, for who asks for numbers."""
    s = taken.score
    found = (
        (scale(taken.kind).word, _n(s.value) if s.value is not None else ""),
        (t("probably between"), _between(taken)),
        (t("percentile"), _n(s.percentile) if s.percentile is not None else ""),
        (t("ability scale score") if taken.kind == "ability" else scale(taken.kind).word, s.scale_score or ""),
        (t("level"), " ".join(part for part in (s.level, f"({s.level_scale})" if s.level and s.level_scale else "") if part)),
        (t("raw score"), _n(s.raw) if s.raw is not None else ""),
        (t("label"), s.label or ""),
        (t("note"), s.note or ""),
    )
    return tuple((what, value) for what, value in found if value)


def _between(taken: Taken) -> str:
    """73 en 92 (95%); 79 en 94 (90%, berekend met betrouwbaarheid 0,91)"""
    span, s = taken.span, taken.score
    if span is not None and span.source == "computed":
        told = {"first": span.first, "last": span.last, "percent": shown(100 * span.level), "r": _n(s.reliability)}
        return t("{first} and {last} ({percent}%, computed with reliability {r})", **told)
    if s.low is None or s.high is None:
        return ""
    sure = f" ({_n(s.ci_level)}%)" if s.ci_level is not None else ""
    return t("{first} and {last}", first=_n(s.low), last=_n(s.high)) + sure


def _n(value: Decimal) -> str:
    return formats.number(value)


def _condition(taken: Taken) -> str:
    """Under which circumstances it was taken: the beginning of a note such as "met audio-ondersteuning, zoals afgesproken"."""
    first = (taken.score.note or "").split(",")[0].split(";")[0].strip()
    told = first.casefold().startswith(_UNDER_WHICH) and len(first) <= _LONGEST_CONDITION
    return first if told else ""


def _word(line: Line) -> str:
    """gewoon; juf en mama verschillen; gewoon, met audio; M5, eerst E4"""
    placed = [mark for mark in line.now if mark.z is not None]
    if not placed:
        earlier = [mark.words for mark in line.marks if mark.earlier]
        now = ", ".join(mark.words for mark in line.now)
        return t("{now}, first {before}", now=now, before=", ".join(earlier)) if earlier else now
    if len(line.zones) > 1:
        names = [mark.who for mark in placed if mark.who]
        return t("{names} differ", names=join_names(names)) if len(names) > 1 else t("differs")
    condition = next((mark.condition for mark in placed if mark.condition), "")
    return ", ".join(part for part in (zone_word(placed[0].z), condition) if part)


def _plain(line: Line) -> str:
    """The word for a line without a place whose score is a bare number; a level (M5, III) is a word already."""
    bare = [mark for mark in line.now if mark.z is None and any(c.isdigit() for c in mark.words) and not _is_level(mark.taken)]
    return t("in a scale of its own") if bare and not any(mark.z is not None for mark in line.now) else ""


def _is_level(taken: Taken | None) -> bool:
    return taken is not None and (taken.kind in LEVELS or bool(taken.score.level and not taken.score.scale_score))


def _is_uneven(found: _Collected) -> bool:
    """Whether the parts of an intelligence test lie so far apart that one number does not fit."""
    if not any(one.is_total for taken in found.lines.values() for one in taken):
        return False
    places = [taken[-1].z() for taken in found.lines.values() if not taken[-1].is_total]
    known = [z for z in places if z is not None]
    return len(known) > 1 and max(known) - min(known) >= UNEVEN_FROM


def _source(found: _Collected, lines: Iterable[Line]) -> str:
    """WISC-V-NL, 19 maart 2025; BRIEF-2, september 2025, omgekeerd getekend"""
    lines = list(lines)
    days = sorted({mark.date for line in lines for mark in line.marks if mark.date})
    names = dict.fromkeys(line.source for line in lines)
    when = [formats.day(days[0])] if len(days) == 1 else list(dict.fromkeys(formats.month_year(day) for day in days))
    taken = [one for all_of in found.lines.values() for one in all_of]
    turned = any(not one.scale.higher_is_better and one.z() is not None for one in taken)
    told = [*(names if found.category != "lvs" else ()), join_names(when), t("drawn the other way round") if turned else ""]
    return ", ".join(part for part in told if part)


def moment_words(all_days: Iterable[dt.date | None], day: dt.date | None) -> str:
    """juni, or juni 2025 where the month alone is not enough"""
    if day is None:
        return ""
    days = [one for one in all_days if one]
    short = len({one.month for one in days}) == len(days) and (max(days) - min(days)).days < 330
    return formats.month_year(day).rsplit(" ", 1)[0] if short else formats.month_year(day)


def is_old(day: dt.date, today: dt.date) -> bool:
    """Whether a test is older than two years."""
    return psychometrics.is_old(years_between(day, today))


def years_between(first: dt.date, last: dt.date) -> float:
    """Whole years, and the days since the last birthday of the first day as part of a year."""
    whole = last.year - first.year - ((last.month, last.day) < (first.month, first.day))
    born = dt.date(first.year + whole, first.month, min(first.day, 28))
    return whole + ((last - born).days - (first.day - born.day)) / 366


def inside(words: str) -> str:
    """Words as they stand inside a sentence; an abbreviation keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
