"""Takes a picture of every page of the example, in every look a person may choose. Look at them before you finish.

python -m tests.walks.shots FOLDER
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from guidance_app import example
from guidance_app.app import make_application
from guidance_app.showcase import pictures
from guidance_app.ui.look import look


@dataclass(frozen=True)
class Variant:
    """One look: colours, size of the text, size of the window."""

    dark: bool
    text: float
    size: tuple[int, int]


VARIANTS = {
    "light": Variant(False, 1.0, (1600, 900)),
    "dark": Variant(True, 1.0, (1600, 900)),
    "1366x768": Variant(False, 1.0, (1366, 768)),
    "200-percent": Variant(False, 2.0, (1366, 768)),
}


def take(app: QApplication, variant: Variant, folder: Path) -> Iterator[Path]:
    """Pictures of all pages in one look, of an example of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    look.apply(app, variant.dark, variant.text)
    with tempfile.TemporaryDirectory() as own:
        yield from pictures(example.open_copy(Path(own) / "Voorbeeld"), folder, variant.size)
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # without an event loop the closed window would stay


def main(folder: str) -> int:
    """Write FOLDER/VARIANT/PAGE.png and say where."""
    app = make_application()
    for name, variant in VARIANTS.items():
        taken = list(take(app, variant, Path(folder, name)))
        print(f"{len(taken)} pages in {Path(folder, name).resolve()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
