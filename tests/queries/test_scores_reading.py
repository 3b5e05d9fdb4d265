"""The card about word reading shows three main measurements and the help between them, and never concludes anything."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from guidance_app import edits, example
from guidance_app.edits.assessments import add_score, add_test
from guidance_app.queries.file_view import whole_file_view
from guidance_app.queries.scores_reading import ReadingHelp, reading_help
from guidance_app.queries.whole_file import Part
from guidance_app.workspace import Workspace, create

CONCLUDES = re.compile(r"(heeft|sprake van|wijst op|waarschijnlijk|vermoed\w*|kenmerk\w*).{0,20}dyslexie|dyslexie", re.IGNORECASE)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = create(tmp_path_factory.mktemp("reading") / "Kast", example.KEY, "Petra", "sen_coordinator", today=example.TODAY)
    yield made
    made.close()


@pytest.fixture
def noor(store: Workspace) -> str:
    return str(store.do(edits.add("pupil", first_name="Noor")))


def measure(store: Workspace, pupil: str, moment: str, day: str, **values: Any) -> None:
    test = store.do(add_test(pupil, "Leerlingvolgsysteem", dt.date.fromisoformat(day)))
    store.do(edits.change("assessment", test, "moment", moment))
    kept = {name: Decimal(value) if name == "percentile" else value for name, value in values.items()}
    store.do(add_score(test, "DMT", **kept))


def card(store: Workspace, pupil: str) -> ReadingHelp | None:
    with store.read() as s:
        return reading_help(s, pupil)


def words(found: ReadingHelp) -> str:
    between = [text for one in found.between for text in (one.period, *one.help)]
    return " ".join((found.sentence, *(one.words for one in found.measured), *between, *found.asks, found.sources))


def test_mark_has_three_in_a_row_with_the_help_between(built: tuple[Workspace, str]) -> None:
    found = card(*built)
    assert found is not None
    assert [(one.moment, one.words, one.number) for one in found.measured] == [
        ("M6", "in de laagste 10%", "P4"),
        ("E6", "in de laagste 10%", "P6"),
        ("M7", "in de laagste 10%", "P7"),
    ]
    assert found.sentence == "De laatste drie hoofdmetingen na elkaar liggen in de laagste 10%."
    first, second = found.between
    assert first.help[0].startswith("In het dossier staat over deze tijd geen hulp bij lezen.")
    assert "Meeluisteren bij lezen, dagelijks, sinds 5 november 2025" in second.help
    assert not any("slaap" in one.lower() or "Timer" in one for one in second.help)


def test_it_never_names_or_suggests_a_diagnosis(built: tuple[Workspace, str]) -> None:
    found = card(*built)
    assert found is not None
    assert not CONCLUDES.search(words(found))
    assert "trekt geen conclusie" in words(found)


def test_without_main_measurements_there_is_no_card(store: Workspace, noor: str) -> None:
    test = store.do(add_test(noor, "DMT", dt.date(2025, 3, 1)))
    store.do(add_score(test, "DMT", percentile=Decimal(3)))  # between the main moments
    assert card(store, noor) is None


def test_not_yet_three_is_a_state_like_any_other(store: Workspace, noor: str) -> None:
    measure(store, noor, "M5", "2024-01-20", percentile="4")
    measure(store, noor, "E5", "2024-06-10", percentile="4")
    found = card(store, noor)
    assert found is not None
    assert (found.sentence, len(found.measured), len(found.between)) == ("Er zijn nog geen drie hoofdmetingen na elkaar.", 2, 1)


def test_a_missing_moment_breaks_the_row(store: Workspace, noor: str) -> None:
    for moment, day in (("M5", "2024-01-20"), ("E5", "2024-06-10"), ("E6", "2025-06-10"), ("M7", "2026-01-20")):
        measure(store, noor, moment, day, percentile="4")
    found = card(store, noor)
    assert found is not None
    assert [one.moment for one in found.measured] == ["E6", "M7"]
    assert found.sentence == "Er zijn nog geen drie hoofdmetingen na elkaar."


def test_a_year_done_again_counts_on_by_its_dates(store: Workspace, noor: str) -> None:
    for moment, day in (("M4", "2024-01-20"), ("E4", "2024-06-10"), ("M4", "2025-01-20")):
        measure(store, noor, moment, day, percentile="9")
    found = card(store, noor)
    assert found is not None
    assert len(found.measured) == 3
    assert "liggen in de laagste 10%" in found.sentence


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"percentile": "10"}, "niet in de laagste 10%"),
        ({"percentile": "9.9"}, "in de laagste 10%"),
        ({"level": "E"}, "in de laagste 10%"),
        ({"level": "V-min"}, "in de laagste 10%"),
        ({"level": "IV"}, "niet in de laagste 10%"),
        ({"level": "V"}, "het dossier zegt niet of dit in de laagste 10% ligt"),
    ],
)
def test_what_counts_as_the_lowest_tenth(store: Workspace, noor: str, values: dict[str, str], told: str) -> None:
    for moment, day in (("M5", "2024-01-20"), ("E5", "2024-06-10"), ("M6", "2025-01-20")):
        measure(store, noor, moment, day, **values)
    found = card(store, noor)
    assert found is not None
    assert {one.words for one in found.measured} == {told}
    assert ("drie hoofdmetingen na elkaar liggen" in found.sentence) == (told == "in de laagste 10%")


def test_help_is_told_with_its_dates_and_only_what_was_carried_out(store: Workspace, noor: str) -> None:
    for moment, day in (("M5", "2024-01-20"), ("E5", "2024-06-10")):
        measure(store, noor, moment, day, percentile="4")
    helped = [("Samen lezen", "2024-02-01", "active"), ("Lezen met de tutor", "2023-10-01", "stopped")]
    for title, day, status in [*helped, ("Leeskaart", "2024-02-01", "not_used"), ("Woorden flitsen", "2024-07-01", "active")]:
        store.do(edits.add("measure", noor, title=title, place="school", start=dt.date.fromisoformat(day), status=status))
    found = card(store, noor)
    assert found is not None
    assert found.between[0].help == (
        "Lezen met de tutor, al sinds 1 oktober 2023, gestopt, onbekend wanneer",
        "Samen lezen, sinds 1 februari 2024",
    )


@pytest.mark.parametrize(
    ("start", "stopped", "told"),
    [
        ("2023-10-01", "2024-01-10", "geen hulp bij lezen"),
        ("2023-10-01", "2024-03-04", "al sinds 1 oktober 2023, op 4 maart 2024 genoteerd als gestopt"),
        ("2024-02-01", "2024-09-02", "sinds 1 februari 2024, op 2 september 2024 genoteerd als gestopt"),
    ],
)
def test_help_that_was_stopped_before_is_no_help_between(tmp_path: Path, start: str, stopped: str, told: str) -> None:
    today = dt.datetime.fromisoformat(f"{start}T12:00+00:00")
    made = create(tmp_path / "Kast", example.KEY, "Petra", "sen_coordinator", now=lambda: today)
    pupil = str(made.do(edits.add("pupil", first_name="Noor")))
    for moment, day in (("M5", "2024-01-20"), ("E5", "2024-06-10")):
        measure(made, pupil, moment, day, percentile="4")
    helped = made.do(edits.add("measure", pupil, title="Lezen met de tutor", place="school", start=today.date(), status="active"))
    today = dt.datetime.fromisoformat(f"{stopped}T12:00+00:00")
    made.do(edits.change("measure", helped, "status", "stopped"))
    found = card(made, pupil)
    made.close()
    assert found is not None
    (words,) = found.between[0].help
    assert told in words


def headings(parts: tuple[Part, ...]) -> list[str]:
    return [text for part in parts for text in (part.heading, *(h for entry in part.entries for h in headings(entry.parts)))]


def test_the_whole_file_holds_the_card_and_what_was_computed(store: Workspace, noor: str) -> None:
    measure(store, noor, "M5", "2024-01-20", percentile="4")
    wisc = store.do(add_test(noor, "WISC-V-NL", dt.date(2024, 3, 1)))
    store.do(add_score(wisc, "VBI", value=Decimal(70), reliability=Decimal("0.91")))
    with store.read() as s:
        adviser = whole_file_view(s, noor, example.TODAY, "whole_file").parts
        parents = whole_file_view(s, noor, example.TODAY).parts
    assert {"Woorden lezen over drie hoofdmetingen", "Wat de cijfers zeggen", "Voor de kenner"} <= set(headings(adviser))
    assert "Wat de cijfers zeggen" in headings(parents)
    assert "Voor de kenner" not in headings(parents)
    assert "berekend met de betrouwbaarheid 0,91 uit het verslag" in repr(parents)
