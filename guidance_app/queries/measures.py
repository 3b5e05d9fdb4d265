"""Measures as a page shows them: who does what, when, since when, and what is known about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.domain.measures import EVIDENCE
from guidance_app.queries.names import join_names, short_names
from guidance_app.queries.read import Row, rows


@dataclass(frozen=True)
class MeasureLine:
    """One measure. `about` is who and when in one line; `evidence` its strength in words, `source` what that rests on.

    `experiment` is the (id, title) of the experiment in which it was tried.
    """

    id: str
    title: str
    place: str
    text: str
    who: str
    when: str
    start: dt.date | None
    goals: tuple[str, ...]
    status: str
    evidence: str
    source: str
    experiment: tuple[str, str] | None = None

    @property
    def about(self) -> str:
        """Who does it and when, in one line."""
        return ", ".join(part for part in (self.who, self.when) if part)

    @property
    def since(self) -> str:
        """Since when, in words; "" when that is not known."""
        return t("since {day}", day=formats.day(self.start)) if self.start else ""

    @property
    def tried(self) -> str:
        """In which experiment it was tried, in words; "" when in none."""
        return t("tried in “{experiment}”", experiment=self.experiment[1]) if self.experiment else ""


def measure_lines(s: Session, pupil: str) -> list[MeasureLine]:
    """All measures of a pupil in their order, also those that are not used."""
    names = short_names(s, pupil)
    tried = {one.id: (one.id, str(one.title)) for one in rows(s, "experiment", pupil)}
    return [_line(measure, names, tried.get(measure.from_experiment)) for measure in rows(s, "measure", pupil)]


def in_use(measures: list[MeasureLine]) -> list[MeasureLine]:
    """The measures that are carried out."""
    return [measure for measure in measures if measure.status == "active"]


def _line(measure: Row, names: dict[str, str], tried: tuple[str, str] | None) -> MeasureLine:
    return MeasureLine(
        id=measure.id,
        title=measure.title,
        place=measure.place,
        text=measure.text or "",
        who=join_names([names[person] for person in measure.who or () if person in names]),
        when=measure.when or "",
        start=measure.start,
        goals=tuple(measure.goals or ()),
        status=measure.status or "active",
        evidence=t(EVIDENCE[measure.evidence_strength]) if measure.evidence_strength else "",
        source=measure.evidence_note or "",
        experiment=tried,
    )
