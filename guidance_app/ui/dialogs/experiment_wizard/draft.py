"""What is typed in the wizard so far, and the plan that comes of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from guidance_app.domain.session_days import Holidays, session_days
from guidance_app.edits.experiment_plan import Measure, Plan
from guidance_app.queries.experiment_plan import WizardFacts
from guidance_app.stats.drawn import Draw
from guidance_app.stats.planning import Shape, usual_times

IN_A_ROW = 2
"""In a free order at most so many times of one approach after another."""


@dataclass
class Draft:
    """All that is typed; the steps read and write it. `times` None: as many as the design needs."""

    facts: WizardFacts
    first_day: dt.date
    title: str = ""
    question: str | None = None
    invented_by: str | None = None
    goals: tuple[str, ...] = ()
    ways: list[str] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    place: str = "school"
    design: str = ""
    draw: Draw | None = None
    criteria: tuple[Decimal, ...] = ()
    times: int | None = None
    weekdays: tuple[str, ...] = ()
    fewest: int = 5
    follow_up_on: dt.date | None = None
    convince: str | None = None

    @property
    def shape(self) -> Shape:
        """The plan in numbers, with as many times as were typed or else as the design needs."""
        codes = tuple("ABCDE"[: max(len(self.ways), 2)])
        series = len(self.measures) if self.design == "baselines" else 1
        made = Shape(
            self.design,
            0,
            codes,
            self.fewest,
            self.draw,
            IN_A_ROW if self.draw is Draw.TURNS else None,
            series,
            len(self.criteria),
        )
        return Shape(**{**made.__dict__, "sessions": self.times or usual_times(made)})

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The planned days."""
        return session_days(self.first_day, self.weekdays, self.shape.sessions, self.holidays)

    @property
    def holidays(self) -> Holidays:
        """The holidays of the school, which are skipped."""
        return self.facts.holidays

    def plan(self) -> Plan:
        """The plan as it will be kept."""
        shape = self.shape
        return Plan(
            self.title, tuple(self.ways), tuple(self.measures), self.design, shape.sessions, self.first_day, self.weekdays,
            self.fewest, self.draw, shape.in_a_row, self.question, self.invented_by, self.convince, self.follow_up_on,
            self.place, self.goals, self.criteria,
        )  # fmt: skip
