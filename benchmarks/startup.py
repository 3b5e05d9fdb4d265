"""From the start of the process to the first paint of the unlock window, against an empty window of Qt."""

from __future__ import annotations

import sys

from benchmarks._measure import first_paint, interleaved, tell


def main() -> int:
    """Measure and tell."""
    floor_ms, unlock_ms = interleaved(11, lambda: first_paint("empty").ms, lambda: first_paint("unlock").ms)
    return tell("first paint of the unlock window", unlock_ms, "an empty window", floor_ms, limit_ratio=1.5)


if __name__ == "__main__":
    sys.exit(main())
