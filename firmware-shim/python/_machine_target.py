# SPDX-License-Identifier: MIT
"""MicroPython's machine.I2CTarget on a simulated bus.

A thread serves it; that is where the handler is called, as an interrupt would
call it, while SCL is held. 10-bit addresses are left out.
"""
import threading

import _twowire
from _machine_pin import bus_of

_AS_IT_IS = object()
_IDLE, _CALLED, _ADDRESSED, _READ, _WRITTEN = range(5)


class _Irq:
    """What irq() returns."""

    def __init__(self, target):
        self._target = target
        self._handler, self._trigger, self._flags = None, 0, 0

    def flags(self):
        return self._flags

    def trigger(self, trigger=None):
        old = self._trigger
        if trigger is not None:
            self._trigger, self._flags = trigger, 0
        return old

    def __call__(self):
        if self._handler:
            self._handler(self._target)

    def _tell(self, flag):
        """Was there a handler for it?"""
        if not self._handler or not self._trigger & flag:
            return False
        self._flags = flag
        self()
        return True


class I2CTarget:
    """A memory that a controller reads and writes, or whatever the handler
    makes of it."""

    IRQ_ADDR_MATCH_READ, IRQ_ADDR_MATCH_WRITE = 1, 2
    IRQ_READ_REQ, IRQ_WRITE_REQ = 4, 8
    IRQ_END_READ, IRQ_END_WRITE = 16, 32
    _HARD = 15

    def __init__(self, id=-1, addr=None, *, addrsize=7, mem=None,
                 mem_addrsize=8, scl=None, sda=None):
        if addrsize != 7:
            raise ValueError("addrsize: 7 is all that is simulated")
        if addr is None or not 0 <= addr <= 0x7f:
            raise ValueError("addr: expected an address of 7 bits")
        if mem_addrsize not in (0, 8, 16, 24, 32):
            raise ValueError("mem_addrsize must be 0, 8, 16, 24 or 32")
        self._mem = None if mem is None else memoryview(mem).cast("B")
        if self._mem is not None and (self._mem.readonly or not self._mem):
            raise ValueError("mem: expected bytes that can be written to")
        self._n_addr = mem_addrsize // 8
        self.memaddr = 0
        self._irq = _Irq(self)
        self._state, self._at, self._addr_left = _IDLE, 0, 0
        self._received, self._reply = None, None
        bus = bus_of(id, scl, sda)
        self._client = _twowire.Client()
        self._client.listen(bus, [addr])
        self._running = True
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def deinit(self):
        if not self._running:
            return
        self._running = False
        if threading.current_thread() is not self._thread:
            self._thread.join()
        self._client.close()

    def irq(self, handler=_AS_IT_IS, trigger=IRQ_END_READ | IRQ_END_WRITE,
            hard=False):
        """Without arguments: what has been set."""
        if handler is _AS_IT_IS:
            return self._irq
        if trigger & self._HARD and not hard:
            raise ValueError("hard IRQ required")
        self._irq._handler = None
        self._irq._trigger, self._irq._flags = trigger, 0
        self._irq._handler = handler
        return self._irq

    def readinto(self, buf):
        """The byte that has been written; how many that is."""
        if self._received is None or not len(buf):
            return 0
        buf[0], self._received = self._received, None
        return 1

    def write(self, buf):
        """Answers a read with the first byte of buf; how many that is."""
        if not len(buf):
            return 0
        self._reply = buf[0]
        return 1

    # --- what the thread does -------------------------------------------

    def _serve(self):
        handlers = {
            _twowire.ADDRESS: self._addressed,
            _twowire.WRITE: self._written,
            _twowire.READ_BYTE: self._wanted,
            _twowire.STOP: self._ended,
            _twowire.RESTART: self._ended,
        }
        while self._running:
            try:
                event = self._client.wait(50)
                answer = None
                if event is not None and event.event in handlers:
                    answer = handlers[event.event](event.value)
                if answer is not None:
                    self._client.answer(event, answer)
            except ConnectionResetError:
                return

    def _ended(self, _=None):
        state, self._state = self._state, _IDLE
        if state == _READ:
            self._irq._tell(self.IRQ_END_READ)
        elif state in (_CALLED, _WRITTEN):
            self._irq._tell(self.IRQ_END_WRITE)

    def _addressed(self, value):
        read = value & _twowire.FOR_READ
        self._irq._tell(self.IRQ_ADDR_MATCH_READ if read
                        else self.IRQ_ADDR_MATCH_WRITE)
        self._state = _IDLE if read else _CALLED
        return 1

    def _written(self, byte):
        self._received = byte
        self._irq._tell(self.IRQ_WRITE_REQ)
        if self._mem is None:
            self._state = _WRITTEN
            return 1
        if self._state == _CALLED:
            self._state = _ADDRESSED
            self._at, self._addr_left = 0, self._n_addr
        if self._state == _ADDRESSED and self._addr_left:
            self._at = self._at << 8 | byte
            self._addr_left -= 1
            if not self._addr_left:
                self._select()
            return 1
        self._state = _WRITTEN
        self._mem[self._at] = byte
        self._at = (self._at + 1) % len(self._mem)
        return 1

    def _select(self):
        self._at %= len(self._mem)
        self.memaddr = self._at

    def _wanted(self, _):
        self._reply = None
        self._irq._tell(self.IRQ_READ_REQ)
        if self._mem is None:
            self._state = _READ
            return 0 if self._reply is None else self._reply
        if self._state == _ADDRESSED:
            self._select()  # fewer bytes of it came
        self._state = _READ
        byte = self._mem[self._at]
        self._at = (self._at + 1) % len(self._mem)
        return byte
