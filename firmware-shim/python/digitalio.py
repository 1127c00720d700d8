# SPDX-License-Identifier: MIT
"""CircuitPython's digitalio, for pins that are wired to a device's (twowire.pin(
"oled", "RES"), twowire.pin("temp", "ALERT")). Pulls are of no account there."""
import busio
import microcontroller


class DriveMode:
    PUSH_PULL, OPEN_DRAIN = "PUSH_PULL", "OPEN_DRAIN"


class Direction:
    INPUT, OUTPUT = "INPUT", "OUTPUT"


class Pull:
    UP, DOWN = "UP", "DOWN"


class DigitalInOut:
    """An input at first."""

    def __init__(self, pin):
        self._pins = ()
        if not isinstance(pin, microcontroller.Pin):
            raise TypeError("pin must be of type Pin, not %s" %
                            type(pin).__name__)
        if not hasattr(pin, "drive"):
            raise ValueError("%r is a wire of a bus: use busio" % pin)
        self._pins = microcontroller.claim(pin)
        self._level, self._direction = False, Direction.INPUT
        self.pull, self.drive_mode = None, DriveMode.PUSH_PULL

    def deinit(self):
        microcontroller.release(self._pins)
        self._pins = ()

    __del__ = deinit

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.deinit()

    def _pin(self):
        if not self._pins:
            raise busio.deinited()
        return self._pins[0]

    def switch_to_output(self, value=False, drive_mode=DriveMode.PUSH_PULL):
        self.drive_mode, self._direction = drive_mode, Direction.OUTPUT
        self.value = value

    def switch_to_input(self, pull=None):
        self._pin()
        self.pull, self._direction = pull, Direction.INPUT

    @property
    def direction(self):
        return self._direction

    @direction.setter
    def direction(self, direction):
        if direction == Direction.OUTPUT:
            self.switch_to_output()
        else:
            self.switch_to_input()

    @property
    def value(self):
        pin = self._pin()
        return self._level if self._direction == Direction.OUTPUT \
            else pin.read()

    @value.setter
    def value(self, level):
        if self._direction != Direction.OUTPUT:
            raise AttributeError("Cannot set value when direction is input.")
        self._pin().drive(int(bool(level)))
        self._level = bool(level)
