"""What two people wrote apart, side by side: choose one, take both together, or write it anew. Nothing is ever in a hurry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from guidance_app.base.i18n import t, tn, upper_first
from guidance_app.domain.fields import Ref, Refs
from guidance_app.domain.word_diff import word_diff
from guidance_app.edits import conflicts as settling
from guidance_app.queries.conflicts import Difference, Side, differences
from guidance_app.queries.file_panel import moment
from guidance_app.queries.read import fields
from guidance_app.ui.forms import Form
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box, hline, vline
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.marked_text import MarkedText
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import EmptyState, button, card, label, small, status
from guidance_app.workspace import Edit

MOST = 20
"""So many are shown at once; when they are settled the next ones come."""


def differences_words(n: int) -> str:
    """How many differences there are to look at."""
    return tn("{n} difference to look at", "{n} differences to look at", n)


class ConflictsDialog(QDialog):
    """All differences of a pupil's file."""

    def __init__(self, session: Session, pupil: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._pupil = session, pupil
        self._writing = -1  # the difference for which something else is being written
        self._lines = Column(gap=14)
        self._heading = label("", "head", wrap=True)
        self.setWindowTitle(t("Written apart"))
        why = t("Two people wrote here without having seen each other's words. Both are kept until somebody chooses.")
        page = ScrollPage(box(Column(self._lines, STRETCH, gap=0, margins=(0, 4, 8, 0))), t("Written apart"))
        close = Row(STRETCH, button(t("Close"), "default", "", self.reject))
        top = Column(self._heading, small(why, wrap=True), gap=2)
        self.setLayout(Column(top, hline(), (page, 1), close, gap=10, margins=(20, 16, 20, 16)))
        self.resize(look.space(760), look.space(620))
        self._fill()

    def _fill(self, focus: int = 0) -> None:
        with self._session.read() as s:
            found = differences(s, self._pupil)
        self._heading.setText(differences_words(len(found)) if found else t("There are no differences any more"))
        self._lines.clear()
        for at, one in enumerate(found[:MOST]):
            self._lines.add(self._removal(one, at) if one.removal else self._apart(one, at))
        if not found:
            self._lines.add(EmptyState(t("Everything is settled"), t("You can go on with the file."), icon_name="check"))
        target = self.findChild(QWidget, f"choose/{max(0, min(focus, len(found) - 1))}/0")
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    # the same field written apart

    def _apart(self, one: Difference, at: int) -> QWidget:
        before = one.before or t("empty|field")
        sides: list[Any] = []
        for number, side in enumerate(one.sides):
            sides += [vline()] if number else []
            sides.append((box(self._side(one, side, at, number), widget=QWidget()), 1))
        parts: list[Any] = [
            label(f"{one.title} · {one.label}", weight=SEMIBOLD, wrap=True),
            small(t("before this: {before}", before=before), wrap=True),
            Row(*sides, gap=14),
            *self._together(one, at),
        ]
        return card(*parts, gap=8)

    def _side(self, one: Difference, side: Side, at: int, number: int) -> Column:
        """What one of them says, with the words marked that differ from what it was."""
        words = side.words if side.known else t("not shared with you")
        pieces = word_diff(one.before, side.words) if one.before and side.known else ()
        shown = MarkedText(pieces, words) if pieces else label(words or t("empty|field"), wrap=True)
        act = button(t("Choose this"), "default", "check", lambda: self._do(settling.settle(one, side.values), at))
        act.setObjectName(f"choose/{at}/{number}")
        act.setAccessibleName(t("Choose what {author} wrote, {words}", author=side.author, words=words))
        if not side.known:
            act.impossible(t("What it says was not shared with you."))
        mark = status("eye", t("stands in the file now")) if number == one.shown else None
        who = small(f"{side.author}, {moment(side.at)}", "text", wrap=True, weight=SEMIBOLD)
        return Column(who, mark, shown, STRETCH, Row(act, STRETCH), gap=6)

    def _together(self, one: Difference, at: int) -> list[Any]:
        """Both in one text, when that can be done, and the field to write something else."""
        if self._writing == at:
            return [hline(), self._form(one, at)]
        acts: list[Any] = []
        if self._can_write(one):
            other = button(t("Write it differently"), "link", "pencil", partial(self._write, at))
            other.setObjectName(f"write/{at}")
            acts = [other]
        if one.proposal is None:
            return [Row(*acts, STRETCH)] if acts else []
        both = button(t("Take both"), "default", "plus", lambda: self._do(settling.settle(one, {one.field: one.proposal}), at))
        both.setObjectName(f"both/{at}")
        words = MarkedText(word_diff(one.before, one.proposal), one.proposal)
        return [hline(), small(t("Both together"), "text", weight=SEMIBOLD), words, Row(both, *acts, STRETCH)]

    def _can_write(self, one: Difference) -> bool:
        return not any(isinstance(field.kind, (Ref, Refs)) for field in self._fields(one))

    def _fields(self, one: Difference) -> list[Any]:
        return [field for field in fields(one.table).values() if field.unit == one.unit]

    def _write(self, at: int) -> None:
        self._writing = at
        self._fill()
        form = self.findChild(Form)
        if form is not None:
            next(iter(form.inputs.values())).setFocus()

    def _form(self, one: Difference, at: int) -> QWidget:
        """The fields of the unit, filled with both together or with what stands there now."""
        values: Mapping[str, Any] = {one.field: one.proposal} if one.proposal else one.sides[one.shown].values
        form = Form(self._fields(one), values, lambda: self._session.today)
        keep = button(t("Keep this text"), "primary", "check", lambda: self._keep(one, form, at))
        keep.setObjectName(f"keep/{at}")
        return box(
            Column(form, Row(keep, button(t("Cancel"), "link", "", partial(self._write, -1)), STRETCH), gap=4), widget=QWidget()
        )

    def _keep(self, one: Difference, form: Form, at: int) -> None:
        if form.commit():
            self._do(settling.settle(one, form.values()), at)

    # removed by one, written in by another

    def _removal(self, one: Difference, at: int) -> QWidget:
        said = [
            Row(
                small(f"{side.author}, {moment(side.at)}", "text", weight=SEMIBOLD),
                (small(side.words, "text", wrap=True), 1),
                gap=10,
            )
            for side in one.sides
        ]
        acts: tuple[tuple[str, str, Callable[[Difference], Edit]], ...] = (
            (t("It stays"), "check", settling.keep),
            (t("Remove it after all"), "x", settling.remove),
        )
        buttons = [button(words, "default", icon, partial(self._make, make, one, at)) for words, icon, make in acts]
        for number, made in enumerate(buttons):
            made.setObjectName(f"choose/{at}/{number}")
        named = one.title.casefold().startswith(one.label.casefold())
        heading = label(upper_first(one.title) if named else f"{one.label} · {one.title}", weight=SEMIBOLD, wrap=True)
        return card(heading, *said, Row(*buttons, STRETCH), gap=8)

    def _make(self, make: Callable[[Difference], Edit], one: Difference, at: int) -> None:
        self._do(make(one), at)

    def _do(self, edit: Edit, at: int) -> None:
        """Settle one; the keyboard goes to the next."""
        self._writing = -1
        self._session.do(edit)
        self._fill(at)
