"""This computer: where the program finds its own resources and keeps its data. The only file that knows folders."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

APP = "Bouwsteen"
DATABASE, BACKUPS = "kast.db", "backups"
SWAP = ".swap-"
"""How the folder begins in which another store waits to take the place of this one (store/swap.py)."""


@cache
def resources() -> Path:
    """The folder with catalogues, translations, icons and fonts: beside the package, or inside the frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen if frozen else Path(__file__).parents[2]) / "resources"


def resource(*parts: str) -> Path:
    """One file of the resources."""
    return resources().joinpath(*parts)


def program_command() -> list[str]:
    """How this program is started once more: the frozen program itself, or Python with the package."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "guidance_app"]


def program_folder() -> Path:
    """The folder in which that command works."""
    return Path(sys.executable).parent if getattr(sys, "frozen", False) else Path(__file__).parents[2]


def data_folder() -> Path:
    """Where stores live on this computer: per user, never the temp folder. BOUWSTEEN_DATA overrides it (tests, sticks)."""
    override = os.environ.get("BOUWSTEEN_DATA")
    return Path(override) if override else usual_data_folder()


def usual_data_folder() -> Path:
    """Where stores live when nothing else was asked for."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / APP
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / APP
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / APP


def store_folder() -> Path:
    """The person's own store."""
    return data_folder() / "Kast"


def has_store() -> bool:
    """Whether this person has a store on this computer; answered without opening anything."""
    return (store_folder() / DATABASE).exists() or any(store_folder().glob(f"{SWAP}*"))


def example_folder() -> Path:
    """The copy of the example that is opened; rebuilt or thrown away freely."""
    return data_folder() / "Voorbeeld"
