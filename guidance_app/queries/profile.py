"""The page "Profiel": one sentence in words, the scores on one axis, what is seen beside them, the tests themselves and the
working hypotheses. Nothing here is a diagnosis: words say where a score lies, and the sentence is composed of those words.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn, upper_first
from guidance_app.domain.instruments import Instrument, InstrumentScale, instrument, instruments
from guidance_app.domain.scales import zone, zone_word
from guidance_app.queries.hypotheses import Hypothesis, hypotheses
from guidance_app.queries.names import join_names, short_names
from guidance_app.queries.profile_axis import Group, Line, groups, inside, is_old
from guidance_app.queries.read import Row, row, rows
from guidance_app.queries.scores_around import Around, around, taken_of
from guidance_app.queries.scores_learning import EQUIVALENT, didactic_age
from guidance_app.queries.scores_reading import ReadingHelp, reading_help
from guidance_app.queries.scores_taken import TOTALS

MOST_TOPICS = 4
"""So many things the sentence names of each kind; when there are more it says "among others"."""

MOST_SEEN = 3

OF_SCHOOL = ("lvs", "lezen", "spelling", "rekenen")
"""Categories of tests that are about what is learned at school, so that a didactic age belongs to them."""

TEXTS = ("conclusion", "behaviour", "ci_method")
"""What a report says in sentences."""


@dataclass(frozen=True)
class ScoreLine:
    """One score of a test as it is typed, or a scale of the instrument for which nothing is filled in yet (`id` is "").

    `name`: its own name, `words`: that name with everyday words. `field`: which field holds the score itself, "" when only
    the percentile does. `wrong`: what has to be looked at again.
    """

    id: str
    name: str
    words: str
    kind: str
    field: str
    subtest: bool = False
    wrong: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True)
class Test:
    """One test: in one line, and what belongs to it when it is open."""

    id: str
    title: str
    about: str
    known: bool
    old: str
    lines: tuple[ScoreLine, ...]
    texts: tuple[tuple[str, str], ...]
    age: str = ""


@dataclass(frozen=True)
class Seen:
    """One observation beside the scores."""

    id: str
    text: str
    caption: str


@dataclass(frozen=True)
class ProfileView:
    """Everything the page shows."""

    pupil: str
    name: str
    sentence: str
    groups: tuple[Group, ...]
    tests: tuple[Test, ...]
    seen: tuple[Seen, ...]
    hypotheses: tuple[Hypothesis, ...]
    around: Around
    reading: ReadingHelp | None = None

    def line(self, id_: str) -> Line | None:
        """The line with this id."""
        return next((line for group in self.groups for line in group.lines if line.id == id_), None)


def profile(s: Session, pupil: str, today: dt.date) -> ProfileView:
    """The profile of one pupil."""
    tests, names = rows(s, "assessment", pupil), short_names(s, pupil)
    roles = {person.id: str(person.role or "") for person in rows(s, "person", pupil)} | {pupil: "pupil"}
    scores: dict[str, list[Row]] = {}
    for score in rows(s, "score", pupil):
        scores.setdefault(score.assessment, []).append(score)
    found, about = groups(tests, scores, names, roles, today), around(s, pupil)
    head = row(s, "pupil", pupil)
    newest = sorted(tests, key=lambda test: test.date or dt.date.min, reverse=True)
    return ProfileView(
        pupil,
        head.first_name if head else "",
        sentence(found),
        found,
        tuple(_test(test, scores.get(test.id, []), names, today, about) for test in newest),
        _seen(s, pupil, names),
        hypotheses(s, pupil, today),
        about,
        reading_help(s, pupil, about),
    )


def sentence(found: Sequence[Group]) -> str:
    """Sterk in taal. Tempo, werkgeheugen en lezen kosten moeite. Only what all informants of a line agree on; what is strong
    in one test and takes effort in another is left to the chart."""
    lines = [line for group in found for line in group.lines if line.zones and not line.total]
    between = {end: [line for line in lines if _between(line) == end] for end in ("strong", "hard")}
    agreed = [line for line in lines if len(line.zones) == 1 and not _between(line)]
    topics = {word: list(dict.fromkeys(o.topic for o in agreed if o.zones[0] == word)) for word in ("strong", "hard")}
    strong = [one for one in topics["strong"] if one not in topics["hard"]]
    hard = [one for one in topics["hard"] if one not in topics["strong"]]
    some = {end: [one for one in dict.fromkeys(o.topic for o in between[end]) if one not in (*strong, *hard)] for end in between}
    if lines and not strong and not hard and not any(some.values()):
        return t("Most scores are as with most children.")
    told = [t("Strong in {what}.", what=_some(strong)) if strong else "", _effort(hard), *_neither(some["strong"], some["hard"])]
    return " ".join(upper_first(part) for part in told if part)


def _between(line: Line) -> str:
    """Between as usual and strong, or as usual and effort, when the newest score lies in another zone than the one before it and
    its bar reaches that zone: which of the two it is cannot be told then. Gives that end, else ""."""
    earlier = {(mark.voice, mark.by): zone(mark.z) for mark in line.marks if mark.earlier}
    for mark in line.now:
        before, now = earlier.get((mark.voice, mark.by), ""), zone(mark.z)
        ends = {zone(end) for end in (mark.low, mark.high) if end is not None}
        if before and now and before != now and before in ends:
            return next(one for one in (now, before) if one in ("strong", "hard"))
    return ""


def _neither(strong: list[str], hard: list[str]) -> list[str]:
    told = [t("Between usual and strong in {what}.", what=_some(strong))] if strong else []
    if hard:
        n, what = len(hard), _some(hard)
        told.append(
            tn("{what} lies between usual and taking effort.", "{what} lie between usual and taking effort.", n, what=what)
        )
    return told


def _effort(topics: list[str]) -> str:
    if not topics:
        return ""
    return tn("{what} takes effort.", "{what} take effort.", len(topics), what=_some(topics))


def _some(topics: list[str]) -> str:
    if len(topics) > MOST_TOPICS:
        return t("among others {what}", what=join_names(topics[:MOST_TOPICS]))
    return join_names(topics)


def told(line: Line, name: str) -> tuple[str, ...]:
    """What a line says, in sentences without numbers."""
    found = [*_where(line, name), *_interval(line), *_course(line), *_notes(line)]
    if line.total and line.word == t("does not fit this profile"):
        found = [t("The parts lie far apart. One number for all of them does not fit that.")]
    if line.when:
        found.append(t("The newest score is of {month}.", month=line.when))
    if line.old:
        found.append(t("This test is older than two years."))
    return tuple(found)


def _notes(line: Line) -> list[str]:
    """What is wrong with a score, and where its interval comes from or why there is none; each once."""
    taken = [mark.taken for mark in line.now if mark.taken is not None]
    notes = [note for one in taken for note in (one.doubt, one.about_span) if note]
    return list(dict.fromkeys(notes))


def _where(line: Line, name: str) -> list[str]:
    """Which zone, or who sees it how."""
    placed = [mark for mark in line.now if mark.z is not None]
    if not placed:
        return [t("This kind of score has no place on the axis. It stands here as it was reported.")]
    if len(line.zones) > 1:
        return [
            t("{names} see this differently.", names=join_names([mark.who for mark in placed if mark.who])),
            *(t("{who} says {zone}.", who=upper_first(mark.who), zone=zone_word(mark.z)) for mark in placed if mark.who),
        ]
    return [_in_words(line.zones[0], name)]


def _in_words(zone_: str, name: str) -> str:
    if zone_ == "hard":
        return t("This takes effort for {name}.", name=name)
    return t("{name} is strong here.", name=name) if zone_ == "strong" else t("This goes as with most children.")


def _interval(line: Line) -> list[str]:
    """What the bar is, and whether it reaches into another zone."""
    mark = next((mark for mark in line.now if mark.low is not None and mark.high is not None), None)
    if mark is None:
        return []
    told = [t("The bar is the stretch where the true value probably lies.")]
    others = {zone(end): zone_word(end) for end in (mark.low, mark.high)}
    others.pop(zone(mark.z), None)
    return told + [t("It reaches into {zone}.", zone=words) for words in others.values()]


def _course(line: Line) -> list[str]:
    """That there is an earlier score, without judging what became of it."""
    return [t("The open mark is the score of {when}.", when=mark.who) for mark in line.marks if mark.earlier]


def advice(line: Line) -> str:
    """What to be careful with in comparing: the two scores were not taken in the same way."""
    ways = [(mark.who, mark.condition) for mark in line.marks if mark.condition]
    if not ways or len({mark.condition for mark in line.marks}) == 1:
        return ""
    told = join_names([f"{t('in {when}', when=who) if who else ''} {way}".strip() for who, way in ways])
    return t("{ways}. Compare with care.", ways=upper_first(told))


def _test(test: Row, scores: Sequence[Row], names: Mapping[str, str], today: dt.date, around: Around) -> Test:
    known = instrument(test.instrument)
    who = names.get(test.informant) or names.get(test.administered_by) or test.administered_by_other
    filled = [score for score in scores if any(score[f] is not None for f in ("value", "percentile", "scale_score", "raw"))]
    of_school = known.category in OF_SCHOOL or any(score.scale == EQUIVALENT for score in scores)
    counted = tn("{n} score", "{n} scores", len(filled))
    about = (formats.day(test.date) if test.date else t("no date"), test.moment, who, counted)
    return Test(
        test.id,
        test.instrument,
        "  ·  ".join(part for part in about if part),
        known.known,
        t("older than two years") if test.date and is_old(test.date, today) else "",
        tuple(_lines(test, known, scores)),
        tuple((name, test[name] or "") for name in TEXTS),
        months.words if of_school and (months := didactic_age(around, test)) else "",
    )


def _lines(test: Row, known: Instrument, scores: Sequence[Row]) -> list[ScoreLine]:
    """What is filled in and what can be, in the order of the catalogue; so that typing goes on from line to line."""
    order = [one.name for one in known.scales]
    filled = [replace(_line(one.id, one.name, known.scale(one.name), one), wrong=taken_of(test, one).wrong) for one in scores]
    taken = {known.scale(score.name).name for score in scores}
    offered = (one for one in known.main_scales if one.name not in taken and (one.in_profile or one.abbr in TOTALS))
    found = filled + [_line("", one.name, one, None) for one in offered]
    return sorted(found, key=lambda line: order.index(n) if (n := known.scale(line.name).name) in order else len(order))


def _line(id_: str, name: str, one: InstrumentScale, score: Row | None) -> ScoreLine:
    kind = (score.scale if score else None) or one.kind
    subtest = one.is_subtest or (score is not None and score.part == "subtest")
    return ScoreLine(id_, name, _both_names(name, one.plain), kind, score_field(kind), subtest)


def _both_names(name: str, plain: str) -> str:
    return name if name.casefold() == plain.casefold() else f"{name} ({inside(plain)})"


def score_field(kind: str) -> str:
    """Which field of a score holds a score of this kind; "" for a percentile, which has a field of its own."""
    if kind == "percentile":
        return ""
    if kind == "raw":
        return "raw"
    return "scale_score" if kind in ("ability", "avi", "functional_level", "level_roman", "level_letter") else "value"


def instrument_names() -> tuple[str, ...]:
    """All instruments of the catalogue, to choose from."""
    return tuple(one.name for one in instruments())


def scale_names(name: str) -> tuple[str, ...]:
    """All scores an instrument has, subtests included, to choose from."""
    return tuple(one.name for one in instrument(name).scales)


def _seen(s: Session, pupil: str, names: Mapping[str, str]) -> tuple[Seen, ...]:
    newest = sorted(rows(s, "observation", pupil), key=lambda one: one.date or dt.date.min, reverse=True)
    return tuple(Seen(one.id, one.text, _caption(one, names)) for one in newest[:MOST_SEEN])


def _caption(seen: Row, names: Mapping[str, str]) -> str:
    parts = (formats.day_month(seen.date) if seen.date else "", seen.place, names.get(seen.by, ""))
    return ", ".join(part for part in (" ".join(p for p in (t("Observation|caption"), parts[0]) if p), *parts[1:]) if part)
