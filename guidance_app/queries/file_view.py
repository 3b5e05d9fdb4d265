"""A whole file for its readers: everything in it that they may read, and one sentence about what they may not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t, tn
from guidance_app.queries.conflicts import count
from guidance_app.queries.experiment_paper import findings_parts
from guidance_app.queries.plan import WholeFile
from guidance_app.queries.profile import profile
from guidance_app.queries.read import row, rows
from guidance_app.queries.scores_around import around
from guidance_app.queries.scores_paper import reading_part, score_parts
from guidance_app.queries.shown import Shown, narrowed
from guidance_app.queries.whole_file import Entry, Part, whole_file
from guidance_app.store.records import TABLES


def whole_file_view(s: Session, pupil: str, today: dt.date, document: str = "file_for_parents") -> WholeFile:
    """The file as it is now. `document` is "file_for_parents", or "whole_file" for the adviser, which holds everything."""
    child = row(s, "pupil", pupil)
    if child is None:
        raise Problem(t("This is no longer there."), t("Look at the page again."))
    shown = Shown(s, pupil, document)
    hidden = {found.id for table in TABLES for found in rows(s, table, pupil) if not shown.may_show(found)}
    parts = whole_file(s, pupil)
    parts = _with_findings(s, pupil, parts, hidden)
    parts = _with_scores(s, pupil, parts, hidden, expert=document == "whole_file")
    parts = _with_profile(s, pupil, today, parts, hidden, document)
    left_out = sum(entry in hidden for entry in _entries(parts))
    name = " ".join(part for part in (child.first_name, child.last_name) if part)
    return WholeFile(name, today, tuple(_without(hidden, parts)), _words(left_out), apart=count(s, pupil))


def _with_findings(s: Session, pupil: str, parts: list[Part], hidden: set[str]) -> list[Part]:
    """What the figures of an experiment say stands with it, when all that they are computed from may be read."""
    known = {found.id for found in rows(s, "experiment", pupil)}

    def told(entry: Entry) -> Entry:
        if entry.row not in known or hidden.intersection(_entries(entry.parts)):
            return entry
        return replace(entry, parts=(*entry.parts, *findings_parts(s, pupil, entry.row)))

    return [replace(part, entries=tuple(told(entry) for entry in part.entries)) for part in parts]


def _with_scores(s: Session, pupil: str, parts: list[Part], hidden: set[str], expert: bool) -> list[Part]:
    """What the numbers of a test say stands with it; what is shown of word reading comes after all tests."""
    about, tests = around(s, pupil), {found.id for found in rows(s, "assessment", pupil)}
    made: list[Part] = []
    for part in parts:
        of_tests = any(entry.row in tests for entry in part.entries)
        if not of_tests or hidden.intersection(_entries([part])):
            made.append(part)
            continue
        told = (replace(e, parts=(*e.parts, *score_parts(about, e.row, expert))) for e in part.entries)
        made += [replace(part, entries=tuple(told)), *reading_part(s, pupil)]
    return made


def _with_profile(s: Session, pupil: str, today: dt.date, parts: list[Part], hidden: set[str], document: str) -> list[Part]:
    """The chart of all scores stands with the tests: in words for the parents, in numbers for the adviser."""
    tests = {found.id for found in rows(s, "assessment", pupil)}
    with narrowed(s, pupil, document):
        view = profile(s, pupil, today)
    if not view.groups:
        return parts
    in_numbers = document == "whole_file"

    def shows(part: Part) -> bool:
        return any(entry.row in tests for entry in part.entries) and not hidden.intersection(_entries([part]))

    return [replace(part, profile=view, in_numbers=in_numbers) if shows(part) else part for part in parts]


def _entries(parts: list[Part] | tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        for entry in part.entries:
            yield entry.row
            yield from _entries(entry.parts)


def _without(hidden: set[str], parts: list[Part] | tuple[Part, ...]) -> Iterator[Part]:
    """The parts without the hidden records; a part of which nothing is left goes too."""
    for part in parts:
        entries = tuple(replace(e, parts=tuple(_without(hidden, e.parts))) for e in part.entries if e.row not in hidden)
        if entries:
            yield replace(part, entries=entries)


def _words(left_out: int) -> str:
    if not left_out:
        return ""
    return tn(
        "One record is not in this copy, because somebody did not want to share it with you.",
        "{n} records are not in this copy, because somebody did not want to share them with you.",
        left_out,
    )
