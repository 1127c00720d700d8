# SPDX-License-Identifier: MIT
"""i2ctarget: targets in Python, asked by Debian's i2c-tools and by busio."""
import errno
import shutil
import subprocess
import sys

import board
import busio
import i2cperipheral
import i2ctarget
from tap import Target, equal, raises, run

# Sixteen registers behind an index, in the names of either module.
REGISTERS = """
import board
from %s import %s as Device
registers, index = bytearray(16), 0
with Device(board.SCL, board.SDA, (0x40, 0x41)) as device:
    print("ready", flush=True)
    while True:
        request = device.request()
        if request is None:
            continue
        with request:
            if request.is_read and request.is_restart:
                request.write(registers[index:index + 1])
            elif not request.is_read:
                index = request.read(1)[0]
                value = request.read(1)
                if value:
                    registers[index] = value[0]
"""

# One request of each line of the script: what it saw is printed.
ONE = """
import board, i2ctarget
with i2ctarget.I2CTarget(board.SCL, board.SDA, (0x40, 0x41)) as target:
    print("ready", flush=True)
    while True:
        r = target.request(timeout=0)
"""


def shell(line):
    done = subprocess.run(line, shell=True, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False)
    return done.stdout, done.stderr


def i2c_tools(target):
    with Target(target):
        equal(shell("i2cget -y 1 0x40 0x01"), ("0x00\n", ""))
        equal(shell("i2cset -y 1 0x40 0x01 0xaa"), ("", ""))
        equal(shell("i2cget -y 1 0x40 0x01"), ("0xaa\n", ""))
        equal(shell("i2cget -y 1 0x40 0x02"), ("0x00\n", ""))


def test_i2c_tools_set_and_get_registers_of_an_i2ctarget():
    i2c_tools(REGISTERS % ("i2ctarget", "I2CTarget"))


def test_i2c_tools_set_and_get_registers_of_an_i2cperipheral():
    i2c_tools(REGISTERS % ("i2cperipheral", "I2CPeripheral"))
    wires = board.SCL, board.SDA, (0x40,)
    with i2cperipheral.I2CPeripheral(*wires) as device:
        equal(device.request(-1), None)
        equal(raises(OSError, device.request, 0.001).errno, errno.ETIMEDOUT)


def test_a_request_tells_its_address_and_how_it_began():
    with Target(ONE + """
        with r:
            print(hex(r.address), r.is_read, r.is_restart)
            if r.is_read:
                r.write(b"\\x5a")
                break
            r.read()
"""[1:]) as target, busio.I2C(board.SCL, board.SDA) as i2c:
        i2c.try_lock()
        got = bytearray(1)
        i2c.writeto(0x41, b"")
        i2c.writeto_then_readfrom(0x40, b"\x01", got)
        equal(got, b"\x5a")
        equal(target.lines(), ["0x41 False False", "0x40 False False",
                               "0x40 True True"])


def test_a_request_that_is_closed_is_finished_for_the_program():
    with Target(ONE + """
        with r:
            if r.is_read:
                print(r.write(b"\\x01\\x02"))
                break
            print(*r.read(2))
"""[1:]) as target, busio.I2C(board.SCL, board.SDA) as i2c:
        i2c.try_lock()
        got = bytearray(4)
        equal(raises(OSError, i2c.writeto, 0x40, b"\x07\x08\x09").errno,
              errno.EIO)
        i2c.readfrom_into(0x40, got)
        equal(got, b"\x01\x02\xff\xff")
        equal(target.lines(), ["7 8", "2"])


def test_a_write_counts_the_bytes_that_were_asked_for():
    with Target(ONE + """
        with r:
            print(r.write(b"\\x01\\x02\\x03"))
            break
"""[1:]) as target, busio.I2C(board.SCL, board.SDA) as i2c:
        i2c.try_lock()
        i2c.readfrom_into(0x40, bytearray(2))
        equal(target.lines(), ["2"])


def test_the_last_byte_may_be_left_to_answer():
    with Target(ONE + """
        with r:
            got = r.read(2, ack=False)
            r.ack(got == b"\\x01\\x02")
            print(*got, *r.read())
            if got == b"\\x03\\x04":
                break
"""[1:]) as target, busio.I2C(board.SCL, board.SDA) as i2c:
        i2c.try_lock()
        i2c.writeto(0x40, b"\x01\x02\x05")
        equal(raises(OSError, i2c.writeto, 0x40, b"\x03\x04\x05").errno,
              errno.EIO)
        equal(target.lines(), ["1 2 5", "3 4"])


def test_reading_from_a_read_is_refused_and_so_is_writing_to_a_write():
    with Target(ONE + """
        with r:
            for call in (r.read, r.ack) if r.is_read else \\
                    (lambda: r.write(b"1"),):
                try:
                    call()
                except OSError as e:
                    print(e.errno)
            last = r.is_read
        try:
            r.read()
        except ValueError:
            print("closed")
        if last:
            break
"""[1:]) as target, busio.I2C(board.SCL, board.SDA) as i2c:
        i2c.try_lock()
        i2c.writeto(0x40, b"")
        i2c.readfrom_into(0x40, bytearray(1))
        equal(target.lines(), ["13", "closed", "13", "13", "closed"])


def test_waiting_for_a_request_ends_as_it_is_told():
    with i2ctarget.I2CTarget(board.SCL, board.SDA, (0x40,)) as target:
        equal(target.request(), None)
        equal(target.request(timeout=-1), None)
        equal(raises(OSError, target.request, timeout=0.001).errno,
              errno.ETIMEDOUT)
    raises(ValueError, target.request)


def test_addresses_have_seven_bits_and_there_is_one():
    for bad in ((), (0x80,), (-1,), range(0x20, 0x31)):
        raises(ValueError, i2ctarget.I2CTarget, board.SCL, board.SDA, bad)
    i2ctarget.I2CTarget(board.SCL, board.SDA, range(0x20, 0x30)).deinit()


def test_pins_are_the_targets_until_it_releases_them():
    with i2ctarget.I2CTarget(board.SCL, board.SDA, [0x40], smbus=True):
        raises(ValueError, busio.I2C, board.SCL, board.SDA)
    busio.I2C(board.SCL, board.SDA).deinit()


if not shutil.which("i2cget"):
    print("1..0 # SKIP i2c-tools are not here")
    sys.exit()
sys.exit(run(sys.modules["__main__"]))
