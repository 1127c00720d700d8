# SPDX-License-Identifier: MIT
"""CircuitPython's busio.I2C on a simulated bus."""
import errno
import sys

import _twowire
import microcontroller


class I2C:
    """A controller; see the documentation of CircuitPython's busio."""

    def __init__(self, scl, sda, *, frequency=100000, timeout=255):
        self._deinited = True
        self._bus = microcontroller.bus_of(scl, sda)
        self._adapter = _twowire.adapter_of(self._bus)
        self._locked = False
        self._configure(frequency, timeout)
        self._deinited = False

    def _configure(self, frequency, timeout):
        # The hardware's patience is its own: timeout is ignored.
        _twowire.client().configure(self._adapter, frequency)

    def deinit(self):
        self._deinited = True

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.deinit()

    def _check(self, locked=True):
        if self._deinited:
            raise ValueError("Object has been deinitialized and can no longer "
                             "be used. Create a new object.")
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
        done, error = _twowire.client().transfer(self._adapter, messages)
        if error == errno.ENXIO:
            error = errno.ENODEV  # as CircuitPython has it
        if error:
            raise OSError(error, _words(error))

    def scan(self):
        self._check()
        found = []
        for addr in range(0x08, 0x78):
            _, error = _twowire.client().transfer(self._adapter,
                                                  [(addr, 0, b"")])
            if not error:
                found.append(addr)
        return found

    def readfrom_into(self, address, buffer, *, start=0, end=sys.maxsize):
        self._check()
        part = memoryview(buffer).cast("B")[start:end]
        if not part:
            raise ValueError("Buffer must be at least length 1")
        self._transfer([(address, _twowire.READ, part)])

    def writeto(self, address, buffer, *, start=0, end=sys.maxsize):
        self._check()
        part = memoryview(buffer).cast("B")[start:end]
        self._transfer([(address, 0, part)])

    def writeto_then_readfrom(self, address, out_buffer, in_buffer, *,
                              out_start=0, out_end=sys.maxsize, in_start=0,
                              in_end=sys.maxsize):
        self._check()
        out = memoryview(out_buffer).cast("B")[out_start:out_end]
        into = memoryview(in_buffer).cast("B")[in_start:in_end]
        if not into:
            raise ValueError("Buffer must be at least length 1")
        self._transfer([(address, 0, bytes(out)),
                        (address, _twowire.READ, into)])


def _words(error):
    import os
    return {errno.ENODEV: "No such device",
            errno.EIO: "Input/output error"}.get(error, os.strerror(error))
