# SPDX-License-Identifier: MIT
"""MicroPython's machine.Pin: a pin of the chip that the program believes it runs
on.

A name of a bus's wire ("SCL", "SDA1") tells I2C which bus is meant; a pin of
twowire.pin() is wired to that device's. To all others nothing is wired: an input
is what its pull makes of it.

Left out: other people's wires on a pin; changes that a device makes call no
interrupt handler, those that the program makes do.
"""
import re

import microcontroller

_AS_IT_IS = -1
_states = {}  # of pins, which all objects of the same id share


class _State:
    def __init__(self):
        self.mode, self.pull, self.drive, self.level = None, None, 0, 0
        self.irq = None


class _Irq:
    """What irq() returns."""

    def __init__(self):
        self._handler, self._trigger, self._flags, self._pin = None, 0, 0, None

    def _set(self, pin, handler, trigger):
        self._pin, self._handler, self._trigger = pin, handler, trigger

    def flags(self):
        return self._flags

    def trigger(self, trigger=None):
        old = self._trigger
        if trigger is not None:
            self._trigger = trigger
        return old

    def __call__(self):
        if self._handler:
            self._handler(self._pin)

    def _happened(self, events):
        if self._handler and events & self._trigger:
            self._flags = events & self._trigger
            self()


class Pin:
    IN, OUT, OPEN_DRAIN, ALT, ALT_OPEN_DRAIN, ANALOG = range(6)
    PULL_UP, PULL_DOWN = 1, 2
    DRIVE_0, DRIVE_1, DRIVE_2 = range(3)
    IRQ_LOW_LEVEL, IRQ_HIGH_LEVEL, IRQ_FALLING, IRQ_RISING = 1, 2, 4, 8

    def __init__(self, id, mode=-1, pull=-1, *, value=None, drive=0, alt=-1):
        self._id = id
        self._state = _states.setdefault(repr(id), _State())
        self.init(mode, pull, value=value, drive=drive, alt=alt)

    def __repr__(self):
        return "Pin(%s)" % (self._id,)

    def init(self, mode=-1, pull=-1, *, value=None, drive=0, alt=-1):
        """What is given is set, the rest stays."""
        state = self._state
        if mode != _AS_IT_IS:
            state.mode = mode
        if pull != _AS_IT_IS:
            state.pull = pull
        if drive:
            state.drive = drive
        if value is not None:
            state.level = int(bool(value))
        self._put()

    def _outputs(self):
        return self._state.mode in (Pin.OUT, Pin.OPEN_DRAIN)

    def _wired(self):
        """The device's pin, if it is one."""
        return isinstance(self._id, microcontroller.Pin) and \
            hasattr(self._id, "drive")

    def _put(self):
        if self._outputs() and self._wired():
            self._id.drive(self._state.level)

    def value(self, *x):
        state = self._state
        if x:
            self._set(int(bool(x[0])))
            return None
        released = state.mode == Pin.OPEN_DRAIN and state.level
        if self._wired() and (released or not self._outputs()):
            return int(self._id.read())
        if state.mode == Pin.IN:
            return int(state.pull == Pin.PULL_UP)
        return state.level

    __call__ = value

    def _set(self, level):
        state, before = self._state, self._state.level
        state.level = level
        if not self._outputs():
            return
        self._put()
        events = Pin.IRQ_HIGH_LEVEL if level else Pin.IRQ_LOW_LEVEL
        if level != before:
            events |= Pin.IRQ_RISING if level else Pin.IRQ_FALLING
        if state.irq:
            state.irq._happened(events)

    def on(self):
        self._set(1)

    def off(self):
        self._set(0)

    high, low = on, off

    def toggle(self):
        self._set(1 - self._state.level)

    def mode(self, *mode):
        if not mode:
            return self._state.mode
        return self.init(mode[0])

    def pull(self, *pull):
        if not pull:
            return self._state.pull
        return self.init(-1, pull[0])

    def drive(self, *drive):
        if not drive:
            return self._state.drive
        self._state.drive = drive[0]
        return None

    def irq(self, handler=None, trigger=IRQ_FALLING | IRQ_RISING, *,
            priority=1, wake=None, hard=False):
        if self._state.irq is None:
            self._state.irq = _Irq()
        self._state.irq._set(self, handler, trigger)
        return self._state.irq

    def _bus(self, line):
        name = re.fullmatch(line + r"(\d*)", str(self._id), re.IGNORECASE)
        return int(name.group(1) or 0) if name else 0


def bus_of(id, scl, sda):
    """The bus of that number, or of those pins, else the first."""
    buses = set()
    for pin, line in ((scl, "SCL"), (sda, "SDA")):
        if pin is not None and not isinstance(pin, Pin):
            raise TypeError("%s: expected a Pin" % line.lower())
        if pin is not None:
            buses.add(pin._bus(line))
    if id >= 0:
        return id
    if len(buses) > 1:
        raise ValueError("scl and sda are wires of different buses")
    return buses.pop() if buses else 0
