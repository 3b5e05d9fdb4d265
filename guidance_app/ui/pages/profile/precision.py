"""What a score is computed with, as the report or the manual tells it: how steady it is, and how it goes with other scores."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t, upper_first
from guidance_app.edits.assessments import correlate
from guidance_app.queries import read
from guidance_app.queries.profile import ScoreLine, Test
from guidance_app.ui.input_parts import Input
from guidance_app.ui.inputs import NumberField
from guidance_app.ui.layouts import STRETCH, Column, Row, box
from guidance_app.ui.look import look
from guidance_app.ui.pages.choosing import named
from guidance_app.ui.widgets import label, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.profile import ProfilePage

NORM = ("mean", "sd", "ci_level")
HELP = {
    "reliability": "How steady the score is, from 0 to 1. Reports call it reliability or alpha. Without an interval of the "
    "report, one is computed from it.",
    "retest": "The same when a child takes the test twice. Needed for what was to be expected the second time.",
    "practice": "How many points children gain on average when they take the test again.",
    "learning_return": "Only when the report gives it; else it is computed from the didactic age equivalent.",
}


def computing(page: ProfilePage, test: Test, line: ScoreLine) -> QWidget:
    """Everything one score is computed with."""
    head = label(t("To compute with"), "body", weight=600)
    note = small(t("Copy only what stands in the report or the manual, and leave the rest empty."), wrap=True)
    spec = read.fields("score")
    norm = [named(upper_first(t(spec[name].label)), _field(page, line, name)) for name in NORM]
    helped = [_helped(page, line, name) for name in HELP]
    parts = (head, note, Row(*norm, STRETCH, gap=12), *helped, *_correlations(page, test, line))
    return box(Column(*parts, gap=6, margins=(0, 4, 0, 4)), widget=QWidget())


def _field(page: ProfilePage, line: ScoreLine, name: str) -> Input:
    made = page.session.field("score", line.id, name)
    made.field.setAccessibleName(f"{line.name}, {t(read.fields('score')[name].label)}")
    return made


def _helped(page: ProfilePage, line: ScoreLine, name: str) -> QWidget:
    """A field with what it means beside it, or below it where the text is large."""
    made = _field(page, line, name)
    words = label(upper_first(t(read.fields("score")[name].label)), wrap=True)
    words.setBuddy(made.field)
    made.setToolTip("")
    told = Column(words, small(t(HELP[name]), wrap=True), gap=0)
    layout = Column(told, made, gap=2) if look.large else Row(made, (told, 1), gap=12)
    return box(layout, widget=QWidget())


def _correlations(page: ProfilePage, test: Test, line: ScoreLine) -> list[Any]:
    """A field for the correlation with each other score of the test that is filled in."""
    others = [one for one in test.lines if one.id and one.id != line.id and not one.subtest]
    if line.subtest or not others:
        return []
    told = t("How strongly two parts go together, from -1 to 1. Needed to say how often a difference occurs.")
    rows = [_correlation(page, line, one, after) for one, after in zip(others, [*others[1:], None], strict=True)]
    return [label(t("Correlation with other scores"), weight=600), small(told, wrap=True), *rows]


def _correlation(page: ProfilePage, line: ScoreLine, other: ScoreLine, after: ScoreLine | None) -> QWidget:
    assert page.view is not None
    pair = {line.id, other.id}
    known = next((one for one in page.view.around.correlations if {one.first, one.second} == pair), None)
    name = f"{t('Correlation with {score}', score=other.name)}"
    if known is None:
        made: Input = _free(page, line, other, after, name)
        source: Input | None = None
    else:
        made = page.session.field("correlation", known.id, "value")
        made.field.setAccessibleName(name)
        source = page.session.field("correlation", known.id, "source")
        source.field.setAccessibleName(f"{name}, {t('source')}")
    words = label(other.words, wrap=True)
    words.setBuddy(made.field)
    from_where = (small(t("source")), (source, 1)) if source is not None else ()
    layout = Column(words, made, *from_where, gap=2) if look.large else Row(made, (words, 1), *from_where, gap=12)
    return box(layout, widget=QWidget())


def _free(page: ProfilePage, line: ScoreLine, other: ScoreLine, after: ScoreLine | None, name: str) -> NumberField:
    """An empty field: what is typed there makes the correlation."""
    made = NumberField(name, check=read.fields("correlation")["value"].check)
    made.field.setObjectName(free_name(line.id, other.id))

    def keep(value: Decimal | None) -> None:
        if value is not None:
            page.session.do(correlate(line.id, other.id, value))

    made.edited.connect(keep)
    made.done.connect(lambda: page.go_to(free_name(line.id, after.id) if after else f"more/{line.id}"))
    return made


def free_name(score: str, other: str) -> str:
    """The object name of the field for a correlation that is not known yet."""
    return f"correlation/{score}/{other}"
