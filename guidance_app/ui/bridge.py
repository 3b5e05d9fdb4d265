"""Between the screen and what lies below: what the window must be given, and work off the GUI thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

Rows = frozenset[tuple[str, str]]
"""(table, id of the row) of everything one act changed."""


@dataclass(frozen=True)
class Known:
    """A pupil as rail and search box know one."""

    id: str
    name: str
    group: str = ""


class Session(Protocol):
    """The open store, as far as the window needs it."""

    changed: SignalInstance  # changed(Rows), also after undo and redo
    problem: SignalInstance  # problem(str), what could not be done and what to do now

    @property
    def today(self) -> dt.date:
        """The day it is; the example has its own."""

    @property
    def is_example(self) -> bool:
        """Whether invented data are shown."""

    @property
    def saved_at(self) -> dt.datetime | None:
        """When something was last saved in this sitting."""

    @property
    def to_do(self) -> int:
        """How many things are due today or late."""

    def pupils(self) -> Sequence[Known]:
        """All pupils, for the search box."""

    def recent(self) -> Sequence[Known]:
        """The pupils opened last, newest first."""

    def undo_text(self) -> str | None:
        """What Ctrl+Z would undo, in words; None when there is nothing."""

    def redo_text(self) -> str | None:
        """What Ctrl+Y would do again."""

    def undo(self) -> None:
        """Undo the last act; what cannot be done is told as a problem."""

    def redo(self) -> None:
        """Do the last undone act again."""


class Page(Protocol):
    """What a page may offer besides being a widget; the window asks for each with getattr, so all are optional.

    `rail` is the key of the rail button that is lit. `handlers` are the commands possible while this page is open.
    """

    rail: str

    def open(self, what: Any) -> None:
        """Show this one: the id of a pupil, a pair (pupil, tab), or None."""

    def shown(self) -> None:
        """The page has come into view."""

    def crumb(self) -> str:
        """Where the person is, for the header."""

    def side(self) -> QWidget | None:
        """What stands in the side panel; asked again after every change. Another widget takes the place of the last one."""

    def handlers(self) -> Mapping[str, Callable[[], Any]]:
        """The id of an Action -> what it does here."""

    def entries(self) -> Sequence[Any]:
        """Extra entries for the search box while this page is open."""

    def leave(self) -> None:
        """The person goes elsewhere: what is typed counts as done."""


class _Result(QObject):
    """Carries one result back to the thread it was made in."""

    arrived = Signal(object, object)


class Jobs(QObject):
    """Runs plain functions (plain data in, plain data out) beside the GUI. `start` runs one; tests run it at once."""

    def __init__(self, start: Callable[[Callable[[], None]], Any] | None = None) -> None:
        super().__init__()
        self._start = start or _in_pool
        self._running: set[_Result] = set()

    @property
    def busy(self) -> bool:
        """Whether something is still being worked on."""
        return bool(self._running)

    def run(self, work: Callable[[], Any], done: Callable[[Any], Any], failed: Callable[[Exception], Any]) -> None:
        """Do the work elsewhere; afterwards call `done` with its result, or `failed` with its exception, on this thread."""
        result = _Result()

        def finish(value: Any, trouble: Exception | None) -> None:
            self._running.discard(result)
            failed(trouble) if trouble is not None else done(value)

        def job() -> None:
            try:
                value, trouble = work(), None
            except Exception as error:  # handed over to the GUI thread, which decides what it means
                value, trouble = None, error
            result.arrived.emit(value, trouble)

        result.arrived.connect(finish)
        self._running.add(result)
        self._start(job)


def _in_pool(job: Callable[[], None]) -> None:
    QThreadPool.globalInstance().start(QRunnable.create(job))


def at_once() -> Jobs:
    """Jobs that are done when `run` returns."""
    return Jobs(lambda job: job())
