"""Below the decision: one press writes what worked into the plan, and afterwards the way to the measure it became."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.edits.adopting import adopt, link
from guidance_app.edits.records import change
from guidance_app.queries.adopting import Adopted, adoption
from guidance_app.queries.experiments import ExperimentView
from guidance_app.queries.names import join_names
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, box
from guidance_app.ui.pages.going import BALANCE, GOALS, go_to_record
from guidance_app.ui.widgets import Button, button, small
from guidance_app.workspace import Edit

if TYPE_CHECKING:
    from guidance_app.ui.pages.experiments import ExperimentsPage


def in_the_plan(page: ExperimentsPage, one: ExperimentView) -> QWidget | None:
    """The button for each approach that can go into the plan, or a link to the measure that it is now, with where it stands."""
    with page.session.read() as s:
        found = adoption(s, one.id)
    several = len(found.approaches) > 1
    made = [_button(page, one, approach, several) for approach in found.approaches]
    made += [_link(page, measure) for measure in found.measures]
    if not made:
        return None
    below = [_alike(page, one, found.alike)] if found.alike else []
    below += [part for measure in found.measures for part in _told(page, measure)]
    return box(Column(box(FlowLayout(*made, gap=8)), *below, gap=4), widget=QWidget())


def _alike(page: ExperimentsPage, one: ExperimentView, alike: tuple[tuple[str, str], ...]) -> QWidget:
    """Instead of one more measure, those that are there already."""
    named = join_names([f"“{title}”" for _, title in alike])
    said = small(t("Something like it is in use already, {measures}.", measures=named), wrap=True)
    act = link(one.id, tuple(id_ for id_, _ in alike))
    made = button(t("Link it to what is there"), "link", "git-merge", lambda: _put(page, act, alike[0][0]))
    made.setObjectName("link/alike")
    return box(Column(said, Row(made, STRETCH), gap=2), widget=QWidget())


def _told(page: ExperimentsPage, measure: Adopted) -> list[QWidget]:
    """Where it stands; and when its goal was reached, for which goal it is from now on."""
    told: list[QWidget] = [small(measure.where, wrap=True)]
    if not measure.reached:
        return told
    asked = small(t("That goal was looked back on already. For which goal is “{measure}” now?", measure=measure.title), wrap=True)
    flow = FlowLayout(gap=8)
    for goal, title in (*measure.running, ("", t("For no goal"))):
        made = button(title, "default", "target" if goal else "", partial(_serve, page, measure.id, goal))
        made.setObjectName(f"for goal/{measure.id}/{goal}")
        flow.addWidget(made)
    return [*told, asked, box(flow)]


def _serve(page: ExperimentsPage, measure: str, goal: str) -> None:
    page.session.do(change("measure", measure, "goals", (goal,) if goal else None))
    page.refresh()
    page.go_to(f"in the plan/{measure}")


def _button(page: ExperimentsPage, one: ExperimentView, approach: str, several: bool) -> Button:
    words = t("Put “{approach}” in the plan", approach=approach)
    made = button(words if several else t("Put in the plan"), "default", "clipboard-list", lambda: _adopt(page, one, approach))
    made.setAccessibleName(words)
    made.setObjectName(f"adopt/{approach}")
    return made


def _adopt(page: ExperimentsPage, one: ExperimentView, approach: str) -> None:
    _put(page, adopt(one.id, approach, page.session.today))


def _put(page: ExperimentsPage, act: Edit, measure: str = "") -> None:
    """Do it, with the keyboard on the way to the measure; `measure` is the one that is there already."""
    page.session.finish_typing()
    made = page.session.do(act) or measure
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
