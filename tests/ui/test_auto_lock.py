"""The store locks by itself: nobody there, the computer slept, the screen was locked."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from guidance_app.base import settings
from guidance_app.ui.auto_lock import TICK, AutoLock
from guidance_app.ui.clipboard import ClipboardGuard
from guidance_app.ui.pages.settings import SettingsPage


class Clock:
    """Both clocks of the computer; `sleep` lets only the one on the wall go on."""

    def __init__(self) -> None:
        self.running, self.wall, self.locked_screen = 1000.0, 1_700_000_000.0, False
        self.lock = AutoLock(
            lambda: settings.load().lock_after, lambda: self.running, lambda: self.wall, lambda: self.locked_screen
        )
        self.locked = 0
        self.lock.wanted.connect(self._count)

    def _count(self) -> None:
        self.locked += 1

    def go_on(self, minutes: float) -> None:
        """Time passes, and the program looks at the clock as often as it does."""
        for _ in range(round(minutes * 60 / TICK)):
            self.running += TICK
            self.wall += TICK
            self.lock.look()


@pytest.fixture
def clock(qapp: QApplication) -> Clock:  # noqa: ARG001
    return Clock()


def test_ten_minutes_without_mouse_or_keyboard_lock_once(clock: Clock) -> None:
    clock.go_on(9.9)
    assert clock.locked == 0
    clock.go_on(5)
    assert clock.locked == 1


@pytest.mark.parametrize("minutes", [5, 30])
def test_the_minutes_are_chosen_in_the_settings_and_remembered(clock: Clock, minutes: int, qtbot: QtBot) -> None:
    page = SettingsPage()
    qtbot.addWidget(page)
    page.lock_after.buttons[minutes].click()
    assert SettingsPage().lock_after.value() == minutes
    clock.go_on(minutes - 0.1)
    assert clock.locked == 0
    clock.go_on(0.2)
    assert clock.locked == 1


def test_no_file_of_settings_switches_it_off(clock: Clock) -> None:
    settings.save(settings.Settings(lock_after=10_000))
    clock.go_on(30.1)
    assert clock.locked == 1


def test_a_key_or_the_mouse_starts_the_count_again(clock: Clock, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    with qtbot.waitActive(line):
        line.show()
        line.activateWindow()
    clock.lock.watch(QApplication.instance())  # type: ignore[arg-type]
    window: Any = line.windowHandle()
    for sign in (lambda: QTest.keyClick(window, Qt.Key.Key_A), lambda: QTest.mouseMove(window, QPoint(5, 5))):
        clock.go_on(9.9)
        sign()
        QApplication.processEvents()
    clock.go_on(9.9)
    assert clock.locked == 0
    assert line.text() == "a"
    clock.go_on(0.2)
    assert clock.locked == 1


def test_a_computer_that_slept_wakes_locked(clock: Clock) -> None:
    clock.go_on(1)
    clock.wall += 120  # the running clock stood still
    clock.lock.look()
    assert clock.locked == 1


def test_a_clock_that_is_put_back_locks_nothing(clock: Clock) -> None:
    clock.wall -= 3600
    clock.go_on(1)
    assert clock.locked == 0


def test_a_locked_screen_locks_the_store(clock: Clock) -> None:
    clock.locked_screen = True
    clock.lock.look()
    assert clock.locked == 1


def test_when_it_could_not_be_locked_it_is_tried_again_later(clock: Clock) -> None:
    clock.go_on(10.1)
    clock.lock.again()
    clock.go_on(9)
    assert clock.locked == 1
    clock.go_on(1.1)
    assert clock.locked == 2


LISTENER = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from guidance_app.ui.desktop_signals import DesktopSignals
app = QCoreApplication([])
signals = DesktopSignals()
signals.locked.connect(lambda: print("locked", flush=True))
QTimer.singleShot(0, lambda: print("listening", flush=True))
QTimer.singleShot(10000, app.quit)  # then the test reads an end instead of a word
app.exec()
"""
SAID = {
    "a screen saver begins": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", "boolean:true"),
    "the desktop locks": ("/ScreenSaver", "org.freedesktop.ScreenSaver.ActiveChanged", "boolean:true"),
    "the computer goes to sleep": ("/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep", "boolean:true"),
}


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("dbus-run-session"), reason="needs a D-Bus of its own")
@pytest.mark.parametrize("what", SAID)
def test_what_the_desktop_says_over_its_bus_locks_the_store(what: str) -> None:
    """In a bus of its own, which is also the system's one here."""
    script = f"""
        export DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS"
        {sys.executable} -c "$1" || exit 1 &
        read -r _ < /dev/stdin
        dbus-send --session --type=signal {SAID[what][0]} {SAID[what][1]} boolean:false
        dbus-send --session --type=signal {" ".join(SAID[what])}
        wait
    """
    bus = subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", script, "sh", LISTENER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert bus.stdin is not None
    assert bus.stdout is not None
    try:
        assert bus.stdout.readline() == "listening\n"
        bus.stdin.write("go\n")
        bus.stdin.flush()
        assert bus.stdout.readline() == "locked\n"
    finally:
        os.killpg(bus.pid, signal.SIGKILL)
        bus.wait()
        bus.stdin.close()
        bus.stdout.close()


def test_what_was_copied_here_is_forgotten_after_half_a_minute(qapp: QApplication, qtbot: QtBot) -> None:
    guard = ClipboardGuard(lambda: True)
    qapp.clipboard().setText("over een leerling")
    assert guard.timer.isActive()
    assert guard.timer.interval() == 30_000
    guard.timer.start(1)
    qtbot.waitUntil(lambda: qapp.clipboard().text() == "")


def test_what_another_program_copied_stays(qapp: QApplication) -> None:
    guard = ClipboardGuard(lambda: False)
    qapp.clipboard().setText("van een ander")
    assert not guard.timer.isActive()
    guard.forget()
    assert qapp.clipboard().text() == "van een ander"
