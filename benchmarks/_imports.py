"""What start-up spends its time on: the modules that take longest to load until the unlock window, or another, is painted.

python -m benchmarks._imports [unlock|example]
"""

from __future__ import annotations

import subprocess
import sys

MOST = 25


def slowest(window: str) -> list[tuple[float, float, str]]:
    """(own ms, with what it imports ms, module), the slowest by their own time first."""
    command = [sys.executable, "-X", "importtime", "-m", "benchmarks._window", window]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    rows = [line.removeprefix("import time:").split("|") for line in told.splitlines() if line.startswith("import time:")]
    timed = [(int(own) / 1000, int(all_of_it) / 1000, name.strip()) for own, all_of_it, name in rows if own.strip().isdigit()]
    return sorted(timed, reverse=True)


def main(window: str = "unlock") -> int:
    """Measure and tell."""
    found = slowest(window)
    print(f"{sum(own for own, _, _ in found):.0f} ms in {len(found)} modules until {window} is painted (slowed by measuring)")
    print("   own  with its imports")
    for own, with_imports, name in found[:MOST]:
        print(f"{own:6.1f}  {with_imports:6.1f}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
