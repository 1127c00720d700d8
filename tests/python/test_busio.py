# SPDX-License-Identifier: MIT
"""busio, bitbangio and what stands on them, as CircuitPython documents them;
what devices answer is from their data sheets."""
import array
import errno
import sys

import adafruit_bus_device.i2c_device
from adafruit_bus_device import spi_device
import bitbangio
import board
import busio
import digitalio
import microcontroller
import twowire
from tap import Target, equal, raises, run

MANUFACTURER, AMBIENT = 0x06, 0x05  # registers of the MCP9808


def locked(kind=busio.I2C, scl=board.SCL, sda=board.SDA, **kwargs):
    i2c = kind(scl, sda, **kwargs)
    assert i2c.try_lock()
    return i2c


def test_a_scan_finds_what_is_there():
    with locked() as i2c:
        equal(i2c.scan(), [0x18, 0x50])


def test_pins_of_the_second_bus_reach_it():
    with busio.I2C(board.SCL1, board.SDA1) as i2c:
        i2c.try_lock()
        equal(i2c.scan(), [0x68])


def test_nothing_moves_without_the_lock():
    with busio.I2C(board.SCL, board.SDA) as i2c:
        one = bytearray(1)
        for call in (i2c.scan, lambda: i2c.probe(0x18),
                     lambda: i2c.readfrom_into(0x18, one),
                     lambda: i2c.writeto(0x18, one),
                     lambda: i2c.writeto_then_readfrom(0x18, one, one)):
            equal(str(raises(RuntimeError, call)), "Function requires lock")


def test_the_lock_is_had_once():
    with busio.I2C(board.SCL, board.SDA) as i2c:
        equal([i2c.try_lock(), i2c.try_lock()], [True, False])
        i2c.unlock()
        equal(i2c.try_lock(), True)


def test_a_register_is_read_behind_a_repeated_start():
    with locked() as i2c:
        got = bytearray(2)
        i2c.writeto_then_readfrom(0x18, bytes([MANUFACTURER]), got)
        equal(got, b"\x00\x54")
        i2c.writeto_then_readfrom(0x18, bytes([AMBIENT]), got)
        equal((got[0] << 8 | got[1]) & 0x1fff, round(25.5 * 16))


def test_slices_are_those_of_python():
    with locked() as i2c:
        i2c.writeto(0x50, b"..\x10\xde\xad\xbe\xef..", start=2, end=-2)
        twowire.sleep(0.005)  # the write cycle
        got = bytearray(b"________")
        i2c.writeto_then_readfrom(0x50, b"\x00\x10\x00", got, out_start=1,
                                  out_end=2, in_start=2, in_end=6)
        equal(got, b"__\xde\xad\xbe\xef__")
        i2c.writeto(0x50, b"\x11")
        i2c.readfrom_into(0x50, got, start=6)
        equal(got, b"__\xde\xad\xbe\xef\xad\xbe")


def test_slices_of_wide_elements_count_elements():
    with locked() as i2c:
        i2c.writeto(0x50, b"\x20\x01\x02\x03\x04")
        twowire.sleep(0.005)
        got = array.array("H", [0, 0, 0])
        i2c.writeto(0x50, b"\x20")
        i2c.readfrom_into(0x50, got, start=1, end=3)
        equal(got.tobytes(), b"\0\0\x01\x02\x03\x04")


def test_in_and_out_may_be_the_same_buffer():
    with locked() as i2c:
        both = bytearray([MANUFACTURER, 0xff])
        i2c.writeto_then_readfrom(0x18, both, both, out_end=1)
        equal(both, b"\x00\x54")


def test_at_least_one_byte_is_read_and_none_may_be_written():
    with locked() as i2c:
        raises(ValueError, i2c.readfrom_into, 0x18, bytearray(0))
        raises(ValueError, i2c.readfrom_into, 0x18, bytearray(4), start=4)
        raises(ValueError, i2c.writeto_then_readfrom, 0x18, b"\x06",
               bytearray(0))
        raises(TypeError, i2c.readfrom_into, 0x18, b"constant")
        i2c.writeto(0x18, b"")


def test_an_address_that_nobody_has_is_no_device():
    with locked() as i2c:
        for call in (lambda: i2c.writeto(0x19, b""),
                     lambda: i2c.readfrom_into(0x19, bytearray(1))):
            equal(raises(OSError, call).errno, errno.ENODEV)
        equal(i2c.probe(0x19), False)


def test_a_byte_that_is_refused_is_an_io_error():
    with locked() as i2c, Target("""
import board, i2ctarget
with i2ctarget.I2CTarget(board.SCL, board.SDA, (0x40,)) as t:
    print("ready", flush=True)
    with t.request(timeout=0) as r:
        print(*r.read(1))
""") as target:
        equal(raises(OSError, i2c.writeto, 0x40, b"\x01\x02").errno, errno.EIO)
        equal(target.lines(), ["1"])


def test_what_is_deinitialized_is_of_no_use():
    i2c = busio.I2C(board.SCL, board.SDA)
    i2c.deinit()
    i2c.deinit()
    for call in (i2c.try_lock, i2c.unlock, i2c.scan):
        assert "deinitialized" in str(raises(ValueError, call))


def test_pins_are_one_objects_until_it_releases_them():
    with busio.I2C(board.SCL, board.SDA):
        equal(str(raises(ValueError, busio.I2C, board.SCL, board.SDA)),
              "SCL in use")
        raises(ValueError, bitbangio.I2C, board.SCL, board.SDA)
        busio.I2C(board.SCL1, board.SDA1).deinit()
    busio.I2C(board.SCL, board.SDA).deinit()


def test_pins_are_the_two_wires_of_a_bus():
    raises(ValueError, busio.I2C, board.SDA, board.SCL)
    raises(ValueError, busio.I2C, board.SCL, board.SDA1)
    raises(TypeError, busio.I2C, 5, 4)
    raises(ValueError, busio.I2C, board.SCL7, board.SDA7)
    raises(AttributeError, getattr, board, "D13")
    assert isinstance(board.SCL, microcontroller.Pin)


def test_frequencies_are_positive_and_up_to_a_megahertz():
    for hz in (0, -1, 1000001):
        raises(ValueError, busio.I2C, board.SCL, board.SDA, frequency=hz)
    with locked(frequency=1000000) as i2c:
        equal(i2c.probe(0x50), True)


def test_the_board_has_one_bus():
    i2c = board.I2C()
    assert board.I2C() is i2c and board.STEMMA_I2C() is i2c
    i2c.deinit()
    assert board.I2C() is not i2c
    board.I2C().deinit()


def test_a_device_locks_its_bus_while_it_is_used():
    device = adafruit_bus_device.i2c_device.I2CDevice
    with busio.I2C(board.SCL, board.SDA) as i2c:
        equal(str(raises(ValueError, device, i2c, 0x19)),
              "No I2C device at address: 0x19")
        device(i2c, 0x19, probe=False)
        sensor, got = device(i2c, 0x18), bytearray(2)
        with sensor as d:
            equal(i2c.try_lock(), False)
            d.write(bytes([MANUFACTURER]))
            d.readinto(got)
            equal(got, b"\x00\x54")
            d.write_then_readinto(b"\x07", got, in_end=1)
            equal(got, b"\x04\x54")
        equal(i2c.try_lock(), True)


# The target takes 20 us for each answer, and holds SCL as long.
HOLDING = """
import board, i2ctarget
with i2ctarget.I2CTarget(board.SCL2, board.SDA2, (0x40,)) as t:
    print("ready", flush=True)
    while True:
        r = t.request()
        if r:
            with r:
                r.read()
"""


def test_only_bitbangio_gives_up_on_a_held_clock():
    wires = board.SCL2, board.SDA2
    with Target(HOLDING):
        with locked(busio.I2C, *wires, timeout=10) as i2c:
            i2c.writeto(0x40, b"\x01")
        for timeout in (1, 10, 15):
            with locked(bitbangio.I2C, *wires, timeout=timeout) as i2c:
                raises(TimeoutError, i2c.writeto, 0x40, b"\x01")
        with locked(bitbangio.I2C, *wires, timeout=20) as i2c:
            i2c.writeto(0x40, b"\x01")
        with locked(bitbangio.I2C, *wires) as i2c:
            i2c.writeto(0x40, b"\x01")


def test_inputs_and_outputs_of_devices_are_reached():
    twowire.set_input("temp", "temp_mC", -1000)
    twowire.sleep(0.3)
    with locked() as i2c:
        got = bytearray(2)
        i2c.writeto_then_readfrom(0x18, bytes([AMBIENT]), got)
        equal((got[0] << 8 | got[1]) & 0x1fff, 0x2000 - 16)
    equal(twowire.get_output("temp", "ALERT"), True)
    raises(ValueError, twowire.set_input, "nobody", "temp_mC", 0)
    raises(ValueError, twowire.get_output, "temp", "nothing")


def test_pins_of_devices_are_read_and_driven():
    alert = digitalio.DigitalInOut(twowire.pin("temp", "ALERT"))
    equal(alert.value, True)
    with locked() as i2c:
        # MCP9808 data sheet, register 5-2: alert output on, active low; TUPPER
        # and TCRIT of 0 C are exceeded.
        twowire.set_input("temp", "temp_mC", 25000)
        i2c.writeto(0x18, b"\x01\x00\x08")
        twowire.sleep(0.3)
    equal(alert.value, False)
    raises(AttributeError, setattr, alert, "value", True)
    alert.deinit()
    raises(ValueError, lambda: alert.value)
    square = digitalio.DigitalInOut(twowire.pin("temp", "nothing"))
    raises(ValueError, square.switch_to_output, True)
    raises(ValueError, digitalio.DigitalInOut, board.SCL)


def test_there_is_nothing_but_i2c():
    raises(NotImplementedError, busio.SPI, board.SCL)
    raises(NotImplementedError, busio.UART, board.SCL)
    raises(NotImplementedError, spi_device.SPIDevice, None)


sys.exit(run(sys.modules["__main__"]))
