# SPDX-License-Identifier: MIT
"""A board whose pins are the wires of the simulated buses: SCL and SDA of the
first, SCL1 and SDA1 of the second, and so on."""
from microcontroller import Pin as _Pin

board_id = "twowire"


def __getattr__(name):
    line, number = name[:3], name[3:]
    if line in ("SCL", "SDA") and (not number or number.isdigit()):
        pin = _Pin(name, int(number or 0), line.lower())
        globals()[name] = pin
        return pin
    raise AttributeError("module 'board' has no attribute '%s'" % name)


SCL = _Pin("SCL", 0, "scl")
SDA = _Pin("SDA", 0, "sda")
SCL1 = _Pin("SCL1", 1, "scl")
SDA1 = _Pin("SDA1", 1, "sda")

_i2c = None


def I2C():
    """The board's bus, always the same object."""
    global _i2c
    import busio
    if _i2c is None or _i2c._deinited:
        _i2c = busio.I2C(SCL, SDA)
    return _i2c


STEMMA_I2C = I2C
