# SPDX-License-Identifier: MIT
"""CircuitPython's i2cdisplaybus: commands and data of a display.

Without displayio, which draws: whoever sends the display's commands himself
sees them arrive.
"""
import busio
import displayio
import microcontroller
import twowire


class I2CDisplayBus:
    """See the documentation of CircuitPython's i2cdisplaybus."""

    def __init__(self, i2c_bus, *, device_address, reset=None):
        self._i2c = None
        if not isinstance(i2c_bus, busio.I2C):
            raise TypeError("i2c_bus must be of type I2C, not %s" %
                            type(i2c_bus).__name__)
        if reset is not None and not isinstance(reset, microcontroller.Pin):
            raise TypeError("reset must be of type Pin or None, not %s" %
                            type(reset).__name__)
        self._reset = microcontroller.claim(reset) if reset else ()
        self._i2c = i2c_bus
        self._address = device_address
        try:
            if reset:
                self.reset()
            if not self._locked(lambda: i2c_bus.probe(device_address)):
                raise ValueError("Unable to find I2C Display at %x" %
                                 device_address)
        except BaseException:
            self._deinit()
            raise
        displayio._hold(self)

    def _deinit(self):
        microcontroller.release(self._reset)
        self._reset, self._i2c = (), None

    def _locked(self, do):
        while not self._i2c.try_lock():
            twowire.sleep(0.00001)
        try:
            return do()
        finally:
            self._i2c.unlock()

    def _check(self):
        if self._i2c is None:
            raise busio.deinited()

    def reset(self):
        self._check()
        if not self._reset:
            raise RuntimeError("No reset pin")
        self._reset[0].drive(0)
        twowire.sleep(0.000004)
        self._reset[0].drive(1)

    def send(self, command, data):
        """A control byte with Co set and D/C# clear goes before the command
        and before each byte of data: all of them are commands to the display."""
        self._check()
        if not 0 <= command <= 255:
            raise ValueError("command must be 0-255")
        out = bytearray()
        for byte in bytes((command,)) + bytes(memoryview(data).cast("B")):
            out += bytes((0x80, byte))
        self._locked(lambda: self._i2c.writeto(self._address, out))
