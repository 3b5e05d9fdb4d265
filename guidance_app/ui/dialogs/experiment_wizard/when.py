"""Step 5: how often and on which days; the holidays of the school are skipped."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn
from guidance_app.domain.session_days import in_holiday
from guidance_app.stats.planning import least
from guidance_app.ui.dialogs.experiment_wizard.draft import Draft
from guidance_app.ui.dialogs.experiment_wizard.step import Step
from guidance_app.ui.inputs import DayField, NumberField, RefsField
from guidance_app.ui.layouts import FlowLayout, box
from guidance_app.ui.widgets import label

MOST_TIMES = 400
PHASED = ("ab", "abab", "baselines", "criterion")


class WhenStep(Step):
    """Number of times, days of the week, first day, least in each phase and follow-up."""

    def __init__(self, draft: Draft, today: dt.date) -> None:
        super().__init__(draft, t("When do we measure?"), t("Holidays of the school are skipped."))
        self._today = today
        self.times = NumberField(t("How many times"), 2, MOST_TIMES)
        self.fewest = NumberField(t("At least in each phase"), 1, 99)
        monday = dt.date(2024, 1, 1)
        days = [(str(n + 1), formats.weekday(monday + dt.timedelta(n))) for n in range(7)]
        self.on = RefsField(t("On which days"), days)
        self.first_day = DayField(t("First time"), lambda: today)
        self.follow_up = DayField(t("Look once more later, on"), lambda: today, hint=t("may stay empty"))
        self.on.show_value(("1", "2", "4"))
        self.first_day.show_value(draft.first_day)
        self.fewest.show_value(Decimal(draft.fewest))
        times = self.ask(t("How many times"), self.times, "wizard/times")
        self._fewest = self.ask(t("At least in each phase"), self.fewest, "wizard/fewest")
        self.body.add(box(FlowLayout(times, self._fewest, gap=12)))
        self.body.add(self.ask(t("On which days"), self.on, "wizard/days"))
        first = self.ask(t("First time"), self.first_day, "wizard/first day")
        follow = self.ask(t("Look once more later, on"), self.follow_up, "wizard/follow up")
        self.body.add(box(FlowLayout(first, follow, gap=12)))
        self.span = label("", wrap=True)
        self.body.add(self.span)
        for made in (self.times, self.on, self.first_day):
            made.edited.connect(lambda _value: self._tell())
        self.fewest.edited.connect(self._least)

    def entered(self) -> None:
        self._fewest.setVisible(self.draft.design in PHASED)
        self.times.show_value(Decimal(self.draft.shape.sessions))
        self.fewest.show_value(Decimal(self.draft.fewest))
        self._tell()

    def _least(self, value: Decimal | None) -> None:
        """With another least in each phase another number of times is needed."""
        if value:
            self.draft.fewest, self.draft.times = int(value), None
            self.times.show_value(Decimal(self.draft.shape.sessions))
            self._tell()

    def _take(self) -> None:
        draft, times = self.draft, self.times.value()
        draft.times = int(times) if times else None
        draft.weekdays, draft.follow_up_on = self.on.value() or (), self.follow_up.value()
        draft.first_day = self.first_day.value() or draft.first_day
        if self.draft.design in PHASED and self.fewest.value():
            draft.fewest = int(self.fewest.value())

    def _tell(self) -> None:
        """From when to when that is, and how much of it is holiday."""
        self._take()
        days = self.draft.days
        if not days:
            self.span.setText(t("There is no free day for this."))
            return
        span = (days[0] + dt.timedelta(n) for n in range((days[-1] - days[0]).days + 1))
        closed = sum(in_holiday(day, self.draft.holidays) and day.weekday() < 5 for day in span)
        words = t("From {first} to {last}.", first=formats.full_day(days[0]), last=formats.full_day(days[-1]))
        skipped = tn("{n} school day of holiday is skipped.", "{n} school days of holiday are skipped.", closed) if closed else ""
        self.span.setText(" ".join(part for part in (words, skipped, self._past()) if part))

    def _past(self) -> str:
        """That the plan begins before today."""
        first = self.draft.days[0]
        if first >= self._today:
            return ""
        return t("The first time, {day}, lies in the past.", day=formats.day(first))

    def write(self) -> bool:
        self._take()
        fewest = least(self.draft.shape)
        if self.draft.times is None:
            return self.missing(self.times, t("Say how many times."))
        if self.draft.times < fewest:
            return self.missing(self.times, t("Plan at least {n} times.", n=fewest))
        ways = len(self.draft.ways)
        if self.draft.design == "turns" and self.draft.times % ways:
            return self.missing(self.times, t("Plan a number that {n} divides.", n=ways))
        if len(self.draft.days) < self.draft.times:
            return self.missing(self.first_day, t("There is no free day for this."))
        if self.draft.draw is not None and self.draft.days[0] < self._today:
            late = t("What is drawn has to be drawn before the first time. Choose a first day from today on.")
            return self.missing(self.first_day, late)
        if self.draft.follow_up_on and self.draft.follow_up_on <= self.draft.days[-1]:
            return self.missing(self.follow_up, t("That is before the last time."))
        return True
