"""Two laptops in the hands of Hypothesis: any order of editing, removing, settling, undo, redo, exchange, restore, destroying.

The stores are kept from run to run, each run has a pupil's file of its own. After every rule the promises are checked that
hold always; the last look at the end checks the rest.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from guidance_app import edits, workspace
from guidance_app.base.errors import Problem
from guidance_app.edits import conflicts as settling
from guidance_app.queries import read
from guidance_app.queries.conflicts import differences
from guidance_app.store import destroy
from guidance_app.store.heads import heads_of
from guidance_app.workspace import Workspace
from tests.store._laptops import KEY, WrongClock, assert_same, exchange, give
from tests.store._on_disk import as_told

MOST_RUNS = 60
"""After so many runs new stores are made, so that none becomes large."""

WHO, FIELD, PICK = st.integers(0, 1), st.sampled_from(("title", "text")), st.integers(0, 7)
State = tuple[Any, ...]


class Pair:
    """The two stores, made when they are first needed."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.stores: list[Workspace] = []
        self.runs = 0

    def ready(self) -> list[Workspace]:
        """Both stores, open."""
        self.runs += 1
        if not self.stores or self.runs % MOST_RUNS == 0:
            self.close()
            memory = Path("/dev/shm")
            self._folder = tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None, prefix="bouwsteen-")
            folder = Path(self._folder.name)
            self.stores = [workspace.create(folder / name, KEY, name, "adviser", now=WrongClock()) for name in ("Anna", "Bram")]
        return self.stores

    def close(self) -> None:
        """Throw both away."""
        for store in self.stores:
            store.close()
        self.stores = []
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


PAIR = Pair()


class Laptops(RuleBasedStateMachine):
    """What people do with two laptops that hold the same file."""

    def __init__(self) -> None:
        super().__init__()
        self.stores = PAIR.ready()
        self.number = 0
        self.destroyed = False

    @initialize()
    def begin(self) -> None:
        """A pupil with a goal that both have."""
        first, second = self.stores
        self.pupil = first.do(edits.add("pupil", first_name="Sam"))
        first.do(edits.add("goal", self.pupil, title="Lezen", text="Begin."))
        give(first, second, self.pupil)
        self.before: list[list[State]] = [[], []]  # what each showed before each act that it can undo
        self.after: list[list[State]] = [[], []]  # and what it showed after each act that it can do again
        self.copies: list[Path | None] = [None, None]
        self.vectors = [store.sharing.vector(self.pupil) for store in self.stores]

    def state(self, who: int) -> State:
        """All that a person can see of the goals: their values, and what is said beside them."""
        store = self.stores[who]
        with store.read() as s:
            rows = read.rows(s, "goal", self.pupil)
            said = heads_of(s.connection(), [(row.id, unit) for row in rows for unit in ("title", "text")])
            told = {place: tuple(sorted({str(one.new) for one in found})) for place, found in said.items()}
        apart = sorted((place, values) for place, values in told.items() if len(values) > 1)
        return tuple((row.id, tuple(row.values.items())) for row in rows), tuple(apart)

    def _act(self, who: int, act: Any) -> None:
        before = self.state(who)
        undoable = len(self.stores[who]._acts.undo)
        with suppress(Problem):
            act()
        if len(self.stores[who]._acts.undo) != undoable:
            self.before[who].append(before)
            self.after[who].clear()
        self._promises(who)

    def _goal(self, who: int, pick: int) -> Any:
        with self.stores[who].read() as s:
            found = read.rows(s, "goal", self.pupil)
        return found[pick % len(found)] if found else None

    def _word(self) -> str:
        self.number += 1
        return f"woord {self.number}"

    alive = precondition(lambda self: not self.destroyed)

    @alive
    @rule(who=WHO)
    def add(self, who: int) -> None:
        """A new goal."""
        self._act(who, lambda: self.stores[who].do(edits.add("goal", self.pupil, title=self._word())))

    @alive
    @rule(who=WHO, field=FIELD, pick=PICK)
    def edit(self, who: int, field: str, pick: int) -> None:
        """A goal gets another text."""
        if (goal := self._goal(who, pick)) is not None:
            self._act(who, lambda: self.stores[who].do(edits.change("goal", goal.id, field, self._word())))

    @alive
    @rule(who=WHO, pick=PICK)
    def remove(self, who: int, pick: int) -> None:
        """A goal goes."""
        if (goal := self._goal(who, pick)) is not None:
            self._act(who, lambda: self.stores[who].do(edits.remove("goal", goal.id)))

    @alive
    @rule(who=WHO, pick=PICK)
    def settle(self, who: int, pick: int) -> None:
        """A difference is settled in one of the ways there are."""
        store = self.stores[who]
        with store.read() as s:
            found = differences(s, self.pupil)
        if found:
            one = found[pick % len(found)]
            if one.removal:
                self._act(who, lambda: store.do(settling.keep(one) if pick % 2 else settling.remove(one)))
            else:
                chosen = [side.values for side in one.sides] + [{one.unit: self._word()}]
                self._act(who, lambda: store.do(settling.settle(one, chosen[pick % len(chosen)])))

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        """The last act is undone: what was shown before it is shown again."""
        if self.before[who]:
            now, undoable = self.state(who), len(self.stores[who]._acts.undo)
            with suppress(Problem):
                self.stores[who].undo()
            if len(self.stores[who]._acts.undo) == undoable:
                assert self.state(who) == now, "a refused undo changed something"
            else:
                is_now, was = self.state(who), self.before[who].pop()
                assert is_now == was, f"undone: {is_now}, but it was {was}; before the undo {now}"
                self.after[who].append(now)
            self._promises(who)

    @rule(who=WHO)
    def redo(self, who: int) -> None:
        """It is done again."""
        if self.after[who] and self.stores[who]._acts.redo:
            now = self.state(who)
            self.stores[who].redo()
            assert self.state(who) == self.after[who].pop()
            self.before[who].append(now)
            self._promises(who)

    @rule(who=WHO)
    def give(self, who: int) -> None:
        """One gives the other what it does not have: one act there."""
        self._act(1 - who, lambda: give(self.stores[who], self.stores[1 - who], self.pupil))
        self._look_for_destroyed()

    @rule()
    def exchange(self) -> None:
        """Both have everything: they show the same."""
        self._act(1, lambda: give(self.stores[0], self.stores[1], self.pupil))
        self._act(0, lambda: give(self.stores[1], self.stores[0], self.pupil))
        assert_same(self.pupil, *self.stores)
        self._look_for_destroyed()

    @rule(who=WHO, days=st.integers(-400, 400))
    def clock(self, who: int, days: int) -> None:
        """A clock is set to another day."""
        self.stores[who]._now.jump(days=days)  # type: ignore[attr-defined]

    @precondition(lambda self: all(copy is None for copy in self.copies))
    @rule(who=WHO)
    def back_up(self, who: int) -> None:
        """Keep the store as it is now."""
        folder = self.stores[who].folder
        self.copies[who] = folder.with_name(f"{folder.name}-copy")
        shutil.copytree(folder, self.copies[who], ignore=shutil.ignore_patterns("*.lock", "*.owner", "backups"))

    @precondition(lambda self: any(self.copies))
    @rule()
    def restore(self) -> None:
        """The store is as it was then, as another device; nothing done before can be undone in it."""
        who = next(i for i, copy in enumerate(self.copies) if copy is not None)
        copy, old = self.copies[who], self.stores[who]
        assert copy is not None
        old.close()
        shutil.rmtree(old.folder)
        copy.rename(old.folder)
        self.copies[who] = None
        self.stores[who] = workspace.open_copied(old.folder, KEY)
        self.stores[who]._now = self.stores[who]._journal.now = old._now
        self.before[who], self.after[who] = [], []
        self.vectors[who] = self.stores[who].sharing.vector(self.pupil)

    @alive
    @precondition(lambda self: self.number > 12)
    @rule(who=WHO, pick=PICK)
    def destroy(self, who: int, pick: int) -> None:
        """The file is destroyed, now and then."""
        if pick == 0:
            store = self.stores[who]
            rows = destroy.destroy(store._journal, self.pupil)  # as Workspace.destroy, without rewriting the backups
            store._forget_destroyed([self.pupil])
            store._tell(rows)
            self._look_for_destroyed()

    def _look_for_destroyed(self) -> None:
        for who, store in enumerate(self.stores):
            with store.read() as s:
                gone = read.row(s, "pupil", self.pupil) is None
            if gone:
                self.destroyed = True
                self.before[who], self.after[who] = [], []
                assert self.state(who) == ((), ())

    def _promises(self, who: int) -> None:
        """Nothing ever goes out of the journal."""
        now = self.stores[who].sharing.vector(self.pupil)
        assert all(now.get(device, 0) >= seq for device, seq in self.vectors[who].items())
        self.vectors[who] = now

    def teardown(self) -> None:
        """In the end both come to the same, and the tables are what the journal says."""
        if hasattr(self, "pupil"):
            exchange(*self.stores, self.pupil)
            assert_same(self.pupil, *self.stores)
            for store in self.stores:
                as_told(store, self.pupil)
            for copy in self.copies:
                if copy is not None:
                    shutil.rmtree(copy)
