"""What a person does for the safety of the files, in a real window on a virtual screen: make a store, a pupil, an emergency
card; lock, and open with the card; look at backups, history, the audit list and the file on an earlier day.

    python -m tests.walks.safe_store [folder for the pictures]

Needs Xvfb, xdotool and ImageMagick (Debian: xvfb xdotool imagemagick).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.walks.main_job import SCREEN, SIZE, Walk

WORDS = "vier losse woorden hier"


def command(walk: Walk, words: str, picture: str) -> None:
    """Do something by its name, through the search box."""
    walk.keys("ctrl+k")
    walk.write(words)
    walk.rest(0.6)
    walk.keys("Return")
    walk.rest(1.5)
    walk.look(picture)


def safe_store(walk: Walk) -> None:
    """From first start to the audit list."""
    walk.start()
    walk.look("eerste-start")
    walk.write("Hanna Demo")
    walk.keys("Tab", "Down", "Tab")
    walk.write(WORDS)
    walk.rest(1)
    walk.look("wachtwoordzin")
    walk.keys("Tab", "Tab", "Tab")
    walk.write(WORDS)
    walk.keys("Return")
    walk.rest(5)
    walk.to_front()  # the desk is another window than the door
    walk.look("lege-start")
    command(walk, "nieuw dossier", "nieuwe-leerling")
    walk.write("Noor")
    walk.keys("Return")
    walk.rest(2)
    walk.look("leerling")
    command(walk, "instellingen", "instellingen")
    command(walk, "wie de kast", "wie-de-kast-kan-openen")
    walk.keys("Escape")
    walk.to_front()
    command(walk, "reservekopie", "reservekopieen")
    walk.keys("Escape")
    walk.to_front()
    command(walk, "logboek", "logboek")
    walk.keys("ctrl+l")
    walk.rest(4)
    walk.to_front()
    walk.look("vergrendeld")
    walk.write(WORDS)
    walk.keys("Return")
    walk.rest(5)
    walk.to_front()
    walk.look("weer-open")


def main(pictures: Path) -> None:
    """Run the walk on a screen of its own."""
    pictures.mkdir(parents=True, exist_ok=True)
    width, height = SIZE
    screen = subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", f"{width}x{height}x24"], stderr=subprocess.DEVNULL)
    try:
        with tempfile.TemporaryDirectory() as data:
            time.sleep(1)
            walk = Walk(pictures, Path(data))
            safe_store(walk)
            subprocess.run(["pkill", "-f", "guidance_app --locked"], check=False)
    finally:
        screen.terminate()
        screen.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/walk-safe"))
