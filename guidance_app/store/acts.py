"""Which acts of this device can be undone and done again, read from the journal, so also those from before a restart."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance_app.store.destroy import destroyed
from guidance_app.store.journal import StepRow


@dataclass
class Acts:
    """Which acts can be undone and redone, newest last: (act, label)."""

    undo: list[tuple[str, str]] = field(default_factory=list)
    redo: list[tuple[str, str]] = field(default_factory=list)

    def saw(self, act: str, kind: str, label: str, target: str | None) -> None:
        """One more act was done."""
        if kind in ("do", "import", "resolve"):
            self.undo.append((act, label))
            self.redo.clear()
        elif kind == "undo" and self.undo and self.undo[-1][0] == target:
            self.redo.append(self.undo.pop())
        elif kind == "redo" and self.redo and self.redo[-1][0] == target:
            self.undo.append(self.redo.pop())

    def forget(self, acts: set[str]) -> None:
        """These can neither be undone nor done again any more."""
        for known in (self.undo, self.redo):
            known[:] = [one for one in known if one[0] not in acts]


def read_acts(s: Session, device: str) -> Acts:
    """The acts of one device. Making the store, the first of all, cannot be undone, nor what was done in a destroyed file."""
    acts = Acts()
    rows = s.execute(
        select(StepRow.act, StepRow.kind, StepRow.label, StepRow.target)
        .where(StepRow.device == device, StepRow.kind != "note", StepRow.arrival > 1)
        .group_by(StepRow.act)
        .order_by(StepRow.stamp)
    )
    for row in rows:
        acts.saw(*row)
    acts.forget(acts_in(s, destroyed(s.connection())))
    return acts


def acts_in(s: Session, books: set[str]) -> set[str]:
    """The acts that changed anything in these books, or brought something in."""
    found = s.execute(select(StepRow.act, StepRow.came).where(StepRow.book.in_(books))) if books else ()
    return {act for pair in found for act in pair if act}
