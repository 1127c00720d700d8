# SPDX-License-Identifier: MIT
"""How `twowire exec` runs programs in Python.

usage: test_programs.py TWOWIRE
"""
import os
import re
import subprocess
import sys
import tempfile

from tap import equal, run

HERE = os.path.dirname(os.path.abspath(__file__))
WORLD = os.path.join(HERE, "world.json")
SHIM = os.path.join(HERE, "..", "..", "firmware-shim", "python")

# What i2cpy gives its drivers (github.com/iynehz/i2cpy, i2cpy/driver/abc.py).
I2CPY = {
    "i2cpy/__init__.py": "",
    "i2cpy/driver/abc.py": """
class I2CDriverBase:
    pass
def to_buffer(x):
    return bytes(x) if isinstance(x, list) else x
def i2c_addr_byte(addr):
    return bytes([(addr if isinstance(addr, int) else addr[0]) << 1])
def memaddr_to_bytes(memaddr, addrsize):
    return memaddr.to_bytes(addrsize // 8, "big")
""",
    "i2cpy/errors.py": """
class I2COperationFailedError(Exception):
    pass
""",
}


def under(script, *options, path=None):
    env = dict(os.environ, PYTHONPATH=path or "")
    return subprocess.run(
        [sys.argv[1], "exec", WORLD, *options, "--", sys.executable, "-c",
         script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        check=False, env=env)


def trace(script):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "t.txt")
        equal(under(script, "--trace", path).stderr, "")
        with open(path, encoding="utf-8") as file:
            return file.read()


def starts_ns(text):
    return [int(n) for n in re.findall(r"^(\d+) .*\bSTART$", text, re.M)]


SLEEPER = """
import time
from machine import I2C
i2c = I2C()
i2c.writeto(0x18, b"")
time.sleep(%s)
i2c.writeto(0x18, b"")
"""


def test_the_same_program_gives_the_same_trace():
    one, two = trace(SLEEPER % 0.0125), trace(SLEEPER % 0.0125)
    equal(one, two)


def test_sleeping_takes_exactly_as_long_as_it_says():
    one, two = starts_ns(trace(SLEEPER % 1)), starts_ns(trace(SLEEPER % 3.5))
    equal((len(one), len(two)), (2, 2))
    equal(two[1] - one[1], 2500000000)


def test_our_modules_can_be_left_out():
    equal(under("import board").returncode, 0)
    left_out = under("import board", "--no-python")
    assert "ModuleNotFoundError" in left_out.stderr, left_out.stderr


def test_a_sitecustomize_of_the_users_is_run_too():
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "sitecustomize.py"), "w",
                  encoding="utf-8") as file:
            file.write("print('theirs')\n")
        equal(under("print('mine')", path=folder).stdout, "theirs\nmine\n")


def test_a_device_that_is_no_display_has_no_picture():
    done = under("print('not run')", "--picture", "rom=-")
    equal(done.returncode, 2)
    equal(done.stdout, "")
    assert 'a display of the case, got "rom=-"' in done.stderr, done.stderr


def test_a_program_that_sees_no_bus_is_told_how_to_run():
    env = dict(os.environ, TWOWIRE_SOCKET="/nowhere/nobody.sock")
    done = under("", "--no-python")
    equal(done.returncode, 0)
    done = subprocess.run(
        [sys.argv[1], "exec", WORLD, "--", "env",
         "TWOWIRE_SOCKET=/nowhere/nobody.sock", sys.executable, "-c",
         "from machine import I2C\nI2C()"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        check=False, env=env)
    equal(done.returncode, 1)
    assert "run the program with `twowire exec`" in done.stderr, done.stderr
    # Without `twowire exec` and without the library.
    env = dict(os.environ, PYTHONPATH=SHIM, TWOWIRE_CLIENT="libnone.so.9")
    done = subprocess.run([sys.executable, "-c", "import board\nboard.I2C()"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, check=False, env=env)
    equal(done.returncode, 1)
    assert "run the program with `twowire exec`" in done.stderr, done.stderr


def with_i2cpy(script):
    """Its driver under a script; what was printed."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in I2CPY.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        done = under("""
import time
from importlib import import_module
from i2cpy.errors import I2COperationFailedError
make = import_module("i2cpy.driver.twowire").driver_class()
""" + script, path=folder)
    equal(done.stderr, "")
    return done.stdout.splitlines()


def test_i2cpys_driver_takes_the_ids_that_ch341_takes():
    equal(with_i2cpy("""
for id in (None, 0, "/dev/ch34x_pis0", 1, "/dev/i2c-2", 999, -1, "0",
           "/dev/null", "/dev/ch34x_pis00", "/dev/ch34x_pis0 ", b"0"):
    driver = make(id, freq=100e3)
    try:
        driver.init()
        print(id, driver.check_device(0x50), driver.check_device(0x68))
    except I2COperationFailedError as e:
        print(id, "refused")
for freq in (1, 20e3, 750e3, 10**9, 0, -5):
    make(freq=freq).init()
"""), ["None True False", "0 True False", "/dev/ch34x_pis0 True False",
       "1 False True", "/dev/i2c-2 False True",
       *[id + " refused" for id in ("999", "-1", "0", "/dev/null",
                                    "/dev/ch34x_pis00", "/dev/ch34x_pis0 ",
                                    "b'0'")]])


def test_i2cpys_driver_reads_and_writes():
    equal(with_i2cpy("""
driver = make()
try:
    driver.writeto(0x50, b"")
except I2COperationFailedError:
    print("init first")
driver.init()
driver.writeto(0x50, b"\\x10\\xaa\\x55")
time.sleep(0.005)
got = bytearray(2)
driver.readfrom_mem_into(0x50, 0x10, got)
print(got.hex(), driver.supports_scan())
driver.writeto(b"\\x50", [0x11])
driver.readfrom_into(b"\\x50", got)
print(got.hex(), driver.check_device(b"\\x50"))
try:
    driver.readfrom_into(0x51, got)
except I2COperationFailedError:
    print("nobody there")
driver.deinit()
try:
    driver.check_device(0x50)
except I2COperationFailedError:
    print("closed")
"""), ["init first", "aa55 True", "55ff True", "nobody there", "closed"])


def test_i2cpys_driver_finds_a_memory_of_another_program_anywhere():
    equal(with_i2cpy("""
from machine import I2CTarget
target = I2CTarget(0, addr=0x17, mem=bytearray(256))
driver = make()
driver.init()
print(driver.check_device(0x17), driver.check_device(0x16))
driver.writeto(0x17, b"\\x10\\x55\\xaa\\x55\\xaa")
got = bytearray(4)
driver.readfrom_mem_into(0x17, 0x10, got)
print(got.hex())
target.deinit()
print(driver.check_device(0x17))
"""), ["True False", "55aa55aa", "False"])


if __name__ == "__main__":
    sys.exit(run(sys.modules["__main__"]))
