"""Below the decision: one press writes what worked into the plan, and afterwards the way to the measure it became."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.edits.adopting import adopt
from guidance_app.queries.adopting import Adopted, adoption
from guidance_app.queries.experiments import ExperimentView
from guidance_app.ui.layouts import FlowLayout, box
from guidance_app.ui.pages.going import BALANCE, GOALS, go_to_record
from guidance_app.ui.widgets import Button, button

if TYPE_CHECKING:
    from guidance_app.ui.pages.experiments import ExperimentsPage


def in_the_plan(page: ExperimentsPage, one: ExperimentView) -> QWidget | None:
    """The button for each approach that can go into the plan, or a link to the measure that it is now."""
    with page.session.read() as s:
        found = adoption(s, one.id)
    several = len(found.approaches) > 1
    made = [_button(page, one, approach, several) for approach in found.approaches]
    made += [_link(page, measure) for measure in found.measures]
    return box(FlowLayout(*made, gap=8), widget=QWidget()) if made else None


def _button(page: ExperimentsPage, one: ExperimentView, approach: str, several: bool) -> Button:
    words = t("Put “{approach}” in the plan", approach=approach)
    made = button(words if several else t("Put in the plan"), "default", "clipboard-list", lambda: _adopt(page, one, approach))
    made.setAccessibleName(words)
    made.setObjectName(f"adopt/{approach}")
    return made


def _adopt(page: ExperimentsPage, one: ExperimentView, approach: str) -> None:
    page.session.finish_typing()
    made = page.session.do(adopt(one.id, approach, page.session.today))
    if made:
        page.refresh()
        page.go_to(f"in the plan/{made}")


def _link(page: ExperimentsPage, measure: Adopted) -> Button:
    """On the page of goals when it serves one, else on that of the balance."""
    words = t("Is in the plan, “{measure}”", measure=measure.title)
    tab = GOALS if measure.on_a_goal else BALANCE
    made = button(words, "link", "clipboard-list", partial(go_to_record, page, "measure", measure.id, tab))
    made.setObjectName(f"in the plan/{measure.id}")
    return made
