# SPDX-License-Identifier: MIT
"""CircuitPython's i2ctarget on a simulated bus: a target in Python.

The address is acknowledged when its request is taken. Until the program takes
the next byte, or says what to send, SCL is held. Time-outs are of the wall
clock, since simulated time stands still where nobody uses it.
"""
import errno
import os

import busio
import _twowire
import microcontroller

_ONCE_MS = 10  # of the wall clock, that a program which polls lets others run


class I2CTargetRequest:
    """A transfer that began with one of our addresses."""

    def __init__(self, target, address, is_read, is_restart):
        self.target = target
        self.address = address
        self.is_read = is_read
        self.is_restart = is_restart
        self._byte = None  # an event whose answer ack() gives
        self._over = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def _wait(self, wanted):
        """The next event if it is what is wanted; else the transfer is over."""
        while not self._over:
            event = self.target._next(-1)
            if event.event == wanted:
                return event
            if event.event == _twowire.ADDRESS:
                self.target._event = event  # the next request
                self._over = True
            elif event.event in (_twowire.STOP, _twowire.RESTART,
                                 _twowire.LOST):
                self._over = True
            elif event.event == _twowire.SENT and not event.value:
                self._over = True
        return None

    def _check(self, is_read):
        if self.target is None:
            raise busio.deinited()
        self.target._check()
        if self.is_read != is_read:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    def _answer_byte(self, ack):
        if self._byte is not None:
            self.target._client.answer(self._byte, int(bool(ack)))
            self._byte = None

    def read(self, n=-1, ack=True):
        """Up to n bytes, or all there are. Without ack the nth one waits for
        ack()."""
        self._check(False)
        data = bytearray()
        if n:
            self._answer_byte(True)
        while n < 0 or len(data) < n:
            event = self._wait(_twowire.WRITE)
            if event is None:
                break
            data.append(event.value)
            self._byte = event
            if ack or len(data) != n:
                self._answer_byte(True)
        return data

    def ack(self, ack=True):
        """Answers the byte that read(ack=False) left open."""
        self._check(False)
        self._answer_byte(ack)

    def write(self, buffer):
        """How many bytes the controller asked for."""
        self._check(True)
        n = 0
        for byte in bytes(memoryview(buffer).cast("B")):
            event = self._wait(_twowire.READ_BYTE)
            if event is None:
                break
            self.target._client.answer(event, byte)
            n += 1
        return n

    def close(self):
        """Ends our part: a NACK for what is still written, 0xff for what is
        still read."""
        if self.target is None or self.target._client is None:
            return
        self._answer_byte(False)
        wanted = _twowire.READ_BYTE if self.is_read else _twowire.WRITE
        while True:
            event = self._wait(wanted)
            if event is None:
                break
            self.target._client.answer(event, 0xff if self.is_read else 0)
        self.target = None

    deinit = close


class I2CTarget:
    """A target with some addresses."""

    _request = I2CTargetRequest

    def __init__(self, scl, sda, addresses, smbus=False):
        self._client = None
        addresses = [int(a) for a in addresses]
        if not addresses:
            raise ValueError("addresses is empty")
        if any(a < 0 or a > 0x7f for a in addresses):
            raise ValueError("address must be 0-127")
        if len(addresses) > _twowire.TARGET_ADDRESSES:
            raise ValueError("a target has at most %d addresses" %
                             _twowire.TARGET_ADDRESSES)
        bus = microcontroller.bus_of(scl, sda)
        self._pins = microcontroller.claim(scl, sda)
        self._event = None  # taken, but another's to deal with
        try:
            self._client = _twowire.Client()
            self._client.listen(bus, addresses)
        except OSError:
            microcontroller.release(self._pins)
            raise

    def deinit(self):
        if self._client:
            self._client.close()
            self._client = None
            microcontroller.release(self._pins)

    __del__ = deinit

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.deinit()

    def _check(self):
        if self._client is None:
            raise busio.deinited()

    def _next(self, timeout_ms):
        self._check()
        if self._event is not None:
            event, self._event = self._event, None
            return event
        return self._client.wait(timeout_ms)

    def request(self, *, timeout=-1):
        """The next request. A negative timeout checks once and returns None
        where there is none; zero waits for ever; else OSError, ETIMEDOUT."""
        wait = _ONCE_MS if timeout < 0 else -1 if timeout == 0 \
            else timeout * 1000
        while True:
            event = self._next(int(wait))
            if event is None and timeout > 0:
                raise OSError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
            if event is None:
                return None
            if event.event == _twowire.ADDRESS:
                self._client.answer(event, 1)
                return self._request(
                    self, event.value & 0x7f,
                    bool(event.value & _twowire.FOR_READ),
                    bool(event.value & _twowire.RESTARTED))
            # What belongs to a transfer that has been left.
            if event.event == _twowire.WRITE:
                self._client.answer(event, 0)
            elif event.event == _twowire.READ_BYTE:
                self._client.answer(event, 0xff)
