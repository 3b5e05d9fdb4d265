"""What a Linux desktop says over its own bus when the screen is locked, another person takes over, or it goes to sleep.

D-Bus is local: a socket of the computer itself. Without a bus, or elsewhere than on Linux, nothing is heard.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")
_LOGIN, _MANAGER, _SESSION = "org.freedesktop.login1", "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"

# slots as QtDBus wants them named, as str whatever its stub says: the 1 is what the macro SLOT puts before them
_ACTIVE: Any = "1active_changed(bool)"
_LOCK: Any = "1lock_asked()"
_CHANGED: Any = "1properties_changed(QString,QVariantMap)"


class DesktopSignals(QObject):
    """Emits `locked` when the desktop says that nobody is at it any more."""

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if sys.platform == "linux":
            self._listen_to_savers()
            self._listen_to_login()

    def _listen_to_savers(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), "bus")
        if "DBUS_SESSION_BUS_ADDRESS" not in os.environ and not runtime.exists():
            return  # asking would start a bus
        bus = QDBusConnection.sessionBus()
        for saver in _SAVERS:
            bus.connect("", "", saver, "ActiveChanged", self, _ACTIVE)

    def _listen_to_login(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        bus = QDBusConnection.systemBus()
        if not bus.isConnected():
            return
        bus.connect("", "", _MANAGER, "PrepareForSleep", self, _ACTIVE)
        if session := _own_session(bus):
            bus.connect("", session, _SESSION, "Lock", self, _LOCK)
            bus.connect("", session, _PROPERTIES, "PropertiesChanged", self, _CHANGED)

    @Slot(bool)
    def active_changed(self, active: bool) -> None:
        """The screen saver began (or ended), or the computer is about to sleep (or woke)."""
        if active:
            self.locked.emit()

    @Slot()
    def lock_asked(self) -> None:
        """The session was asked to lock itself."""
        self.locked.emit()

    @Slot(str, "QVariantMap")
    def properties_changed(self, interface: str, changed: dict[str, Any]) -> None:
        """Our session is no longer the one at the screen: another person logged in, or the screen was locked."""
        if interface == _SESSION and (changed.get("Active") is False or changed.get("LockedHint") is True):
            self.locked.emit()


def _own_session(bus: Any) -> str:
    """The path of the session of this process; empty when there is none."""
    from PySide6.QtDBus import QDBusMessage

    asked = QDBusMessage.createMethodCall(_LOGIN, "/org/freedesktop/login1", _MANAGER, "GetSession")
    asked.setArguments([os.environ.get("XDG_SESSION_ID", "auto")])
    answer = bus.call(asked, timeout=500)
    given = answer.arguments()
    return given[0].path() if answer.type() == QDBusMessage.MessageType.ReplyMessage and given else ""
