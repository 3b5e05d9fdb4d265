"""Settling what two people wrote apart: choose one, take both together, or write a third. All who exchange see that it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.change import Values
from guidance_app.edits.records import checked, get
from guidance_app.queries.conflicts import Difference
from guidance_app.store import heads, reversing
from guidance_app.store.journal import ChangeRow
from guidance_app.store.record import all_fields
from guidance_app.store.records import TABLES
from guidance_app.workspace import Edit


def settle(about: Difference, values: Mapping[str, Any]) -> Edit:
    """From now on the unit says this, in the place of all that was said. `values` are those of the whole unit."""

    def apply(s: Session) -> str:
        get(s, about.table, about.row)
        _check_nothing_new(s, about)
        fields = all_fields(TABLES[about.table])
        packed = {name: fields[name].kind.pack(value) for name, value in checked(about.table, dict(values)).items()}
        unread = heads.unread(s.connection(), [(about.table, about.row, about.unit)])[about.row, about.unit]
        _say(s, about.table, about.row, about.book, about.unit, unread | packed)
        return about.row

    return Edit(t("settle a difference"), apply, kind="resolve")


def keep(about: Difference) -> Edit:
    """A record that one removed while another wrote in it stays, with the parts that were removed along with it."""

    def apply(s: Session) -> str:
        _check_nothing_new(s, about)
        steps = {change.step for change in _removals(s, about.row)}
        for table, row in heads.parts(s.connection(), about.table, about.row):
            if row == about.row or any(change.step in steps for change in _removals(s, row)):
                _say(s, table, row, about.book, "deleted", {"deleted": "0"})
        return about.row

    return Edit(t("settle a difference"), apply, kind="resolve")


def remove(about: Difference) -> Edit:
    """Such a record goes after all, with its parts."""

    def apply(s: Session) -> str:
        _check_nothing_new(s, about)
        for table, row in heads.parts(s.connection(), about.table, about.row):
            _say(s, table, row, about.book, "deleted", {"deleted": "1"})
        return about.row

    return Edit(t("settle a difference"), apply, kind="resolve")


def _check_nothing_new(s: Session, about: Difference) -> None:
    """What is settled is what was looked at, and nothing that came in since."""
    now = heads.heads_of(s.connection(), [(about.row, about.unit)])[about.row, about.unit]
    if tuple(one.stamp for one in now) != about.heads:
        raise Problem(t("Something was changed here meanwhile."), t("Look at it again."))


def _removals(s: Session, row: str) -> list[ChangeRow]:
    said = heads.heads_of(s.connection(), [(row, "deleted")])[row, "deleted"]
    found = [s.get(ChangeRow, one.stamp) for one in said]
    return [change for change in found if change is not None and json.loads(change.new or "{}") == {"deleted": "1"}]


def _say(s: Session, table: str, row: str, book: str, unit: str, values: Values) -> None:
    now = heads.heads_of(s.connection(), [(row, unit)])[row, unit]
    reversing.write(s, [reversing.Say((table, row), book, unit, [values], now)])
    s.info["open"].rows |= heads.show(s.connection(), {(table, row, unit)})
