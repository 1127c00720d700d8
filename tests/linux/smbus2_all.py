# SPDX-License-Identifier: MIT
"""Every public name of smbus2's and of python3-smbus' classes is used on
served.json; a name that a newer version adds makes it fail. Expected values are
of the MCP9808's data sheet (registers 6 and 7 are 0x0054 and 0x0400) and of what
a memory was written before."""
import sys
import time

import smbus
from smbus2 import I2cFunc, SMBus, i2c_msg

ROM, TEMP, SMB, NOBODY = 0x50, 0x18, 0x20, 0x51


class Watched:
    """A bus, and the names that have been used of it."""

    def __init__(self, bus):
        object.__setattr__(self, "bus", bus)
        object.__setattr__(self, "used", set())

    def __getattr__(self, name):
        self.used.add(name)
        return getattr(self.bus, name)

    def __setattr__(self, name, value):
        self.used.add(name)
        setattr(self.bus, name, value)


def left_out(*watched):
    return [name for name in dir(watched[0].bus) if not name.startswith("_")
            and all(name not in w.used for w in watched)]


def errno_of(call, *args):
    try:
        call(*args)
    except OSError as error:
        return error.errno
    return 0


def words_and_bytes(bus):
    assert bus.read_word_data(TEMP, 6) == 0x5400
    bus.write_word_data(TEMP, 2, 0x9001)
    assert bus.read_word_data(TEMP, 2) == 0x9001
    bus.write_byte_data(ROM, 0x10, 0xA5)
    time.sleep(0.01)
    assert bus.read_byte_data(ROM, 0x10) == 0xA5
    bus.write_byte(ROM, 0x10)
    assert bus.read_byte(ROM) == 0xA5
    bus.write_quick(ROM)
    assert errno_of(bus.write_quick, NOBODY) == 6
    assert errno_of(bus.read_byte, NOBODY) == 6


def blocks(bus):
    bus.write_i2c_block_data(ROM, 0x20, [1, 2, 3, 4])
    time.sleep(0.01)
    assert bus.read_i2c_block_data(ROM, 0x20, 4) == [1, 2, 3, 4]
    bus.write_block_data(ROM, 0x28, [7, 8, 9])
    time.sleep(0.01)
    assert bus.read_block_data(ROM, 0x28) == [7, 8, 9]


def calls(bus):
    """A memory's pointer goes on behind what a call writes."""
    bus.write_i2c_block_data(ROM, 0x42, [0x78, 0x56])
    time.sleep(0.01)
    assert bus.process_call(ROM, 0x40, 0x0101) == 0x5678
    bus.write_i2c_block_data(ROM, 0x4A, [2, 0x68, 0x69])
    time.sleep(0.01)
    assert bus.block_process_call(ROM, 0x48, [0x71]) == [0x68, 0x69]


def checked(bus):
    bus.pec = 1
    bus.write_word_data(SMB, 3, 0xBEEF)
    assert bus.read_word_data(SMB, 3) == 0xBEEF
    assert errno_of(bus.read_byte_data, ROM, 0x20) == 74 # EBADMSG
    bus.pec = 0


def messages(bus):
    write, read = i2c_msg.write(TEMP, [7]), i2c_msg.read(TEMP, 2)
    bus.i2c_rdwr(write, read)
    assert list(read) == [0x04, 0x00] and len(read) == 2
    assert bytes(read) == b"\x04\x00"
    write = i2c_msg.write(ROM, b"\x60hello")
    bus.i2c_rdwr(write)
    time.sleep(0.01)
    read = i2c_msg.read(ROM, 5)
    bus.i2c_rdwr(i2c_msg.write(ROM, [0x60]), read)
    assert "".join(map(chr, read)) == "hello"
    assert (read.addr, read.flags, read.len) == (ROM, 1, 5)
    assert read.buf.contents.value == b"h"
    assert str(read) == "hello" and repr(read) == "i2c_msg(80,1,b'hello')"
    assert errno_of(bus.i2c_rdwr, i2c_msg.read(NOBODY, 1)) == 6


def main():
    with SMBus(1) as bus:
        one = Watched(bus)
        assert one.funcs & I2cFunc.I2C
        assert one.funcs & I2cFunc.SMBUS_BLOCK_PROC_CALL
        words_and_bytes(one)
        blocks(one)
        calls(one)
        one.enable_pec(True)
        assert one.pec
        one.enable_pec(False)
        checked(one)
        messages(one)
        assert one.read_word_data(TEMP, 7, force=True) == 0x0004
        assert (one.address, one.fd >= 0) == (TEMP, True)
        assert not one.force
    two = Watched(SMBus())
    two.open("/dev/i2c-5")
    assert two.read_word_data(TEMP, 7) == 0x0004
    two.close()
    assert errno_of(SMBus, 6) == 2
    assert left_out(one, two) == []
    old = Watched(smbus.SMBus())
    old.open(1)
    words_and_bytes(old)
    blocks(old)
    checked(old)
    old.process_call(ROM, 0x40, 0x0101)  # it does not say what came back
    assert old.block_process_call(ROM, 0x48, [0x71]) == [0x68, 0x69]
    old.close()
    assert left_out(old) == []
    print("all held")


sys.exit(main())
