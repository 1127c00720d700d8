# SPDX-License-Identifier: MIT
"""MicroPython's machine: I2C and SoftI2C on a simulated bus; Pin is in
_machine_pin.py, I2CTarget in _machine_target.py.

A bus is named by its number (I2C(0), I2C(1)), or by pins that are: "SCL" and
"SDA" are those of the first, "SCL1" and "SDA1" of the second. Pins of any other
name are taken for the first bus's.
"""
import errno
import os

import _twowire
from _machine_pin import Pin, bus_of
from _machine_target import I2CTarget

__all__ = ["I2C", "I2CTarget", "Pin", "SoftI2C"]


def _error(code):
    return OSError(code, os.strerror(code))


class _I2C:
    """What the hardware's and the software's I2C have in common."""

    def _begin(self, bus, freq, timeout_us):
        self._bus = bus
        self._adapter = _twowire.adapter_of(bus)
        try:
            _twowire.client().configure(self._adapter, int(freq),
                                        int(timeout_us))
        except OSError as e:
            raise ValueError(e.strerror) from None

    def _transfer(self, messages):
        if self._held:
            return self._step_by_step(messages)
        done, error = _twowire.client().transfer(self._adapter, messages)
        if error == errno.ENXIO:
            error = errno.ENODEV  # an address that nobody acknowledged
        # What a target does not acknowledge of a write is no error: the
        # number of those that it did is the result.
        if error and not (error == errno.EIO and not messages[-1][1]):
            raise _error(error)
        return done

    def scan(self):
        """Addresses from 0x08 to 0x77 that acknowledge a write of nothing."""
        if self._held:
            self._end()
        return [a for a in range(0x08, 0x78)
                if not _twowire.client().transfer(self._adapter,
                                                  [(a, 0, b"")])[1]]

    def readfrom(self, addr, nbytes, stop=True, /):
        buf = bytearray(nbytes)
        self.readfrom_into(addr, buf, stop)
        return bytes(buf)

    def readfrom_into(self, addr, buf, stop=True, /):
        if stop and not self._held:
            self._transfer([(addr, _twowire.READ, buf)])
            return
        self._begin_step(addr << 1 | 1)
        self._take(buf, True)
        if stop:
            self._end()

    def writeto(self, addr, buf, stop=True, /):
        """How many bytes were acknowledged."""
        if stop and not self._held:
            return self._transfer([(addr, 0, bytes(buf))])[0]
        self._begin_step(addr << 1)
        n = self._give(buf)
        if stop:
            self._end()
        return n

    def writevto(self, addr, vector, stop=True, /):
        return self.writeto(addr, b"".join(bytes(v) for v in vector), stop)

    @staticmethod
    def _memaddr(memaddr, addrsize):
        if addrsize % 8 or not 0 <= addrsize <= 32:
            raise ValueError("invalid addrsize")
        return (memaddr & (1 << addrsize) - 1).to_bytes(addrsize // 8, "big")

    def readfrom_mem(self, addr, memaddr, nbytes, *, addrsize=8):
        buf = bytearray(nbytes)
        self.readfrom_mem_into(addr, memaddr, buf, addrsize=addrsize)
        return bytes(buf)

    def readfrom_mem_into(self, addr, memaddr, buf, *, addrsize=8):
        self._transfer([(addr, 0, self._memaddr(memaddr, addrsize)),
                        (addr, _twowire.READ, buf)])

    def writeto_mem(self, addr, memaddr, buf, *, addrsize=8):
        self._transfer([(addr, 0, self._memaddr(memaddr, addrsize) +
                         bytes(buf))])

    # Step by step: the bus is ours from a START to its STOP.

    _held = False

    def _step(self, operation, value=0):
        try:
            result = _twowire.client().operate(self._adapter, operation, value)
        except OSError:
            self._held = False
            raise
        self._held = operation != _twowire.STOP_BIT
        return result

    def _begin_step(self, first):
        self._step(_twowire.START)
        if not self._step(_twowire.WRITE_BYTE, first):
            self._end()
            raise _error(errno.ENODEV)

    def _step_by_step(self, messages):
        done = []
        for addr, flags, data in messages:
            self._begin_step(addr << 1 | flags)
            if flags & _twowire.READ:
                self._take(data, True)
            done.append(len(data) if flags else self._give(data))
            if done[-1] < len(data) and len(done) < len(messages):
                self._end()
                raise _error(errno.EIO)
        self._end()
        return done

    def _end(self):
        self._step(_twowire.STOP_BIT)

    def _take(self, buf, nack):
        view = memoryview(buf).cast("B")
        for i in range(len(view)):
            last = i + 1 == len(view)
            view[i] = self._step(_twowire.TAKE_BYTE, 0 if last and nack else 1)

    def _give(self, buf):
        n = 0
        for byte in bytes(buf):
            if not self._step(_twowire.WRITE_BYTE, byte):
                break
            n += 1
        return n

    def deinit(self):
        if self._held:
            self._end()
        self._adapter = None


class I2C(_I2C):
    """A controller in hardware."""

    def __init__(self, id=-1, *, scl=None, sda=None, freq=400000,
                 timeout=50000):
        self._bus = bus_of(id, scl, sda)
        self.init(freq=freq, timeout=timeout)

    def init(self, scl=None, sda=None, *, freq=400000, timeout=50000):
        if scl is not None or sda is not None:
            self._bus = bus_of(-1, scl, sda)
        self._freq = freq
        self._begin(self._bus, freq, timeout)

    def __repr__(self):
        return "I2C(%d, freq=%d)" % (self._bus, self._freq)

    def _software_only(self, *args):
        raise OSError("I2C operation not supported")

    start = stop = readinto = write = _software_only


class SoftI2C(_I2C):
    """A controller in software, with its steps one by one."""

    def __init__(self, scl, sda, *, freq=400000, timeout=50000):
        self.init(scl, sda, freq=freq, timeout=timeout)

    def init(self, scl, sda, *, freq=400000, timeout=50000):
        self._pins, self._freq = (scl, sda), freq
        self._begin(bus_of(-1, scl, sda), freq, timeout)

    def __repr__(self):
        return "SoftI2C(scl=%s, sda=%s, freq=%d)" % (
            *(p._id for p in self._pins), self._freq)

    def start(self):
        self._step(_twowire.START)

    def stop(self):
        self._end()

    def readinto(self, buf, nack=True, /):
        self._take(buf, nack)

    def write(self, buf):
        """How many bytes were acknowledged."""
        return self._give(buf)
