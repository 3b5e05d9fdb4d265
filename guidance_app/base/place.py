"""Where a store stands: on a network drive, in a folder that is copied to the internet, or on a stick, or simply well.

What cannot be known counts as well. Whether the disk itself is encrypted is not asked: no system tells it to everybody.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePath, PurePosixPath
from typing import NamedTuple

from guidance_app.base import machine
from guidance_app.base.i18n import t

NETWORK, CLOUD, STICK = "network", "cloud", "stick"

_NETWORKS = frozenset(
    {
        *("9p", "afpfs", "afs", "ceph", "cifs", "davfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"),
        *("fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs", "fuse.vmhgfs-fuse"),
        *("vboxsf", "webdav"),
    }
)
_STICKS = frozenset({"exfat", "fuse.exfat", "msdos", "vfat"})
_STICK_MOUNTS = ("/media/", "/run/media/")
_CLOUDS = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud", "owncloud", "com~apple~clouddocs")
_CLOUD_FOLDERS = frozenset({"cloudstorage", "mobile documents", "my drive", "mijn drive"})
_REMOVABLE, _REMOTE = 2, 4  # what GetDriveTypeW says


class Disk(NamedTuple):
    """What the system says about the disk of a folder: its file system, where it is mounted, or the Windows type of drive."""

    filesystem: str = ""
    mounted: str = ""
    drive: int = 0


def kind(folder: PurePath, disk: Disk, environment: Mapping[str, str]) -> str:
    """What kind of place this is; "" when nothing speaks against it. `folder` is absolute."""
    if _is_cloud(folder, environment):
        return CLOUD
    if disk.drive == _REMOTE or disk.filesystem in _NETWORKS or folder.drive.startswith("\\\\"):
        return NETWORK
    if disk.drive == _REMOVABLE or disk.filesystem in _STICKS or f"{disk.mounted}/".startswith(_STICK_MOUNTS):
        return STICK
    return ""


def _is_cloud(folder: PurePath, environment: Mapping[str, str]) -> bool:
    parts = [part.casefold() for part in folder.parts]
    if any(part.startswith(_CLOUDS) or part in _CLOUD_FOLDERS for part in parts):
        return True
    synced = [type(folder)(value) for name, value in environment.items() if name.casefold().startswith("onedrive") and value]
    return any(folder == one or one in folder.parents for one in synced)


def kind_of(folder: Path) -> str:
    """What kind of place a folder on this computer is, also when it does not exist yet."""
    return kind(folder.absolute(), _disk(folder.absolute()), os.environ)


def trouble(folder: Path) -> str:
    """What speaks against this place, in one sentence; "" for a good place."""
    return {
        NETWORK: t("The place of the store is a network drive. When the connection is lost, the store can be damaged."),
        CLOUD: t("The place of the store is a folder that is copied to the internet. Such copying can damage the store."),
        STICK: t("The place of the store is a stick or memory card. Those get lost and wear out."),
    }.get(kind_of(folder), "")


def better() -> str:
    """Which place is better, in one sentence."""
    usual = machine.usual_data_folder()
    if kind_of(usual):
        return t("A folder on the disk of this computer is better. Ask who looks after your computer.")
    return t("The usual place on this computer is better ({folder}).", folder=usual)


def _disk(folder: Path) -> Disk:
    with suppress(OSError, ValueError, AttributeError):
        if sys.platform == "win32":
            import ctypes

            return Disk(drive=ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\"))
        there = next(one for one in (folder, *folder.parents) if one.exists()).resolve()
        if sys.platform == "darwin":
            return _statfs(there)
        return mounted_at(there, Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace"))
    return Disk()


def mounted_at(folder: PurePath, mounts: str) -> Disk:
    """The disk of a folder, from the text of /proc/mounts: the mount whose folder is nearest above it."""
    best = Disk()
    for line in mounts.splitlines():
        _device, mounted, filesystem = line.split(" ")[:3]
        mounted = mounted.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        above = PurePosixPath(mounted)
        if (folder == above or above in folder.parents) and len(mounted) >= len(best.mounted):
            best = Disk(filesystem, mounted)
    return best


def _statfs(folder: Path) -> Disk:
    """macOS: in struct statfs the name of the file system stands at byte 72 and the mount point at byte 88."""
    import ctypes

    answer = ctypes.create_string_buffer(4096)
    if ctypes.CDLL(None).statfs(os.fsencode(folder), answer) != 0:
        return Disk()
    name, mounted = (answer.raw[start:end].split(b"\0")[0].decode() for start, end in ((72, 88), (88, 1112)))
    return Disk(name, mounted)
