# SPDX-License-Identifier: MIT
"""Every public name that the documents have of what is simulated, with its
parameters and their defaults: CircuitPython's of busio, bitbangio, i2ctarget,
i2cdisplaybus, is31fl3741 and adafruit_bus_device, i2cperipheral's under its old
names, MicroPython's of machine.I2C, SoftI2C, Pin and I2CTarget, i2cpy's driver
interface aside."""
import importlib
import inspect
import re
import sys

from tap import equal, run

MAX = str(sys.maxsize)

# Without self; MAX is sys.maxsize.
SIGNATURES = """
busio.I2C(scl, sda, *, frequency=100000, timeout=255)
busio.I2C.deinit()
busio.I2C.__enter__()
busio.I2C.scan()
busio.I2C.try_lock()
busio.I2C.unlock()
busio.I2C.readfrom_into(address, buffer, *, start=0, end=MAX)
busio.I2C.writeto(address, buffer, *, start=0, end=MAX)
busio.I2C.writeto_then_readfrom(address, out_buffer, in_buffer, *, out_start=0, out_end=MAX, in_start=0, in_end=MAX)
bitbangio.I2C(scl, sda, *, frequency=400000, timeout=255)
bitbangio.I2C.deinit()
bitbangio.I2C.__enter__()
bitbangio.I2C.scan()
bitbangio.I2C.try_lock()
bitbangio.I2C.unlock()
bitbangio.I2C.readfrom_into(address, buffer, *, start=0, end=MAX)
bitbangio.I2C.writeto(address, buffer, *, start=0, end=MAX)
bitbangio.I2C.writeto_then_readfrom(address, out_buffer, in_buffer, *, out_start=0, out_end=MAX, in_start=0, in_end=MAX)
i2ctarget.I2CTarget(scl, sda, addresses, smbus=False)
i2ctarget.I2CTarget.deinit()
i2ctarget.I2CTarget.__enter__()
i2ctarget.I2CTarget.request(*, timeout=-1)
i2ctarget.I2CTargetRequest(target, address, is_read, is_restart)
i2ctarget.I2CTargetRequest.__enter__()
i2ctarget.I2CTargetRequest.read(n=-1, ack=True)
i2ctarget.I2CTargetRequest.write(buffer)
i2ctarget.I2CTargetRequest.ack(ack=True)
i2cperipheral.I2CPeripheral(scl, sda, addresses, smbus=False)
i2cperipheral.I2CPeripheral.request(timeout=-1)
i2cperipheral.I2CPeripheralRequest(peripheral, address, is_read, is_restart)
i2cperipheral.I2CPeripheralRequest.read(n=-1, ack=True)
i2cperipheral.I2CPeripheralRequest.write(buffer)
i2cperipheral.I2CPeripheralRequest.ack(ack=True)
i2cdisplaybus.I2CDisplayBus(i2c_bus, *, device_address, reset=None)
i2cdisplaybus.I2CDisplayBus.reset()
i2cdisplaybus.I2CDisplayBus.send(command, data)
displayio.release_displays()
is31fl3741.IS31FL3741(i2c, *, addr=48)
is31fl3741.IS31FL3741.deinit()
is31fl3741.IS31FL3741.reset()
is31fl3741.IS31FL3741.enable()
is31fl3741.IS31FL3741.set_global_current(current)
is31fl3741.IS31FL3741.set_led(led, value, page)
is31fl3741.IS31FL3741.write(mapping, buf)
is31fl3741.IS31FL3741_FrameBuffer(is31, width, height, mapping, *, framebuffer=None, scale=False, gamma=False)
is31fl3741.IS31FL3741_FrameBuffer.deinit()
is31fl3741.IS31FL3741_FrameBuffer.refresh()
adafruit_bus_device.i2c_device.I2CDevice(i2c, device_address, probe=True)
adafruit_bus_device.i2c_device.I2CDevice.__enter__()
adafruit_bus_device.i2c_device.I2CDevice.readinto(buffer, *, start=0, end=MAX)
adafruit_bus_device.i2c_device.I2CDevice.write(buffer, *, start=0, end=MAX)
adafruit_bus_device.i2c_device.I2CDevice.write_then_readinto(out_buffer, in_buffer, *, out_start=0, out_end=MAX, in_start=0, in_end=MAX)
machine.I2C(id, *, scl, sda, freq=400000, timeout=50000)
machine.SoftI2C(scl, sda, *, freq=400000, timeout=50000)
machine.I2C.init(scl, sda, *, freq=400000)
machine.SoftI2C.init(scl, sda, *, freq=400000)
machine.I2C.deinit()
machine.I2C.scan()
machine.SoftI2C.start()
machine.SoftI2C.stop()
machine.SoftI2C.readinto(buf, nack=True, /)
machine.SoftI2C.write(buf)
machine.I2C.readfrom(addr, nbytes, stop=True, /)
machine.I2C.readfrom_into(addr, buf, stop=True, /)
machine.I2C.writeto(addr, buf, stop=True, /)
machine.I2C.writevto(addr, vector, stop=True, /)
machine.I2C.readfrom_mem(addr, memaddr, nbytes, *, addrsize=8)
machine.I2C.readfrom_mem_into(addr, memaddr, buf, *, addrsize=8)
machine.I2C.writeto_mem(addr, memaddr, buf, *, addrsize=8)
machine.I2CTarget(id, addr, *, addrsize=7, mem=None, mem_addrsize=8, scl=None, sda=None)
machine.I2CTarget.deinit()
machine.I2CTarget.readinto(buf)
machine.I2CTarget.write(buf)
machine.Pin(id, mode=-1, pull=-1, *, value=None, drive=0, alt=-1)
machine.Pin.init(mode=-1, pull=-1, *, value=None, drive=0, alt=-1)
machine.Pin.value(*x)
machine.Pin.__call__(*x)
machine.Pin.on()
machine.Pin.off()
machine.Pin.irq(handler=None, trigger=12, *, priority=1, wake=None, hard=False)
machine.Pin.low()
machine.Pin.high()
machine.Pin.mode(*mode)
machine.Pin.pull(*pull)
machine.Pin.drive(*drive)
machine.Pin.toggle()
"""

# Attributes, properties and constants.
NAMES = """
is31fl3741.IS31FL3741_FrameBuffer.brightness
is31fl3741.IS31FL3741_FrameBuffer.width
is31fl3741.IS31FL3741_FrameBuffer.height
busio.SPI busio.UART bitbangio.SPI
busio.I2C.__exit__ bitbangio.I2C.__exit__
i2ctarget.I2CTarget.__exit__ i2ctarget.I2CTargetRequest.__exit__
adafruit_bus_device.i2c_device.I2CDevice.__exit__
adafruit_bus_device.spi_device.SPIDevice
machine.I2CTarget.irq
machine.I2CTarget.IRQ_ADDR_MATCH_READ machine.I2CTarget.IRQ_ADDR_MATCH_WRITE
machine.I2CTarget.IRQ_READ_REQ machine.I2CTarget.IRQ_WRITE_REQ
machine.I2CTarget.IRQ_END_READ machine.I2CTarget.IRQ_END_WRITE
machine.Pin.IN machine.Pin.OUT machine.Pin.OPEN_DRAIN machine.Pin.ALT
machine.Pin.ALT_OPEN_DRAIN machine.Pin.ANALOG
machine.Pin.PULL_UP machine.Pin.PULL_DOWN
machine.Pin.DRIVE_0 machine.Pin.DRIVE_1 machine.Pin.DRIVE_2
machine.Pin.IRQ_FALLING machine.Pin.IRQ_RISING
machine.Pin.IRQ_LOW_LEVEL machine.Pin.IRQ_HIGH_LEVEL
"""


def found(name):
    """What has that name, the module's part of which is the longest."""
    parts = name.split(".")
    for n in range(len(parts) - 1, 0, -1):
        try:
            at = importlib.import_module(".".join(parts[:n]))
        except ModuleNotFoundError:
            continue
        for part in parts[n:]:
            at = getattr(at, part)
        return at
    raise AssertionError("no module for " + name)


def parameters(thing):
    """(name, kind, default) of each, without self."""
    listed = list(inspect.signature(thing).parameters.values())
    return [(p.name, p.kind, p.default) for p in listed if p.name != "self"]


def differs(ours, theirs):
    """A call that the document allows must mean the same. What has no default
    there may have one here; more parameters may follow that are keywords."""
    for (name, kind, default), mine in zip(theirs, ours):
        if mine[:2] != (name, kind):
            return True
        if default is not inspect.Parameter.empty and mine[2] != default:
            return True
    rest = ours[len(theirs):]
    return len(ours) < len(theirs) or any(
        kind != inspect.Parameter.KEYWORD_ONLY for _, kind, _ in rest)


def test_parameters_and_defaults_are_those_of_the_documents():
    wrong = []
    for line in SIGNATURES.strip().splitlines():
        name, listed = re.fullmatch(r"([\w.]+)\((.*)\)", line).groups()
        theirs = eval("lambda %s: 0" % listed.replace("MAX", MAX))
        if differs(parameters(found(name)), parameters(theirs)):
            wrong.append("%s is %s" % (line, inspect.signature(found(name))))
    equal(wrong, [])


def test_attributes_and_constants_are_there():
    for name in NAMES.split():
        found(name)


def test_the_rest_of_what_is_public_is_known():
    """So that a name we add is either documented there or told of here."""
    ours = {"busio.I2C.probe", "bitbangio.I2C.probe",
            "i2ctarget.I2CTargetRequest.close",
            "i2ctarget.I2CTargetRequest.deinit",
            "machine.I2C.start", "machine.I2C.stop", "machine.I2C.readinto",
            "machine.I2C.write"}
    known = {re.match(r"[\w.]+", line).group()
             for line in SIGNATURES.strip().splitlines()} | set(NAMES.split())
    for name in ("busio.I2C", "bitbangio.I2C", "i2ctarget.I2CTarget",
                 "i2ctarget.I2CTargetRequest", "i2cdisplaybus.I2CDisplayBus",
                 "is31fl3741.IS31FL3741", "machine.I2C", "machine.Pin",
                 "machine.I2CTarget",
                 "adafruit_bus_device.i2c_device.I2CDevice"):
        public = {name + "." + n for n in dir(found(name))
                  if not n.startswith("_")}
        equal(public - known - ours, set())


sys.exit(run(sys.modules["__main__"]))
