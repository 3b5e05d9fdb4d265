"""The audit list on paper: who did what and when. For parents who ask who has seen the file, and for the inspection."""

from __future__ import annotations

from guidance_app.base.i18n import t, tn, upper_first
from guidance_app.queries.audit import AuditPaper
from guidance_app.report import blocks as b
from guidance_app.report.document import Head, Printed, compose
from guidance_app.report.layout import Block, Text
from guidance_app.report.records import LABEL, PLAIN
from guidance_app.report.text import printing


def audit_list(view: AuditPaper) -> Printed:
    """The lines of the view as a table, the newest first."""
    name = t("Audit list of the file of {name}", name=view.name) if view.name else t("Audit list")
    with printing(name):
        body: list[Block] = [b.title(name), b.sentence(_explained(view), PLAIN)]
        body += [Text(upper_first(", ".join(view.about)), LABEL)] if view.about else []
        body += [b.sentence(_left_out(view), PLAIN)] if view.left_out else []
        body += _table(view) or [b.sentence(t("Nothing was noted."))]
    return compose(Head(name, view.date), body)


def _explained(view: AuditPaper) -> str:
    if view.name:
        return t("Who opened this file or changed something in it, and what was printed or handed over, newest first.")
    return t("Who opened files or changed something in them, and what was printed or handed over, newest first.")


def _left_out(view: AuditPaper) -> str:
    return tn("{n} older line is not on this paper.", "{n} older lines are not on this paper.", view.left_out)


def _table(view: AuditPaper) -> list[Block]:
    """When, who, what; and whose file, when it is not the list of one."""
    if not view.lines:
        return []
    lines = [(line.when, line.author, line.about, upper_first(line.what)) for line in view.lines]
    if view.name:
        return b.table((t("When"), t("Who"), t("What")), [(when, who, what) for when, who, _, what in lines], (30, 24, 46))
    return b.table((t("When"), t("Who"), t("File"), t("What")), lines, (27, 20, 18, 35))
