"""Laptops in memory that exchange what they wrote by the rule of the program, and an oracle that knows nothing of that rule.

A history is made from one seed: acts of two to four laptops, packages that get lost, come twice, late or in another order,
and clocks that jump by up to 400 days. Two more kinds of laptop make the faults that the oracle must find.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from guidance_app.domain.change import Stamps, is_far
from guidance_app.domain.differences import Said, differ, heads, is_removed, replaced, shown

DAY = 24 * 3600 * 1000
START = 1_770_000_000_000

Place = tuple[str, str]
"""(row, unit)."""

ROWS = ("a", "b", "b.part")
CONTENT = ("title", "text")
PLACES = [(row, unit) for row in ROWS for unit in (*CONTENT, "deleted")]


@dataclass(frozen=True)
class Written:
    """One Change: where, and what the rule sees of it."""

    place: Place
    said: Said

    @property
    def id(self) -> tuple[str, int]:
        """Which Change it is, whatever its stamp."""
        return self.said.device, self.said.seq


@dataclass
class Laptop:
    """One laptop by the real rule. Heads are kept as the store keeps them: what comes in takes its parents away."""

    device: str
    skew: int = 0
    stamps: Stamps = field(init=False)
    log: dict[tuple[str, int], Written] = field(default_factory=dict)
    vector: dict[str, int] = field(default_factory=dict)
    heads: dict[Place, list[Said]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stamps = Stamps(self.device)

    def write(self, place: Place, value: str, now: int, *, settle: bool = False) -> Written:
        """Give a unit another value; `settle` names all that stands there, an ordinary edit only what was seen."""
        there = self.heads.get(place, [])
        parents = tuple(one.stamp for one in there) if settle else replaced(there)
        seen = {device: seq for device, seq in self.vector.items() if device != self.device}
        stamp = self.stamps.next(now + self.skew)
        new = {"deleted": value} if place[1] == "deleted" else {place[1]: value}
        written = Written(place, Said(stamp, new, parents, self.device, self.vector.get(self.device, 0) + 1, seen))
        self._add(written)
        return written

    def package(self, known: dict[str, int]) -> list[Written]:
        """All that somebody who has come so far does not have."""
        return [one for one in self.log.values() if one.said.seq > known.get(one.said.device, 0)]

    def take(self, package: Iterable[Written], now: int) -> bool:
        """Take a package in, whole or not at all. False: something before it is missing."""
        unknown = {one.id: one for one in package if one.id not in self.log}
        new = sorted(unknown.values(), key=lambda one: one.said.seq)
        ends = dict(self.vector)
        for one in new:
            if one.said.seq != ends.get(one.said.device, 0) + 1:
                return False
            ends[one.said.device] = one.said.seq
        if any(ends.get(device, 0) < seq for one in new for device, seq in one.said.seen.items()):
            return False
        self._take(new)
        near = [one.said.stamp for one in new if not is_far(one.said.stamp, now + self.skew)]
        self.stamps.saw(max(near, default=""))
        return True

    def _take(self, new: list[Written]) -> None:
        named = {parent for one in new for parent in one.said.parents}
        for one in new:
            self._log(one)
            there = [head for head in self.heads.get(one.place, ()) if head.stamp not in one.said.parents]
            self.heads[one.place] = there if one.said.stamp in named else [*there, one.said]

    def _add(self, one: Written) -> None:
        self._log(one)
        self.heads[one.place] = [head for head in self.heads.get(one.place, ()) if head.stamp not in one.said.parents] + [
            one.said
        ]

    def _log(self, one: Written) -> None:
        self.log[one.id] = one
        self.vector[one.said.device] = one.said.seq

    def state(self) -> dict[Place, object]:
        """All that a person could see: what is on top of each unit, what else is said there, which rows are there."""
        found: dict[Place, object] = {}
        for place, said in self.heads.items():
            top = shown(said)
            found[place] = (top.new if top else None, frozenset(one.stamp for one in said), differ(said))
        return found | {(row, "there"): not self.away(row) for row in ROWS}

    def away(self, row: str) -> bool:
        """Whether a row is away."""
        content = (one.said for one in self.log.values() if one.place[1] in CONTENT and one.place[0].startswith(row))
        return is_removed(self.heads.get((row, "deleted"), []), content)


class LastWriterWins(Laptop):
    """The planted fault: of what was written apart only the highest stamp stays."""

    def _take(self, new: list[Written]) -> None:
        super()._take(new)
        for place, said in self.heads.items():
            self.heads[place] = [max(said, key=lambda one: one.stamp)] if said else said


class RemovalWins(Laptop):
    """The planted fault: what was removed is away, whoever was writing in it."""

    def away(self, row: str) -> bool:
        """Away as soon as the one on top says so."""
        top = shown(self.heads.get((row, "deleted"), []))
        return top is not None and top.new == {"deleted": "1"}


class EditTakesAll(Laptop):
    """The planted fault: an ordinary edit of what was written apart throws away what its writer did not see."""

    def write(self, place: Place, value: str, now: int, *, settle: bool = False) -> Written:  # noqa: ARG002
        """Every edit names all heads."""
        return super().write(place, value, now, settle=True)


class Oracle:
    """Remembers who could see what, act by act, and says what must be there in the end. It reads no parents and no vectors."""

    def __init__(self) -> None:
        self.all: dict[tuple[str, int], Written] = {}
        self.had: dict[tuple[str, int], frozenset[tuple[str, int]]] = {}  # what its writer had
        self.gone: dict[tuple[str, int], frozenset[tuple[str, int]]] = {}  # what its writer put something else in the place of

    def writes(self, laptop: Laptop, place: Place, *, settle: bool) -> Callable[[Written], None]:
        """Before an act: look over the writer's shoulder. What this gives is told what was written."""
        had = frozenset(laptop.log)
        standing = [self.all[id_] for id_ in had if self.all[id_].place == place and not self._is_gone(id_, had)]
        top = max((one.said for one in standing), key=lambda said: said.stamp, default=None)
        seen = frozenset(one.id for one in standing if settle or (top is not None and one.said.new == top.new))

        def wrote(written: Written) -> None:
            self.all[written.id], self.had[written.id], self.gone[written.id] = written, had, seen

        return wrote

    def _is_gone(self, id_: tuple[str, int], among: Iterable[tuple[str, int]]) -> bool:
        return any(id_ in self.gone[other] for other in among)

    def standing(self, place: Place) -> set[str]:
        """The stamps of what nobody who saw it replaced: all of it must still be there."""
        replaced_by_who_saw = {id_ for gone in self.gone.values() for id_ in gone}
        return {one.said.stamp for id_, one in self.all.items() if one.place == place and id_ not in replaced_by_who_saw}

    def away(self, row: str) -> bool:
        """Whether all who have the last word removed the row, and everything in it was known to one of them (or knew them)."""
        last = [one for one in self.all.values() if one.place == (row, "deleted") and one.said.stamp in self.standing(one.place)]
        if not last or any(one.said.new != {"deleted": "1"} for one in last):
            return False
        inside = [one for one in self.all.values() if one.place[1] in CONTENT and one.place[0].startswith(row)]
        return all(
            any(one.id in self.had[removal.id] for removal in last) or all(removal.id in self.had[one.id] for removal in last)
            for one in inside
        )


class Lost(AssertionError):
    """The laptops differ, or one of them lost something."""


def must(right: bool, what: str) -> None:
    if not right:
        raise Lost(what)


@dataclass
class History:
    """What happened, for who wants to look further."""

    laptops: list[Laptop]
    oracle: Oracle
    changes: int
    conflicts: int
    refused: int


def play(seed: int, kind: type[Laptop] = Laptop, *, clocks: bool = True, settling: bool = False) -> History:
    """Play one history to its end, when everybody has everything. Lost when they differ, or anything is lost.

    `clocks=False` plays the same acts with clocks that are right. `settling` lets nobody write over a difference unseen.
    """
    chance, oracle = random.Random(seed), Oracle()
    count = chance.choice((2, 2, 2, 3, 4))
    skews = [chance.choice((0, 0, 3_600_000, -3_600_000, DAY * chance.randint(-400, 400))) for _ in range(count)]
    laptops = [kind(f"d{i}", skew if clocks else 0) for i, skew in enumerate(skews)]
    known: list[list[dict[str, int]]] = [[{} for _ in laptops] for _ in laptops]
    mail: list[tuple[int, int, list[Written], dict[str, int]]] = []
    now, refused = START, 0
    for _ in range(chance.randint(5, 60)):
        now += chance.randint(0, 100_000)
        what, me = chance.random(), chance.randrange(count)
        laptop = laptops[me]
        if what < 0.60:
            _act(chance, laptop, oracle, now, settling)
        elif what < 0.66:
            jump = chance.randint(-400, 400) * DAY
            laptop.skew = jump if clocks else 0
        elif what < 0.84:
            to, stale = chance.choice([at for at in range(count) if at != me]), chance.random() < 0.2
            mail.append((me, to, laptop.package({} if stale else known[me][to]), dict(laptop.vector)))
            if chance.random() < 0.6:
                known[me][to] = dict(laptop.vector)  # it counts on it, and may be wrong
        elif mail:
            at = chance.randrange(len(mail))
            sender, to, package, vector = mail[at]
            if laptops[to].take(package, now):
                known[to][sender] = vector
            else:
                refused += 1
            if chance.random() < 0.6:
                mail.pop(at)  # else it comes again, later
    for _ in range(2):
        for one in laptops:
            for other in laptops:
                must(one.take(other.package({}), now), "a whole package was refused")
    check(laptops, oracle)
    differences = sum(differ(said) for said in laptops[0].heads.values())
    return History(laptops, oracle, len(oracle.all), differences, refused)


def _act(chance: random.Random, laptop: Laptop, oracle: Oracle, now: int, settling: bool) -> None:
    place = chance.choice(PLACES)
    value = (
        chance.choice(("0", "1", "1"))
        if place[1] == "deleted"
        else str(chance.choice((chance.randint(0, 3), chance.randint(0, 10**6))))
    )
    apart = len(laptop.heads.get(place, ())) > 1
    settle = apart and (chance.random() < 0.4 or settling)
    wrote = oracle.writes(laptop, place, settle=settle)
    wrote(laptop.write(place, value, now, settle=settle))


def check(laptops: list[Laptop], oracle: Oracle) -> None:
    """Everybody has every Change, shows the same, and shows what the oracle says."""
    first = laptops[0].state()
    must(all(one.state() == first for one in laptops), "they differ")
    must(all(one.log.keys() == oracle.all.keys() for one in laptops), "a Change is lost")
    for place in PLACES:
        standing = {one.stamp for one in laptops[0].heads.get(place, ())}
        must(standing == oracle.standing(place), f"something that nobody replaced is not there: {place}")
    for row in ROWS:
        must(laptops[0].away(row) == oracle.away(row), f"a row is away, or there: {row}")
    for place, said in laptops[0].heads.items():
        again = heads([one.said for one in laptops[0].log.values() if one.place == place])
        must({one.stamp for one in again} == {one.stamp for one in said}, "made anew it would be something else")
