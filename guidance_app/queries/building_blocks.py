"""From obstacle to building block: what stands in the way, what is built of it, and where that leads."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.domain.factors import need_stems
from guidance_app.queries.course import Course, Courses, day_words
from guidance_app.queries.measures import MeasureLine, in_use, measure_lines
from guidance_app.queries.read import Row, fields, row, rows

ORDER = {"need": 0, "goal": 1, "experiment": 2}
"""In which order a building block shows what it leads to."""


@dataclass(frozen=True)
class Named:
    """Something one can choose: its id, and what it is called."""

    id: str
    words: str


@dataclass(frozen=True)
class Step:
    """One thing a building block leads to: a need, a goal or an experiment. `about` are the small words below it."""

    table: str
    id: str
    heading: str
    text: str
    about: str = ""


@dataclass(frozen=True)
class Block:
    """One obstacle with everything that was made of it."""

    id: str
    obstacle: str
    block: str
    uses: tuple[Named, ...]
    steps: tuple[Step, ...]
    home: tuple[MeasureLine, ...]
    school: tuple[MeasureLine, ...]

    @property
    def uses_words(self) -> str:
        """What it uses, short enough for one line."""
        return ", ".join(short(one.words) for one in self.uses)

    @property
    def goals(self) -> tuple[str, ...]:
        """The goals it leads to."""
        return tuple(step.id for step in self.steps if step.table == "goal")


@dataclass(frozen=True)
class BuildingBlocks:
    """The whole page. The lists are what can still be chosen; `stems` are sentence starters for a need (for whom, words)."""

    first_name: str
    blocks: tuple[Block, ...]
    helping: tuple[Named, ...]
    hindering: tuple[Named, ...]
    needs: tuple[Named, ...]
    goals: tuple[Named, ...]
    experiments: tuple[Named, ...]
    people: tuple[Named, ...]
    stems: tuple[tuple[str, str], ...]


def building_blocks(s: Session, pupil: str) -> BuildingBlocks:
    """Everything on the page of building blocks."""
    child = row(s, "pupil", pupil)
    name = child.first_name if child else ""
    found = rows(s, "building_block", pupil)
    factors, measures = rows(s, "factor", pupil), in_use(measure_lines(s, pupil))
    used = {block.obstacle_factor for block in found}
    needs, goals, experiments = (rows(s, table, pupil) for table in ("need", "goal", "experiment"))
    steps = {need.id: Step("need", need.id, *_need(need)) for need in needs}
    courses = Courses(s, pupil)
    steps |= {goal.id: Step("goal", goal.id, t("Goal"), goal.title, _goal_about(courses.of(goal), goal)) for goal in goals}
    steps |= {e.id: _experiment(e, at + 1) for at, e in enumerate(experiments)}
    return BuildingBlocks(
        first_name=name,
        blocks=tuple(_block(block, factors, measures, steps) for block in found),
        helping=tuple(Named(f.id, f.text) for f in factors if f.kind == "helps"),
        hindering=tuple(Named(f.id, f.text) for f in factors if f.kind == "hinders" and f.id not in used),
        needs=tuple(Named(n.id, " ".join(_need(n))) for n in needs),
        goals=tuple(Named(g.id, g.title) for g in goals),
        experiments=tuple(Named(e.id, e.title) for e in experiments),
        people=(Named(pupil, name), *(Named(p.id, p.name) for p in rows(s, "person", pupil))),
        stems=_stems(s, pupil, name),
    )


def short(words: str) -> str:
    """The first part of a sentence, to stand in a row of words: "Sterk met woorden: legt goed uit." -> "sterk met woorden"."""
    first = re.split(r"[:;.]", words, maxsplit=1)[0].strip()
    return first[:1].lower() + first[1:] if first[1:2].islower() else first


def _block(block: Row, factors: list[Row], measures: list[MeasureLine], known: dict[str, Step]) -> Block:
    leads = block.leads_to or ()
    steps = tuple(
        sorted((known[id_] for id_ in (*(block.needs or ()), *leads) if id_ in known), key=lambda step: ORDER[step.table])
    )
    goals = {step.id for step in steps if step.table == "goal"}
    mine = [m for m in measures if m.id in leads or goals & set(m.goals)]
    return Block(
        id=block.id,
        obstacle=block.obstacle,
        block=block.block or "",
        uses=tuple(Named(f.id, f.text) for f in factors if f.id in (block.uses_factors or ())),
        steps=steps,
        home=tuple(m for m in mine if m.place == "home"),
        school=tuple(m for m in mine if m.place == "school"),
    )


def _need(need: Row) -> tuple[str, str]:
    return need.stem or "", need.text


def _goal_about(now: Course, goal: Row) -> str:
    return "  ·  ".join(
        part
        for part in (
            t("begin {value}", value=now.begin) if now.begin else "",
            t("now {value}", value=now.now) if now.now else "",
            day_words(goal.due),
        )
        if part
    )


def _experiment(experiment: Row, number: int) -> Step:
    verdict = fields("experiment")["verdict"].kind.format(experiment.verdict)
    about = t("decided {verdict}", verdict=verdict) if verdict else t("still running")
    heading = t("Experiment {number}", number=number)
    return Step("experiment", experiment.id, heading, experiment.question or experiment.title, about)


def _stems(s: Session, pupil: str, name: str) -> tuple[tuple[str, str], ...]:
    teacher = next((p.name for p in rows(s, "person", pupil, role="teacher")), t("The teacher"))
    called = {"pupil": name, "teacher": teacher}
    return tuple((stem.for_whom, stem.sentence(called.get(stem.for_whom, ""))) for stem in need_stems())
