"""What was measured at the same moments, as one table: a row for a moment, a column for each thing that was measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

Key = tuple[tuple[str, str], ...]
"""A record without the one field that is different for every thing that was measured."""

SHARED: Final = 0.5
"""At least this part of the moments is the same for all, or the table would have many holes."""


def together(names: Sequence[str], groups: Sequence[Sequence[dict[str, str]]]) -> list[dict[str, str]] | None:
    """The records of all groups as one list, in which each group has a column of its name; None when they do not go together."""
    if len(groups) < 2 or not all(groups) or len(set(names)) < len(names):
        return None
    labels = [label for label in groups[0][0] if all(label in record for group in groups for record in group)]
    shares = {label: _shared(groups, label) for label in labels}
    value = max(labels, key=lambda label: shares[label], default="")
    if shares.get(value, 0) < SHARED or any(name in record for name in names for group in groups for record in group):
        return None
    found = [{_key(record, value): record[value] for record in group} for group in groups]
    return [
        dict(key) | {name: group[key] for name, group in zip(names, found, strict=True) if key in group}
        for key in _in_order([list(group) for group in found])
    ]


def _key(record: dict[str, str], value: str) -> Key:
    return tuple((label, text) for label, text in record.items() if label != value)


def _shared(groups: Sequence[Sequence[dict[str, str]]], value: str) -> float:
    """Which part of the moments all groups have, when this field is what was measured; 0 when a moment would come twice."""
    keys = [{_key(record, value) for record in group} for group in groups]
    if any(len(found) < len(group) for found, group in zip(keys, groups, strict=True)):
        return 0
    return len(set.intersection(*keys)) / len(set.union(*keys))


def _in_order(groups: Sequence[Sequence[Key]]) -> list[Key]:
    """All moments once, each after the one it follows in its group."""
    order, seen = list(groups[0]), set(groups[0])
    for group in groups[1:]:
        at = 0
        for key in group:
            if key not in seen:
                order.insert(at, key)
                seen.add(key)
            elif order[at : at + 1] != [key]:  # mostly it is the next one, and nothing has to be looked for
                at = order.index(key)
            at += 1
    return order
