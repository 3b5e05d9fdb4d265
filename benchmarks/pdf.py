"""The joint plan as PDF, from the store to the saved file, against the least that reportlab needs for as many pages."""

from __future__ import annotations

import os
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from benchmarks._measure import interleaved, milliseconds, tell


def bare_pages(pages: int) -> None:
    """Pages with one line each in our letter: reportlab and the font, and nothing of ours."""
    from reportlab.pdfgen.canvas import Canvas

    from guidance_app.report.fonts import NAMES, register_fonts

    register_fonts()
    canvas = Canvas(BytesIO())
    for number in range(pages):
        canvas.setFont(NAMES["Regular"], 11)
        canvas.drawString(72, 720, f"Samen verder met Mark, bladzijde {number}")
        canvas.showPage()
    canvas.save()


def main() -> int:
    """Measure and tell."""
    from pypdfium2 import PdfDocument

    from guidance_app import example
    from guidance_app.queries.plan_views import joint_plan_view
    from guidance_app.queries.pupils import all_pupils
    from guidance_app.report.document import save
    from guidance_app.report.sections.joint_plan import joint_plan

    with tempfile.TemporaryDirectory() as folder:
        os.environ["BOUWSTEEN_DATA"] = folder
        workspace, file = example.open_copy(), Path(folder, "plan.pdf")
        with workspace.read() as s:
            mark = all_pupils(s, workspace.today)[0].id

        def write() -> None:
            with workspace.read() as s:
                view = joint_plan_view(s, mark, workspace.today)
            save(joint_plan(view), file)

        def plan() -> float:
            return milliseconds(write)

        first_ms = plan()
        pages = len(PdfDocument(file))
        floor_ms, plan_ms = interleaved(15, lambda: milliseconds(lambda: bare_pages(pages)), plan)
        workspace.close()
    print(f"the first plan of a session, with loading reportlab and fonts: {first_ms:.0f} ms")
    return tell("the joint plan as PDF", plan_ms, f"{pages} bare pages of reportlab", floor_ms, limit_ms=300)


if __name__ == "__main__":
    sys.exit(main())
