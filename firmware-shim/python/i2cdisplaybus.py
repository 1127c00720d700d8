# SPDX-License-Identifier: MIT
"""CircuitPython's i2cdisplaybus: commands and data of a display.

Without displayio, which draws: whoever sends the display's commands himself
sees them arrive.
"""


class I2CDisplayBus:
    def __init__(self, i2c_bus, *, device_address, reset=None):
        self._i2c = i2c_bus
        self._address = device_address
        self._reset = reset
        self._locked(lambda: i2c_bus.writeto(device_address, b""),
                     "Unable to find I2C Display at %x" % device_address)

    def _locked(self, do, why=None):
        while not self._i2c.try_lock():
            pass
        try:
            do()
        except OSError:
            if why is None:
                raise
            raise ValueError(why) from None
        finally:
            self._i2c.unlock()

    def reset(self):
        if self._reset is None:
            raise RuntimeError("no reset pin available")

    def send(self, command, data):
        """The command with a control byte of its own each, then the data."""
        out = bytearray((0x80, command))
        for byte in bytes(data):
            out += bytes((0x80, byte))
        self._locked(lambda: self._i2c.writeto(self._address, out))
