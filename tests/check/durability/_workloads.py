"""What is done to a store while its process is killed, the power fails or the disk refuses; and what must hold afterwards.

A workload tells what was acknowledged in words: "saved 3", "refused 3", "unknown 3" (the disk took away the answer), "draft 3",
"backup". `judge` compares that with what the store holds when it is opened again. To add a workload, add a line to WORKLOADS.
"""

from __future__ import annotations

import datetime as dt
import pickle
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlcipher3 import dbapi2 as sqlcipher

from guidance_app import edits, workspace
from guidance_app.base.errors import DiskTrouble, Problem
from guidance_app.base.machine import DATABASE, SWAP
from guidance_app.queries import read
from guidance_app.store import backups, connection, files, head, health, keys, renew, restore, vault
from guidance_app.store.journal import Journal
from guidance_app.workspace import Workspace

KEY = b"0123456789abcdef0123456789abcdef"
PLACE = "goal/none/text"
OLD, NEW = "zes kleine beren dansen graag samen", "zeven grote beren slapen nooit alleen"
STEPS = "steps of somebody else"
EARLY: dict[str, str] = {}
NOW = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)

Tell = Callable[[str], object]


@dataclass(frozen=True)
class Workload:
    """`prepare` makes what stands there before, `run` does things in a folder and tells what was acknowledged."""

    prepare: Callable[[Path], None]
    run: Callable[[Path, Tell], None]


def opened(folder: Path) -> Workspace:
    """The store in a folder, with a clock that stands still."""
    return workspace.open_with_key(folder, key_of(folder), now=lambda: NOW)


def key_of(folder: Path) -> bytes:
    """The key of a store; of one with a key file, found with a passphrase as the program does it."""
    if not keys.exist(folder) and not any(folder.glob(f"{SWAP}*/{keys.KEYS_FILE}")):
        return KEY
    for passphrase in (OLD, NEW):
        with suppress(Problem):
            return workspace.unlock_key(folder, passphrase).key
    raise Problem("no passphrase fits")


def small_store(folder: Path) -> None:
    """A store with one pupil, left in order."""
    store = workspace.create(folder, KEY, "Hanna Demo", "adviser", now=lambda: NOW)
    store.do(edits.add("pupil", first_name="Mark"))
    store.close()


def save(store: Workspace, n: int, tell: Tell) -> None:
    """Save one text, short or long, with a number in it."""
    with store.read() as s:
        pupil = read.rows(s, "pupil")[0].id
    text = f"#{n} " + "Mark leest liever staand. " * (1, 40, 400)[n % 3]
    _attempt(str(n), tell, lambda: store.do(edits.add("background", pupil, text=text)))


def draft(store: Workspace, n: int, tell: Tell) -> None:
    """Keep what is being typed; refused or not, the next one comes soon."""
    with suppress(DiskTrouble):
        store.draft(PLACE, f"#{n}")
        tell(f"draft {n}")


def _attempt(what: str, tell: Tell, act: Callable[[], object]) -> None:
    if "early" in EARLY:
        tell(f"saved {what}")
    try:
        act()
    except DiskTrouble as trouble:
        tell(f"{'refused' if trouble.known else 'unknown'} {what}")
    except Problem:
        tell(f"refused {what}")
    else:
        tell(f"saved {what}")


def saves(folder: Path, tell: Tell, times: int = 6) -> None:
    """A sitting: open, save, type, save, lock."""
    with suppress(Problem):
        store = opened(folder)
        for n in range(times):
            save(store, n, tell)
            draft(store, n, tell)
        with suppress(Problem):
            store.undo()  # of the last: "saved" may then be marked as deleted, and is still in the journal
        store.close()
        tell("closed")


def backing_up(folder: Path, tell: Tell) -> None:
    """A backup between two saves."""
    with suppress(Problem):
        store = opened(folder)
        save(store, 0, tell)
        with suppress(Problem):
            store.backup("asked")
            tell("backup")
        save(store, 1, tell)
        store.close()
        tell("closed")


def making(folder: Path, tell: Tell) -> None:
    """The very first start."""
    with suppress(Problem):
        store = workspace.create(folder, KEY, "Hanna Demo", "adviser", now=lambda: NOW)
        tell("made")
        store.do(edits.add("pupil", first_name="Mark"))
        save(store, 0, tell)
        store.close()
        tell("closed")


def two_laptops(folder: Path) -> None:
    """A small store, and beside it what somebody else wrote in a copy of it."""
    small_store(folder)
    shutil.copytree(folder, folder.parent / "other")
    other = workspace.open_copied(folder.parent / "other", KEY)
    with other.read() as s:
        pupil = read.rows(s, "pupil")[0].id
    for n in (0, 1):
        save(other, n, str)
    (folder.parent / STEPS).write_bytes(pickle.dumps(other.sharing.steps_since(pupil, {})))
    other.close()


def merging(folder: Path, tell: Tell) -> None:
    """What somebody else wrote is taken in, as one act; then work goes on."""
    steps = pickle.loads((folder.parent / STEPS).read_bytes())
    for word in ("merge", "unknown 0", "unknown 1"):
        tell(word)
    with suppress(Problem):
        store = opened(folder)
        _attempt("0", lambda word: [tell(word), tell(word.replace("0", "1"))], lambda: store.merge(steps))
        save(store, 2, tell)
        store.close()
        tell("closed")


def store_with_backup(folder: Path) -> None:
    """A store that has a backup, and a text that came after it."""
    small_store(folder)
    store = opened(folder)
    save(store, 0, str)
    store.backup("asked")
    save(store, 1, str)
    store.close()


def restoring(folder: Path, tell: Tell) -> None:
    """The backup takes the place of the store: the old one is there, or the one of the backup, and never neither."""
    tell("saved 0")
    tell("unknown 1")
    with suppress(Problem):
        restore.restore(folder, backups.of_store(folder)[0], KEY, NOW)
        tell("restored")
        opened(folder).close()
        tell("closed")


def store_with_passphrase(folder: Path) -> None:
    """A small store with a key file of its own, which costs as little as it may."""
    folder.mkdir()
    key = keys.create(folder, OLD, keys.FLOOR).derive("db/v1")
    store = workspace.create(folder, key, "Hanna Demo", "adviser", now=lambda: NOW)
    store.do(edits.add("pupil", first_name="Mark"))
    save(store, 0, str)
    store.close()


def changing(folder: Path, tell: Tell) -> None:
    """Another passphrase: the old one fits or the new one, and never neither."""
    tell("saved 0")
    with suppress(Problem):
        keys.change_passphrase(folder, keys.unlock(folder, OLD), NEW, keys.FLOOR)
        tell("changed")
        tell("closed")


def renewing(folder: Path, tell: Tell) -> None:
    """Another data key: everything is there under the old one or under the new one."""
    tell("saved 0")
    with suppress(Problem):
        renew.renew(folder, OLD, NOW, keys.FLOOR)
        tell("renewed")
        opened(folder).close()
        tell("closed")


WORKLOADS = {
    "save": Workload(small_store, saves),
    "short save": Workload(small_store, partial(saves, times=2)),
    "long save": Workload(small_store, partial(saves, times=100_000)),
    "backup": Workload(small_store, backing_up),
    "merge": Workload(two_laptops, merging),
    "restore": Workload(store_with_backup, restoring),
    "passphrase": Workload(store_with_passphrase, changing),
    "renew": Workload(store_with_passphrase, renewing),
    "first start": Workload(lambda _folder: None, making),
}


def judge(folder: Path, told: list[str]) -> list[str]:
    """What is wrong in a folder after the fault; nothing when all that was acknowledged is there, once, and all is sound.

    The store is opened as the program does it: what is sound must not be refused.
    """
    if (
        not (folder / DATABASE).exists()
        and not any(folder.glob(f"{SWAP}*"))
        and "made" not in told
        and not any(word.startswith("saved") for word in told)
    ):
        return []
    try:
        store = opened(folder)
    except Problem as problem:
        return [f"a sound store is refused: {problem.sentence}"]
    except Exception as error:  # a bug that shuts somebody out is a loss too
        return [f"opening fails: {type(error).__name__} {error}"]
    try:
        wrong = _judge_content(store._vault.driver(), told)
    finally:
        store.close()
    return wrong + _judge_backups(folder, told) + _judge_keys(folder, told)


def judge_fast(folder: Path, told: list[str]) -> list[str]:
    """As `judge`, three times as fast: the same looks, without the program round it."""
    if not (folder / DATABASE).exists() or any(folder.glob(f"{SWAP}*")):
        return judge(folder, told)
    try:
        key = key_of(folder)
        with closing(connection.open_copy(folder / DATABASE, key)) as c:
            wrong = _judge_content(c, told)
            kept = head.read(folder / head.HEAD, HKDF(SHA256(), 32, salt=None, info=head.PURPOSE.encode()).derive(key))
            if kept is not None and head.is_behind(c, head.state_of(c, ""), kept):
                wrong.append("false alarm: older than the head")
    except (Problem, sqlcipher.DatabaseError) as error:
        return [f"opening fails: {error}"]
    return wrong + _judge_backups(folder, told) + _judge_keys(folder, told)


def _judge_keys(folder: Path, told: list[str]) -> list[str]:
    if "changed" in told:
        with suppress(Problem):
            keys.unlock(folder, OLD)
            return ["the old passphrase still fits"]
    return []


def _judge_content(driver: Any, told: list[str]) -> list[str]:
    alarms = health.check(driver)
    texts = Counter(int(text[1:].split()[0]) for (text,) in driver.execute("SELECT text FROM background"))
    saved, refused, unknown = (_numbers(told, word) for word in ("saved", "refused", "unknown"))
    wrong = [f"lost: {n}" for n in saved if texts[n] == 0]
    wrong += [f"twice: {n}" for n, times in texts.items() if times > 1]
    wrong += [f"refused, and there all the same: {n}" for n in refused if texts[n]]
    wrong += [
        f"never asked for: {n}" for n in set(texts) - set(saved) - set(unknown) if n > max((*saved, *refused, *unknown, -1)) + 1
    ]
    wrong += ["half a merge"] if "merge" in told and texts[0] != texts[1] else []
    wrong += ["the store is not the one that was put back"] if "restored" in told and texts[1] else []
    drafts = [int(text[1:]) for text in (text for (text,) in driver.execute("SELECT text FROM draft WHERE place=?", (PLACE,)))]
    wrong += ["a draft is lost"] if max(drafts, default=-1) < max(_numbers(told, "draft"), default=-1) else []
    return wrong + [f"false alarm or damage: {finding}" for finding in alarms]


def _judge_backups(folder: Path, told: list[str]) -> list[str]:
    good = backups.last_good(backups.of_store(folder))
    if "backup" in told and (good is None or files.sha256(good.database) != good.sha256):
        return ["the backup is lost"]
    for backup in backups.of_store(folder):
        if backup.verified and files.sha256(backup.database) != backup.sha256:
            return ["half a backup counts as a whole one"]
    return []


def _numbers(told: list[str], word: str) -> list[int]:
    return [int(line.split()[1]) for line in told if line.startswith(f"{word} ")]


def plant(replace: dict[str, str]) -> None:
    """Plant faults in this process, to see that they are found: settings of the database by their name, "checkpoint" (the log
    is never emptied), "blind" (an error at a commit is taken for "not saved"), "early" (told before it is saved)."""
    faults = {name: replace.pop(name) for name in ("checkpoint", "blind", "early") if name in replace}
    if "checkpoint" in faults:
        vault.Vault.checkpoint = lambda _vault: None  # type: ignore[method-assign]
    if "blind" in faults:
        Journal._is_there = lambda _journal, _act: False  # type: ignore[method-assign]
    EARLY.update(faults)
    settings = tuple(f"{name}={replace.get(name, value)}" for name, value in (one.split("=") for one in connection.SETTINGS))
    connection.connect.__defaults__ = (settings,)
