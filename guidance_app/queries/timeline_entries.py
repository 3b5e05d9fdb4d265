"""What can stand on the timeline: each kind of record as entries with a day, an icon and one sentence."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn, upper_first
from guidance_app.domain.series import value_text
from guidance_app.queries.causes import voice_of
from guidance_app.queries.conversations import is_planned
from guidance_app.queries.names import join_names, short_names
from guidance_app.queries.read import Row, fields, rows

TALK, MEASURE, PLAN, TEST = "talk", "measure", "plan", "test"
OVERVIEW, PROFILE, GOALS, EXPERIMENTS, TALKS, PLAN_PAGE = 0, 2, 5, 6, 7, 8
"""The pages of a pupil by their number."""

LONGEST = 170


@dataclass(frozen=True)
class Entry:
    """Something that happened or is to happen on a day.

    `voice` is home, school, pupil or "" and colours the icon; `kinds` are the filters it passes; `tab` is the page where it
    belongs and `talk` which talk to show there; `words` is all of its text, for searching.
    """

    id: str
    table: str
    row: str
    date: dt.date | None
    icon: str
    text: str
    words: str
    tab: int
    kinds: tuple[str, ...] = ()
    voice: str = ""
    talk: str = ""


@dataclass(frozen=True)
class _File:
    """The file of one pupil while its entries are made."""

    s: Session
    pupil: str
    today: dt.date
    names: dict[str, str]

    def rows(self, table: str, **where: str) -> list[Row]:
        return rows(self.s, table, self.pupil, **where)

    def name(self, id_: str | None) -> str:
        return self.names.get(id_ or "", "")


def all_entries(s: Session, pupil: str, today: dt.date) -> list[Entry]:
    """Everything with a place on the timeline, in no order."""
    file = _File(s, pupil, today, short_names(s, pupil))
    return [entry for source in SOURCES for entry in source(file)]


def _entry(
    found: Row, date: dt.date | None, icon: str, text: str, tab: int, *kinds: str, part: str = "", voice: str = "", talk: str = ""
) -> Entry:
    words = " ".join(str(value) for value in found.values.values() if isinstance(value, str))
    id_ = "/".join(piece for piece in (found.table, found.id, part) if piece)
    return Entry(id_, found.table, found.id, date, icon, text, f"{text} {words}", tab, kinds, voice, talk)


def first_sentence(text: str | None) -> str:
    """The first sentence of a text, shortened when even that is long."""
    line = (text or "").strip().split("\n")[0]
    ends = [at for mark in (". ", "? ", "! ") if (at := line.find(mark)) >= 0]
    line = line[: min(ends) + 1] if ends else line
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"


def _backgrounds(file: _File) -> Iterator[Entry]:
    for found in file.rows("background"):
        yield _entry(found, found.date, "history", first_sentence(found.text), OVERVIEW)


def _consents(file: _File) -> Iterator[Entry]:
    for found in file.rows("consent"):
        state = fields("consent")["status"].kind.format(found.status)
        yield _entry(found, found.date, "key-round", t("Consent {state}: {what}", state=state, what=found.purpose), OVERVIEW)
        if found.valid_until and found.valid_until > file.today:
            words = t("Consent ends: {what}", what=found.purpose)
            yield _entry(found, found.valid_until, "key-round", words, OVERVIEW, part="end")


def _assessments(file: _File) -> Iterator[Entry]:
    for found in file.rows("assessment"):
        title = ", ".join(part for part in (found.instrument, found.moment) if part)
        text = f"{title}. {first_sentence(found.conclusion)}" if found.conclusion else title
        yield _entry(found, found.date, "clipboard-list", text, PROFILE, TEST)


def _observations(file: _File) -> Iterator[Entry]:
    for found in file.rows("observation"):
        who = t("Observation by {name}", name=file.name(found.by)) if file.name(found.by) else upper_first(t("observation"))
        yield _entry(found, found.date, "eye", f"{who}: {first_sentence(found.text)}", PROFILE, MEASURE)


def _hypothesis_steps(file: _File) -> Iterator[Entry]:
    texts = {hypothesis.id: hypothesis.text for hypothesis in file.rows("hypothesis")}
    for found in file.rows("hypothesis_step"):
        state = fields("hypothesis_step")["status"].kind.format(found.status)
        words = t("Working hypothesis, {state}: {what}", state=state, what=first_sentence(texts.get(found.hypothesis)))
        yield _entry(found, found.date, "search", words, PROFILE, TEST)


def _conversations(file: _File) -> Iterator[Entry]:
    all_quotes = Counter(quote.conversation for quote in file.rows("quote"))
    all_marks = Counter(mark.conversation for mark in file.rows("rating"))
    for found in file.rows("conversation"):
        who, quotes, marks = file.name(found.by), all_quotes[found.id], all_marks[found.id]
        words = [t("Conversation with the child") + (f" {t('with {name}', name=who)}" if who else "")]
        words += [tn("{n} quote", "{n} quotes", quotes)] if quotes else []
        words += [tn("{n} own mark", "{n} own marks", marks)] if marks else []
        talk = f"conversation/{found.id}"
        yield _entry(found, found.date, "smile", ", ".join(words), TALKS, TALK, voice="pupil", talk=talk)


def _meetings(file: _File) -> Iterator[Entry]:
    for found in file.rows("meeting"):
        yield _entry(found, found.date, "presentation", _meeting_words(file, found), TALKS, TALK, talk=f"meeting/{found.id}")


def _meeting_words(file: _File, found: Row) -> str:
    words = [upper_first(found.kind)]
    if is_planned(found, file.today):
        words += [t("at {time}", time=formats.clock(found.time_from))] if found.time_from else []
    elif found.status == "cancelled":
        words.append(t("cancelled"))
    else:
        decided = len(file.rows("meeting_item", meeting=found.id, part="decision"))
        agreed = len(file.rows("action", meeting=found.id))
        words += [tn("{n} decision", "{n} decisions", decided)] if decided else []
        words += [tn("{n} agreement", "{n} agreements", agreed)] if agreed else []
    return ", ".join(words)


def _open_actions(file: _File) -> Iterator[Entry]:
    for found in file.rows("action"):
        if found.status != "done" and found.due:
            who = f" ({file.name(found.who)})" if file.name(found.who) else ""
            words = t("Agreement to be done: {what}", what=found.what) + who
            yield _entry(found, found.due, "list-checks", words, TALKS, TALK, PLAN, talk=f"meeting/{found.meeting}")


def _insights(file: _File) -> Iterator[Entry]:
    for found in file.rows("insight"):
        who = upper_first(file.name(found.by))
        said = f"{who}: “{found.text.strip()}”" if who else f"“{found.text.strip()}”"
        text = said if len(said) <= LONGEST else first_sentence(said) + "”"
        voice = voice_of(file.s, found.by)
        yield _entry(found, found.date, "lightbulb", text, TALKS, TALK, voice=voice, talk="insight/all")
    for change in file.rows("insight_change"):
        words = t("After the insight: {now}", now=first_sentence(change.now))
        if change.was:
            words = t("After the insight: {now} Before: {was}", now=first_sentence(change.now), was=first_sentence(change.was))
        yield _entry(change, change.from_date, "lightbulb", words, TALKS, TALK, PLAN, talk="insight/all")


def _goals(file: _File) -> Iterator[Entry]:
    ended = {evaluation.goal for evaluation in file.rows("evaluation")}
    titles = {}
    for found in file.rows("goal"):
        titles[found.id] = found.title
        if found.baseline_date:
            yield _entry(found, found.baseline_date, "target", t("Goal begins: {what}", what=found.title), GOALS, PLAN)
        if found.due and found.id not in ended:
            words = t("Look back at the goal: {what}", what=found.title)
            yield _entry(found, found.due, "target", words, GOALS, PLAN, part="due")
    for found in file.rows("evaluation"):
        state = fields("evaluation")["status"].kind.format(found.status)
        words = t("Goal {state}: {what}", state=state or t("evaluated"), what=titles.get(found.goal, ""))
        yield _entry(found, found.date, "target", words, GOALS, PLAN)


def _plans(file: _File) -> Iterator[Entry]:
    for found in file.rows("plan_version"):
        words = t("Plan, version {n}", n=formats.number(found.version)) if found.version else t("Plan")
        text = f"{words}: {first_sentence(found.change)}" if found.change else words
        yield _entry(found, found.date, "file-text", text, PLAN_PAGE, PLAN)
    for found in file.rows("approval"):
        kind = fields("approval")["kind"].kind.format(found.kind)
        version = [t("version {n}", n=formats.number(found.version))] if found.version else []
        words = ", ".join(part for part in (upper_first(file.name(found.by)), kind, *version) if part)
        yield _entry(found, found.date, "check", words, PLAN_PAGE, PLAN, voice=voice_of(file.s, found.by))
    for found in file.rows("plan"):
        if found.valid_until and found.valid_until > file.today:
            yield _entry(found, found.valid_until, "file-text", t("The plan ends"), PLAN_PAGE, PLAN, part="end")
        if found.opp_review_on and found.opp_review_on > file.today:
            words = t("Look again whether an OPP is needed")
            yield _entry(found, found.opp_review_on, "file-text", words, PLAN_PAGE, PLAN, part="opp")


def _experiments(file: _File) -> Iterator[Entry]:
    for found in file.rows("experiment"):
        phases = file.rows("phase", experiment=found.id)
        for phase in phases:
            label = " ".join(part for part in (phase.code, phase.label) if part)
            if phase.from_date:
                words = t("{experiment}, beginning of {phase}", experiment=found.title, phase=label)
                yield _entry(phase, phase.from_date, "flask-conical", words, EXPERIMENTS, MEASURE, voice=found.place or "")
        if found.decided_on:
            decision = found.decision or fields("experiment")["verdict"].kind.format(found.verdict)
            words = t("Decided about {experiment}: {decision}", experiment=found.title, decision=first_sentence(decision))
            yield _entry(found, found.decided_on, "flask-conical", words, EXPERIMENTS, MEASURE, PLAN, part="decision")
        yield from _runs(file, file.rows("outcome", experiment=found.id), phases, found.place or "", EXPERIMENTS)
    for goal in file.rows("goal"):
        yield from _runs(file, file.rows("outcome", goal=goal.id), [], "", GOALS)


def _runs(file: _File, outcomes: list[Row], phases: list[Row], place: str, tab: int) -> Iterator[Entry]:
    """What was measured together, as one line per phase; conditions that take turns are one run."""
    turns = {phase.id for phase in phases if phase.kind == "condition"}
    runs: dict[str, list[tuple[Row, Row]]] = defaultdict(list)
    for outcome in outcomes:
        for found in file.rows("measurement", outcome=outcome.id):
            if found.value is not None:
                runs["" if found.phase in turns else found.phase or ""].append((outcome, found))
    for run in runs.values():
        yield _run(run, place, tab)


def _run(run: list[tuple[Row, Row]], place: str, tab: int) -> Entry:
    outcomes = {outcome.id: outcome for outcome, _ in run}
    days = sorted({found.date for _, found in run})
    names = join_names([_lower_first(outcome.name) for outcome in outcomes.values()])
    outcome, last = max(run, key=lambda pair: pair[1].date)
    if len(run) == 1:
        words = f"{upper_first(outcome.name)}: {value_text(last.value, outcome.kind or 'number')}"
    elif len(days) == 1:
        words = t("Measured: {what}", what=names)
    else:
        from_to = t("{first} to {last}|days", first=formats.day_month(days[0]), last=formats.day_month(days[-1]))
        words = f"{tn('{n} measurement of {what}', '{n} measurements of {what}', len(days), what=names)}, {from_to}"
    voice = "pupil" if all(o.kind == "rating" for o in outcomes.values()) else place
    return _entry(last, days[-1], "chart-line", words, tab, MEASURE, voice=voice)


def _lower_first(words: str) -> str:
    """A name in the middle of a sentence; abbreviations keep their capitals."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


SOURCES: tuple[Callable[[_File], Iterator[Entry]], ...] = (
    _meetings, _conversations, _open_actions, _goals, _plans, _experiments, _insights, _assessments, _observations,
    _hypothesis_steps, _consents, _backgrounds,
)  # fmt: skip
