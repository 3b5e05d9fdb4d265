"""What worked for whom: single cases of all pupils, in the words of their own page, and never who they are of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from guidance_app import edits, example
from guidance_app.domain.fields import Line, Tags, Text
from guidance_app.edits.experiments import decide
from guidance_app.edits.hypotheses import add_hypothesis
from guidance_app.edits.records import insert_record
from guidance_app.queries.experiments import experiments
from guidance_app.queries.nameless import fold
from guidance_app.queries.read import fields, rows, tables
from guidance_app.queries.what_worked import Wanted, choices, tried_before, what_worked
from guidance_app.workspace import Edit, Workspace, create

TODAY = example.TODAY
PUPILS = (("Quirinus", "Zandvoorter"), ("Ysolde", "van der Meulen-Achterop"))
DECIDED = dt.date(2025, 11, 5)
PEOPLE = ("Wolfhard Kronkelaar", "Fenna D’Arcangelo")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Two pupils, with the names of everybody in every text of their experiments."""
    made = create(Path(tmp_path_factory.mktemp("werkte")) / "Kast", example.KEY, "Xandra Vlekje", "sen_coordinator", today=TODAY)
    school = made.do(edits.add("school", "school", name="Basisschool De Kwikstaart", place="Nergenshuizen", brin="99ZZ"))
    made.do(Edit("cases", lambda s: [_case(s, school, *names) for names in PUPILS]))
    yield made
    made.close()


def _case(s: Any, school: str, first: str, last: str) -> str:
    everybody = " ".join((*PEOPLE, first, last, first.lower() + "s", "Xandra", "De Kwikstaart", "Nergenshuizen"))
    pupil = insert_record(s, "pupil", "", {
        "first_name": first, "last_name": last, "school": school, "group_year": Decimal(7), "school_year": "2025-2026",
        "birth_date": dt.date(2015, 6, 1), "group_name": "7A", "school_key": "884422113",
    }).id  # fmt: skip
    for name in PEOPLE:
        insert_record(s, "person", pupil, {"name": name, "role": "teacher"})
    one = insert_record(s, "experiment", pupil, {
        "title": f"Met {everybody}", "question": f"Helpt {first}?", "place": "home", "verdict": "continue",
        "decision": f"Ga door met {everybody}, nummer 884422113", "decided_on": DECIDED,
    }).id  # fmt: skip
    for code, kind in (("A", "baseline"), ("B", "approach")):
        insert_record(s, "phase", pupil, {"experiment": one, "code": code, "kind": kind, "label": f"Lezen {code} {first} {last}"})
    outcome = {"experiment": one, "name": f"Woorden van {everybody}", "kind": "count", "higher_is_better": True}
    made = insert_record(s, "outcome", pupil, outcome).id
    phases = {phase.code: phase.id for phase in rows(s, "phase", pupil)}
    for n in range(10):
        value = {"outcome": made, "date": dt.date(2025, 10, 1 + n), "phase": phases["AB"[n // 5]], "value": Decimal(n)}
        insert_record(s, "measurement", pupil, value)
    return pupil


def all_of(store: Workspace) -> Any:
    with store.read() as s:
        return what_worked(s)


def test_no_name_number_or_id_of_anybody_is_in_it(store: Workspace) -> None:
    found = repr(all_of(store))
    names = [part for name in (*PEOPLE, *(n for pair in PUPILS for n in pair), "Xandra Vlekje") for part in name.split()]
    words = fold(found).text
    assert [name for name in names if name not in ("van", "der") and fold(name.replace("D’", "")).text in words] == []
    assert [told for told in ("kwikstaart", "nergenshuizen", "884422113", "99zz", "2015", "7a") if told in words] == []
    with store.read() as s:
        ids = {one.id for table in tables() for one in rows(s, table)}
    assert [id_ for id_ in ids if id_ in found and id_ != "school"] == []
    assert "de leerling" in words


def test_who_is_only_told_in_passing_was_renamed_or_is_gone_stays_unnamed(store: Workspace) -> None:
    """Names of people, children and groups that are not (or no longer) names in a record that is there."""
    with store.read() as s:
        pupil = rows(s, "pupil")[0].id
        teacher, one = rows(s, "person", pupil)[0].id, rows(s, "experiment", pupil)[0].id
    written = "Bartjan Olifantsma, meester Kornelis, Ingrid Vlinderman, Tjerk Waterval, Ysbrand Kwakkel, Wolfhard, Quirinus"
    mails = "quirinuszandvoorter@huis.nl, juf WolfhardKronkelaar, W.K., I. Vlinderman, groep 7A, Fenna D., #IngridVlinderman"
    gone = store.do(edits.add("pupil", first_name="Ysbrand", last_name="Kwakkel"))
    step = store.do(add_hypothesis(pupil, "Iets?", TODAY, "Tjerk Waterval"))
    told = {"decision": f"{written}; {mails}", "title": written, "invented_by": "meester kornelis en Bartjan Olifantsma"}
    acts = [
        edits.change_many("experiment", one, told),
        edits.add("assessment", pupil, instrument="DMT", administered_by_other="Ingrid Vlinderman, orthopedagoog"),
        edits.change("person", teacher, "name", "Iemand Anders"),
        edits.change_many("pupil", pupil, {"first_name": "Nieuwe", "last_name": "Naam", "group_name": "8C"}),
        edits.remove("person", teacher),
        edits.remove("pupil", gone),
        edits.remove("hypothesis", step),
    ]
    for act in acts:
        store.do(act)
    words = fold(repr(all_of(store))).text
    for _ in (gone, step, *acts):
        store.undo()
    asked = re.findall(r"[^\W\d_]{3,}|7a|w\.k|i\.|d\.", fold(f"{written} {mails}").text)
    ordinary = ("meester", "juf", "groep", "huis")
    assert [name for name in asked if name not in ordinary and re.search(rf"(?<![^\W_]){re.escape(name)}", words)] == []
    assert "juf iemand" in words


def test_no_canary_of_any_other_field_is_in_it(store: Workspace) -> None:
    """Only title, question, decision, labels and what was measured are read; a new field is watched from its first day."""
    read = {("experiment", "title"), ("experiment", "question"), ("experiment", "decision"), ("phase", "label")}
    read |= {("outcome", "name"), ("outcome", "unit")}

    def release(s: Any) -> None:
        from guidance_app.store.records import TABLES

        for table in tables():
            for found in rows(s, table):
                for name, field in fields(table).items():
                    if isinstance(field.kind, Line | Text) and (table, name) not in read | {("phase", "code")}:
                        setattr(s.get(TABLES[table], found.id), name, "zqkanarie")
                    elif isinstance(field.kind, Tags):
                        setattr(s.get(TABLES[table], found.id), name, ("zqkanarie",))

    before = all_of(store)
    store.do(Edit("canaries", release))
    assert len(before.cases) == 2
    assert "zqkanarie" not in repr(all_of(store))
    store.undo()


def test_what_came_out_is_what_its_own_page_says(store: Workspace) -> None:
    with store.read() as s:
        pupil = rows(s, "pupil")[0]
        shown = experiments(s, pupil.id).open
    assert shown is not None
    told = shown.outcomes[0].findings
    assert told is not None
    assert all_of(store).cases[0].result.startswith(told.answer)


def test_place_design_and_the_year_group_of_then_are_told(store: Workspace) -> None:
    about = all_of(store).cases[0].about
    assert about.endswith("thuis  ·  groep 7  ·  ervoor en erna")


def test_a_year_group_of_another_school_year_is_not_guessed(store: Workspace) -> None:
    """Who did a year twice was in the same group a year before."""
    with store.read() as s:
        ids = [one.id for one in rows(s, "experiment")]
    store.do(Edit("older", lambda s: [edits.change("experiment", i, "decided_on", dt.date(2025, 7, 4)).apply(s) for i in ids]))
    assert {case.about.endswith("thuis  ·  ervoor en erna") for case in all_of(store).cases} == {True}
    store.undo()


def test_of_how_many_pupils_it_is_told_and_the_order_does_not_tell_whose(store: Workspace) -> None:
    found = all_of(store)
    assert (len(found.cases), found.pupils) == (2, 2)
    assert [case.number for case in found.cases] == [1, 2]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"words": "lezen"}, 2), ({"words": "LEZEN thuis"}, 2), ({"words": "quirinus"}, 0), ({"words": "tekenen"}, 0),
        ({"place": "home"}, 2), ({"place": "school"}, 0), ({"design": "ab"}, 2), ({"design": "turns"}, 0),
        ({"verdict": "continue", "place": "home"}, 2), ({"verdict": "stop"}, 0),
    ],
)  # fmt: skip
def test_it_is_narrowed_by_words_place_design_and_verdict(store: Workspace, asked: dict[str, str], count: int) -> None:
    assert len(all_of(store).narrowed(Wanted(**asked))) == count


def test_a_filter_offers_every_choice_of_its_field() -> None:
    for kind in ("place", "design_kind", "verdict"):
        assert [code for code, _ in choices(kind)] == list(fields("experiment")[kind].kind.options)  # type: ignore[attr-defined]


def test_what_was_tried_before_is_found_by_a_word_of_it_and_not_by_a_name(store: Workspace) -> None:
    with store.read() as s:
        assert len(tried_before(s, "iets met lezen")) == 2
        assert tried_before(s, ["Quirinus", "Zandvoorter"]) == []
        assert tried_before(s, "op") == []


def test_what_is_not_decided_is_not_told(store: Workspace) -> None:
    with store.read() as s:
        one = rows(s, "experiment")[0].id
    store.do(decide(one, None, TODAY))
    assert len(all_of(store).cases) == 1
    store.undo()


def test_an_empty_store_has_nothing(tmp_path: Path) -> None:
    made = create(tmp_path / "Kast", example.KEY, "Petra", "sen_coordinator", today=TODAY)
    with made.read() as s:
        found = what_worked(s)
        assert (found.cases, found.pupils) == ((), 0)
        assert tried_before(s, "lezen") == []
    made.close()
