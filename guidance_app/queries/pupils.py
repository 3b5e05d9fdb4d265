"""The pupils of this store and the head of a pupil's page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.queries.read import Row, row, rows


@dataclass(frozen=True)
class PupilHead:
    """What stands above every page of a pupil. `about` is one line: group, age, teacher, school."""

    id: str
    first_name: str
    full_name: str
    initials: str
    about: str


def all_pupils(s: Session, today: dt.date) -> list[PupilHead]:
    """Everybody with a file here, by last name."""
    found = rows(s, "pupil")
    return [
        _head(s, pupil, today) for pupil in sorted(found, key=lambda p: ((p.last_name or "").casefold(), p.first_name.casefold()))
    ]


def pupil_head(s: Session, pupil: str, today: dt.date) -> PupilHead | None:
    """The head of one pupil's page; None when the file is not there."""
    found = row(s, "pupil", pupil)
    return _head(s, found, today) if found else None


def _head(s: Session, pupil: Row, today: dt.date) -> PupilHead:
    teachers = [p.name for p in rows(s, "person", pupil.id, role="teacher")]
    school = row(s, "school", pupil.school)
    about = (
        t("group {group}", group=pupil.group_name) if pupil.group_name else "",
        t("{age} years", age=formats.age(pupil.birth_date, today)) if pupil.birth_date else "",
        teachers[0] if teachers else "",
        school.name if school else "",
    )
    full = " ".join(part for part in (pupil.first_name, pupil.last_name) if part)
    initials = "".join(part[0] for part in (pupil.first_name, pupil.last_name) if part).upper()
    return PupilHead(pupil.id, pupil.first_name, full, initials, "  ·  ".join(part for part in about if part))
