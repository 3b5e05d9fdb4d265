"""A picture of every page: light, dark, the smallest screen, 200 % text. `./dev shots [folder]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from guidance_app import example
from guidance_app.app import make_application
from guidance_app.showcase import pictures
from guidance_app.ui.look import look

LOOKS = {
    "light": (False, 1.0, (1366, 768)),
    "dark": (True, 1.0, (1366, 768)),
    "double": (False, 2.0, (1366, 768)),
    "smallest": (False, 1.0, (1024, 560)),
}


def main(folder: Path) -> None:
    """All pages in all looks, each look in a folder of its own."""
    app = make_application()
    assert isinstance(app, QApplication)
    for name, (dark, text, size) in LOOKS.items():
        look.apply(app, dark, text)
        (folder / name).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as own:
            for file in pictures(example.open_copy(Path(own) / "Voorbeeld"), folder / name, size):
                print(file.resolve())


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/shots"))
