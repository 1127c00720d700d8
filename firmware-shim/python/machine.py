# SPDX-License-Identifier: MIT
"""MicroPython's machine.I2C, SoftI2C, Pin and I2CTarget on a simulated bus.

A bus is named by its number (I2C(0), I2C(1)); pins alone are the first bus,
whatever their numbers, unless Pin.wire() has said otherwise.
"""
import errno
import os
import threading

import _twowire


class Pin:
    """A pin of the chip that the program believes it runs on."""

    IN, OUT, OPEN_DRAIN = 0, 1, 2
    PULL_UP, PULL_DOWN = 1, 2

    def __init__(self, id, mode=-1, pull=-1, *, value=None, drive=0, alt=-1):
        self.id = id
        self._value = value

    def __repr__(self):
        return "Pin(%s)" % (self.id,)


def _pin(pin, name):
    if pin is not None and not isinstance(pin, Pin):
        raise TypeError("%s: expected a Pin" % name)
    return pin


class _I2C:
    """What the hardware's and the software's I2C have in common."""

    def _begin(self, bus, freq, timeout_us):
        self._bus = bus
        self._adapter = _twowire.adapter_of(bus)
        _twowire.client().configure(self._adapter, int(freq), int(timeout_us))

    def _transfer(self, messages):
        done, error = _twowire.client().transfer(self._adapter, messages)
        if error == errno.ENXIO:
            error = errno.ENODEV  # an address that nobody acknowledged
        # What a target does not acknowledge of a write is no error: the
        # number of those that it did is the result.
        if error and not (error == errno.EIO and not messages[-1][1]):
            raise OSError(error, os.strerror(error))
        return done

    def scan(self):
        """Addresses from 0x08 to 0x77 that acknowledge a write of nothing."""
        found = []
        for addr in range(0x08, 0x78):
            if not _twowire.client().transfer(self._adapter,
                                              [(addr, 0, b"")])[1]:
                found.append(addr)
        return found

    def readfrom(self, addr, nbytes, stop=True, /):
        buf = bytearray(nbytes)
        self.readfrom_into(addr, buf, stop)
        return bytes(buf)

    def readfrom_into(self, addr, buf, stop=True, /):
        if stop and not self._held:
            self._transfer([(addr, _twowire.READ, buf)])
            return
        self._step(_twowire.START)
        if not self._step(_twowire.WRITE_BYTE, addr << 1 | 1):
            self._end()
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
        self._take(buf, True)
        if stop:
            self._end()

    def writeto(self, addr, buf, stop=True, /):
        """How many bytes were acknowledged."""
        if stop and not self._held:
            return self._transfer([(addr, 0, bytes(buf))])[0]
        self._step(_twowire.START)
        if not self._step(_twowire.WRITE_BYTE, addr << 1):
            self._end()
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
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
        result = _twowire.client().operate(self._adapter, operation, value)
        self._held = operation != _twowire.STOP_BIT
        return result

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
        pass


class I2C(_I2C):
    """A controller in hardware."""

    def __init__(self, id=-1, *, scl=None, sda=None, freq=400000,
                 timeout=50000):
        self.init(id, scl=scl, sda=sda, freq=freq, timeout=timeout)

    def init(self, id=-1, *, scl=None, sda=None, freq=400000, timeout=50000):
        _pin(scl, "scl")
        _pin(sda, "sda")
        self._id = id
        self._freq = freq
        self._begin(max(id, 0), freq, timeout)

    def __repr__(self):
        return "I2C(%d, freq=%d)" % (max(self._id, 0), self._freq)


class SoftI2C(_I2C):
    """A controller in software, with its steps one by one."""

    def __init__(self, scl, sda, *, freq=400000, timeout=50000):
        _pin(scl, "scl")
        _pin(sda, "sda")
        self._freq = freq
        self._begin(0, freq, timeout)

    def __repr__(self):
        return "SoftI2C(freq=%d)" % self._freq

    def start(self):
        self._step(_twowire.START)

    def stop(self):
        self._end()

    def readinto(self, buf, nack=True, /):
        self._take(buf, nack)

    def write(self, buf):
        """How many bytes were acknowledged."""
        return self._give(buf)


class I2CTarget:
    """A memory that a controller reads and writes, served by a thread."""

    IRQ_ADDR_MATCH_READ, IRQ_ADDR_MATCH_WRITE = 1, 2
    IRQ_READ_REQ, IRQ_WRITE_REQ = 4, 8
    IRQ_END_READ, IRQ_END_WRITE = 16, 32

    def __init__(self, id=0, addr=None, *, addrsize=7, mem=None,
                 mem_addrsize=8, scl=None, sda=None):
        if addr is None or addrsize != 7 or not 0x08 <= addr <= 0x77:
            raise ValueError("addr: expected a 7-bit address")
        if mem_addrsize not in (0, 8, 16, 24, 32):
            raise ValueError("invalid mem_addrsize")
        self._mem = memoryview(mem if mem is not None else bytearray(0))
        self._n_addr = mem_addrsize // 8
        self.memaddr = 0
        self._handler, self._trigger, self._flags = None, 0, 0
        self._client = _twowire.Client()
        self._client.listen(id, [addr])
        self._running = True
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def deinit(self):
        self._running = False
        self._thread.join()
        self._client.close()

    def irq(self, handler=None, trigger=IRQ_END_READ | IRQ_END_WRITE,
            hard=False):
        self._handler, self._trigger = handler, trigger
        return self

    def flags(self):
        return self._flags

    def _tell(self, flag):
        if self._handler and self._trigger & flag:
            self._flags = flag
            self._handler(self)

    def _serve(self):
        pointer, addr_left, reading, said = 0, 0, False, None
        while self._running:
            try:
                e = self._client.wait(50)
            except OSError:
                return
            if e is None:
                continue
            if e.event == _twowire.ADDRESS:
                reading = bool(e.value & _twowire.FOR_READ)
                if not reading:
                    addr_left, said = self._n_addr, 0
                self._tell(self.IRQ_ADDR_MATCH_READ if reading
                           else self.IRQ_ADDR_MATCH_WRITE)
                self._client.answer(e, 1)
            elif e.event == _twowire.WRITE:
                self._client.answer(e, 1)
                if addr_left:
                    said = said << 8 | e.value
                    addr_left -= 1
                    if not addr_left:
                        pointer = self.memaddr = said
                elif len(self._mem):
                    self._tell(self.IRQ_WRITE_REQ)
                    self._mem[pointer % len(self._mem)] = e.value
                    pointer += 1
            elif e.event == _twowire.READ_BYTE:
                self._tell(self.IRQ_READ_REQ)
                size = len(self._mem)
                self._client.answer(e, self._mem[pointer % size] if size
                                    else 0xff)
            elif e.event == _twowire.SENT:
                pointer += 1
            elif e.event in (_twowire.STOP, _twowire.RESTART):
                self._tell(self.IRQ_END_READ if reading
                           else self.IRQ_END_WRITE)
