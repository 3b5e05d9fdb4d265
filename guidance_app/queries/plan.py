"""What stands in a plan, as plain words that are already chosen: nothing here but what its readers may read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from guidance_app.domain.series import Series
from guidance_app.queries.whole_file import Part
from guidance_app.stats.aim import AimLine

Place = Literal["home", "school"]
Voice = Literal["pupil", "home", "school"]


@dataclass(frozen=True)
class Said:
    """What somebody said, and who said it when."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class Question:
    """One of the three questions the plan answers."""

    voice: Voice
    who: str
    text: str


@dataclass(frozen=True)
class BlockLine:
    """An obstacle and the building block that answers it; `needs` and `leads_to` in words."""

    obstacle: str
    block: str
    needs: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class GoalLine:
    """A goal in words: where it stands now and where it should be. `series` with `target_value` and `aim` can be drawn;
    `pace` says how fast it goes, only where that can be said."""

    title: str
    text: str = ""
    now: str = ""
    target: str = ""
    result: str = ""
    series: Series | None = None
    target_value: Decimal | None = None
    aim: AimLine | None = None
    pace: str = ""


@dataclass(frozen=True)
class Doing:
    """What somebody does: what, in more words, who, when, and the pictogram that goes with it."""

    what: str
    detail: str = ""
    who: str = ""
    when: str = ""
    pictogram: str = ""


@dataclass(frozen=True)
class Agreed:
    """An agreement: what, who, by when."""

    what: str
    who: str
    by: str


@dataclass(frozen=True)
class SignPart:
    """One part of the signature block: what is signed for, and who signs."""

    what: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class VersionLine:
    """One line of the history of versions."""

    version: str
    date: str
    change: str


@dataclass(frozen=True)
class JointPlan:
    """The joint support plan, read and signed by parents, child and school. `apart` is how many differences are not settled."""

    first_name: str
    title: str
    about: str
    date: dt.date
    version: str = ""
    draft: bool = False
    period: str = ""
    said: tuple[Said, ...] = ()
    heard: str = ""
    questions: tuple[Question, ...] = ()
    strengths: tuple[str, ...] = ()
    views: tuple[Said, ...] = ()
    blocks: tuple[BlockLine, ...] = ()
    goals: tuple[GoalLine, ...] = ()
    reached: tuple[GoalLine, ...] = ()
    home: tuple[Doing, ...] = ()
    school: tuple[Doing, ...] = ()
    decisions: tuple[str, ...] = ()
    agreements: tuple[Agreed, ...] = ()
    next_talk: str = ""
    opp: str = ""
    opp_review: str = ""
    approvals: tuple[str, ...] = ()
    signing: tuple[SignPart, ...] = ()
    versions: tuple[VersionLine, ...] = ()
    apart: int = 0


@dataclass(frozen=True)
class ParentPlan:
    """The plan for parents on one page, in plain words. Sections that are no part of the fixed page come as `others`."""

    first_name: str
    title: str
    about: str
    date: dt.date
    version: str = ""
    draft: bool = False
    good: tuple[str, ...] = ()
    hard: tuple[str, ...] = ()
    said: Said | None = None
    wanted: tuple[str, ...] = ()
    chart: GoalLine | None = None
    home: tuple[Doing, ...] = ()
    school: tuple[Doing, ...] = ()
    pupil: tuple[str, ...] = ()
    others: tuple[tuple[str, tuple[str, ...]], ...] = ()
    next_talk: str = ""
    signing: tuple[SignPart, ...] = ()
    apart: int = 0


@dataclass(frozen=True)
class WholeFile:
    """A whole file in words. `left_out` says what is not in it and why; `looks_back`: as it was known on an earlier day."""

    name: str
    date: dt.date
    parts: tuple[Part, ...]
    left_out: str = ""
    looks_back: bool = False
    apart: int = 0
