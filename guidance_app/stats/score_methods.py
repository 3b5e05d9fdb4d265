"""How each figure of a test score is computed, and where that comes from: for the expert."""

from __future__ import annotations

from guidance_app.base.i18n import t
from guidance_app.stats.shown import VERSION

METHODS = {
    "reported": "As printed in the report of the test; nothing was computed.",
    "interval": "Round the estimated true score: M + r(x − M) ± z·SD·√(r(1 − r)). Dudek (1979).",
    "error": "SD·√(1 − r); the interval round the obtained score is x ± z times this. Dudek (1979).",
    "places": "Linear change of mean and standard deviation; percentile, stanine and levels by the normal curve. "
    "Crocker & Algina (1986).",
    "change": "Difference less the gain by practice, over √(SEM₁² + SEM₂²). Jacobson & Truax (1991), Chelune et al. (1993).",
    "regression": "Second score against M + r(x₁ − M) + gain by practice, spread SD·√(1 − r²). McSweeny et al. (1993).",
    "difference": "a − b, standard error SD·√(2 − r₁ − r₂), two-sided 5%, Bonferroni over all pairs of the test.",
    "base_rate": "Share of children with a difference this large either way, in normal theory: spread SD·√(2 − 2r).",
    "predicted": "Expected M + r(x − M), spread of the rest SD·√(1 − r²); the share this low or lower in normal theory.",
    "composite": "Sum of the z over its own spread, on the scale 100 (15); reliability by Mosier (1943).",
    "didactic_age": "Months of education from groep 3 on, ten a school year, September 1 to June 10, at most 60.",
    "learning_return": "DLE / DL; between two measurements the growth of DLE over the growth of DL.",
}


def score_method(name: str) -> str:
    """How a figure is computed and where that comes from, with the version of the computation."""
    return t("{method} Version {version}.", method=t(METHODS[name]), version=VERSION)
