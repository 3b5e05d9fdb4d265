"""Step 1: what we want to know, and who thought it up; the child first."""

from __future__ import annotations

from guidance_app.base.i18n import t
from guidance_app.ui.dialogs.experiment_wizard.draft import Draft
from guidance_app.ui.dialogs.experiment_wizard.step import Step
from guidance_app.ui.inputs import RefsField, SegmentField, TextArea, TextField

MOST_PEOPLE = 7


class AboutStep(Step):
    """Title, question and who thought it up."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, t("What do we want to know?"), t("A small experiment answers one question. The child asks it."))
        name = draft.facts.name
        self.question = TextArea(t("What does {name} want to know?", name=name), hint=t("in the child's own words"), lines=2)
        self.called = TextField(t("What is it called?"), hint=t("for example choosing myself"))
        people = [(who, who) for _, who in draft.facts.people[:MOST_PEOPLE]]
        self.by = SegmentField(t("Who thought it up?"), people)
        for words, made, key in (
            (t("What does {name} want to know?", name=name), self.question, "wizard/question"),
            (t("What is it called?"), self.called, "wizard/title"),
            (t("Who thought it up?"), self.by, "wizard/by"),
        ):
            self.body.add(self.ask(words, made, key))
        self.goals = RefsField(t("For which goal?"), draft.facts.goals)
        if draft.facts.goals:
            self.body.add(self.ask(t("For which goal?"), self.goals, "wizard/goals"))

    def write(self) -> bool:
        if not self.called.value():
            return self.missing(self.called, t("The title is missing."))
        self.draft.title, self.draft.question = self.called.value(), self.question.value()
        self.draft.invented_by, self.draft.goals = self.by.value(), self.goals.value() or ()
        return True
