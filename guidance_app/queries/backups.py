"""Backups in words: the lines of a list, what putting one back would do, and what the start page says of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn, upper_first
from guidance_app.queries.names import join_names
from guidance_app.queries.putting_back import Difference
from guidance_app.queries.start import ToKnow
from guidance_app.safekeeping import LATE, Backup
from guidance_app.store.journal import StepRow


@dataclass(frozen=True)
class BackupLine:
    """One backup in a list: when it was made, why, and how many files of pupils are in it."""

    id: str
    backup: Backup
    when: str
    why: str
    pupils: str

    @property
    def sentence(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join(part for part in (self.when, self.why, self.pupils) if part)


def lines(found: Sequence[Backup], today: dt.date) -> list[BackupLine]:
    """The lines of a list."""
    return [_line(one, today) for one in found]


def _line(backup: Backup, today: dt.date) -> BackupLine:
    when = upper_first(moment(backup.at, today, short=True))
    return BackupLine(backup.folder.name, backup, when, reason(backup), _pupils(backup))


def moment(at: dt.datetime, today: dt.date, *, short: bool = False) -> str:
    """today 9.12, Thursday 19 February 9.12 (short: Th), with the year when it is another one."""
    here = at.astimezone()
    clock = formats.clock(here.time())
    if here.date() == today:
        return t("today {time}", time=clock)
    day = formats.day_month(here.date()) if here.year == today.year else formats.day(here.date())
    weekday = formats.weekday(here.date())
    return f"{weekday[:2] if short else weekday} {day} {clock}"


def reason(backup: Backup) -> str:
    """Why it was made."""
    return {
        "day": t("first work of the day"),
        "asked": t("asked for"),
        "import": t("before bringing in"),
        "migration": t("before a new version"),
        "key": t("before renewing the key"),
        "destroy": t("before destroying a file"),
        "emergency": t("emergency copy"),
        "aside": t("the store before putting back, not checked"),
    }.get(backup.reason, t("not checked"))


def _pupils(backup: Backup) -> str:
    return tn("{n} pupil", "{n} pupils", backup.pupils) if backup.verified else ""


def everything_told(line: BackupLine, today: dt.date) -> str:
    """What putting back the whole store from a backup does."""
    return t(
        "The store becomes as it was {when}. What was written after that does not come along. The store of now is kept among the"
        " backups.",
        when=moment(line.backup.at, today),
    )


def difference_told(found: Difference, name: str) -> str:
    """What putting back the file of one pupil does."""
    if not found.back and not found.changed:
        return t("The file of {name} is the same as in this backup, or newer. There is nothing to put back.", name=name)
    counted = (
        tn("{n} line comes back", "{n} lines come back", found.back),
        tn("{n} line gets its old content", "{n} lines get their old content", found.changed),
        tn("{n} newer line stays as it is", "{n} newer lines stay as they are", found.newer),
    )
    told = join_names([words for words, n in zip(counted, (found.back, found.changed, found.newer), strict=True) if n])
    return f"{name}: {told}. {t('One undo takes all of it back.')}"


SETTINGS, ELSEWHERE = "settings", "settings/elsewhere"
"""What a line of "good to know" opens when it is about backups, or asks to keep them elsewhere."""


def last_line(last: Backup | None, now: dt.datetime) -> str:
    """The last verified backup in words."""
    if last is None:
        return t("No backup was made yet.")
    return t("Last backup: {when}, made and checked", when=moment(last.at, now.astimezone().date()))


def to_know(s: Session, last: Backup | None, now: dt.datetime, *, ask_elsewhere: bool = False) -> list[ToKnow]:
    """A warning when there has been no good backup for a week; else, of a store of more than a week, perhaps the question to
    keep one elsewhere."""
    told = s.scalar(select(func.min(StepRow.at)))
    first = dt.datetime.fromisoformat(told) if told else now
    if now - (last.at if last else first) > LATE:
        title = t("No good backup for more than a week")
        return [ToKnow("history", title, last_line(last, now), t("To the backups"), opens=SETTINGS)]
    if ask_elsewhere and now - first > LATE:
        why = t("They stand on this computer alone. A copy on a stick helps when it is lost.")
        return [ToKnow("history", t("Keep your backups elsewhere too"), why, t("To the backups"), opens=ELSEWHERE)]
    return []
