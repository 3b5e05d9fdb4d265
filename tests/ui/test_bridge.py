"""Between the screen and what lies below."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from guidance_app.ui.bridge import Jobs, at_once


def test_slow_work_is_done_elsewhere_and_its_result_arrives_here(qtbot: Any) -> None:
    jobs, came = Jobs(), []
    jobs.run(threading.get_ident, lambda thread: came.append((thread, threading.get_ident())), came.append)
    qtbot.waitUntil(lambda: bool(came))
    worker, here = came[0]
    assert worker != here == threading.get_ident()
    assert not jobs.busy


def test_what_goes_wrong_elsewhere_arrives_here_too(qtbot: Any) -> None:
    jobs, came = Jobs(), []
    jobs.run(lambda: 1 / 0, came.append, came.append)
    qtbot.waitUntil(lambda: bool(came))
    assert isinstance(came[0], ZeroDivisionError)


@pytest.mark.usefixtures("qapp")
def test_in_tests_a_job_is_done_at_once() -> None:
    came: list[Any] = []
    at_once().run(lambda: 42, came.append, came.append)
    assert came == [42]
