"""The same series through the R packages that people use for this, where R is on this machine: SingleCaseES and scan."""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

LONGEST = 600
SCRIPT = """
rows <- as.matrix(read.csv(commandArgs(TRUE)[1], header = FALSE)); half <- ncol(rows) / 2
told <- function(name, act) {
  if (!requireNamespace(name, quietly = TRUE)) return(cat(name, "absent\\n"))
  taken <- system.time(suppressWarnings(for (i in seq_len(nrow(rows))) act(as.numeric(rows[i, ]))))[["elapsed"]]
  cat(name, as.character(packageVersion(name)), 1000 * taken, "\\n")
}
all <- c("IRD", "LRRd", "LRRi", "LRM", "NAP", "PAND", "PEM", "PND", "PoGO", "SMD", "Tau", "Tau-BC", "Tau-U")
told("SingleCaseES", function(y) SingleCaseES::calc_ES(A_data = y[1:half], B_data = y[-(1:half)], ES = all,
  improvement = "increase", scale = "count", goal = 40, format = "long"))
told("scan", function(y) scan::overlap(scan::scdf(y, phase_design = c(A = half, B = half))))
"""


def beside(rows: Sequence[Sequence[Decimal]], ours_ms: float) -> None:
    """Print how long each package takes over the same series, and how many times as long that is."""
    command = shutil.which("Rscript")
    if command is None:
        print("    SingleCaseES and scan: R is not present here, so nothing is compared")
        return
    with tempfile.TemporaryDirectory() as folder:
        data, script = Path(folder) / "series.csv", Path(folder) / "job.R"
        with data.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        script.write_text(SCRIPT, encoding="utf-8")
        done = subprocess.run(
            [command, "--vanilla", str(script), str(data)], capture_output=True, text=True, timeout=LONGEST, check=False
        )
    for line in done.stdout.splitlines():
        name, *rest = line.split()
        if rest == ["absent"]:
            print(f"    {name}: the package is not present here, so nothing is compared")
        elif len(rest) == 2:
            print(f"    {name} {rest[0]}: {float(rest[1]):.0f} ms = {float(rest[1]) / ours_ms:.1f} × ours")
    if done.returncode:
        print(f"    R stopped: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else done.returncode}")
