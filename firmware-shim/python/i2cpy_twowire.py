# SPDX-License-Identifier: MIT
"""i2cpy's driver "twowire" (I2CPY_DRIVER=twowire, or driver="twowire").

ids are those that its driver ch341 takes: None, a number, or a path that ends
in the number, as "/dev/ch34x_pis0". The number is that of the bus, from 0.
"/dev/i2c-1" is a controller, as Linux's programs call it. As ch341 does it takes
any frequency; SCL is no faster than 1 MHz.
"""
import os
import re

import _twowire
from i2cpy.driver.abc import (I2CDriverBase, i2c_addr_byte,
                              memaddr_to_bytes, to_buffer)
from i2cpy.errors import I2COperationFailedError


FASTEST_HZ = 1000000


def _address(addr):
    """Of a number, or of a buffer's first byte."""
    return i2c_addr_byte(addr)[0] >> 1


class TwoWire(I2CDriverBase):
    def __init__(self, id=None, *, freq=400000):
        self._id = id
        self._freq = min(max(int(freq), 1), FASTEST_HZ)
        self._adapter = None

    def _find(self):
        if self._id is None or isinstance(self._id, int):
            return _twowire.adapter_of(self._id or 0)
        path = re.fullmatch(r"/dev/(ch34x_pis|i2c-)(0|[1-9][0-9]*)", str(self._id))
        if not path:
            raise ValueError("no such device")
        number = int(path.group(2))
        if path.group(1) == "ch34x_pis":
            return _twowire.adapter_of(number)
        if all(a[0] != number for a in _twowire.client().adapters):
            raise ValueError("no such device")
        return number

    def init(self):
        try:
            self._adapter = self._find()
            _twowire.client().configure(self._adapter, self._freq)
        except (ValueError, OSError) as e:
            raise I2COperationFailedError("open %s" % (self._id,),
                                          str(e)) from e

    def deinit(self):
        self._adapter = None

    def _transfer(self, operation, messages):
        if self._adapter is None:
            raise I2COperationFailedError(operation, "not initialised")
        _, error = _twowire.client().transfer(self._adapter, messages)
        if error:
            raise I2COperationFailedError(operation, os.strerror(error))

    def readfrom_into(self, addr, buf):
        self._transfer("readfrom_into",
                       [(_address(addr), _twowire.READ, buf)])

    def writeto(self, addr, buf):
        self._transfer("writeto",
                       [(_address(addr), 0, bytes(to_buffer(buf)))])

    def readfrom_mem_into(self, addr, memaddr, buf, *, addrsize=8):
        addr, memaddr = _address(addr), memaddr_to_bytes(memaddr, addrsize)
        self._transfer("readfrom_mem_into", [(addr, 0, bytes(memaddr)),
                                             (addr, _twowire.READ, buf)])

    def check_device(self, addr):
        if self._adapter is None:
            raise I2COperationFailedError("check_device", "not initialised")
        return not _twowire.client().transfer(self._adapter,
                                              [(_address(addr), 0, b"")])[1]

    def supports_scan(self):
        return True


def driver_class():
    return TwoWire
