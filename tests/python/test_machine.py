# SPDX-License-Identifier: MIT
"""machine, as MicroPython documents it."""
import errno
import subprocess
import sys

import twowire
from machine import I2C, I2CTarget, Pin, SoftI2C
from tap import Target, equal, raises, run

SENSOR, AMBIENT, RESOLUTION = 24, 5, 8


def celsius(data):
    value = (data[0] << 8 | data[1]) & 0x1fff
    return (value - 0x2000 if value & 0x1000 else value) / 16


def test_a_scan_gives_addresses():
    equal(I2C(scl=Pin(5), sda=Pin(4)).scan(), [0x18, 0x50])
    equal(SoftI2C(Pin(5), Pin(4), freq=100000).scan(), [0x18, 0x50])


def test_a_bus_is_named_by_number_or_by_its_pins():
    equal(I2C(1).scan(), [0x68])
    equal(SoftI2C(Pin("SCL1"), Pin("SDA1")).scan(), [0x68])
    raises(ValueError, I2C, 9)
    for freq in (-5, (1 << 32) + 100000, 1000001):
        error = raises(ValueError, I2C, 0, freq=freq)
        assert str(freq) in str(error), error
    raises(ValueError, SoftI2C, Pin("SCL1"), Pin("SDA"))
    raises(TypeError, SoftI2C, 5, 4)


def test_a_thermometer_is_read_and_its_resolution_set():
    # MCP9808 data sheet, 5.2.4: resolution 0 is 0.5 C, 3 is 0.0625 C.
    i2c = I2C()
    twowire.set_input("temp", "temp_mC", 21438)
    twowire.sleep(0.3)
    equal(celsius(i2c.readfrom_mem(SENSOR, AMBIENT, 2)), 21.4375)
    data = bytearray(2)
    equal(i2c.readfrom_mem_into(SENSOR, AMBIENT, data), None)
    equal(celsius(data), 21.4375)
    equal(i2c.writeto_mem(SENSOR, RESOLUTION, b"\x00"), None)
    twowire.sleep(0.3)
    equal(celsius(i2c.readfrom_mem(SENSOR, AMBIENT, 2)) % 0.5, 0)
    i2c.writeto_mem(SENSOR, RESOLUTION, b"\x03")
    twowire.sleep(0.3)
    equal(celsius(i2c.readfrom_mem(SENSOR, AMBIENT, 2)), 21.4375)


def test_devices_without_registers_are_written_and_read():
    i2c = I2C()
    equal(i2c.writeto(0x50, b"\x00abc"), 4)
    twowire.sleep(0.005)
    equal(i2c.writeto(0x50, b"\x00"), 1)
    equal(i2c.readfrom(0x50, 3), b"abc")
    got = bytearray(2)
    i2c.writeto(0x50, b"\x01")
    equal(i2c.readfrom_into(0x50, got), None)
    equal(got, b"bc")
    equal(i2c.writevto(0x50, (b"\x10", b"", bytearray(b"de"))), 3)
    twowire.sleep(0.005)
    equal(i2c.readfrom_mem(0x50, 0x10, 2), b"de")


def test_without_stop_the_next_transfer_is_a_repeated_start():
    i2c = I2C()
    i2c.writeto_mem(0x50, 0x20, b"xyz")
    twowire.sleep(0.005)
    equal(i2c.writeto(0x50, b"\x21", False), 1)
    equal(i2c.readfrom(0x50, 2), b"yz")
    i2c.writeto(0x50, b"\x20", False)
    equal(i2c.readfrom(0x50, 1, False), b"x")
    equal(i2c.readfrom_mem(0x50, 0x22, 1), b"z")
    i2c.writeto(0x50, b"\x20", False)
    i2c.deinit()
    equal(I2C().scan(), [0x18, 0x50])


def test_a_memory_address_has_the_bits_that_it_is_told():
    i2c = I2C()
    i2c.writeto_mem(0x50, 0x3031, b"\x41", addrsize=8)
    twowire.sleep(0.005)
    equal(i2c.readfrom_mem(0x50, 0x31, 1), b"\x41")
    # Two bytes to a part that takes one: the second is data.
    i2c.writeto_mem(0x50, 0x3141, b"", addrsize=16)
    twowire.sleep(0.005)
    equal(i2c.readfrom_mem(0x50, 0x31, 1), b"\x41")
    raises(ValueError, i2c.readfrom_mem, 0x50, 0, 1, addrsize=9)
    raises(ValueError, i2c.readfrom_mem, 0x50, 0, 1, addrsize=40)


def test_an_address_that_nobody_has_is_an_error():
    for i2c in (I2C(), SoftI2C(Pin(5), Pin(4))):
        for stop in (True, False):
            for call in (lambda: i2c.writeto(0x19, b"1", stop),
                         lambda: i2c.readfrom(0x19, 1, stop),
                         lambda: i2c.readfrom_mem(0x19, 0, 1)):
                equal(raises(OSError, call).errno, errno.ENODEV)


REFUSING = """
import board, i2ctarget
with i2ctarget.I2CTarget(board.SCL, board.SDA, (0x40,)) as t:
    print("ready", flush=True)
    while True:
        with t.request(timeout=0) as r:
            r.read(2)
"""


def test_a_write_gives_the_number_of_bytes_acknowledged():
    with Target(REFUSING):
        i2c, soft = I2C(), SoftI2C(Pin(5), Pin(4))
        equal(i2c.writeto(0x40, b"abcd"), 2)
        equal(i2c.writeto(0x40, b"ab"), 2)
        equal(soft.writeto(0x40, b"abcd", False), 2)
        soft.stop()
        equal(i2c.writeto(0x40, b""), 0)


def test_software_has_the_steps_and_hardware_has_not():
    soft, got = SoftI2C(scl=Pin(5), sda=Pin(4)), bytearray(2)
    soft.start()
    equal(soft.write(b"\x30\x06"), 2)
    soft.start()
    equal(soft.write(b"\x31"), 1)
    soft.readinto(got, False)
    equal(got, b"\x00\x54")
    soft.readinto(got)
    soft.stop()
    soft.start()
    equal(soft.write(b"\x32\x00"), 0)
    soft.stop()
    i2c = I2C()
    for call in (i2c.start, i2c.stop, lambda: i2c.readinto(got),
                 lambda: i2c.write(b"")):
        raises(OSError, call)


def test_a_held_clock_times_out():
    # The target takes 20 us for an answer.
    with Target(REFUSING):
        equal(SoftI2C(Pin(5), Pin(4)).writeto(0x40, b"a"), 1)
        i2c = SoftI2C(Pin(5), Pin(4), timeout=10)
        equal(raises(OSError, i2c.writeto, 0x40, b"a").errno, errno.ETIMEDOUT)


def test_a_bus_is_initialised_anew_with_other_pins():
    i2c = I2C(0)
    i2c.init(Pin("SCL1"), Pin("SDA1"), freq=100000)
    equal(i2c.scan(), [0x68])
    equal(repr(i2c), "I2C(1, freq=100000)")


def test_a_pin_keeps_its_level_and_all_its_objects_share_it():
    pin = Pin(0, Pin.OUT)
    equal([pin.value(1), pin.value(), Pin(0).value()], [None, 1, 1])
    pin.off()
    equal(pin(), 0)
    pin(True)
    equal(Pin(0)(), 1)
    pin.toggle()
    equal(pin.value(), 0)
    equal(Pin(0, value=1).value(), 1)
    pin.low()
    pin.high()
    equal(pin.value(), 1)
    equal([pin.mode(), pin.pull(), pin.drive()], [Pin.OUT, None, Pin.DRIVE_0])
    pin.init(pin.IN, pin.PULL_DOWN, drive=Pin.DRIVE_2)
    equal([pin.value(), pin.pull(), pin.drive()],
          [0, Pin.PULL_DOWN, Pin.DRIVE_2])
    pin.pull(Pin.PULL_UP)
    equal(pin.value(), 1)
    # What was put into the buffer of an input comes out with the mode.
    pin.value(0)
    equal(pin.value(), 1)
    pin.mode(Pin.OUT)
    equal(pin.value(), 0)


def test_a_pin_calls_its_handler_at_the_edges_that_it_is_told():
    seen, pin = [], Pin("X1", Pin.OUT, value=0)
    irq = pin.irq(lambda p: seen.append((p is pin, p.irq_object.flags())),
                  Pin.IRQ_RISING)
    pin.irq_object = irq
    pin.value(0)
    pin.on()
    pin.on()
    pin.off()
    equal(seen, [(True, Pin.IRQ_RISING)])
    equal(irq.trigger(), Pin.IRQ_RISING)
    pin.irq(None)
    pin.on()
    equal(len(seen), 1)


def test_a_pin_of_a_device_is_read_and_driven():
    # MCP9808 data sheet, register 5-2: alert output on, active low; limits of
    # 0 C are exceeded.
    alert, i2c = Pin(twowire.pin("temp", "ALERT"), Pin.IN), I2C()
    twowire.set_input("temp", "temp_mC", 25000)
    i2c.writeto_mem(SENSOR, 1, b"\x00\x00")
    twowire.sleep(0.3)
    equal(alert.value(), 1)
    i2c.writeto_mem(SENSOR, 1, b"\x00\x08")
    twowire.sleep(0.3)
    equal(alert.value(), 0)
    i2c.writeto_mem(SENSOR, 1, b"\x00\x00")
    # 24xx: with WP high nothing is written.
    protect = Pin(twowire.pin("rom", "WP"), Pin.OUT, value=1)
    i2c.writeto_mem(0x50, 0x60, b"\x11")
    twowire.sleep(0.01)
    equal(i2c.readfrom_mem(0x50, 0x60, 1), b"\xff")
    protect.off()
    i2c.writeto_mem(0x50, 0x60, b"\x11")
    twowire.sleep(0.01)
    equal(i2c.readfrom_mem(0x50, 0x60, 1), b"\x11")


# --- targets: the controller is another program ------------------------------

def controller(text):
    """What it prints."""
    return subprocess.run(
        [sys.executable, "-c", "from machine import I2C\ni2c = I2C(1)\n" +
         text], stdout=subprocess.PIPE, text=True, check=True).stdout


def test_a_memory_is_read_and_written_by_a_controller():
    mem = bytearray(b"abcdefgh")
    target = I2CTarget(1, addr=67, mem=mem)
    equal(controller("""
print(i2c.readfrom_mem(67, 2, 3), i2c.readfrom(67, 2))
i2c.writeto_mem(67, 6, b"XYZ")
print(i2c.readfrom_mem(67, 5, 4))
"""), "b'cde' b'fg'\nb'fXYZ'\n")
    equal(mem, b"ZbcdefXY")
    target.deinit()
    target.deinit()
    equal(controller("print(67 in i2c.scan())"), "False\n")


def test_a_memory_tells_when_it_has_been_read_or_written():
    seen = []
    target = I2CTarget(1, 67, mem=bytearray(512), mem_addrsize=16)

    def handler(t):
        seen.append((t.irq().flags(), t.memaddr))

    irq = target.irq(handler)
    assert target.irq() is irq
    controller("""
i2c.writeto_mem(67, 0x101, b"\\x01", addrsize=16)
i2c.readfrom_mem(67, 0x105, 2, addrsize=16)
i2c.writeto(67, b"\\x00\\x07")
i2c.readfrom(67, 1)
""")
    target.deinit()
    # What only selects an address is no write.
    equal(seen, [(I2CTarget.IRQ_END_WRITE, 0x101),
                 (I2CTarget.IRQ_END_READ, 0x105), (I2CTarget.IRQ_END_READ, 7)])


def test_without_a_memory_the_handler_answers():
    target, flags, got = I2CTarget(1, addr=67), [], bytearray(1)

    def handler(t):
        flags.append(t.irq().flags())
        if flags[-1] == I2CTarget.IRQ_READ_REQ:
            t.write(bytes([0xa0 + got[0]]))
        if flags[-1] == I2CTarget.IRQ_WRITE_REQ:
            equal(t.readinto(got), 1)
            equal(t.readinto(got), 0)

    raises(ValueError, target.irq, handler, I2CTarget.IRQ_READ_REQ)
    target.irq(handler, trigger=63, hard=True)
    equal(controller("print(i2c.readfrom_mem(67, 5, 2))"),
          "b'\\xa5\\xa5'\n")
    target.deinit()
    equal(flags, [I2CTarget.IRQ_ADDR_MATCH_WRITE, I2CTarget.IRQ_WRITE_REQ,
                  I2CTarget.IRQ_END_WRITE, I2CTarget.IRQ_ADDR_MATCH_READ,
                  I2CTarget.IRQ_READ_REQ, I2CTarget.IRQ_READ_REQ,
                  I2CTarget.IRQ_END_READ])


def test_a_target_is_on_the_bus_of_its_pins():
    target = I2CTarget(addr=67, mem=bytearray(1), scl=Pin("SCL1"),
                       sda=Pin("SDA1"))
    equal(controller("print(67 in i2c.scan())"), "True\n")
    target.deinit()


def test_a_target_refuses_what_it_cannot_be():
    for kwargs in ({}, {"addr": 128}, {"addr": 67, "addrsize": 10},
                   {"addr": 67, "mem": bytearray(1), "mem_addrsize": 9},
                   {"addr": 67, "mem": b"constant"}):
        raises(ValueError, I2CTarget, **kwargs)


sys.exit(run(sys.modules["__main__"]))
