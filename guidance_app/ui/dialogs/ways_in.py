"""Who can open the store: everybody with their passphrase, the emergency card, and what can be done about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from guidance_app import edits, ways_in
from guidance_app.base import formats
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain import passphrase
from guidance_app.queries import read
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.dialogs.door import Line, PassphraseLine
from guidance_app.ui.dialogs.emergency_card import EmergencyCard
from guidance_app.ui.dialogs.first_start import roles
from guidance_app.ui.dialogs.passphrase_help import PassphraseHelp
from guidance_app.ui.dialogs.steps import Field, StepDialog
from guidance_app.ui.inputs import ChoiceField
from guidance_app.ui.layouts import Column, FlowLayout, Row, hline
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import button, label, small


class NewPassphrase(StepDialog):
    """A new passphrase in the place of the one that is known, or of the one that is forgotten (with a `proof` by the card)."""

    def __init__(
        self, session: Session, parent: QWidget | None = None, jobs: Jobs | None = None, proof: ways_in.Proof | None = None
    ) -> None:
        super().__init__(t("New passphrase"), session, parent, jobs)
        self.proof = proof
        self.old, self.new, self.again = (
            PassphraseLine(name) for name in (t("Old passphrase"), t("New passphrase"), t("Once more"))
        )
        known = t("From now on only the new one opens the store. The files of the pupils stay as they are.")
        forgotten = t("The store was opened with the emergency card. Choose a new passphrase now; the card stays valid.")
        asked: list[Field] = [] if proof else [(t("Your old passphrase"), self.old)]
        fields = [*asked, *twice(self.new, self.again, lambda: [session.workspace.member.name])]
        self.show_step([label(forgotten if proof else known, wrap=True)], fields, t("Change the passphrase"), self.change)

    def change(self) -> None:
        """Change it, when the old one fits and the two new ones are the same."""
        folder, today, old, new = self.session.workspace.folder, self.session.today, self.old.text(), self.new.text()
        if not good(self, self.new, self.again, [self.session.workspace.member.name]):
            return

        def slow() -> str:
            return ways_in.change_passphrase(folder, self.proof or ways_in.prove(folder, old), new, today)

        self.work(slow, self._changed)

    def _changed(self, way: str) -> None:
        ways_in.belongs_to(self.session.workspace, way, self.session.workspace.member.id)
        self.session.note(t("passphrase changed"))
        self.accept()


class AddPerson(StepDialog):
    """One more person who can open the store, with a name of their own beside what they change."""

    def __init__(self, session: Session, parent: QWidget | None = None, jobs: Jobs | None = None) -> None:
        super().__init__(t("Add a person"), session, parent, jobs)
        self.name = Line(t("Name"))
        self.role = ChoiceField(t("Role"), roles(), required=True)
        self.own, self.new, self.again = (PassphraseLine(name) for name in (t("Passphrase"), t("New passphrase"), t("Once more")))
        why = t("Everybody with a passphrase can read everything in this store. Their name stands beside what they change.")
        fields: list[Field] = [
            (t("Name"), self.name),
            (t("Role"), self.role),
            *twice(self.new, self.again, lambda: [self.name.text()]),
        ]
        fields.append((t("Your own passphrase once more"), self.own))
        self.show_step([label(why, wrap=True)], fields, t("Add"), self.add)

    def add(self) -> None:
        """Add the person, when everything is filled in and the own passphrase fits."""
        folder, today, own, new = self.session.workspace.folder, self.session.today, self.own.text(), self.new.text()
        if not self.name.text().strip():
            self.say(t("Fill in the name; it stands beside what this person changes."), self.name)
        elif not self.role.value():
            self.say(t("Choose the role."), self.role)
        elif good(self, self.new, self.again, [self.name.text()]):
            self.work(lambda: ways_in.add_person(folder, ways_in.prove(folder, own), new, today), self._added)

    def _added(self, way: str) -> None:
        member = self.session.do(edits.add("member", "school", name=self.name.text().strip(), role=self.role.value()))
        if member is not None:
            ways_in.belongs_to(self.session.workspace, way, member)
            self.session.note(t("person added who can open the store"))
            self.accept()


class RenewKey(StepDialog):
    """What renewing means, and the passphrase once more. `wanted` carries it: the store has to be closed for it."""

    wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None, jobs: Jobs | None = None) -> None:
        super().__init__(t("Renew the key"), session, parent, jobs)
        self.own = PassphraseLine(t("Passphrase"))
        why = t("Do this when a passphrase or the emergency card may be in wrong hands. Everything is encrypted anew.")
        others = t("After that only your passphrase opens the store. Add the other people again and make a new card.")
        copies = t("Backups under the old key are thrown away here. Throw away those on sticks and other disks yourself.")
        parts = [label(words, wrap=True) for words in (why, others, copies)]
        self.show_step(parts, [(t("Your passphrase once more"), self.own)], t("Renew the key"), self.renew)

    def renew(self) -> None:
        """Ask for it, when the passphrase fits."""
        folder, typed = self.session.workspace.folder, self.own.text()
        if typed:
            self.work(lambda: ways_in.prove(folder, typed), lambda _proof: self._proved(typed))

    def _proved(self, typed: str) -> None:
        self.own.clear()
        self.accept()
        self.wanted.emit(typed)


class WaysIn(StepDialog):
    """The list, and the doors to each thing that can be done about it. `renew_wanted` carries the passphrase."""

    renew_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None, jobs: Jobs | None = None) -> None:
        super().__init__(t("Who can open the store"), session, parent, jobs)
        self.show_list()

    def show_list(self) -> None:
        """Show everybody, as it is now."""
        workspace = self.session.workspace
        with self.session.read() as s:
            names = {row.id: row.name for row in read.rows(s, "member")}
        parts: list[Any] = [label(t("Each of these opens everything in this store."), wrap=True), hline()]
        for way in ways_in.ways_in(workspace):
            parts += [self._line(way, names.get(way.member, "")), hline()]
        acts = (
            button(t("Change my passphrase"), "default", "key-round", partial(self._open, NewPassphrase)),
            button(t("Add a person"), "default", "plus", partial(self._open, AddPerson)),
            button(t("Make an emergency card"), "default", "shield-check", partial(self._open, EmergencyCard)),
            button(t("Renew the key"), "default", "history", self._renew),
        )
        self.show_step([*parts, 4, FlowLayout(*acts, gap=8)], [], t("Done"), self.accept)

    def _line(self, way: ways_in.WayIn, name: str) -> Row:
        title = t("Emergency card") if way.is_card else name
        made = t("since {day}", day=formats.day(way.made)) if way.made else ""
        gone = button(t("Take away"), "link", "", lambda: self.take_away(way.id))
        gone.setAccessibleName(t("Take away {what}", what=title))
        gone.setObjectName(f"take away/{way.id}")
        return Row((Column(label(title, weight=600, wrap=True), small(made) if made else None, gap=0), 1), gone, gap=8)

    def take_away(self, way: str) -> None:
        """Take one away. What that person copied before stays readable for them: the text says so."""

        def act() -> None:
            ways_in.take_away(self.session.workspace, way)
            self.session.note(t("way into the store taken away"))
            self.show_list()
            self.say(t("Taken away. Copies of the store from before can still be opened with it."))

        self.attempt(act)

    def _renew(self) -> None:
        dialog = RenewKey(self.session, self, self.jobs)
        dialog.wanted.connect(self.accept)
        dialog.wanted.connect(self.renew_wanted)
        dialog.exec()

    def _open(self, dialog: Callable[..., StepDialog]) -> None:
        dialog(self.session, self, self.jobs).exec()
        self.show_list()


def twice(new: PassphraseLine, again: PassphraseLine, about: Callable[[], Sequence[str]]) -> list[Field]:
    """A new passphrase is judged while it is typed, and typed twice."""
    return [(t("The new passphrase"), new), ("", PassphraseHelp(new, again, about)), (t("The same passphrase again"), again)]


def good(dialog: StepDialog, new: PassphraseLine, again: PassphraseLine, about: Sequence[str]) -> bool:
    """Whether it is good enough and both are the same; says so when not."""
    try:
        passphrase.require(new.text(), about)
    except Problem as problem:
        dialog.say(str(problem), new)
        return False
    if new.text() != again.text():
        dialog.say(t("The two passphrases are not the same."), again)
        return False
    return True
