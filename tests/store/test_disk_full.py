"""A full disk: the person is told, nothing that was saved is harmed, and with room again work goes on."""

from __future__ import annotations

from sqlalchemy import text

from guidance_app import edits
from guidance_app.base.errors import Problem
from guidance_app.queries import read
from guidance_app.workspace import Workspace


def set_room(store: Workspace, pages: int | None) -> None:
    """Let SQLite's file grow by so many pages and no further (None: as far as it likes)."""
    with store.read() as s:
        now = s.execute(text("PRAGMA page_count")).scalar_one()
        s.execute(text(f"PRAGMA max_page_count={4_000_000 if pages is None else now + pages}"))


def fill(store: Workspace, pupil: str) -> tuple[int, str]:
    """Save until it cannot be done; how often it went well, and what was told then."""
    for saved in range(200):
        try:
            store.do(edits.add("background", pupil, text="x" * 3000))
        except Problem as problem:
            return saved, str(problem)
    return 200, ""


def test_a_full_disk_is_told_and_nothing_saved_is_harmed(store: Workspace) -> None:
    pupil = store.do(edits.add("pupil", first_name="Sam"))
    set_room(store, 20)
    saved, told = fill(store, pupil)
    assert told.startswith("Niet opgeslagen: de schijf is vol.")
    assert 0 < saved < 200
    with store.read() as s:
        assert len(read.rows(s, "background", pupil)) == saved
    set_room(store, None)
    store.do(edits.add("background", pupil, text="weer ruimte"))
    store.undo()
    with store.read() as s:
        assert len(read.rows(s, "background", pupil)) == saved
