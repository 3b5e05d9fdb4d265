"""A part of a page that stays as it is while nothing that it shows has changed: it costs more to build than to show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from guidance_app.ui.session import Seen, Session


class Kept:
    """Gives the part that was made before, for the same key. Fields that are bound to a record show what is in it by
    themselves; for every other kind of record that was read while it was made, any change makes it anew.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._part: QWidget | None = None
        self._key: Any = None
        self._seen = Seen()
        session.changed.connect(self._changed)

    def part(self, key: Any, make: Callable[[], QWidget]) -> QWidget:
        """The part for this key, which is compared with the one before."""
        if self._part is not None and isValid(self._part) and self._key == key:
            return self._part
        with self._session.seeing() as self._seen:
            self._part = make()
        self._key = key
        return self._part

    def _changed(self, rows: Any) -> None:
        if any((table, "") in self._seen for table, _row in rows):
            self._part = None
