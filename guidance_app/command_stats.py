"""The command `stats`: figures for cases in a file, so that anybody can check the numbers without a window."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t


def stats(file: Path) -> str:
    """The results of one case, or of {"cases": [...]}, as JSON text. Numbers are read as typed, exactly.

    Problem when the file cannot be read, is not JSON, or a case is not of the form of a case.
    """
    from guidance_app.stats.cases import result
    from guidance_app.stats.cases.form import Unreadable

    answers = []
    for number, case in enumerate(_cases(_read(file)), 1):
        try:
            answers.append({"name": case.get("name", ""), "result": result(case)})
        except Unreadable as mistake:
            raise Problem(
                t('Case {number} cannot be read, because of "{field}".', number=number, field=mistake),
                t("A case has a name, a topic and an input."),
            ) from None
    return json.dumps({"cases": answers}, ensure_ascii=False, allow_nan=False, indent=1)


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"), parse_float=Decimal, parse_constant=_no_number)
    except OSError:
        raise Problem(t("The file cannot be read."), t("Check its name and place.")) from None
    except (ValueError, RecursionError):
        raise Problem(t("The file does not hold readable JSON."), t("A case has a name, a topic and an input.")) from None


def _no_number(word: str) -> Any:
    raise ValueError(word)


def _cases(read: Any) -> list[Mapping[str, Any]]:
    found = read.get("cases", [read]) if isinstance(read, Mapping) else None
    if not isinstance(found, list) or not all(isinstance(case, Mapping) for case in found):
        raise Problem(t("The file holds no cases."), t("A case has a name, a topic and an input."))
    return found
