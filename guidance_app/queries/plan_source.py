"""What every part of a plan needs to know: the child, the newest plan, the day, and what people are called."""

from __future__ import annotations

import datetime as dt

from guidance_app.base import formats
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t, upper_first
from guidance_app.queries.names import join_names, short_names
from guidance_app.queries.plan import Said
from guidance_app.queries.read import Row
from guidance_app.queries.shown import Shown


class Source:
    """The file of one pupil for the readers of one document, on one day. Problem when there is no such file."""

    def __init__(self, shown: Shown, today: dt.date) -> None:
        self.shown, self.today = shown, today
        child = shown.row("pupil", shown.pupil)
        if child is None:
            raise Problem(t("This is no longer there."), t("Look at the page again."))
        self.child = child
        self.first_name = str(child.first_name)
        self.names = short_names(shown.session, shown.pupil)
        plans = shown.rows("plan")
        self.plan: Row | None = max(plans, key=lambda plan: plan.version or 0) if plans else None

    def name(self, id_: str | None) -> str:
        """What somebody is called in running text."""
        return self.names.get(id_ or "", "")

    def people(self, ids: tuple[str, ...] | None) -> str:
        """Several people in one phrase."""
        return join_names([self.name(id_) for id_ in ids or () if self.name(id_)])

    def signed(self, row: Row) -> str:
        """Who said it, and when."""
        return commas(upper_first(self.name(row.by)), formats.day(row.date) if row.date else "")

    @property
    def about(self) -> str:
        """School, group and teacher in one line."""
        school = self.shown.row("school", self.child.school)
        teachers = [self.name(person.id) for person in self.shown.rows("person", role="teacher")]
        group = t("group {group}", group=self.child.group_name) if self.child.group_name else ""
        return commas(school.name if school else "", group, *teachers[:1])

    @property
    def date(self) -> dt.date:
        """The day of this version of the plan."""
        if self.plan is None:
            return self.today
        made = [v.date for v in self.shown.rows("plan_version", plan=self.plan.id, version=self.plan.version) if v.date]
        return made[0] if made else self.plan.valid_from or self.today

    @property
    def version(self) -> str:
        """The version of the plan in words."""
        return version_words(self.plan.version) if self.plan else ""

    @property
    def draft(self) -> bool:
        """Whether the plan has not been adopted."""
        return self.plan is not None and self.plan.status in (None, "draft", "for_discussion")

    def wish(self) -> Said | None:
        """What the child said that it wants itself, else the first thing it said in the last talk."""
        wanted = [said for talk in self.talks() for said in self.quotes(talk, t("What do you want yourself?"))]
        return next(iter(wanted or [said for talk in self.talks() for said in self.quotes(talk)]), None)

    def talks(self) -> list[Row]:
        """The talks with the child, the last one first."""
        return sorted(self.shown.rows("conversation"), key=lambda talk: talk.date, reverse=True)

    def quotes(self, talk: Row, topic: str = "") -> list[Said]:
        """What the child said in a talk, about one topic or about all."""
        source = commas(self.first_name, formats.day(talk.date))
        found = self.shown.rows("quote", conversation=talk.id)
        return [Said(quote.text, source) for quote in found if not topic or quote.topic == topic]

    def measures(self, place: str) -> list[Row]:
        """The measures in use in a place: those that the plan says go on, or all if it does not say."""
        kept = self.plan.continues if self.plan else None
        found = self.shown.rows("measure", place=place)
        return [m for m in found if m.status in (None, "active") and (not kept or m.id in kept)]

    def next_talk(self) -> str:
        """The first talk that is planned, with its day and time."""
        ahead = [m for m in self.shown.rows("meeting") if m.date and m.date >= self.today and m.status in (None, "planned")]
        if not ahead:
            return ""
        first = min(ahead, key=lambda meeting: meeting.date)
        time = t("{time} h", time=formats.clock(first.time_from)) if first.time_from else ""
        return commas(formats.full_day(first.date), time)


def commas(*parts: str) -> str:
    """The parts that are there, with commas between them."""
    return ", ".join(part for part in parts if part)


def version_words(number: object) -> str:
    """version 3"""
    return t("version {number}", number=number) if number else ""
