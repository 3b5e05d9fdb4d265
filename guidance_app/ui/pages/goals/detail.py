"""The goal that is open: what it says, where it stands, its chart, the looks back, and who does what for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from guidance_app import edits
from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.charts.lines import growth_lines
from guidance_app.charts.measured import measured_chart
from guidance_app.charts.several import ratio_chart
from guidance_app.queries.experiment_figures import zero_of
from guidance_app.queries.goals import ICONS, GoalDetail, GoalEvaluation
from guidance_app.queries.measures import MeasureLine
from guidance_app.stats.reading import reading
from guidance_app.stats.towards import Towards
from guidance_app.ui.chart_view import ChartView
from guidance_app.ui.icons import Icon
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, box
from guidance_app.ui.look import BOLD, SEMIBOLD, look
from guidance_app.ui.pages.balance import halves
from guidance_app.ui.pages.chart_events import chart_events
from guidance_app.ui.pages.choosing import Choice
from guidance_app.ui.pages.goals.form import measurement, numbers
from guidance_app.ui.pages.measure_chooser import place_name
from guidance_app.ui.pages.place_box import PlaceBox
from guidance_app.ui.pages.tile import Act, Tile
from guidance_app.ui.pages.writing import name_choices
from guidance_app.ui.widgets import button, label, place_heading, section, small, status

if TYPE_CHECKING:
    from guidance_app.ui.pages.goals import GoalsPage

CHART_HEIGHT = 280


def goal_detail(page: GoalsPage, detail: GoalDetail) -> list[Any]:
    """All parts of the goal, from top to bottom."""
    return [
        _words(page, detail),
        numbers(page, detail) if page.panel == "numbers" else _figures(page, detail),
        _measured(page, detail),
        *_looks_back(page, detail),
        *_measures(page, detail),
        *_not_used(page, detail),
        *_neighbours(page, detail),
    ]


def _words(page: GoalsPage, detail: GoalDetail) -> QWidget:
    title = page.text("goal", detail.id, "title", detail.title, role="head", margins=(6, 1, 6, 1))
    hint = t("What will you see, in whose words?")
    text = page.text("goal", detail.id, "text", detail.text, hint=hint, lines=2)
    return box(Column(title, text, gap=2))


def _figures(page: GoalsPage, detail: GoalDetail) -> QWidget:
    """Begin, now and goal beside each other, and by when."""
    now = detail.course
    due = formats.day(detail.due) if detail.due else ""
    figures = (
        (t("Begin|goal"), now.begin, ""),
        (t("Now"), now.now, formats.day_month(now.now_on) if now.now_on else ""),
        (t("Goal"), now.aim, t("on {day}", day=due) if due else ""),
    )
    flow = FlowLayout(gap=22)
    for at, (name, value, note) in enumerate(figures):
        if at:
            flow.addWidget(box(Column(14, Icon("arrow-right", "mute", 16))))
        shown = label(value or t("not yet|value"), "head", "text" if value else "mute")
        flow.addWidget(box(Column(small(name), shown, small(note) if note else None, gap=0)))
    facts = [part for part in (now.unit, detail.outcome, now.standing) if part]
    change = page.opener(t("Change the numbers"), "numbers", "pencil")
    below = small("  ·  ".join(facts), wrap=True) if facts else None
    return box(Column(box(flow), below, change, gap=4, margins=(6, 0, 6, 0)))


def _measured(page: GoalsPage, detail: GoalDetail) -> QWidget:
    """The chart, or that nothing was measured; and the field for the next measurement."""
    series = detail.course.series
    if series is None:
        words = t("Nothing has been measured for this goal yet. The first value begins a chart.")
        return box(
            Column(label(words, "body", "mute", wrap=True), measurement(page, detail), gap=8, margins=(16, 12, 16, 14)), "card"
        )
    said = reading(series, [page.view.first_name]).sentence
    caption, towards = detail.caption, detail.towards
    aim, events = towards.aim if towards else None, chart_events(page)
    target = detail.course.target
    ratio = None if series.alternating else ratio_chart(series, zero_of(series), target=target)
    spec = ratio if ratio and page.ratio else None
    lines = growth_lines(towards.now) if towards and page.panel == "pace" and spec is None else ()
    ruled = lines if page.lines else ()
    spec = spec or measured_chart(series, title=said, caption=caption, target=target, aim=aim, events=events, ruled=ruled)
    chart = ChartView(spec, look.tokens, "surface", text_scale=look.text)
    chart.setMinimumHeight(look.px(CHART_HEIGHT) + look.px(30))
    if (plot := chart.focusProxy()) is not None:
        plot.setObjectName("chart")
    pace = _pace(page, towards) if towards else None
    parts = (_scale(page) if ratio else None, _lines(page) if lines else None, chart, pace, measurement(page, detail))
    return box(Column(*parts, gap=8, margins=(16, 12, 16, 14)), "card")


def _scale(page: GoalsPage) -> QWidget:
    """The usual chart, or for the adviser the ratio scale of what is counted."""

    def choose(scale: str | None) -> None:
        page.ratio = scale == "ratio"
        page.again()

    options = (("usual", t("Usual chart"), ""), ("ratio", t("Ratio scale, for the adviser"), ""))
    return Choice(t("Which chart"), options, "ratio" if page.ratio else "usual", choose, "scale")


def _lines(page: GoalsPage) -> QWidget:
    """The lines that the pace was read from, while one looks at how it was computed."""

    def choose(code: str | None) -> None:
        page.lines = code is not None
        page.again()

    options = [("expert", t("Lines of the expert"), "")]
    return Choice(t("In the chart"), options, "expert" if page.lines else None, choose, "lines", free=True)


def _pace(page: GoalsPage, towards: Towards) -> QWidget:
    """What may be said of the pace, quietly what the pupil has shown before, and on demand the arithmetic."""
    lines = Column(label(towards.sentence, "body", wrap=True, weight=SEMIBOLD), gap=3, margins=(6, 2, 6, 2))
    for words in (towards.more, towards.cue, towards.history):
        if words:
            lines.add(small(words, wrap=True))
    if not towards.arithmetic:
        return box(lines)
    if page.panel != "pace":
        show = button(t("How the pace was computed"), "link", "chevron-right", lambda: page.open_panel("pace", "hide pace"))
        show.setObjectName("open:pace")
        lines.add(show)
        return box(lines)
    hide = button(t("Hide how the pace was computed"), "link", "chevron-down", page.close_panel, "Esc")
    hide.setObjectName("hide pace")
    lines.add(hide)
    for words in towards.arithmetic:
        lines.add(small(words, wrap=True))
    return box(lines)


def _looks_back(page: GoalsPage, detail: GoalDetail) -> list[Any]:
    """The evaluations, newest first; one that is being filled in is a small form."""

    def add() -> None:
        made = page.session.do(edits.add("evaluation", page.pupil, goal=detail.id, date=page.session.today))
        if made:
            page.open_panel(f"evaluation/{made}")

    adder = button(t("Add an evaluation"), "link", "plus", add)
    adder.setObjectName("add evaluation")
    nothing = label(t("There was no look back at this goal yet."), tone="mute", wrap=True)
    looks = [_evaluation(page, one) for one in detail.evaluations]
    return [section(t("Looking back"), "", adder), *(looks or [box(Row((nothing, 1), margins=(6, 0, 6, 0)))])]


def _evaluation(page: GoalsPage, one: GoalEvaluation) -> QWidget:
    panel = f"evaluation/{one.id}"
    if page.panel == panel:
        return _evaluation_form(page, one)
    word = status(ICONS[one.status], one.word, "text") if one.status else None
    head = Row(word, small(", ".join(part for part in (one.result, one.date) if part)), STRETCH, gap=10)
    text = label(one.text or t("What did we see?"), "body", "text" if one.text else "mute", wrap=True)
    acts = (
        Act("F2", t("Change"), lambda: page.open_panel(panel)),
        Act("Delete", t("Remove"), lambda: page.session.do(edits.remove("evaluation", one.id))),
    )
    name = ", ".join(part for part in (one.word, one.result, one.date, one.text) if part)
    made = Tile(Column(head, text, gap=1, margins=(6, 3, 6, 3)), name, edge="", fill="", radius=6, acts=acts)
    made.setObjectName(f"open:{panel}")
    made.clicked.connect(lambda _on=False: page.open_panel(panel))
    return made


def _evaluation_form(page: GoalsPage, one: GoalEvaluation) -> QWidget:
    inputs = {name: page.session.field("evaluation", one.id, name) for name in ("result", "date", "status", "text")}
    name_choices(inputs["status"], f"evaluation/{one.id}/status")
    inputs["result"].field.setObjectName("first")
    inputs["result"].setFixedWidth(look.px(160))
    fields = [
        box(Column(small(words, weight=SEMIBOLD), inputs[name], STRETCH, gap=3))
        for name, words in (("result", t("Result")), ("date", t("Date")), ("status", t("How did it go?")))
    ]
    done = button(t("Done|form"), "default", "check", page.close_panel, "Esc")
    text = Column(small(t("What did we see?"), weight=SEMIBOLD), inputs["text"], gap=3)
    return box(Column(box(FlowLayout(*fields, gap=12)), text, done, gap=8, margins=(16, 12, 16, 14)), "card")


def _measures(page: GoalsPage, detail: GoalDetail) -> list[Any]:
    """Who does what for this goal: home and school, equally wide."""
    boxes = [_place(page, detail, "home", detail.home), _place(page, detail, "school", detail.school)]
    both = Column(*boxes, gap=12) if look.large else halves([boxes[0]], [boxes[1]])
    return [section(t("Who does what")), both]


def _place(page: GoalsPage, detail: GoalDetail, place: str, lines: tuple[MeasureLine, ...]) -> QWidget:
    panel = f"add/{place}"
    heading = Row(place_heading("home" if place == "home" else "school", place_name(place)), margins=(6, 0, 0, 2))
    nothing = None if lines else small(t("Nothing has been agreed here for this goal."), wrap=True)
    add = page.chooser(place, (detail.id,)) if page.panel == panel else page.opener(t("Add a measure"), panel)
    shown = [page.measure(line, full=True) for line in lines]
    return PlaceBox(place, Column(heading, nothing, *shown, add, STRETCH, gap=2, margins=(8, 10, 8, 10)))


def _not_used(page: GoalsPage, detail: GoalDetail) -> list[Any]:
    """What was deliberately not done, and why."""
    if not detail.not_used:
        return []
    return [section(t("Deliberately not used")), *(page.measure(one) for one in detail.not_used)]


def _neighbours(page: GoalsPage, detail: GoalDetail) -> list[Any]:
    """The goal before and the goal after this one."""
    links = []
    for words, other in ((t("Goes on with"), detail.continues), (t("Goes on in"), detail.continued)):
        if other:
            link = button(other[1], "link", "target", partial(page.choose, other[0]))
            said = small(words, weight=BOLD)
            links.append(box(FlowLayout(said, link, gap=8) if look.large else Row(said, link, STRETCH, gap=8)))
    if not detail.continued:
        links.append(page.opener(t("Make a goal that goes on with this one"), f"goal/{detail.id}", "corner-down-left"))
    return [box(Column(*links, gap=6, margins=(6, 0, 0, 0)))]
