"""The rule by which what two people wrote apart comes together. Pure: the store applies it, and a simulator tests it.

A unit shows the heads: the Changes that no known Change names as parent. One head: nobody wrote apart. Several with
different values: a difference, all of them kept until a person settles it. The clock decides nothing but which one of
them is on top meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from guidance_app.domain.change import Values

NO_CONTENT = ("deleted", "position")
"""Units that are no content: to be moved in a list is no reason to come back into it."""


@dataclass(frozen=True)
class Said:
    """A Change as the rule sees it. `seen` says what its writer had of others: device -> number; `new` is None if withheld."""

    stamp: str
    new: Values | None
    parents: tuple[str, ...] = ()
    device: str = ""
    seq: int = 0
    seen: Mapping[str, int] = field(default_factory=dict)


def heads(said: Collection[Said]) -> list[Said]:
    """Those that no other one names as parent, by stamp."""
    named = {parent for one in said for parent in one.parents}
    return sorted((one for one in said if one.stamp not in named), key=lambda one: one.stamp)


def shown(heads: Sequence[Said]) -> Said | None:
    """Of the heads the one on top: the highest stamp whose value is known. None when no value is."""
    return max((one for one in heads if one.new is not None), key=lambda one: one.stamp, default=None)


def replaced(heads: Sequence[Said]) -> tuple[str, ...]:
    """The stamps that an ordinary edit replaces: what its writer saw, and what says the same. Other heads stay."""
    if len(heads) <= 1:
        return tuple(one.stamp for one in heads)
    top = shown(heads)
    if top is None:
        return (max(one.stamp for one in heads),)
    return tuple(sorted(one.stamp for one in heads if one.new == top.new))


def differ(heads: Sequence[Said]) -> bool:
    """Whether the heads do not all say the same. When no value is known, nobody here can tell."""
    values = [one.new for one in heads]
    return any(value is not None for value in values) and any(value != values[0] for value in values)


def knew(one: Said, other: Said) -> bool:
    """Whether the writer of one Change had the other one."""
    return (one.seq if one.device == other.device else one.seen.get(other.device, 0)) >= other.seq


def is_removed(removals: Sequence[Said], touches: Iterable[Said]) -> bool:
    """Whether a row is away. `removals` are the heads of its deletion, `touches` the Changes of its content and its parts.

    It stays when somebody says so, or when something in it was written without knowing of a removal that did not know of that.
    """
    known = [one for one in removals if one.new is not None]
    if not known or any(one.new != {"deleted": "1"} for one in known):
        return False
    return not any(missed(known, touch) for touch in touches)


def missed(removals: Sequence[Said], touch: Said) -> bool:
    """Whether none of those who removed the row knew of this Change, and its writer did not know of all of them."""
    return not any(knew(one, touch) for one in removals) and not all(knew(touch, one) for one in removals)
