"""A small experiment as a person plans it, in a real window on a virtual screen: the question of the child, what is compared and
measured, how the program may draw, what the plan can show; then a score, the answers, and where it stands among the others.

    python -m tests.walks.experiments [folder for the pictures]

Needs Xvfb, xdotool and ImageMagick (Debian: xvfb xdotool imagemagick).
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.walks.main_job import Walk, on_a_screen
from tests.walks.safe_store import command

PAGES = ((3, "profiel"), (6, "doelen"), (2, "tijdlijn"))


def experiments(walk: Walk) -> None:
    """From the question to the log of what worked."""
    walk.start("--example")
    walk.keys("ctrl+7")
    walk.rest(1.5)
    walk.look("proefjes")
    plan(walk)
    walk.rest(2)
    walk.to_front()  # the wizard was another window
    walk.look("geloot")
    walk.keys("ctrl+t")
    walk.write("14")
    walk.keys("Return")
    walk.rest(1)
    walk.look("eerste-score")
    walk.keys("ctrl+z")
    walk.rest(1)
    walk.look("ongedaan")
    for tab, name in PAGES:
        walk.keys(f"ctrl+{tab}")
        walk.rest(1.5)
        walk.look(name)
    command(walk, "wat werkte", "wat-werkte-voor-wie")
    command(walk, "instellingen", "instellingen")
    walk.kill()


def plan(walk: Walk) -> None:
    """The six steps of the wizard, with the keyboard alone."""
    walk.keys("ctrl+n")
    walk.rest(1.5)
    walk.look("wat-willen-we-weten")
    walk.write("Reken ik vlotter als ik eerst beweeg?")
    walk.keys("Tab")
    walk.write("Eerst bewegen")
    walk.keys("ctrl+Return")
    walk.look("wat-vergelijken-we")
    walk.keys("Tab")
    walk.write("beweeg")
    walk.rest(0.6)
    walk.look("ideeen")
    walk.keys("Tab", "Tab", "Tab", "space")  # the first idea from the library
    walk.rest(0.5)
    walk.look("een-idee-gekozen")
    walk.keys("ctrl+Return")
    walk.keys("Tab")
    walk.write("Sommen goed")
    walk.look("wat-meten-we")
    walk.keys("ctrl+Return")
    walk.look("hoe")
    walk.keys("Tab", "Tab", "space")
    walk.look("om-de-beurt")
    walk.keys("ctrl+Return")
    walk.look("wanneer")
    walk.keys("ctrl+Return")
    walk.write("Als het minstens 3 sommen meer worden.")
    walk.look("wat-zou-overtuigen")
    walk.keys("ctrl+Return")


if __name__ == "__main__":
    on_a_screen(experiments, Path(sys.argv[1] if len(sys.argv) > 1 else "out/walk-experiments"))
