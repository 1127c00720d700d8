# SPDX-License-Identifier: MIT
"""CircuitPython's bitbangio.I2C on a simulated bus: as busio's, and patient with
a held SCL for so long as it is told.

The wires are driven by the case's controller; give that "like": "bitbangio" for
the bit-banged host's own timing.
"""
import errno

import busio
import _twowire


SPI = busio.SPI


class I2C(busio.I2C):
    """A controller; see the documentation of CircuitPython's bitbangio."""

    def __init__(self, scl, sda, *, frequency=400000, timeout=255):
        super().__init__(scl, sda, frequency=frequency, timeout=timeout)

    def _configure(self, frequency, timeout):
        _twowire.client().configure(self._adapter, frequency, timeout)

    def _transfer(self, messages):
        try:
            super()._transfer(messages)
        except OSError as e:
            if e.errno == errno.ETIMEDOUT:
                raise TimeoutError(e.errno, "Clock stretch too long") from None
            raise
