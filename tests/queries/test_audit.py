"""The audit list: every line that is asked for and no other, and at once, however long it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from guidance_app import edits, workspace
from guidance_app.base.i18n import t
from guidance_app.edits.attachments import attach
from guidance_app.queries import audit
from guidance_app.queries.audit import Wanted
from guidance_app.workspace import Workspace
from tests.store.conftest import KEY, ticking

DAY = dt.date(2026, 2, 19)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    opened = workspace.create(tmp_path_factory.mktemp("kast"), KEY, "Hanna Demo", "adviser", now=ticking())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def pupils(store: Workspace) -> list[str]:
    made = [store.do(edits.add("pupil", first_name=name)) for name in ("Mark", "Noor")]
    for pupil in made:
        store.note(t("file opened: {pupil}", pupil=pupil))
        store.note(t("{what}: {pupil}", what="plan voor ouders, afgedrukt", pupil=pupil))
        store.do(edits.add("goal", pupil, title="Lezen"))
    letter = store.do(attach(made[0], "brief.pdf", b"%PDF", DAY))
    store.note(t("attachment unpacked: {attachment}", attachment=letter))
    store.note("kast ontgrendeld")
    return made


def whats(store: Workspace, wanted: Wanted) -> list[str]:
    with store.read() as s:
        found = audit.page(s, wanted)
        assert audit.count(s, wanted) == len(found)
    return [f"{line.what} ({line.about})" for line in found]


def test_of_one_pupil_everything_is_told_and_of_nobody_else(store: Workspace, pupils: list[str]) -> None:
    assert whats(store, Wanted(pupil=pupils[0])) == [
        "bijlage uitgepakt, brief.pdf (Mark)", "bijlage toevoegen (Mark)", "doel toevoegen (Mark)",
        "plan voor ouders, afgedrukt (Mark)", "dossier geopend (Mark)", "leerling toevoegen (Mark)",
    ]  # fmt: skip
    assert "Mark" not in "".join(whats(store, Wanted(pupil=pupils[1])))


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (audit.OPENED, ["dossier geopend (Noor)", "dossier geopend (Mark)"]),
        (
            audit.OUT,
            ["bijlage uitgepakt, brief.pdf (Mark)", "plan voor ouders, afgedrukt (Noor)", "plan voor ouders, afgedrukt (Mark)"],
        ),
        (audit.OTHER, ["kast ontgrendeld ()"]),
        (audit.RECEIVED, ["kast maken (de school)"]),
    ],
)
@pytest.mark.usefixtures("pupils")
def test_the_list_is_narrowed_to_a_sort(store: Workspace, sort: str, expected: list[str]) -> None:
    assert whats(store, Wanted(sort=sort)) == expected


@pytest.mark.usefixtures("pupils")
def test_every_line_is_of_exactly_one_sort(store: Workspace) -> None:
    with store.read() as s:
        assert sum(audit.count(s, Wanted(sort=sort)) for sort, _ in audit.sorts()) == audit.count(s)


@pytest.mark.usefixtures("pupils")
def test_period_person_and_words_narrow_the_list(store: Workspace) -> None:
    everything = len(whats(store, Wanted()))
    assert len(whats(store, Wanted(since=DAY, until=DAY))) == everything
    assert whats(store, Wanted(until=DAY - dt.timedelta(days=1))) == []
    assert whats(store, Wanted(since=DAY + dt.timedelta(days=1))) == []
    assert whats(store, Wanted(author="Sam Elders")) == []
    assert len(whats(store, Wanted(author="Hanna Demo"))) == everything
    assert whats(store, Wanted(words="ONTGRENDELD")) == ["kast ontgrendeld ()"]
    assert whats(store, Wanted(words="%")) == []


def test_what_is_kept_holds_no_name(store: Workspace, pupils: list[str]) -> None:
    with store.read() as s:
        kept = [line.what for line in audit.audit_list(s) if line.kind == "note"]
    assert f"dossier geopend: {pupils[0]}" in kept
    assert not any("Mark" in what or "brief" in what for what in kept)


def test_a_step_tells_what_it_changed(store: Workspace, pupils: list[str]) -> None:
    goal = store.do(edits.add("goal", pupils[1], title="Rekenen"))
    store.do(edits.change("goal", goal, "title", "Vlot rekenen"))
    with store.read() as s:
        newest = audit.page(s, most=1)[0]
        [(title, line)] = audit.details(s, newest.id)
    assert (title, line.old, line.new) == ("Vlot rekenen", "Rekenen", "Vlot rekenen")
