# SPDX-License-Identifier: MIT
"""CircuitPython's i2ctarget on a simulated bus: a target in Python.

The address is acknowledged when its request is taken. Until the program takes
the next byte, or says what to send, SCL is held.
"""
import _twowire
import microcontroller


class I2CTarget:
    """A target with some addresses."""

    def __init__(self, scl, sda, addresses, smbus=False):
        addresses = [int(a) for a in addresses]
        if not addresses:
            raise ValueError("addresses is empty")
        if any(a < 0x08 or a > 0x77 for a in addresses):
            raise ValueError("address out of range")
        self._bus = microcontroller.bus_of(scl, sda)
        self._client = _twowire.Client()
        self._client.listen(self._bus, addresses)
        self._event = None  # taken, but another's to deal with

    def deinit(self):
        if self._client:
            self._client.close()
            self._client = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.deinit()

    def _next(self, timeout_ms):
        if self._client is None:
            raise ValueError("Object has been deinitialized and can no longer "
                             "be used. Create a new object.")
        if self._event is not None:
            event, self._event = self._event, None
            return event
        return self._client.wait(timeout_ms)

    def request(self, *, timeout=-1):
        """The next request, or None. A negative timeout checks once; zero
        waits for ever."""
        wait = 10 if timeout < 0 else -1 if timeout == 0 else timeout * 1000
        while True:
            event = self._next(int(wait))
            if event is None:
                return None
            if event.event == _twowire.ADDRESS:
                self._client.answer(event, 1)
                return I2CTargetRequest(
                    self, event.value & 0x7f,
                    bool(event.value & _twowire.FOR_READ),
                    bool(event.value & _twowire.RESTARTED))
            # What belongs to a transfer that has been left.
            if event.event == _twowire.WRITE:
                self._client.answer(event, 0)
            elif event.event == _twowire.READ_BYTE:
                self._client.answer(event, 0xff)


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

    def read(self, n=-1, ack=True):
        """Up to n bytes, or all there are. Without ack the last one waits for
        ack()."""
        if self.is_read:
            raise OSError(13, "Permission denied")
        data = bytearray()
        self.ack()
        while n < 0 or len(data) < n:
            event = self._wait(_twowire.WRITE)
            if event is None:
                break
            data.append(event.value)
            if not ack and len(data) == n:
                self._byte = event
            else:
                self.target._client.answer(event, 1)
        return data

    def ack(self, ack=True):
        """Answers the byte that read(ack=False) left open."""
        if self._byte is not None:
            self.target._client.answer(self._byte, int(bool(ack)))
            self._byte = None

    def write(self, buffer):
        """How many bytes the controller took."""
        if not self.is_read:
            raise OSError(13, "Permission denied")
        n = 0
        for byte in bytes(buffer):
            event = self._wait(_twowire.READ_BYTE)
            if event is None:
                break
            self.target._client.answer(event, byte)
            n += 1
        return n

    def close(self):
        """Ends our part: a NACK for what is still written, 0xff for what is
        still read."""
        self.ack(False)
        wanted = _twowire.READ_BYTE if self.is_read else _twowire.WRITE
        while True:
            event = self._wait(wanted)
            if event is None:
                return
            self.target._client.answer(event, 0xff if self.is_read else 0)
