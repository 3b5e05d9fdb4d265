"""Everything that comes with the program may come with it: only licences we have read, all named in THIRD_PARTY.md."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALLOWED = {
    "0BSD",
    "Apache 2.0",
    "Apache Software License",
    "Apache-2.0",
    "BSD 2-Clause License",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "LGPL-3.0-only",
    "MIT",
    "MIT License",
    "MIT-0",
    "MIT-CMU",
    "PSF-2.0",
    "Zlib",
    "dependency licenses",  # pypdfium2: PDFium and its parts, texts are in the wheel
}
ONLY_FOR_DEVELOPERS = {"MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)"}
# names no licence in its metadata: a sentence of the zlib licence that its licence file must hold
READ_BY_HAND = {"sqlcipher3": "The origin of this software must not be misrepresented"}


def _locked(lock: str) -> list[str]:
    names = re.findall(r"^([a-z0-9][a-z0-9.-]*)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
    return sorted(set(names))


def _stated(package: Distribution) -> set[str]:
    """The licences a package names; of a choice (OR) one allowed branch is enough, so the others are dropped."""
    about = package.metadata
    classified = {c.split(" :: ")[-1] for c in about.get_all("Classifier") or [] if c.startswith("License :: ")}
    text = about.get("License-Expression") or ("" if classified else about.get("License") or "")
    branches = [set(re.split(r" AND |, ", branch)) for branch in text.split(" OR ") if branch]
    return classified or next((branch for branch in branches if branch <= ALLOWED), set().union(*branches))


@pytest.mark.parametrize("name", _locked("requirements-dev.lock"))
def test_the_licence_of_a_package_is_one_we_allow(name: str) -> None:
    package = distribution(name)
    allowed = ALLOWED if name in _locked("requirements.lock") else ALLOWED | ONLY_FOR_DEVELOPERS
    if name in READ_BY_HAND:
        texts = [file.read_text() for file in package.files or [] if file.name == "LICENSE"]
        assert any(READ_BY_HAND[name] in text for text in texts)
    else:
        assert _stated(package)
        assert _stated(package) <= allowed


def test_third_party_names_every_package_that_comes_with_the_program() -> None:
    named = set(re.findall(r"^\| `([a-z0-9.-]+)` \|", (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert named == set(_locked("requirements.lock"))


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_fonts_and_icons_bring_their_licence_text(folder: str) -> None:
    assert (ROOT / "resources" / folder / "LICENSE").stat().st_size > 500
