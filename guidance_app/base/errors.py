"""What can go wrong, in two kinds: a Problem the person can solve, and everything else, which is our bug."""

from __future__ import annotations


class Problem(Exception):
    """Something the person can solve: one clear sentence and a next step, both already in their language.

    Neither text ever holds pupil data: a Problem may end up in a log.
    """

    def __init__(self, sentence: str, next_step: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.sentence} {self.next_step}".strip()


class DiskTrouble(Problem):
    """The disk did not do what it was asked. `full` says that there was no room, `known` whether the outcome is known: that
    nothing was saved."""

    def __init__(self, sentence: str, next_step: str, *, full: bool = False, known: bool = True) -> None:
        super().__init__(sentence, next_step)
        self.full = full
        self.known = known


class StoreClosed(Exception):
    """The store was closed while a thread of its own was still looking at it: what it did is to be done another time."""


class Outdated(Problem):
    """The store was made by an older version: it must be brought up to date before it can be opened."""


class Damaged(Problem):
    """Something is wrong with the store itself, so the way on is a backup. `found` says what, each in one sentence.

    `older` means that the file is sound, but older than what was seen here before: the person may go on with it.
    """

    def __init__(self, sentence: str, next_step: str, found: tuple[str, ...] = (), *, older: bool = False) -> None:
        super().__init__(sentence, next_step)
        self.found = found
        self.older = older
