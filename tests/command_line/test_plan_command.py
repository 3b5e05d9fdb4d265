"""`python -m guidance_app plan`: the same paper without a window, and a passphrase that nobody else can read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from guidance_app import __main__ as command
from guidance_app import edits, workspace
from guidance_app.edits.plans import new_plan
from guidance_app.store import keys

PASSPHRASE = "vier losse woorden hier"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two pupils, one of them with a plan."""
    folder = tmp_path_factory.mktemp("own") / "Kast"
    folder.mkdir()
    key = keys.create(folder, PASSPHRASE, keys.FLOOR).derive("db/v1")
    store = workspace.create(folder, key, "Hanna Demo", "adviser")
    pupil = store.do(edits.add("pupil", first_name="Sam", last_name="Verzonnen"))
    store.do(edits.add("pupil", first_name="Noor"))
    store.do(new_plan(pupil, store.today))
    store.close()
    return folder


def text_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_it_writes_the_plan_with_the_passphrase_from_the_environment(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(command.PASSPHRASE, PASSPHRASE)
    out = tmp_path / "plan.pdf"
    assert command.main(["plan", str(out), "--store", str(folder), "--pupil", "sam"]) == 0
    assert "Sam" in text_of(out)
    assert capsys.readouterr().out.strip() == str(out)


def test_it_reads_the_passphrase_from_a_file_descriptor(folder: Path, tmp_path: Path) -> None:
    read, write = os.pipe()
    os.write(write, f"{PASSPHRASE}\n".encode())
    os.close(write)
    options = ["--store", str(folder), "--pupil", "Sam Verzonnen", "--passphrase-fd", str(read)]
    assert command.main(["plan", str(tmp_path / "p.pdf"), "--document", "parent_plan", *options]) == 0
    assert (tmp_path / "p.pdf").exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--pupil", "Mohammed"], "Er is geen leerling met deze naam."),
        ([], "Meer leerlingen heten zo."),
        (["--pupil", "Noor"], "Er is nog geen plan."),
    ],
)
def test_what_the_person_can_solve_is_one_sentence_and_exit_code_2(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    sentence: str,
) -> None:
    monkeypatch.setenv(command.PASSPHRASE, PASSPHRASE)
    assert command.main(["plan", str(tmp_path / "p.pdf"), "--store", str(folder), *options]) == 2
    assert capsys.readouterr().err.startswith(sentence)
    assert not (tmp_path / "p.pdf").exists()


def test_a_wrong_passphrase_writes_nothing_and_shows_no_traceback(folder: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "guidance_app", "plan", str(tmp_path / "p.pdf"), "--store", str(folder), "--pupil", "Sam"],
        env=os.environ | {command.PASSPHRASE: "iets heel anders dan dat"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("Deze wachtwoordzin past niet.")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "p.pdf").exists()


def test_no_argument_takes_a_passphrase(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["plan", "--help"])
    options = capsys.readouterr().out
    assert "--passphrase-fd" in options
    assert "--passphrase " not in options
