# SPDX-License-Identifier: MIT
"""The connection to `twowire serve`, through libtwowire-client.

One connection for the transfers of a process, opened with the first; one more
for each target. See include/twowire/client.h.
"""
import ctypes
import errno
import os
import threading

READ = 0x0001  # flags of Linux's struct i2c_msg
LONGEST = 8192  # bytes of a message
TARGET_ADDRESSES = 16  # that one target may have

# What a target is told (include/twowire/frame.h, enum tw_told).
ADDRESS, WRITE, READ_BYTE, SENT, RESTART, STOP, LOST = range(1, 8)
FOR_READ, RESTARTED = 1 << 16, 1 << 17

# Steps of a transfer (enum tw_operation).
START, STOP_BIT, WRITE_BYTE, TAKE_BYTE = range(1, 5)


class _Message(ctypes.Structure):
    _fields_ = [
        ("addr", ctypes.c_uint16),
        ("flags", ctypes.c_uint16),
        ("len", ctypes.c_uint32),
        ("data", ctypes.c_void_p),
        ("done", ctypes.c_uint32),
    ]


class Event(ctypes.Structure):
    _fields_ = [
        ("serial", ctypes.c_uint32),
        ("event", ctypes.c_uint32),
        ("value", ctypes.c_uint32),
        ("now_ns", ctypes.c_uint64),
    ]


class _Adapter(ctypes.Structure):
    _fields_ = [
        ("number", ctypes.c_uint32),
        ("bus", ctypes.c_uint32),
        ("name", ctypes.c_char * 64),
        ("bus_name", ctypes.c_char * 64),
    ]


def _library():
    # `twowire exec` has loaded it, and says where it is.
    lib = ctypes.CDLL(None, use_errno=True)
    if not hasattr(lib, "tw_client_open"):
        try:
            lib = ctypes.CDLL(os.environ.get("TWOWIRE_CLIENT",
                                             "libtwowire-client.so.0"),
                              use_errno=True)
        except OSError as e:
            raise OSError(errno.ENODEV, "%s: run the program with `twowire "
                                        "exec`" % e) from None
    lib.tw_client_open.restype = ctypes.c_void_p
    lib.tw_client_adapter.restype = ctypes.POINTER(_Adapter)
    lib.tw_client_why.restype = ctypes.c_char_p
    return lib


class Client:
    """A connection; its methods raise OSError."""

    def __init__(self):
        self._lib = _library()
        self._lock = threading.RLock()
        self._client = self._lib.tw_client_open(None)
        if not self._client:
            code = ctypes.get_errno()
            raise OSError(code, "no simulated bus: run the program with "
                                "`twowire exec`")
        self._client = ctypes.c_void_p(self._client)
        self.adapters = []
        while True:
            a = self._lib.tw_client_adapter(self._client,
                                            ctypes.c_size_t(len(self.adapters)))
            if not a:
                break
            self.adapters.append((a.contents.number, a.contents.bus,
                                  a.contents.bus_name.decode()))

    def close(self):
        if self._client:
            self._lib.tw_client_close(self._client)
            self._client = None

    def _check(self, result):
        if result < 0:
            why = self._lib.tw_client_why(self._client).decode()
            text = os.strerror(-result)
            if result == -errno.EINVAL and why:
                text = why
            raise OSError(-result, text)
        return result

    def transfer(self, adapter, messages, timeout_ms=0, retries=3):
        """@messages: (address, flags, bytes to write or buffer to fill).

        Returns how many bytes of each were acknowledged or read, and the
        error (0 or a positive errno)."""
        n = len(messages)
        if any(len(m[2]) > LONGEST for m in messages):
            raise OSError(errno.EINVAL, "a message has at most %d bytes" %
                          LONGEST)
        array = (_Message * n)()
        buffers = []
        for m, (addr, flags, data) in zip(array, messages):
            size = len(data)
            b = ctypes.create_string_buffer(
                b"" if flags & READ else bytes(data), size + 32)
            buffers.append(b)
            m.addr, m.flags, m.len = addr, flags, size
            m.data = ctypes.addressof(b)
        with self._lock:
            result = self._lib.tw_client_transfer(
                self._client, ctypes.c_uint32(adapter),
                ctypes.c_uint32(timeout_ms), ctypes.c_uint32(retries), array,
                ctypes.c_size_t(n))
        for m, b, (addr, flags, data) in zip(array, buffers, messages):
            if flags & READ and not result:
                memoryview(data).cast("B")[:] = b.raw[:len(data)]
        return [m.done for m in array], -result

    def operate(self, adapter, operation, value=0):
        """One step of a transfer: START, STOP_BIT, WRITE_BYTE or a read."""
        with self._lock:
            return self._check(self._lib.tw_client_operate(
                self._client, ctypes.c_uint32(adapter),
                ctypes.c_uint32(operation), ctypes.c_uint32(value)))

    def advance(self, ns):
        with self._lock:
            self._check(self._lib.tw_client_advance(self._client,
                                                    ctypes.c_uint64(ns)))

    def configure(self, adapter, scl_hz, stretch_us=0):
        """Waits until nobody uses the adapter."""
        if not 0 <= scl_hz <= 0xffffffff:
            raise ValueError("a frequency of 1 to 1000000 Hz, not %d" % scl_hz)
        stretch_us = min(max(stretch_us, 0), 0xffffffff)
        for _ in range(10000):
            with self._lock:
                result = self._lib.tw_client_configure(
                    self._client, ctypes.c_uint32(adapter),
                    ctypes.c_uint32(scl_hz), ctypes.c_uint32(stretch_us))
            if result != -errno.EBUSY:
                break
            self.advance(10000)
        self._check(result)

    def set_input(self, device, name, value):
        with self._lock:
            self._check(self._lib.tw_client_set_input(
                self._client, device.encode(), name.encode(),
                ctypes.c_int32(value)))

    def get_output(self, device, name):
        high = ctypes.c_int()
        with self._lock:
            self._check(self._lib.tw_client_get_output(
                self._client, device.encode(), name.encode(),
                ctypes.byref(high)))
        return bool(high.value)

    def listen(self, bus, addresses):
        array = (ctypes.c_uint16 * len(addresses))(*addresses)
        self._check(self._lib.tw_client_listen(
            self._client, ctypes.c_uint32(bus), array,
            ctypes.c_size_t(len(addresses))))

    def wait(self, timeout_ms):
        """The next event, or None. Negative: for ever."""
        event = Event()
        # In steps, so that the interpreter sees its signals.
        while True:
            step = 200 if timeout_ms < 0 else min(timeout_ms, 200)
            if self._check(self._lib.tw_client_wait(
                    self._client, ctypes.c_int(step), ctypes.byref(event))):
                return event
            if timeout_ms >= 0:
                timeout_ms -= step
                if timeout_ms <= 0:
                    return None

    def answer(self, event, value):
        self._check(self._lib.tw_client_answer(
            self._client, ctypes.c_uint32(event.serial), ctypes.c_uint32(value)))


_client = None
_owner = None


def client():
    """The process's connection for transfers."""
    global _client, _owner
    if _client is None or _owner != os.getpid():
        _client, _owner = Client(), os.getpid()
    return _client


def adapter_of(bus):
    """The controller of a bus that this program is."""
    wanted = os.environ.get("TWOWIRE_ADAPTER")
    for number, its_bus, _ in client().adapters:
        if its_bus == bus and (wanted is None or int(wanted) == number):
            return number
    raise ValueError("no controller on bus %d" % bus)
