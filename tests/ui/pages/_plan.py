"""What the tests of the plan page read from it and do on it."""

from __future__ import annotations

from typing import Any

import pypdfium2
from PySide6.QtWidgets import QLabel

from guidance_app.queries.audit import audit_list
from guidance_app.queries.read import rows
from guidance_app.ui.pages.plan import PlanPage
from guidance_app.ui.pages.plan.sections import SectionRow


def last_note(page: PlanPage) -> str:
    """What the person's own book says was handed over last."""
    with page.session.read() as s:
        return next(line.what for line in audit_list(s) if line.kind == "note")


def row(page: PlanPage, key: str) -> SectionRow:
    """The line of one part of the plan."""
    found = page._content.findChild(SectionRow, f"part/{key}")
    assert found is not None
    return found


def paper(page: PlanPage) -> str:
    """The words on the paper that is shown."""
    assert page.right.preview.printed is not None
    return words_of(page.right.preview.printed.content)


def words_of(pdf: bytes) -> str:
    """The words of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(document[i].get_textpage().get_text_range() for i in range(len(document)))
    document.close()
    return " ".join(text.split())


def lines_in_store(page: PlanPage, key: str) -> list[str]:
    """The sentences of one part as they are kept."""
    part = next(part for part in page.now.parts if part.key == key)
    with page.session.read() as s:
        return [line.text for line in rows(s, "sheet_line", section=part.section)]


def texts(page: PlanPage) -> str:
    """Every word that is in sight."""
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def type_in(qtbot: Any, page: PlanPage, words: str) -> None:
    """Replace the sentences of the open part."""
    assert page.lines_field is not None
    page.lines_field.area.setFocus()
    page.lines_field.area.selectAll()
    qtbot.keyClicks(page.lines_field.area, words)
