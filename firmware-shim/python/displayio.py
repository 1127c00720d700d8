# SPDX-License-Identifier: MIT
"""Of CircuitPython's displayio what display buses need: they live until they
are released. Groups, bitmaps and what draws them are not here."""

_held = []


def _hold(display_bus):
    _held.append(display_bus)


def release_displays():
    """Releases all displays and their pins; what used them is of no use any
    more."""
    while _held:
        _held.pop()._deinit()
