"""Below the chart: what we decide, what the child says, what to keep in mind, and the numbers for who wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from guidance_app.base import formats
from guidance_app.base.i18n import t, upper_first
from guidance_app.edits.experiments import decide
from guidance_app.queries import read
from guidance_app.queries.experiments import ExperimentView
from guidance_app.queries.observers import Check
from guidance_app.ui.dialogs.second_observer import SecondObserver
from guidance_app.ui.icons import Icon
from guidance_app.ui.inputs import TextArea
from guidance_app.ui.layouts import STRETCH, Column, Row, box
from guidance_app.ui.pages.choosing import Choice, heading
from guidance_app.ui.pages.experiments.adopting import in_the_plan
from guidance_app.ui.pages.experiments.findings import drawer_lines
from guidance_app.ui.pages.experiments.measures import status_line
from guidance_app.ui.pages.experiments.ways import EXPERT
from guidance_app.ui.pages.tile import Act, Tile
from guidance_app.ui.widgets import button, label, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.experiments import ExperimentsPage

ICONS = {"continue": "check", "adapt": "pencil", "stop": "x", "measure_longer": "clock", "cannot_say": "circle-help"}
DAY = "decided on"


def decision(page: ExperimentsPage, one: ExperimentView) -> list[Any]:
    """Everything below the chart."""
    return [*_decide(page, one), _said(page, one), *_keep_in_mind(page, one)]


def _decide(page: ExperimentsPage, one: ExperimentView) -> list[Any]:
    session = page.session
    kind: Any = read.fields("experiment")["verdict"].kind
    options = [(code, upper_first(t(words)), ICONS[code]) for code, words in kind.options.items()]
    choice = Choice(
        t("What do we decide?"),
        options,
        one.verdict,
        lambda v: session.do(decide(one.id, v, session.today)),
        "verdict",
        free=True,
    )
    spec = read.fields("experiment")["decision"]
    words = TextArea(t("Decision"), spec.check, t("in one sentence"), 1)
    session.bind(words, "experiment", one.id, "decision")
    return [Row(label(t("What do we decide?"), "head"), _day(page, one), STRETCH, gap=6), choice, words, in_the_plan(page, one)]


def _day(page: ExperimentsPage, one: ExperimentView) -> QWidget | None:
    """The day of the decision; a field when one works on it."""
    if page.unfolded == DAY:
        made = page.session.field("experiment", one.id, "decided_on")
        made.done.connect(lambda: page.unfold(DAY))
        return made
    if one.decided_on is None:
        return None
    words = formats.day(one.decided_on)
    tile = Tile(Row(small(words), margins=(4, 2, 4, 2)), f"{t('Decided on')}, {words}", edge="", fill="", radius=6)
    tile.setObjectName(DAY)
    tile.clicked.connect(lambda _on=False: _change_day(page, one))
    return tile


def _change_day(page: ExperimentsPage, one: ExperimentView) -> None:
    page.unfold(DAY)
    page.go_to(f"experiment/{one.id}/decided_on")


def _said(page: ExperimentsPage, one: ExperimentView) -> QWidget:
    """What the child concludes, in its own words."""
    assert page.view is not None
    name = page.view.name
    hint = t("What does {name} conclude?", name=name)
    words = page.text("experiment", one.id, "pupil_conclusion", one.pupil_says, hint=hint)
    mark = Column(Icon("smile", "pupil", 20), STRETCH, margins=(0, 3, 0, 0))
    who = Column(label(name, weight=600), STRETCH, margins=(0, 2, 0, 0)) if one.pupil_says else None
    return box(Row(mark, who, (words, 1), gap=8), widget=QWidget())


def _keep_in_mind(page: ExperimentsPage, one: ExperimentView) -> list[Any]:
    hint = t("What should one keep in mind about this experiment?")
    words = page.text("experiment", one.id, "caution", one.caution, hint=hint, role="small", tone="mute")
    mark = Column(Icon("info", "mute", 16), STRETCH, margins=(0, 4, 0, 0))
    shown = one.outcome(page.measures.outcome)
    said = shown is not None and shown.findings is not None  # then it stands beside the answer
    together = status_line("info", one.together) if one.together and not said else None
    return [box(Row(mark, (words, 1), gap=4), widget=QWidget()), together]


def expert(page: ExperimentsPage, one: ExperimentView) -> list[Any]:
    """The drawer for who knows: closed until asked for."""
    shown = page.unfolded == EXPERT
    note = t("spread, overlap, second observer")
    words = heading(t("For the expert"), note, "body")
    made = Tile(
        Row(Icon("chevron-down" if shown else "chevron-right", "mute", 18), (words, 1), gap=8, margins=(12, 6, 12, 6)),
        f"{t('For the expert')}, {note}",
        edge="",
        fill="sunk",
        radius=8,
    )
    made.setObjectName(EXPERT)
    made.clicked.connect(lambda _on=False: page.unfold("" if shown else EXPERT))
    return [made, *(_inside(page, one) if shown else ())]


def _inside(page: ExperimentsPage, one: ExperimentView) -> list[Any]:
    shown = one.outcome(page.measures.outcome)
    told = [label(line, wrap=True) for line in ((*shown.spread, shown.pairs) if shown else ()) if line]
    if shown and shown.fidelity:
        told += [label(words, wrap=True) for words in (shown.fidelity.sentence, shown.fidelity.warning) if words]
    add = button(t("Add second observer"), "link", "plus", lambda: _second_observer(page, one))
    add.setObjectName("add check")
    checks = [_check(page, one, check) for check in one.checks]
    figures = drawer_lines(shown.drawers) if shown else []
    second = [label(t("Agreement between observers"), weight=700), *checks, add]
    parts = Column(*told, *figures, 4, *second, gap=4, margins=(12, 2, 12, 6))
    return [box(parts, widget=QWidget())]


def _check(page: ExperimentsPage, one: ExperimentView, check: Check) -> QWidget:
    def change() -> None:
        _second_observer(page, one, check.id)

    acts = [Act("F2", t("Change"), change), Act("Del", t("Remove"), lambda: page.remove("observer_check", check.id))]
    made = Tile(Row(label(check.words, wrap=True), margins=(4, 2, 4, 2)), check.words, edge="", fill="", radius=6, acts=acts)
    made.setObjectName(f"check/{check.id}")
    made.clicked.connect(change)
    return made


def _second_observer(page: ExperimentsPage, one: ExperimentView, check: str = "") -> None:
    """The dialog in which both observers are compared; the outcome that is looked at comes first."""
    shown = one.outcome(page.measures.outcome)
    outcomes = sorted(((o.id, o.name) for o in one.outcomes), key=lambda o: shown is None or o[0] != shown.id)
    dialog = SecondObserver(page.session, page.pupil, one.id, outcomes, check, page.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: page.go_to(f"check/{dialog.made}"))
    dialog.open()
