"""One program that opens and closes a store when told: python _opener.py folder key < open|close, one a line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from guidance_app import edits, workspace
from guidance_app.base.errors import Problem


def main(folder: str, key: str) -> None:
    """Answer each line with one: open, closed, or why not."""
    store: Any = None
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "close":
            if store is not None:
                store.close()
                store = None
            print("closed", flush=True)
            continue
        try:
            store = workspace.open_with_key(Path(folder), bytes.fromhex(key))
            store.do(edits.add("pupil", first_name="Noor"))
            print("open", flush=True)
        except Problem as problem:
            print(f"refused: {problem.sentence}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
