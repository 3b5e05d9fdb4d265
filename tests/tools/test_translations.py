"""Every word a person can read is there in Dutch, and no catalogue holds more than that."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import _sentences

CATALOGUES = sorted((_sentences.ROOT / "resources" / "translations" / "nl").glob("*.json"))


def _pairs(file: Path) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=lambda found: found)
    return pairs


def _entries() -> dict[str, dict[str, list[str]]]:
    """sentence -> Dutch -> the files that say so"""
    entries: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for file in CATALOGUES:
        for sentence, dutch in _pairs(file):
            entries[sentence][dutch].append(file.name)
    return entries


def _placeholders(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w*)[^}]*\}", sentence))


def test_every_sentence_the_program_can_show_is_there_in_dutch() -> None:
    dutch = _entries()
    missing: dict[str, Any] = {call.sentence: call.where for call in _sentences.calls() if call.sentence not in dutch}
    tables = _sentences.declared() | _sentences.of_records() | _sentences.of_scales()
    missing |= {sentence: "declared in a table" for sentence in tables if sentence not in dutch}
    assert not missing, "\n".join(f"{sentence!r} ({where})" for sentence, where in sorted(missing.items()))


def test_every_entry_of_a_catalogue_is_used() -> None:
    strings = _sentences.all_strings()
    unused = {s: files for s, found in _entries().items() for files in found.values() if s not in strings}
    assert not unused, "\n".join(f"{sentence!r} ({files})" for sentence, files in sorted(unused.items()))


def test_a_sentence_has_one_translation() -> None:
    assert {sentence: dict(found) for sentence, found in _entries().items() if len(found) > 1} == {}


def test_a_catalogue_names_a_sentence_once() -> None:
    for file in CATALOGUES:
        names = [sentence for sentence, _ in _pairs(file)]
        assert sorted(names) == sorted(set(names)), file.name


def test_both_languages_have_the_same_placeholders() -> None:
    wrong = [
        sentence for sentence, found in _entries().items() for dutch in found if _placeholders(sentence) != _placeholders(dutch)
    ]
    assert wrong == []


def test_a_call_gives_every_value_that_its_sentence_asks_for() -> None:
    wrong = [c for c in _sentences.calls() if c.values is not None and not _placeholders(c.sentence) <= c.values]
    assert wrong == []


def test_no_dutch_text_is_empty_or_has_spaces_around_it() -> None:
    assert [sentence for sentence, found in _entries().items() for dutch in found if dutch != dutch.strip() or not dutch] == []
