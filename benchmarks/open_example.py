"""From asking for the example until Mark's first page is painted, and the memory with that page and one chart."""

from __future__ import annotations

import os
import sys
import tempfile

from benchmarks._measure import first_paint, interleaved, tell

MOST_MB = 220


def main() -> int:
    """Measure and tell."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BOUWSTEEN_DATA"] = folder  # the first, uncounted round builds the example there
        memory: list[float] = []

        def example() -> float:
            painted = first_paint("example")
            memory.append(painted.mb)
            return painted.since_asked

        floor_ms, example_ms = interleaved(7, lambda: first_paint("empty").ms, example)
    print(f"memory at that moment: {max(memory):.0f} MB; limit {MOST_MB} MB{': OVER' if max(memory) > MOST_MB else ''}")
    late = tell("the example open at Mark's page", example_ms, "an empty window", floor_ms, limit_ms=800)
    return late or int(max(memory) > MOST_MB)


if __name__ == "__main__":
    sys.exit(main())
