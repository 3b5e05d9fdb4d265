"""A store on a network drive, in a folder that is synced or on a stick is recognised from what each system says."""

from __future__ import annotations

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from guidance_app.base import place
from guidance_app.base.place import CLOUD, NETWORK, STICK, Disk, kind, mounted_at

HOME = PurePosixPath("/thuis/petra/.local/share/Bouwsteen/Kast")
LOCAL = PureWindowsPath(r"C:\Users\petra\AppData\Local\Bouwsteen\Kast")
MOUNTS = """/dev/sda2 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
//server/deel /thuis/petra/Mijn\\040school cifs rw 0 0
/dev/sdb1 /media/petra/STICK ext4 rw 0 0
/dev/sdc1 /mnt/kaart vfat rw 0 0
server:/t /thuis/jan nfs4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "disk", "environment", "expected"),
    [
        (HOME, Disk("ext4", "/"), {}, ""),
        (HOME, Disk(), {}, ""),
        (HOME, Disk("btrfs", "/thuis"), {"OneDrive": ""}, ""),
        (HOME, Disk("cifs", "/thuis"), {}, NETWORK),
        (HOME, Disk("nfs4", "/thuis"), {}, NETWORK),
        (HOME, Disk("fuse.sshfs", "/thuis"), {}, NETWORK),
        (HOME, Disk("vfat", "/mnt/x"), {}, STICK),
        (HOME, Disk("ext4", "/run/media/petra/X"), {}, STICK),
        (HOME, Disk("ext4", "/mediatheek"), {}, ""),
        (PurePosixPath("/thuis/petra/Nextcloud/Kast"), Disk("ext4", "/"), {}, CLOUD),
        (PurePosixPath("/personen/petra/Library/CloudStorage/x/Kast"), Disk("apfs", "/"), {}, CLOUD),
        (PurePosixPath("/personen/petra/Library/Mobile Documents/x/Kast"), Disk("apfs", "/"), {}, CLOUD),
        (PurePosixPath("/Volumes/deel/Kast"), Disk("smbfs", "/Volumes/deel"), {}, NETWORK),
        (LOCAL, Disk(drive=3), {"OneDrive": r"C:\Users\petra\OneDrive - School"}, ""),
        (LOCAL, Disk(drive=2), {}, STICK),
        (PureWindowsPath(r"H:\Kast"), Disk(drive=4), {}, NETWORK),
        (PureWindowsPath(r"\\server\deel\Kast"), Disk(), {}, NETWORK),
        (PureWindowsPath(r"C:\Users\petra\OneDrive - School\Kast"), Disk(drive=3), {}, CLOUD),
        (PureWindowsPath(r"D:\Sync\Kast"), Disk(drive=3), {"OneDriveCommercial": r"D:\Sync"}, CLOUD),
        (PureWindowsPath(r"D:\Synchroon\Kast"), Disk(drive=3), {"OneDriveCommercial": r"D:\Sync"}, ""),
        (PureWindowsPath(r"C:\Users\petra\Dropbox (Persoonlijk)\Kast"), Disk(drive=3), {}, CLOUD),
    ],
)
def test_what_kind_of_place_it_is(folder: PurePath, disk: Disk, environment: dict[str, str], expected: str) -> None:
    assert kind(folder, disk, environment) == expected


@pytest.mark.parametrize(
    ("folder", "disk"),
    [
        (HOME, Disk("ext4", "/")),
        (PurePosixPath("/thuis/petra/Mijn school/Kast"), Disk("cifs", "/thuis/petra/Mijn school")),
        (PurePosixPath("/media/petra/STICK"), Disk("ext4", "/media/petra/STICK")),
        (PurePosixPath("/media/petra/STICKER"), Disk("ext4", "/")),
        (PurePosixPath("/thuis/jan/Kast"), Disk("nfs4", "/thuis/jan")),
    ],
)
def test_the_disk_of_a_folder_is_the_nearest_mount_above_it(folder: PurePosixPath, disk: Disk) -> None:
    assert mounted_at(folder, MOUNTS) == disk


def test_this_computer_gives_an_answer_for_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    assert place.kind_of(tmp_path / "nog" / "niet") == ""
    assert place.trouble(tmp_path / "nog" / "niet") == ""
    assert place.trouble(tmp_path / "Nextcloud" / "Kast").startswith("De plaats van de kast is een map die naar internet")
