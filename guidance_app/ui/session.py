"""The open store as the screen sees it: what a page reads, does and binds its fields to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from guidance_app import edits
from guidance_app.base.errors import DiskTrouble, Problem
from guidance_app.base.i18n import t
from guidance_app.domain.fields import Field, Ref, Refs
from guidance_app.queries import names, read
from guidance_app.queries.pupils import all_pupils
from guidance_app.queries.start import to_do
from guidance_app.ui.bridge import Known
from guidance_app.ui.forms import editor
from guidance_app.ui.input_parts import Input
from guidance_app.workspace import Edit, Rows, Workspace

MOST_RECENT = 5
DRAFT_WITHIN = 700
"""Milliseconds after a keystroke until the text is in its draft row: within the promised second."""

REST = 60_000
"""After this many milliseconds without a keystroke, what was typed becomes a Step."""


class Seen(set[tuple[str, str]]):
    """Which records were read: (table, row), or (table, "") for all of a kind."""

    def holds_any(self, rows: Rows) -> bool:
        """Whether one of these rows was read."""
        return any(row in self or (row[0], "") in self for row in rows)


@dataclass
class _Bound:
    """A field on the screen, the record it is about (table, row), what it shows of that and how it is saved."""

    input: Input
    place: str
    find: Callable[[Any], Any]
    save: Callable[[Any], Edit]
    typed: str | None = None
    refused: bool = False
    stored: Any = None

    @property
    def about(self) -> tuple[str, str]:
        table, row, _field = self.place.split("/")
        return table, row


class Session(QObject):
    """One open store. `changed` carries the (table, row) pairs of an act; `problem` a sentence the person can act on, and
    `disk_refused` one about the disk, against which a copy elsewhere helps."""

    changed = Signal(object)
    problem = Signal(str)
    disk_refused = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.is_open = True
        self.saved_at: dt.datetime | None = None
        self._bound: dict[str, list[_Bound]] = {}
        self._drafts = workspace.drafts()
        self._opened: set[str] = set()
        self._seen = Seen()
        self._draft_timer = QTimer(self, interval=DRAFT_WITHIN, singleShot=True)
        self._draft_timer.timeout.connect(self.save_drafts)
        self._rest_timer = QTimer(self, interval=REST, singleShot=True)
        self._rest_timer.timeout.connect(self.finish_typing)
        workspace.changed.append(self._was_changed)

    @property
    def today(self) -> dt.date:
        """The day it is for this store."""
        return self.workspace.today

    @property
    def is_example(self) -> bool:
        """Whether this is the example."""
        return self.workspace.is_example

    @property
    def to_do(self) -> int:
        """How many things are due today or late."""
        with self.read() as s:
            return to_do(s, self.today)

    def pupils(self) -> list[Known]:
        """All pupils, by last name."""
        with self.read() as s:
            return [Known(p.id, p.full_name, p.about) for p in all_pupils(s, self.today)]

    def recent(self) -> list[Known]:
        """The pupils opened last, newest first."""
        known = {pupil.id: pupil for pupil in self.pupils()}
        return [known[id_] for id_ in self.workspace.remembered("recent").split() if id_ in known]

    def opened(self, pupil: str) -> None:
        """A person opened this pupil: noted once in a sitting, and first among the recent ones."""
        if pupil not in self._opened:
            self._opened.add(pupil)
            self.note(t("file opened: {pupil}", pupil=pupil))
        others = [id_ for id_ in self.workspace.remembered("recent").split() if id_ != pupil]
        recent = " ".join([pupil, *others][:MOST_RECENT])
        self._carefully(lambda: self.workspace.remember("recent", recent))

    def remember(self, name: str, value: str) -> None:
        """Remember a choice in the store; `workspace.remembered` gives it back."""
        self._carefully(lambda: self.workspace.remember(name, value))

    @contextmanager
    def read(self) -> Iterator[Any]:
        """A session for queries; keep it short."""
        with self.workspace.read() as s:
            s.info["seen"] = self._seen
            yield s

    @contextmanager
    def seeing(self) -> Iterator[Seen]:
        """Collects which records are read meanwhile: whoever shows them need not look again until one of them changes."""
        around, self._seen = self._seen, Seen()
        try:
            yield self._seen
        finally:
            around |= self._seen
            self._seen = around

    def do(self, edit: Edit) -> Any:
        """Do one thing. Gives what was made, or None when it could not be done: then `problem` has said why."""
        return self._carefully(lambda: self.workspace.do(edit))

    def undo(self) -> None:
        """Undo the last act; what is being typed is finished first, so that it is the last act."""
        self.finish_typing()
        self._carefully(self.workspace.undo)

    def redo(self) -> None:
        """Do the last undone act again."""
        self.finish_typing()
        self._carefully(self.workspace.redo)

    def undo_text(self) -> str | None:
        """What can be undone now, in words."""
        return self.workspace.undo_text()

    def redo_text(self) -> str | None:
        """What can be redone now, in words."""
        return self.workspace.redo_text()

    def note(self, what: str) -> None:
        """Note in my own book that something was opened, printed or handed over."""
        self._carefully(lambda: self.workspace.note(what))

    def field(self, table: str, row: str, field: str, pupil: str = "") -> Input:
        """An input for one field of a record, bound to it. `pupil` is whose records a reference may choose from."""
        spec = read.fields(table)[field]
        made = editor(spec, lambda: self.today, lambda f: self.options(f, pupil))
        self.bind(made, table, row, field)
        return made

    def options(self, field: Field, pupil: str) -> list[tuple[str, str]]:
        """What a reference field can choose from: (id, name) of the records of this pupil, or of the school."""
        if not isinstance(field.kind, Ref | Refs):
            return []
        with self.read() as s:
            found = [row for table in field.kind.tables for row in read.rows(s, table) if row.book in (pupil, "school")]
            return [(row.id, names.title_of(row)) for row in found]

    def bind(self, input_: Input, table: str, row: str, field: str) -> None:
        """Keep an input and a record field together: shows the value, keeps drafts, saves one Step on leaving."""

        def find(s: Any) -> Any:
            found = read.row(s, table, row)
            return found[field] if found else None

        self.bind_to(input_, f"{table}/{row}/{field}", find, lambda value: edits.change(table, row, field, value))

    def bind_to(self, input_: Input, place: str, find: Callable[[Any], Any], save: Callable[[Any], Edit]) -> None:
        """As `bind`, for an input that shows more of a record than one field: what it shows, and the edit that saves it.

        `place` is table/row/word; the edit must name it among its drafts.
        """
        bound = _Bound(input_, place, find, save)
        self._bound.setdefault(bound.place, []).append(bound)
        input_.field.setObjectName(bound.place)
        self._show(bound)
        input_.typing.connect(lambda text: self._typed(bound, text))
        input_.edited.connect(lambda value: self._finished(bound, value))
        input_.destroyed.connect(lambda: self._forget(bound))

    def save_drafts(self) -> bool:
        """Write what is being typed to its draft rows. False when some of it could not be written."""
        all_kept = True
        for bound in self._typing():
            text = bound.typed or ""
            self._drafts[bound.place] = text
            try:
                self.workspace.draft(bound.place, text)
            except Problem as problem:
                all_kept = False
                self.tell(problem)
        return all_kept

    def finish_typing(self) -> None:
        """Turn everything that is being typed into Steps (before a lock, a close, an undo, or after a minute of rest)."""
        for bound in self._typing():
            bound.refused = False
            if bound.input.commit() and not bound.refused:
                self._drop(bound)

    def typed(self) -> dict[str, str]:
        """What is being typed and is no Step yet: place -> text."""
        return {bound.place: bound.typed or "" for bound in self._typing()}

    def close(self) -> None:
        """Finish what is being typed and close the store; once."""
        if not self.is_open:
            return
        self.finish_typing()
        self.save_drafts()
        self._draft_timer.stop()
        self._rest_timer.stop()
        self.workspace.changed.remove(self._was_changed)
        self.is_open = False
        self.workspace.close()

    def _typing(self) -> list[_Bound]:
        return [bound for group in self._bound.values() for bound in group if bound.typed is not None]

    def _typed(self, bound: _Bound, text: str) -> None:
        bound.typed = text
        if not self._draft_timer.isActive():
            self._draft_timer.start()
        self._rest_timer.start()

    def _finished(self, bound: _Bound, value: Any) -> None:
        typed, bound.typed = bound.typed, None
        draft = self._drafts.pop(bound.place, None)  # first: the field must not show it again once the text is saved
        try:
            self.workspace.do(bound.save(value))
        except Problem as problem:
            self._keep(bound, draft if typed is None else typed)
            bound.input.problem(str(problem))
            self.tell(problem)

    def _keep(self, bound: _Bound, typed: str | None) -> None:
        """It could not be saved: the text stays in the field as being typed, so that leaving it again tries again.

        Nothing is read for that: a disk that cannot be written may not be readable either.
        """
        bound.refused = True
        if typed is not None:
            self._drafts[bound.place] = typed
        self._display(bound)

    def _drop(self, bound: _Bound) -> None:
        """Nothing new was typed after all."""
        bound.typed = None
        if self._drafts.pop(bound.place, None) is not None:
            self._carefully(lambda: self.workspace.drop_draft(bound.place))

    def _forget(self, bound: _Bound) -> None:
        group = self._bound.get(bound.place, [])
        if bound in group:
            group.remove(bound)

    def _show(self, bound: _Bound) -> None:
        with self.read() as s:
            bound.stored = bound.find(s)
        self._display(bound)

    def _display(self, bound: _Bound) -> None:
        bound.input.show_value(bound.stored)
        if bound.place in self._drafts and hasattr(bound.input, "retype"):
            bound.input.retype(self._drafts[bound.place])
            bound.typed = self._drafts[bound.place]

    def _was_changed(self, rows: Rows) -> None:
        self.saved_at = dt.datetime.now().astimezone()
        for group in list(self._bound.values()):
            for bound in group:
                if bound.about in rows and bound.typed is None:
                    self._show(bound)
        self.changed.emit(rows)
        if self.workspace.trouble is not None:
            self.tell(self.workspace.trouble)

    def _carefully(self, act: Callable[[], Any]) -> Any:
        try:
            return act()
        except Problem as problem:
            self.tell(problem)
            return None

    def tell(self, problem: Problem) -> None:
        """Let the person know."""
        (self.disk_refused if isinstance(problem, DiskTrouble) else self.problem).emit(str(problem))
