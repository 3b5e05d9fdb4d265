"""Step 6: what would convince us, written down beforehand; what this plan can show at best; and then it begins."""

from __future__ import annotations

from fractions import Fraction

from guidance_app.base import formats
from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.series import Series
from guidance_app.queries import read
from guidance_app.queries.experiment_plan import baseline_before
from guidance_app.stats.exact import Path
from guidance_app.stats.plain_figures import amount
from guidance_app.stats.planning import Shape, advice, at_best, enough, would_notice
from guidance_app.ui.dialogs.experiment_wizard.draft import Draft
from guidance_app.ui.dialogs.experiment_wizard.step import Step
from guidance_app.ui.inputs import TextArea
from guidance_app.ui.layouts import Column, box
from guidance_app.ui.widgets import button, label, small


class ConvinceStep(Step):
    """The sentence that is written down beforehand, and what the plan can show."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            draft, t("What would convince us?"), t("Write it down now, before the first score; then nobody can move it.")
        )
        hint = t("for example at least 10 words more each time")
        self.sentence = TextArea(t("What would convince us?"), hint=hint, lines=2)
        self.body.add(self.ask(t("It helped if"), self.sentence, "wizard/convince"))
        self._shown = Column(gap=6)
        self.body.add(
            box(Column(label(t("What this plan can show at best"), weight=700), self._shown, margins=(14, 10, 14, 12)), "card")
        )
        self._summary = Column(gap=2)
        self.body.add(box(self._summary))

    def entered(self) -> None:
        self._tell()
        self._sum_up()

    def _tell(self) -> None:
        draft, shape = self.draft, self.draft.shape
        told, fit = at_best(shape), would_notice(shape, self._baseline(), self._amount)
        self._shown.clear()
        for words in (told.sentence, fit.sentence):
            if words:
                self._shown.add(label(words, wrap=True))
        for words in advice(shape):
            self._shown.add(label(words, wrap=True, weight=600))
        if (more := enough(shape)) is not None:
            made = button(t("Plan {n} times", n=more.sessions), "default", "", lambda: self._plan(more))
            made.setObjectName("wizard/more times")
            self._shown.add(made)
        if draft.facts.running:
            words = t("Another experiment runs already: {title}. Trials at the same time can influence each other.",
                      title=", ".join(draft.facts.running))  # fmt: skip
            self._shown.add(label(words, wrap=True))
        if told.arithmetic:
            self._shown.add(small(told.arithmetic, wrap=True))

    def _plan(self, shape: Shape) -> None:
        self.draft.times, self.draft.fewest = shape.sessions, shape.fewest
        self.entered()
        self.sentence.setFocus()

    def _baseline(self) -> Path | None:
        one = self.draft.measures[0]
        return baseline_before(self.draft.facts.known, one.name, one.unit, one.kind)

    def _amount(self, change: Fraction | float) -> str:
        one = self.draft.measures[0]
        return amount(Series(one.name, (), unit=one.unit or "", kind=one.kind), change)

    def _sum_up(self) -> None:
        draft = self.draft
        self._summary.clear()
        design = upper_first(read.fields("experiment")["design_kind"].kind.format(draft.design))
        days = draft.days
        when = t(
            "{n} times, from {first} to {last}", n=len(days), first=formats.day_month(days[0]), last=formats.day_month(days[-1])
        )
        for words in (
            f"{', '.join(draft.ways)}. {design}.",
            f"{', '.join(one.name for one in draft.measures)}. {when}.",
        ):
            self._summary.add(small(words, "text", wrap=True))

    def write(self) -> bool:
        if not self.sentence.value():
            return self.missing(self.sentence, t("Write down what would convince you."))
        self.draft.convince = self.sentence.value()
        return True
