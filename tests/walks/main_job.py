"""The main job as a person does it, in a real window on a virtual screen: open the example, work in Mark's file, lose the
program to kill -9 while typing, find the text again, look at the plan.

    python -m tests.walks.main_job [folder for the pictures]

Needs Xvfb, xdotool and ImageMagick (Debian: xvfb xdotool imagemagick).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from guidance_app import example

SCREEN = ":97"
SIZE = (1366, 768)


class Walk:
    """One sitting at the virtual screen."""

    def __init__(self, pictures: Path, data: Path) -> None:
        self.pictures = pictures
        self.environment = os.environ | {"DISPLAY": SCREEN, "BOUWSTEEN_DATA": str(data), "QT_QPA_PLATFORM": "xcb"}
        self.program: subprocess.Popen[bytes] | None = None
        self.count = 0

    def start(self, *arguments: str) -> None:
        """Start the program and wait for its window."""
        self.program = subprocess.Popen([sys.executable, "-m", "guidance_app", *arguments], env=self.environment)
        self.to_front()

    def to_front(self) -> None:
        """Wait for the window, fill the screen with it and give it the keyboard."""
        self.xdotool("search", "--sync", "--onlyvisible", "--name", "^Bouwsteen$")
        window = self.xdotool("search", "--onlyvisible", "--name", "^Bouwsteen$").split()[-1]
        self.xdotool("windowmove", window, "0", "0", "windowsize", window, *map(str, SIZE))
        self.xdotool("windowfocus", window)
        self.rest(3)

    def kill(self) -> None:
        """kill -9: nothing is asked and nothing is saved."""
        assert self.program is not None
        self.program.kill()
        self.program.wait()

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.xdotool("key", key)
            self.rest(0.3)

    def write(self, text: str) -> None:
        """Type text."""
        self.xdotool("type", "--delay", "30", text)

    def look(self, name: str) -> None:
        """Keep a picture of the screen."""
        self.count += 1
        file = self.pictures / f"{self.count:02d}-{name}.png"
        subprocess.run(["import", "-window", "root", str(file)], env=self.environment, check=True)
        print(file)

    @staticmethod
    def rest(seconds: float) -> None:
        """A person looks before going on."""
        time.sleep(seconds)

    def xdotool(self, *arguments: str) -> str:
        """Move the mouse, press a key, find a window."""
        done = subprocess.run(["xdotool", *arguments], env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout


def main_job(walk: Walk) -> None:
    """What the newcomer does in the first minutes."""
    walk.start("--example")
    walk.look("overzicht")
    walk.keys("ctrl+5")
    walk.rest(1)
    walk.look("bouwstenen")
    walk.xdotool("mousemove", "590", "335", "click", "1")  # in the open building block
    walk.keys("ctrl+End")
    walk.write(" En lachen mag ook.")
    walk.rest(1.2)
    walk.look("typen")
    walk.kill()
    walk.start("--example")
    walk.keys("ctrl+5")
    walk.rest(1)
    walk.look("na-kill-9")
    for tab, name in ((6, "doelen"), (7, "proefjes"), (8, "gesprekken"), (9, "plan")):
        walk.keys(f"ctrl+{tab}")
        walk.rest(1.5)
        walk.look(name)
    walk.keys("ctrl+k")
    walk.write("profi")
    walk.look("zoeken")
    walk.keys("Return")
    walk.rest(1.5)
    walk.look("profiel")
    walk.keys("ctrl+l")
    walk.rest(2)
    walk.look("vergrendeld")
    walk.kill()


def on_a_screen(walked: Callable[[Walk], None], pictures: Path) -> None:
    """Do a walk on a screen of its own, with the example there and a data folder that goes away."""
    pictures.mkdir(parents=True, exist_ok=True)
    width, height = SIZE
    screen = subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", f"{width}x{height}x24"], stderr=subprocess.DEVNULL)
    try:
        with tempfile.TemporaryDirectory() as data:
            os.environ["BOUWSTEEN_DATA"] = data
            example.ensure_built()
            time.sleep(1)
            walked(Walk(pictures, Path(data)))
    finally:
        screen.terminate()
        screen.wait()


if __name__ == "__main__":
    on_a_screen(main_job, Path(sys.argv[1] if len(sys.argv) > 1 else "out/walk"))
