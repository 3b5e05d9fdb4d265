"""What the operating system can do to keep our memory ours: no core dumps, and is the screen locked?

Windows and macOS are asked, Linux tells by itself (`ui.desktop_signals`).
"""

from __future__ import annotations

import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4
_WTS_CURRENT_SESSION, _WTS_SESSION_INFO_EX, _WTS_ACTIVE, _WTS_LOCKED = 0xFFFFFFFF, 25, 0, 0


def no_core_dumps() -> None:
    """Let no crash write our memory to the disk. On Linux other programs of this person can then not read it either."""
    if sys.platform == "win32":
        return  # Windows writes dumps for programs that ask for them; we do not
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def screen_is_locked() -> bool:
    """Whether the screen of this person is locked or another person sits at it now. False when that cannot be known."""
    if sys.platform == "win32":
        return _locked_on_windows()
    if sys.platform == "darwin":
        return _locked_on_macos()
    return False


def _locked_on_windows() -> bool:
    """WTSQuerySessionInformation with WTSINFOEX: after the level, and filling up to 8 bytes, come id, state and flags."""
    import ctypes

    wts = ctypes.WinDLL("wtsapi32")  # type: ignore[attr-defined,unused-ignore]
    buffer, size = ctypes.c_void_p(), ctypes.c_ulong()
    asked = (None, _WTS_CURRENT_SESSION, _WTS_SESSION_INFO_EX, ctypes.byref(buffer), ctypes.byref(size))
    if not wts.WTSQuerySessionInformationW(*asked) or buffer.value is None:
        return False
    try:
        state, flags = (ctypes.c_long.from_address(buffer.value + at).value for at in (12, 16))
        return state != _WTS_ACTIVE or flags == _WTS_LOCKED
    finally:
        wts.WTSFreeMemory(buffer)


def _locked_on_macos() -> bool:
    """CGSessionCopyCurrentDictionary: none without a session; a key that is only there while the screen is locked."""
    import ctypes
    import ctypes.util

    graphics = ctypes.CDLL(ctypes.util.find_library("CoreGraphics"))
    core = ctypes.CDLL(ctypes.util.find_library("CoreFoundation"))
    graphics.CGSessionCopyCurrentDictionary.restype = ctypes.c_void_p
    core.CFStringCreateWithCString.restype = ctypes.c_void_p
    core.CFDictionaryContainsKey.restype = ctypes.c_bool
    session = ctypes.c_void_p(graphics.CGSessionCopyCurrentDictionary())
    if not session:
        return False
    key = ctypes.c_void_p(core.CFStringCreateWithCString(None, b"CGSSessionScreenIsLocked", 0x08000100))
    try:
        return bool(core.CFDictionaryContainsKey(session, key))
    finally:
        core.CFRelease(key)
        core.CFRelease(session)
