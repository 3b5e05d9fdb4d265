"""Finds every English sentence that the program can show: what `t` and `tn` are given, directly or through a table."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guidance_app.domain.fields import READERS, Choice
from guidance_app.store.record import fields_of
from guidance_app.store.records import TABLES

ROOT = Path(__file__).parents[2]
TREES = {
    str(file.relative_to(ROOT)): ast.parse(file.read_text(encoding="utf-8"))
    for file in sorted((ROOT / "guidance_app").rglob("*.py"))
}


@dataclass(frozen=True)
class Call:
    """One sentence that `t` or `tn` is given: where, and the names of the values that come with it (None: not known)."""

    where: str
    sentence: str
    values: frozenset[str] | None


def calls() -> list[Call]:
    """Every literal sentence in a call of `t` or `tn`."""
    found = []
    for where, node, sentences in _translating():
        names = frozenset(k.arg or "**" for k in node.keywords) | ({"n"} if _name(node) == "tn" else set())
        values = None if "**" in names else names
        found += [Call(f"{where}:{node.lineno}", text, values) for s in sentences for text in _literals(s)]
    return found


def declared() -> set[str]:
    """Sentences that reach `t` through a table: a constant of the module, or a field of a declared thing."""
    found: set[str] = set()
    for where, _, sentences in _translating():
        for sentence in sentences:
            if isinstance(sentence, ast.Subscript) and isinstance(sentence.value, ast.Name):
                found |= _constant(where, sentence.value.id)
            elif isinstance(sentence, ast.Attribute):
                found |= _given_to(sentence.attr)
    return found


def of_records() -> set[str]:
    """The names of the records, the labels and help of their fields, and the words of their choices."""
    found = set(READERS.values())
    for record in TABLES.values():
        found |= {record.one, record.many}
        for field in fields_of(record).values():
            found |= {field.label, field.help} | (set(field.kind.options.values()) if isinstance(field.kind, Choice) else set())
    return found - {""}


def of_scales() -> set[str]:
    """The names of the kinds of score, the only English words among the resources; the rest there is Dutch content."""
    kinds = tomllib.loads((ROOT / "resources/scales/scales.toml").read_text(encoding="utf-8"))
    return {kind["label"] for kind in kinds.values()}


def all_strings() -> set[str]:
    """Every string in the program: a catalogue entry that is not even there is certainly not used."""
    constants = (n.value for tree in TREES.values() for n in ast.walk(tree) if isinstance(n, ast.Constant))
    return {value for value in constants if isinstance(value, str)} | of_records() | of_scales()


@cache
def _calls() -> list[tuple[str, ast.Call]]:
    """Every call in the program, and in which file."""
    return [(where, node) for where, tree in TREES.items() for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _translating() -> Iterator[tuple[str, ast.Call, list[ast.expr]]]:
    for where, node in _calls():
        if _name(node) in ("t", "tn"):
            yield where, node, node.args[: 2 if _name(node) == "tn" else 1]


def _name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _constant(where: str, name: str) -> set[str]:
    """The texts of a module's table, which may come from another module by `from … import`."""
    found: set[str] = set()
    for tree in [TREES[where]] if _assigned(TREES[where], name) else TREES.values():
        for value in _assigned(tree, name):
            found |= {text for v in _values(value) for text in _literals(v)}
    return found


def _assigned(tree: ast.Module, name: str) -> list[ast.expr]:
    pairs = [(s.targets[0], s.value) for s in tree.body if isinstance(s, ast.Assign)]
    pairs += [(s.target, s.value) for s in tree.body if isinstance(s, ast.AnnAssign) and s.value]
    return [value for target, value in pairs if isinstance(target, ast.Name) and target.id == name]


def _values(table: ast.expr) -> list[ast.expr]:
    if isinstance(table, ast.Dict):
        return [v for value in table.values for v in _values(value)]
    if isinstance(table, ast.List | ast.Tuple):
        return [v for value in table.elts for v in _values(value)]
    return [table]


@cache
def _given_to(attribute: str) -> set[str]:
    """The literals given to this field of any class that declares it, by name or by place."""
    places = {name: fields.index(attribute) for name, fields in _classes().items() if attribute in fields}
    found: set[str] = set()
    for _, node in _calls():
        if _name(node) in places:
            place = places[_name(node)]
            given = [k.value for k in node.keywords if k.arg == attribute] + node.args[place : place + 1]
            found |= {text for value in given for text in _literals(value)}
    return found


@cache
def _classes() -> dict[str, list[str]]:
    found = {}
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                found[node.name] = [
                    s.target.id for s in node.body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)
                ]
    return found
