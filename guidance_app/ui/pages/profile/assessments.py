"""The tests themselves, below the axis: a list, the one that is open with a line for each score, and a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QGridLayout, QWidget

from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.scales import scale
from guidance_app.edits.assessments import add_score, add_test
from guidance_app.edits.records import remove
from guidance_app.queries import read
from guidance_app.queries.profile import ProfileView, ScoreLine, Test, instrument_names, scale_names
from guidance_app.ui.icons import Icon
from guidance_app.ui.input_parts import Input
from guidance_app.ui.inputs import DayField, NumberField, TextField
from guidance_app.ui.layouts import STRETCH, Column, Row, box, hline
from guidance_app.ui.look import look
from guidance_app.ui.pages.choosing import heading, line_to_add, named
from guidance_app.ui.pages.profile.precision import computing
from guidance_app.ui.pages.tile import Act, Tile
from guidance_app.ui.widgets import Label, button, label, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.profile import ProfilePage

NUMBERS = ("low", "high", "percentile")
FACTS = ("moment", "informant", "administered_by", "administered_by_other", "age_at_test", "valid_until", "didactic_age")
REST = ("scale", "label", "level", "raw", "note")
"""What of a score is shown only when asked for."""


class Tests:
    """What the page remembers of its tests: which is open, which score shows everything, whether a new one is asked for."""

    NEW = "new test"
    DATE = "new test/date"

    def __init__(self, page: ProfilePage) -> None:
        self.page = page
        self.adding = False
        self.opened = self.more = ""
        self._name, self._date = "", page.session.today
        self._wrong: dict[str, tuple[QWidget, Label]] = {}

    def build(self, view: ProfileView) -> QWidget:
        """The section; nothing at all while there is nothing to show."""
        self._wrong = {}
        rows = [self._test(test) for test in view.tests]
        if not rows and not self.adding:
            return QWidget()
        adding = self._new() if self.adding else None
        return box(Column(hline(), 8, label(t("Tests and assessment"), "head"), adding, *rows, gap=4), widget=QWidget())

    @property
    def shape(self) -> tuple[object, ...]:
        """What the section looks like now, besides its data."""
        view, more = self.page.view, self.more
        return self.adding, self.opened, more, [one.id for one in view.around.correlations] if view and more else ()

    def open(self, test: str) -> None:
        """Open a test, or close it with ""."""
        self.page.session.finish_typing()
        before, self.opened, self.more = self.opened, test, ""
        self.page.refresh()
        self.page.go_to(f"close/{test}" if test else f"test/{before}")

    def _test(self, test: Test) -> QWidget:
        if test.id == self.opened:
            return self._open_test(test)
        words = heading(test.title, "  ·  ".join(part for part in (test.about, test.old) if part), "body")
        made = Tile(
            Row(Icon("chevron-right", "mute", 18), (words, 1), gap=6, margins=(6, 4, 6, 4)),
            ", ".join(part for part in (test.title, test.about, test.old) if part),
            edge="",
            fill="",
            radius=6,
            acts=[Act("Del", t("Remove"), lambda: self.page.session.do(remove("assessment", test.id)))],
        )
        made.setObjectName(f"test/{test.id}")
        made.clicked.connect(lambda _on=False: self.open(test.id))
        return made

    def _new(self) -> QWidget:
        """Which test, and when; Enter goes on."""
        name = TextField(t("Test or questionnaire"), hint=t("choose, or type a name of your own"))
        name.field.setObjectName(self.NEW)
        complete(name, instrument_names())
        name.show_value(self._name or None)
        date = DayField(t("Test date"), lambda: self.page.session.today)
        date.field.setObjectName(self.DATE)
        date.show_value(self._date)
        name.typing.connect(lambda text: setattr(self, "_name", text))
        name.edited.connect(lambda text: setattr(self, "_name", text or ""))
        name.done.connect(lambda: self.page.go_to(self.DATE))
        date.edited.connect(lambda day: setattr(self, "_date", day))
        date.done.connect(self._add)
        act = button(t("Add"), "primary", "plus", self._add)
        stop = button(t("Not now"), "link", "", self._stop)
        fields = Row(named(t("Test or questionnaire"), name, 1), named(t("Test date"), date), gap=12)
        return box(Column(fields, Row(act, stop, STRETCH, gap=16), gap=10, margins=(14, 10, 14, 12)), "card")

    def _add(self) -> None:
        if not self._name.strip():
            self.page.go_to(self.NEW)
            return
        made = self.page.session.do(add_test(self.page.pupil, self._name.strip(), self._date))
        if made:
            self._forget_new()
            self.opened = made
            self.page.refresh()
            self.page.go_to(self._first_line())

    def _stop(self) -> None:
        self._forget_new()
        self.page.refresh()

    def _forget_new(self) -> None:
        self.adding, self._name, self._date = False, "", self.page.session.today

    def _first_line(self) -> str:
        assert self.page.view is not None
        lines = [test.lines for test in self.page.view.tests if test.id == self.opened]
        return line_name(lines[0][0]) if lines and lines[0] else "other score"

    def _open_test(self, test: Test) -> QWidget:
        """The open test: what it was, a line for each score, what the report concludes."""
        page = self.page
        close = button(t("Close the test"), "link", "chevron-down", lambda: self.open(""))
        close.setObjectName(f"close/{test.id}")
        title = Row((page.text("assessment", test.id, "instrument", test.title, weight=600), 1), close, gap=10)
        gone = button(t("Remove this test"), "link", "", lambda: page.session.do(remove("assessment", test.id)))
        parts = (title, _facts(page, test), self._scores(test), self._other(test), *_texts(page, test), Row(STRETCH, gone))
        return box(Column(*parts, gap=10, margins=(14, 10, 14, 12)), "card")

    def _other(self, test: Test) -> QWidget:
        """A score that is not in the list yet, chosen or with a name of its own."""
        hint = t("another score, such as a subtest")
        made = line_to_add(t("Another score"), hint, "other score", lambda name: self._add_other(test, name))
        complete(made, scale_names(test.title))
        made.field.setMaximumWidth(look.px(360))
        return made

    def _add_other(self, test: Test, name: str) -> None:
        made = self.page.session.do(add_score(test.id, name))
        if made:
            with self.page.session.read() as s:
                kind = read.row(s, "score", made)
            assert kind is not None
            self.page.refresh()
            self.page.go_to(f"score/{made}/{'percentile' if kind.scale == 'percentile' else 'value'}")

    def _scores(self, test: Test) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.space(8))
        grid.setVerticalSpacing(look.space(4))
        grid.setColumnStretch(0, 1)
        heads = ("", t("Score"), t("from|interval"), t("to|interval"), t("Percentile"), "")
        for column, words in enumerate(heads):
            grid.addWidget(small(words), 0, column)
        at = 1
        for line, after in zip(test.lines, [*test.lines[1:], None], strict=True):
            grid.addWidget(label(line.words, wrap=True), at, 0)
            for column, made in (_fields(self.page, line) if line.id else self._free(test, line, after)).items():
                grid.addWidget(made, at, column, Qt.AlignmentFlag.AlignTop)
            at += 1
            if line.id:
                grid.addWidget(self._more_button(line), at - 1, 5)
                grid.addWidget(self._told_wrong(line), at, 0, 1, 6)
                at += 1
                if line.id == self.more:
                    grid.addWidget(self._everything(test, line), at, 0, 1, 6)
                    at += 1
        return box(grid, widget=QWidget())

    def _told_wrong(self, line: ScoreLine) -> QWidget:
        """What has to be looked at again, under the score; there only while something is wrong."""
        words = small(line.wrong, "text", wrap=True)
        made = box(Row(Icon("info", "text", 15), (words, 1), gap=5), widget=QWidget())
        made.setVisible(bool(line.wrong))
        self._wrong[line.id] = (made, words)
        return made

    def show_wrong(self, view: ProfileView) -> None:
        """Say it anew, with the fields as they are: whoever types stays where he is."""
        for line in (line for test in view.tests if test.id == self.opened for line in test.lines if line.id in self._wrong):
            made, words = self._wrong[line.id]
            words.setText(line.wrong)
            made.setVisible(bool(line.wrong))

    def _free(self, test: Test, line: ScoreLine, after: ScoreLine | None) -> dict[int, Input]:
        """Empty fields for a scale without a score: what is typed there makes the score."""
        onward = line_name(after) if after else "other score"

        def fill(field: str) -> Input:
            made = _score_input(line, field) if field == line.field else _percentile(line)
            made.field.setObjectName(line_name(line, field))
            made.edited.connect(lambda value: self._fill(test, line, field, value))
            made.done.connect(lambda: self.page.go_to(onward))
            return made

        found = {1: fill(line.field)} if line.field else {}
        return found | ({4: fill("percentile")} if line.field != "value" else {})

    def _fill(self, test: Test, line: ScoreLine, field: str, value: Any) -> None:
        if value is not None:
            self.page.session.do(add_score(test.id, line.name, **{field: value}))

    def _more_button(self, line: ScoreLine) -> QWidget:
        shown = line.id == self.more
        made = button(t("less") if shown else t("more|score"), "link", "", lambda: self._toggle(line.id))
        made.setAccessibleName(t("Everything about {score}", score=line.name))
        made.setObjectName(f"more/{line.id}")
        return made

    def _toggle(self, score: str) -> None:
        self.page.session.finish_typing()
        self.more = "" if self.more == score else score
        self.page.refresh()

    def _everything(self, test: Test, line: ScoreLine) -> QWidget:
        """The rest of one score."""
        spec = read.fields("score")
        made = [
            named(upper_first(t(spec[name].label)), self.page.session.field("score", line.id, name), 2 if name == "note" else 1)
            for name in (*(NUMBERS if line.subtest else ()), *REST)
        ]
        gone = button(t("Remove this score"), "link", "", lambda: self.page.session.do(remove("score", line.id)))
        parts = (Row(*made[:-3], gap=12), Row(*made[-3:], gap=12), computing(self.page, test, line), Row(STRETCH, gone))
        return box(Column(*parts, gap=6, margins=(0, 2, 0, 8)))


def line_name(line: ScoreLine, field: str = "") -> str:
    """The object name of the first field of a line, or of this one."""
    first = field or line.field or "percentile"
    return f"score/{line.id}/{first}" if line.id else f"free/{line.name}/{first}"


def complete(made: TextField, words: Sequence[str]) -> None:
    """Offer these words while typing; anything else may be typed as well."""
    offered = QCompleter(list(words), made)
    offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    offered.setFilterMode(Qt.MatchFlag.MatchContains)
    popup = offered.popup()
    assert popup is not None
    popup.setObjectName("offered")
    popup.setFont(look.font())
    popup.setAccessibleName(t("What can be chosen"))
    made.line.setCompleter(offered)


def _fields(page: ProfilePage, line: ScoreLine) -> dict[int, Input]:
    """The numbers of one score, bound to it, by column."""
    found: dict[int, Input] = {}
    if line.field:
        found[1] = _score_input(line, line.field)
        page.session.bind(found[1], "score", line.id, line.field)
    for column, field in enumerate(() if line.subtest else NUMBERS, 2):
        if field == "percentile" or line.field == "value":
            found[column] = page.session.field("score", line.id, field)
            found[column].field.setAccessibleName(f"{line.name}, {t(read.fields('score')[field].label)}")
    return found


def _score_input(line: ScoreLine, field: str) -> Input:
    spec = read.fields("score")[field]
    if field == "scale_score":
        made: Input = TextField(line.name, spec.check)
        made.field.setFixedWidth(look.px(64) + look.space(24))
        return made

    def check(value: Any) -> Any:
        kept = spec.check(value)
        return kept if kept is None or field == "raw" else scale(line.kind).check(kept)

    return NumberField(line.name, check=check)


def _percentile(line: ScoreLine) -> Input:
    spec = read.fields("score")["percentile"]
    return NumberField(f"{line.name}, {t(spec.label)}", check=spec.check)


def _facts(page: ProfilePage, test: Test) -> QWidget:
    spec = read.fields("assessment")
    made = [
        named(upper_first(t(spec[name].label)), page.session.field("assessment", test.id, name, page.pupil), 1)
        for name in ("date", *FACTS)
    ]
    age = small(t("Didactic age at this test {months}.", months=test.age), wrap=True) if test.age else None
    rows = (Row(*made[:3], gap=12), Row(*made[3:5], gap=12), Row(*made[5:], gap=12))
    return box(Column(*rows, age, gap=6), widget=QWidget())


def _texts(page: ProfilePage, test: Test) -> list[QWidget]:
    """What the report concludes and how the child behaved, as text."""
    fields = read.fields("assessment")
    made: list[QWidget] = []
    for name, words in test.texts:
        made.append(small(upper_first(t(fields[name].label))))
        made.append(page.text("assessment", test.id, name, words, hint=t("Not filled in"), lines=2))
    return made
