# SPDX-License-Identifier: MIT
"""CircuitPython's busio.I2C on a simulated bus.

What differs: a lost arbitration is EAGAIN, after four attempts.
"""
import errno
import os
import sys

import _twowire
import microcontroller


def deinited():
    return ValueError("Object has been deinitialized and can no longer be "
                      "used. Create a new object.")


def _part(buffer, start, end, name, writable=False):
    """buffer[start:end], counted in its elements, as bytes."""
    view = memoryview(buffer)
    if writable and view.readonly:
        raise TypeError("object with buffer protocol required that can be "
                        "written to")
    part = view[start:end].cast("B")
    if writable and not len(part):
        raise ValueError("%s length must be >= 1" % name)
    return part


class I2C:
    """A controller; see the documentation of CircuitPython's busio."""

    _fastest = 1000000

    def __init__(self, scl, sda, *, frequency=100000, timeout=255):
        self._pins = None
        self._locked = False
        if not 1 <= frequency <= self._fastest:
            raise ValueError("frequency must be 1-%d" % self._fastest)
        bus = microcontroller.bus_of(scl, sda)
        self._adapter = _twowire.adapter_of(bus)
        self._pins = microcontroller.claim(scl, sda)
        try:
            self._configure(frequency, timeout)
        except OSError:
            self.deinit()
            raise

    def _configure(self, frequency, timeout):
        # The hardware's patience is its own: timeout is ignored.
        _twowire.client().configure(self._adapter, frequency)

    def deinit(self):
        if self._pins:
            microcontroller.release(self._pins)
            self._pins = None

    __del__ = deinit

    @property
    def _deinited(self):
        return self._pins is None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.deinit()

    def _check(self, locked=True):
        if self._deinited:
            raise deinited()
        if locked and not self._locked:
            raise RuntimeError("Function requires lock")

    def try_lock(self):
        self._check(False)
        if self._locked:
            return False
        self._locked = True
        return True

    def unlock(self):
        self._check(False)
        self._locked = False

    def _transfer(self, messages):
        _, error = _twowire.client().transfer(self._adapter, messages)
        if error == errno.ENXIO:
            error = errno.ENODEV  # as CircuitPython has it
        if error:
            raise OSError(error, os.strerror(error))

    def probe(self, address):
        """Does anybody acknowledge that address?"""
        self._check()
        return not _twowire.client().transfer(self._adapter,
                                              [(address, 0, b"")])[1]

    def scan(self):
        self._check()
        return [a for a in range(0x08, 0x78) if self.probe(a)]

    def readfrom_into(self, address, buffer, *, start=0, end=sys.maxsize):
        self._check()
        part = _part(buffer, start, end, "buffer", True)
        self._transfer([(address, _twowire.READ, part)])

    def writeto(self, address, buffer, *, start=0, end=sys.maxsize):
        self._check()
        self._transfer([(address, 0, _part(buffer, start, end, "buffer"))])

    def writeto_then_readfrom(self, address, out_buffer, in_buffer, *,
                              out_start=0, out_end=sys.maxsize, in_start=0,
                              in_end=sys.maxsize):
        self._check()
        out = _part(out_buffer, out_start, out_end, "out_buffer")
        into = _part(in_buffer, in_start, in_end, "in_buffer", True)
        self._transfer([(address, 0, out), (address, _twowire.READ, into)])


class SPI:
    """As on a board that has none."""

    def __init__(self, *args, **kwargs):
        raise NotImplementedError("there is no %s here, only I2C" %
                                  type(self).__name__)


class UART(SPI):
    """Likewise."""
