# SPDX-License-Identifier: MIT
"""Pins, as far as two wires need them (CircuitPython's microcontroller)."""


class Pin:
    """One wire of a simulated bus."""

    def __init__(self, name, bus, line):
        self._name, self._bus, self._line = name, bus, line

    def __repr__(self):
        return "board." + self._name

    def __hash__(self):
        return hash((self._bus, self._line))

    def __eq__(self, other):
        return isinstance(other, Pin) and \
            (self._bus, self._line) == (other._bus, other._line)


def bus_of(scl, sda):
    """The bus that both wires are of."""
    for pin, line in ((scl, "scl"), (sda, "sda")):
        if not isinstance(pin, Pin):
            raise TypeError("pin must be of type Pin, not %s" %
                            type(pin).__name__)
        if pin._line != line:
            raise ValueError("Invalid pins")
    if scl._bus != sda._bus:
        raise ValueError("Invalid pins")
    return scl._bus
