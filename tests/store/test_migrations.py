"""A store of an older version becomes one of this version as a whole or not at all, and nothing in it is lost."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from guidance_app import edits, workspace
from guidance_app.base.errors import Outdated, Problem
from guidance_app.queries.read import rows
from guidance_app.store import backups, connection, migrations, restore, swap, vault
from guidance_app.store.migrations import Migration
from tests.store._laptops import assert_same, exchange
from tests.store.conftest import KEY, ticking
from tests.store.golden import CONTENT, content_of, fill, releases
from tests.store.golden import KEY as PUBLIC

NOW = dt.datetime(2026, 2, 20, 9, 30, tzinfo=dt.UTC)


def make_older(folder: Path) -> None:
    """As if the version before had no interests of a pupil and called a goal's table otherwise."""
    with closing(connection.open_copy(folder / "kast.db", KEY)) as c:
        c.execute("ALTER TABLE pupil DROP COLUMN interests")
        c.execute("ALTER TABLE goal RENAME TO aim")
        c.execute(f"PRAGMA user_version={vault.SCHEMA_VERSION - 1}")


def _up(c: Any) -> None:
    c.execute("ALTER TABLE pupil ADD COLUMN interests TEXT")
    c.execute("ALTER TABLE aim RENAME TO goal")
    c.execute(
        "UPDATE pupil SET interests=(SELECT json_extract(new, '$.interests') FROM change"
        " WHERE tbl='pupil' AND row=pupil.id AND unit='interests' ORDER BY stamp DESC LIMIT 1)"
    )


UP = Migration(vault.SCHEMA_VERSION, _up)
LOSES = Migration(vault.SCHEMA_VERSION, lambda c: (_up(c), c.execute("UPDATE goal SET title=NULL")))
STUMBLES = Migration(vault.SCHEMA_VERSION, lambda c: (_up(c), c.execute("SELECT 1 FROM nowhere")))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A filled store of the version before, and what was in it; only copies of it are used."""
    store = workspace.create(tmp_path_factory.mktemp("made") / "Kast", KEY, "Hanna Demo", "adviser", now=ticking())
    fill(store)
    store.close()
    content = content_of(store.folder / "kast.db", KEY)
    make_older(store.folder)
    return store.folder, content


@pytest.fixture
def older(made: tuple[Path, str], tmp_path: Path) -> tuple[Path, str]:
    """A copy of it to work with."""
    shutil.copytree(made[0], tmp_path / "Kast")
    return tmp_path / "Kast", made[1]


def test_an_older_store_is_brought_up_to_date_with_all_that_is_in_it(older: tuple[Path, str]) -> None:
    folder, content = older
    said: list[str] = []
    kept = migrations.migrate(folder, KEY, NOW, said.append, [UP])
    assert content_of(folder / "kast.db", KEY) == content
    assert (kept.reason, kept.verified, kept.schema) == ("migration", True, vault.SCHEMA_VERSION - 1)
    assert said == ["De kast wordt eerst gekopieerd.", "De kast wordt bijgewerkt."]
    workspace.open_with_key(folder, KEY).close()


def test_an_older_store_is_not_opened_as_it_is(older: tuple[Path, str]) -> None:
    with pytest.raises(Outdated, match="oudere versie"):
        vault.open_store(older[0], KEY)


def test_without_a_way_up_an_older_store_is_refused_with_a_sentence(older: tuple[Path, str]) -> None:
    folder, _ = older
    with closing(connection.open_copy(folder / "kast.db", KEY)) as c:
        c.execute("PRAGMA user_version=0")
    with pytest.raises(Problem, match="te oude versie"):
        workspace.open_with_key(folder, KEY)


@pytest.mark.parametrize("bad", [LOSES, STUMBLES], ids=["loses a value", "stumbles"])
def test_a_migration_that_goes_wrong_leaves_the_old_store(older: tuple[Path, str], bad: Migration) -> None:
    folder, _ = older
    before = content_of(folder / "kast.db", KEY)
    with pytest.raises(Exception, match=r"niet gelijk|nowhere"):
        migrations.migrate(folder, KEY, NOW, steps=[bad])
    assert content_of(folder / "kast.db", KEY) == before
    assert not swap.pending(folder)
    migrations.migrate(folder, KEY, NOW, steps=[UP])
    workspace.open_with_key(folder, KEY).close()


def test_the_store_of_before_can_be_put_back_and_comes_up_again(older: tuple[Path, str]) -> None:
    folder, content = older
    kept = migrations.migrate(folder, KEY, NOW, steps=[UP])
    restore.restore(folder, kept, KEY, NOW, steps=(UP,))
    assert content_of(folder / "kast.db", KEY) == content
    workspace.open_with_key(folder, KEY).close()


def test_a_gap_in_the_numbers_is_refused(older: tuple[Path, str]) -> None:
    folder, _ = older
    with closing(connection.open_copy(folder / "kast.db", KEY)) as c:
        c.execute(f"PRAGMA user_version={vault.SCHEMA_VERSION - 2}")
    with pytest.raises(Problem, match="te oude versie"):
        migrations.migrate(folder, KEY, NOW, steps=[UP])


def test_numbers_of_migrations_have_no_gaps_and_end_at_this_version() -> None:
    numbers = [step.number for step in migrations.MIGRATIONS]
    assert numbers == list(range(2, vault.SCHEMA_VERSION + 1))


def test_the_backup_from_before_counts_as_the_last_good_one(older: tuple[Path, str]) -> None:
    folder, _ = older
    kept = migrations.migrate(folder, KEY, NOW, steps=[UP])
    assert backups.last_good(backups.of_store(folder)) == kept


@pytest.mark.parametrize("release", releases(), ids=lambda folder: folder.name)
def test_the_store_of_every_release_opens_today_with_all_that_was_in_it(release: Path, tmp_path: Path) -> None:
    shutil.copytree(release, tmp_path / "Kast")
    opened = workspace.open_with_key(tmp_path / "Kast", PUBLIC)
    assert opened.check()() is None
    opened.close()
    told = json.loads((release / CONTENT).read_text(encoding="utf-8"))
    expected = told[max((n for n in told if int(n) <= vault.SCHEMA_VERSION), key=int)]
    assert content_of(tmp_path / "Kast" / "kast.db", PUBLIC) == expected


@pytest.mark.parametrize("release", releases(), ids=lambda folder: folder.name)
def test_two_that_grew_out_of_one_older_store_go_on_and_meet_again(release: Path, tmp_path: Path) -> None:
    """What they said before knows fewer fields than what they say now."""
    shutil.copytree(release, tmp_path / "Kast")
    workspace.open_with_key(tmp_path / "Kast", PUBLIC).close()
    shutil.copytree(tmp_path / "Kast", tmp_path / "Other")
    one, other = workspace.open_with_key(tmp_path / "Kast", PUBLIC), workspace.open_copied(tmp_path / "Other", PUBLIC)
    with one.read() as s:
        measured, tried = rows(s, "measurement")[0], rows(s, "experiment")[0]
    one.do(edits.change("measurement", measured.id, "value", Decimal(3)))
    one.do(edits.change("experiment", tried.id, "longest_run", Decimal(2)))
    one.undo()
    one.redo()
    other.do(edits.change("measurement", measured.id, "part", Decimal(5)))
    other.do(edits.change("experiment", tried.id, "fewest", Decimal(5)))
    exchange(one, other, measured.book)
    assert_same(measured.book, one, other)
    assert one.check()() is other.check()() is None
    one.close()
    other.close()


def shape(database: Path, key: bytes) -> dict[str, set[tuple[str, str]]]:
    """Every table with its columns and their types, every index with its columns, every trigger."""
    with closing(connection.open_copy(database, key)) as c:
        found = c.execute("SELECT type, name FROM sqlite_master").fetchall()
        columns = {name: c.execute(f'PRAGMA table_info("{name}")').fetchall() for kind, name in found if kind == "table"}
        indexes = {name: c.execute(f'PRAGMA index_info("{name}")').fetchall() for kind, name in found if kind == "index"}
    told = {name: {(column[1], column[2]) for column in every} for name, every in columns.items()}
    told |= {name: {(str(column[0]), column[2]) for column in every} for name, every in indexes.items()}
    return told | {name: set() for kind, name in found if kind == "trigger"}


@pytest.mark.parametrize("release", releases(), ids=lambda folder: folder.name)
def test_the_store_of_every_release_gets_exactly_the_tables_of_a_new_store(release: Path, tmp_path: Path) -> None:
    shutil.copytree(release, tmp_path / "Kast")
    workspace.open_with_key(tmp_path / "Kast", PUBLIC).close()
    workspace.create(tmp_path / "Nieuw", KEY, "Hanna", "adviser").close()
    assert shape(tmp_path / "Kast" / "kast.db", PUBLIC) == shape(tmp_path / "Nieuw" / "kast.db", KEY)
