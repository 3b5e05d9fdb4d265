"""The page "Proefjes": the experiments of a pupil, and all of the one that is open. What is said of measurements is computed
here, by the rules of `stats.reading`: what is seen, never why, and nothing at all from too few measurements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn, upper_first
from guidance_app.domain.series import Phase, Series, pooled, value_text
from guidance_app.queries.experiment_figures import inputs_of
from guidance_app.queries.experiment_plan import (
    PlannedDay,
    PlanWords,
    baseline_before,
    baseline_of,
    known_measures,
    plan_words,
    planned_days,
    shape_of,
    span,
    spans_for,
)
from guidance_app.queries.measuring import Measured, better_of, outcomes_of
from guidance_app.queries.names import join_names, short_names
from guidance_app.queries.observers import Check, checks_of
from guidance_app.queries.read import Row, fields, row, rows
from guidance_app.queries.schedule import Schedule, phase_on, schedule
from guidance_app.queries.session_plan import days_of, letters_of, phases_of, starts_of
from guidance_app.stats.drawer import Drawer, drawers, for_everyone
from guidance_app.stats.exact import Path
from guidance_app.stats.fidelity import Fidelity, fidelity
from guidance_app.stats.findings import Findings, findings
from guidance_app.stats.gates import Refusal
from guidance_app.stats.overlap import overlap
from guidance_app.stats.plain_figures import Inputs, amount
from guidance_app.stats.planning import Shape, advice, at_best, would_notice
from guidance_app.stats.power import more_rounds
from guidance_app.stats.reading import Gate, Reading, outside, reading
from guidance_app.stats.rounds import Rounds
from guidance_app.stats.summary import by_phase, rounded

ABSENT = ("niet", "nee", "geen", "afwezig", "not", "no")
"""How it is written down that a child was not at a talk."""


@dataclass(frozen=True)
class Item:
    """One experiment in the list."""

    id: str
    title: str
    state: str


@dataclass(frozen=True)
class PhaseLine:
    """One phase or approach: its id, the letter in its box, what was done and when."""

    id: str
    letter: str
    filled: bool
    code: str
    label: str
    when: str
    taking_turns: bool


@dataclass(frozen=True)
class Outcome:
    """Something that is measured, with what may be said about it."""

    id: str
    name: str
    caption: str
    series: Series
    ids: tuple[str, ...]
    reading: Reading
    spread: tuple[str, ...]
    pairs: str
    inputs: Inputs
    spans: tuple[tuple[str, Phase], ...]
    planned: tuple[PlannedDay, ...]

    @cached_property
    def findings(self) -> Findings | None:
        """What the figures come to; None while there is nothing to compare."""
        return findings(self.inputs, _more_rounds)

    @cached_property
    def fidelity(self) -> Fidelity | None:
        """Whether the approach was done as agreed; None when nobody said so."""
        return fidelity(self.series)

    @property
    def outside(self) -> str:
        """That some measurements belong to no phase; "" when all do."""
        return outside(self.series)

    @cached_property
    def drawers(self) -> tuple[Drawer, ...]:
        """The figures for experts, computed when they are asked for."""
        first = for_everyone(self.inputs, self.findings)
        return (*((first,) if first else ()), *drawers(self.inputs))


@lru_cache(maxsize=64)
def _more_rounds(rounds: Rounds, higher: bool) -> int | Refusal:
    """How many rounds more it takes; simulated once for the same scores."""
    return more_rounds(rounds, higher)


@dataclass(frozen=True)
class ExperimentView:
    """All of one experiment."""

    id: str
    title: str
    about: str
    question: str
    asker: str
    place: str
    phases: tuple[PhaseLine, ...]
    outcomes: tuple[Outcome, ...]
    schedule: Schedule
    order: tuple[str, ...]
    drawn: str
    verdict: str | None
    decision: str
    decided_on: dt.date | None
    pupil_says: str
    caution: str
    together: str
    checks: tuple[Check, ...]
    spans: tuple[tuple[str, Phase], ...]
    drawn_order: tuple[str, ...]
    plan: PlanWords
    days: tuple[dt.date, ...]
    deciders: str
    shape: Shape | None
    before: Path | None = None
    """Scores of the usual way of the same measure, as the plan was made with; for while there are too few of its own."""

    @cached_property
    def at_best(self) -> tuple[str, ...]:
        """While it runs, what the plan can show at best, which change it would notice, and what to change."""
        if self.shape is None or self.verdict or not self.outcomes:
            return ()
        series = self.outcomes[0].series
        told = (
            at_best(self.shape).sentence,
            would_notice(self.shape, baseline_of(series) or self.before, lambda gap: amount(series, gap)).sentence,
            *(advice(self.shape) if not self.plan.scored else ()),
        )
        return tuple(words for words in told if words)

    def phase_for(self, shown: Outcome, day: dt.date) -> str | None:
        """The phase in which a new measurement of this outcome and day falls; None when that is not known."""
        return phase_on(shown.spans, day, self.drawn_order, len(shown.ids), self.days)

    def outcome(self, id_: str) -> Outcome | None:
        """The outcome with this id, or else the main one."""
        return next((o for o in self.outcomes if o.id == id_), self.outcomes[0] if self.outcomes else None)


@dataclass(frozen=True)
class ExperimentsView:
    """The list and the one that is open."""

    name: str
    items: tuple[Item, ...]
    open: ExperimentView | None


def experiments(s: Session, pupil: str, chosen: str = "") -> ExperimentsView:
    """The page of one pupil; the first experiment is open unless another one is chosen."""
    found, names = rows(s, "experiment", pupil), short_names(s, pupil)
    one = next((e for e in found if e.id == chosen), found[0] if found else None)
    items = tuple(Item(e.id, e.title, _state(e)) for e in found)
    return ExperimentsView(names.get(pupil, ""), items, _experiment(s, one, found, names) if one else None)


def proposal(verdict: str) -> str:
    """What follows from the figures alone; pupil and adults decide."""
    if verdict == "cannot_say":
        return t("From the figures alone no proposal follows.")
    return t("From the figures alone follows “{verdict}”; that is a proposal.", verdict=verdict_words(verdict))


def verdict_words(verdict: str) -> str:
    """A verdict as it is read."""
    return fields("experiment")["verdict"].kind.format(verdict)


def decided(one: ExperimentView) -> str:
    """What pupil and adults decided, and when."""
    if not one.verdict and not one.decision:
        return t("Nothing has been decided yet.")
    words = one.decision or verdict_words(one.verdict or "")
    if one.decided_on:
        told = {"day": formats.day(one.decided_on), "decision": words.rstrip(".")}
        if one.deciders:
            return t("Decided on {day}, in a talk with {who}: {decision}.", who=one.deciders, **told)
        return t("Decided on {day}: {decision}.", **told)
    return t("Decided: {decision}.", decision=words.rstrip("."))


def answers(one: ExperimentView, shown: Outcome) -> tuple[tuple[str, str], ...]:
    """The three questions that everybody asks of an experiment, with their answers; screen and paper say the same."""
    found = shown.findings
    if found is None:
        return ()
    sure = [found.sure.sentence] if found.sure.sentence != found.because.sentence else []
    told = (
        (t("Did it help?"), [found.answer, found.because.sentence]),
        (t("How sure is that?"), [*sure, one.plan.redrawn, one.together]),
        (t("What next?"), [proposal(found.judgement.verdict), decided(one)]),
    )
    return tuple((question, " ".join(part for part in words if part)) for question, words in told if any(words))


def _state(one: Row) -> str:
    return fields("experiment")["verdict"].kind.format(one.verdict) if one.verdict else t("not decided yet")


def _experiment(s: Session, one: Row, all_of: Sequence[Row], names: Mapping[str, str]) -> ExperimentView:
    phases = phases_of(s, one)
    measured = outcomes_of(s, one.id)
    number = next(i for i, other in enumerate(all_of, 1) if other.id == one.id)
    inventor = one.values.get("invented_by")  # stands on no paper, so that a document does not read it
    by = t("thought up by {who}", who=inventor) if inventor else ""
    about = t("Experiment {number} of {total}", number=number, total=len(all_of))
    order = () if starts_of(one) else _letters(one.drawn_order or (), phases)
    return ExperimentView(
        one.id, one.title, ", ".join(part for part in (about, by) if part), one.question or "",
        t("question of {name}", name=names.get(one.book, "")), one.place or "school", _lines(phases, measured),
        tuple(_outcome(s, m, one, names, inputs_of(s, one, phases, m, measured)) for m in measured),
        _schedule(s, one, measured),
        order, _drawn(one), one.verdict, one.decision or "", one.decided_on,
        one.pupil_conclusion or "", one.caution or "", _together(s, one, all_of), checks_of(s, one, names),
        tuple((phase.id, span(phase)) for phase in phases), one.drawn_order or (), plan_words(s, one), days_of(s, one),
        _deciders(s, one, names), shape_of(s, one) if one.draw else None, _before(s, one, measured),
    )  # fmt: skip


def _before(s: Session, one: Row, measured: Sequence[Measured]) -> Path | None:
    """What the wizard went by too, while an experiment that is not decided has too few scores of its own. Not on paper, where
    nothing is said of it."""
    if "narrowed" in s.info or one.verdict or not one.draw or not measured or baseline_of(measured[0].series):
        return None
    main = measured[0].outcome
    return baseline_before(known_measures(s, one.book), main.name, main.unit, main.kind or "number")


def _schedule(s: Session, one: Row, measured: Sequence[Measured]) -> Schedule:
    """The grid of the first outcome, with the planned days ahead."""
    series = measured[0].series if measured else Series("", (), tuple(p for _, p in spans_for(s, one, None)))
    codes = {id_: phase.code for id_, phase in spans_for(s, one, measured[0].outcome.id if measured else None)}
    ahead = planned_days(s, one, measured[0].outcome.id if measured else None)
    return schedule(series, {planned.day: codes.get(planned.phase or "") for planned in ahead})


def _lines(phases: Sequence[Row], measured: Sequence[Measured]) -> tuple[PhaseLine, ...]:
    conditions = [phase.id for phase in phases if phase.kind == "condition"]
    only = {m.outcome.id: (m.outcome.name, m.series.kind) for m in measured}
    letters = letters_of(phases)
    return tuple(_phase_line(phase, letters[phase.id], phase.id in conditions, only) for phase in phases)


def _phase_line(phase: Row, letter: str, turns: bool, only: Mapping[str, tuple[str, str]]) -> PhaseLine:
    """A phase with its letter. What it is only for and what it asks stand before its days."""
    filled = letter != "A" if turns else phase.kind != "baseline"
    days = [formats.day_month(day) for day in (phase.from_date, phase.to_date) if day]
    when = t("{first} to {last}", first=days[0], last=days[1]) if len(days) == 2 else t("from {day}", day=days[0]) if days else ""
    for_one, _ = only.get(phase.outcome, ("", ""))
    kind = next(iter(only.values()), ("", "number"))[1]
    asks = t("asks {value}", value=value_text(phase.criterion, kind)) if phase.criterion is not None else ""
    told = ", ".join(part for part in (for_one, asks, when) if part)
    return PhaseLine(phase.id, letter[:2], filled, phase.code or "", phase.label or "", told, turns)


def _letters(order: Iterable[str], phases: Sequence[Row]) -> tuple[str, ...]:
    """The drawn order as letters."""
    letters = letters_of(phases)
    known = {phase.code: letters[phase.id] for phase in phases if phase.kind == "condition"}
    return tuple(known.get(code, code[:2]) for code in order)


def _drawn(one: Row) -> str:
    """How the order came about."""
    if not one.drawn_order or starts_of(one):
        return t("Drawn by {who} on {day}", who=one.drawn_by or "", day=formats.day(one.drawn_on)) if one.drawn_on else ""
    by = t("Order drawn by {who}", who=one.drawn_by) if one.drawn_by else t("Order drawn")
    on = t("on {day}", day=formats.day(one.drawn_on)) if one.drawn_on else ""
    run = t("at most {n} in a row", n=formats.number(one.longest_run)) if one.longest_run else ""
    return ", ".join(part for part in (" ".join(p for p in (by, on) if p), one.assignment_kind, run) if part)


def _deciders(s: Session, one: Row, names: Mapping[str, str]) -> str:
    """Who were at the talk of the day on which was decided; "" where the file tells of no such talk."""
    held = [talk for talk in rows(s, "meeting", one.book) if one.decided_on and talk.date == one.decided_on]
    if not held:
        return ""
    present = list(held[0].attendees or ())
    came = (held[0].pupil_present or "").casefold().strip()
    if came and not came.startswith(ABSENT) and one.book not in present:
        present.insert(0, one.book)
    return join_names([names[id_] for id_ in present if id_ in names])


def _observer(s: Session, m: Measured, names: Mapping[str, str]) -> str:
    """Who measures, with what that person is at school."""
    if m.observer is None or m.observer not in names:
        return ""
    person = row(s, "person", m.observer)
    role = fields("person")["role"].kind.format(person.role) if person and person.role not in ("parent", "other") else ""
    return t("measured by {who}", who=f"{names[m.observer]} ({role})" if role else names[m.observer])


def _outcome(s: Session, m: Measured, one: Row, names: Mapping[str, str], inputs: Inputs) -> Outcome:
    told = reading(m.series, set(names.values()))
    where = t("at home") if (m.outcome.place or one.place) == "home" else t("at school")
    by = ", ".join(part for part in (_observer(s, m, names), where) if part)
    what = ", ".join(part for part in (m.outcome.name, m.series.unit, better_of(m.series)) if part)
    return Outcome(
        m.outcome.id, m.outcome.name, f"{what}. {upper_first(by)}.", m.series, m.ids, told,
        _spread(m.series), _pairs(m.series, told.gate), inputs, spans_for(s, one, m.outcome.id),
        planned_days(s, one, m.outcome.id),
    )  # fmt: skip


def _spread(series: Series) -> tuple[str, ...]:
    """Per phase: how many measurements, the middle, and from where to where."""
    found = by_phase(series)
    told = []
    for phase in series.phases:
        if (one := found.get(phase.code)) is None:
            continue
        middle, low, high = (value_text(v, series.kind) for v in (one.median, one.low, one.high))
        counted = tn("{n} measurement", "{n} measurements", one.n)
        words = t("{counted}, middle {middle}, from {low} to {high}", counted=counted, middle=middle, low=low, high=high)
        missed = ", " + tn("{n} missed", "{n} missed|many", one.missed) if one.missed else ""
        told.append(f"{' '.join(p for p in (phase.code, phase.label) if p)}: {words}{_together_counted(series, phase)}{missed}")
    return tuple(told)


def _together_counted(series: Series, phase: Phase) -> str:
    """What was counted in all sessions together: never the mean of their percentages."""
    found = pooled(series.in_phase(phase.code)) if series.kind in ("percent", "rate") else None
    if found is None:
        return ""
    part, whole = found
    share = Fraction(part) / Fraction(whole) * (100 if series.kind == "percent" else 1)
    words = value_text(rounded(share, 6), series.kind)
    return ", " + t("together {part} of {whole} ({share})", part=formats.number(part), whole=formats.number(whole), share=words)


def _pairs(series: Series, gate: Gate) -> str:
    """In how many pairs the score with the approach is better; nothing below three scores."""
    found = overlap(series) if gate in (Gate.EARLY, Gate.DESCRIBED) else None
    if found is None:
        return ""
    told = t(
        "In {better} of {pairs} pairs the score with the other approach is better, in {tied} equal. By chance about half.",
        better=found.better,
        pairs=found.pairs,
        tied=found.tied,
    )
    return told if gate is Gate.DESCRIBED else f"{told} {t('With so few scores that says nothing yet.')}"


def _together(s: Session, one: Row, all_of: Sequence[Row]) -> str:
    """That other experiments ran in the same time: they can influence each other."""
    spans = {e.id: _days(s, e) for e in all_of}
    mine = spans[one.id]
    if mine is None:
        return ""
    others = sum(1 for id_, days in spans.items() if id_ != one.id and days and days[0] <= mine[1] and mine[0] <= days[1])
    if not others:
        return ""
    return t("{n} experiments ran at the same time; they can influence each other.", n=others + 1)


def _days(s: Session, one: Row) -> tuple[dt.date, dt.date] | None:
    outcomes = {o.id for o in rows(s, "outcome", one.book, experiment=one.id)}
    days = [m.date for m in rows(s, "measurement", one.book) if m.outcome in outcomes and m.date]
    return (min(days), max(days)) if days else None
