# SPDX-License-Identifier: MIT
"""Pins, as far as two wires need them (CircuitPython's microcontroller)."""


class Pin:
    """One wire of a simulated bus, or a device's pin (twowire.pin())."""

    def __init__(self, name, bus, line):
        self._name, self._bus, self._line = name, bus, line
        self._used = False

    def __repr__(self):
        return "board." + self._name


def bus_of(scl, sda):
    """The bus that both wires are of."""
    for pin, line in ((scl, "scl"), (sda, "sda")):
        if not isinstance(pin, Pin):
            raise TypeError("%s must be of type Pin, not %s" %
                            (line, type(pin).__name__))
        if pin._line != line:
            raise ValueError("Invalid pins")
    if scl._bus != sda._bus:
        raise ValueError("Invalid pins")
    return scl._bus


def claim(*pins):
    """They are one object's, until it releases them. Returns them."""
    for pin in pins:
        if pin._used:
            raise ValueError("%s in use" % pin._name)
    for pin in pins:
        pin._used = True
    return pins


def release(pins):
    for pin in pins:
        pin._used = False
