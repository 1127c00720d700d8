# SPDX-License-Identifier: MIT
"""The world around a simulated bus, for programs that know that it is one: what
devices feel, what their pins say, and how time passes.

Devices are called what the case calls them; `twowire list --models` tells their
inputs and outputs.
"""
import _twowire
import microcontroller


def set_input(device, name, value):
    """Sets a device's input, as set_input("room", "temp_mC", 25500)."""
    try:
        _twowire.client().set_input(device, name, value)
    except OSError as e:
        raise ValueError(e.strerror) from None


def get_output(device, name):
    """The level of a device's output: True is high."""
    try:
        return _twowire.client().get_output(device, name)
    except OSError as e:
        raise ValueError(e.strerror) from None


def sleep(seconds):
    """Lets simulated time pass."""
    _twowire.client().advance(round(seconds * 1e9))


class _DevicePin(microcontroller.Pin):
    def __init__(self, device, name):
        super().__init__("%s of %s" % (name, device), None, None)
        self._device, self._their_name = device, name

    def __repr__(self):
        return "twowire.pin(%r, %r)" % (self._device, self._their_name)

    def drive(self, level):
        set_input(self._device, self._their_name, level)

    def read(self):
        return get_output(self._device, self._their_name)


def pin(device, name):
    """A pin that is wired to a device's, such as a display's RES: for digitalio
    and for whatever wants a reset pin."""
    return _DevicePin(device, name)
