"""The fresh seed of this run. All processes of a run have the same one; a failure names it, and BOUWSTEEN_SEED repeats it."""

from __future__ import annotations

import os
import random

FRESH = int(os.environ.setdefault("BOUWSTEEN_SEED", str(random.SystemRandom().randrange(10**6, 10**9))))
