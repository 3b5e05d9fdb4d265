"""Step 3: what we measure, in which unit, which way is better, who does it and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from guidance_app.base.i18n import t, upper_first
from guidance_app.edits.experiment_plan import Measure
from guidance_app.queries import read
from guidance_app.queries.experiment_plan import Known
from guidance_app.ui.dialogs.experiment_wizard.draft import Draft
from guidance_app.ui.dialogs.experiment_wizard.step import Step
from guidance_app.ui.inputs import ChoiceField, SegmentField, TextField
from guidance_app.ui.layouts import FlowLayout, box

MORE = 3


class MeasureStep(Step):
    """One thing in full, and up to three more that are measured in the same way."""

    def __init__(self, draft: Draft) -> None:
        why = t("One thing that can be counted or rated, each time in the same way.")
        super().__init__(draft, t("What do we measure?"), why)
        kinds: Any = read.fields("outcome")["kind"].kind
        self.before = ChoiceField(t("Measured before"), _before(draft.facts.known))
        self.called = TextField(t("What is counted or rated"), hint=t("for example words per minute"))
        self.kind = ChoiceField(
            t("What kind of number"), [(c, upper_first(t(w))) for c, w in kinds.options.items()], required=True
        )
        self.unit = TextField(t("Unit"), hint=t("for example words"))
        self.better = SegmentField(t("What is better"), _directions(), required=True)
        self.who = ChoiceField(t("Who measures"), draft.facts.people)
        self.where = SegmentField(t("Where"), (("school", t("At school")), ("home", t("At home"))), required=True)
        self.kind.show_value("number")
        self.better.show_value("more")
        self.where.show_value("school")
        if draft.facts.known:
            self.body.add(self.ask(t("Measured before"), self.before, "wizard/before"))
        self.body.add(self.ask(t("What is counted or rated"), self.called, "wizard/name"))
        kind = self.ask(t("What kind of number"), self.kind, "wizard/kind")
        self.body.add(box(FlowLayout(kind, self.ask(t("Unit"), self.unit, "wizard/unit"), gap=12)))
        self.body.add(self.ask(t("What is better"), self.better, "wizard/better"))
        who = self.ask(t("Who measures"), self.who, "wizard/who")
        self.body.add(box(FlowLayout(who, self.ask(t("Where"), self.where, "wizard/where"), gap=12)))
        also = t("Something more, or the same at another moment")
        self.more = [TextField(f"{also} {n}", hint=t("may stay empty")) for n in range(1, MORE + 1)]
        for n, made in enumerate(self.more):
            above = self.ask(also, made, f"wizard/more {n}")
            self.body.add(above if n == 0 else made)
        self.before.edited.connect(self._take)

    def _take(self, id_: str | None) -> None:
        """Measure what was measured before, in the same way."""
        known: Known | None = next((one for one in self.draft.facts.known if one.id == id_), None)
        if known is None:
            return
        self.called.show_value(known.name)
        self.kind.show_value(known.kind)
        self.unit.show_value(known.unit or None)
        self.better.show_value({True: "more", False: "less", None: "neither"}[known.higher_is_better])
        self.who.show_value(known.observer)

    def write(self) -> bool:
        if not self.called.value():
            return self.missing(self.called, t("Say what is counted or rated."))
        higher = {"more": True, "less": False, "neither": None}[self.better.value()]
        names = [made.value() for made in (self.called, *self.more) if made.value()]
        if len({one.casefold() for one in names}) < len(names):
            return self.missing(self.called, t("Two things that are measured have the same name."))
        who, where = self.who.value(), self.where.value()
        self.draft.measures = [Measure(one, self.unit.value(), self.kind.value(), higher, who, where) for one in names]
        self.draft.place = where
        return True


def _directions() -> tuple[tuple[str, str], ...]:
    return ("more", t("More is better")), ("less", t("Less is better")), ("neither", t("Neither"))


def _before(known: Sequence[Known]) -> list[tuple[str, str]]:
    """What was measured before, by name; with its unit where two have the same name."""
    names = Counter(one.name.casefold() for one in known)
    return [(one.id, f"{one.name}, {one.unit}" if names[one.name.casefold()] > 1 and one.unit else one.name) for one in known]
