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

WORLD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "world.json")

# What i2cpy gives its drivers (github.com/iynehz/i2cpy, i2cpy/driver/abc.py).
I2CPY = {
    "i2cpy/__init__.py": "",
    "i2cpy/driver/abc.py": """
class I2CDriverBase:
    pass
def to_buffer(x):
    return x
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
    done = under("", "--picture", "rom=-")
    equal(done.returncode, 2)
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


def test_i2cpy_finds_its_driver():
    with tempfile.TemporaryDirectory() as folder:
        for name, text in I2CPY.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        done = under("""
from importlib import import_module
from i2cpy.errors import I2COperationFailedError
make = import_module("i2cpy.driver.twowire").driver_class()
for id in (None, 0, "/dev/ch34x_pis0", 1, "/dev/i2c-2", 999, "/dev/null"):
    driver = make(id, freq=100e3)
    try:
        driver.init()
        print(id, driver.check_device(0x50), driver.check_device(0x68))
    except I2COperationFailedError as e:
        print(id, "refused")
driver = make()
try:
    driver.writeto(0x50, b"")
except I2COperationFailedError:
    print("init first")
driver.init()
driver.writeto(0x50, b"\\x10\\xaa\\x55")
import time
time.sleep(0.005)
got = bytearray(2)
driver.readfrom_mem_into(0x50, 0x10, got)
print(got.hex(), driver.supports_scan())
try:
    driver.readfrom_into(0x51, got)
except I2COperationFailedError:
    print("nobody there")
""", path=folder)
    equal(done.stderr, "")
    equal(done.stdout.splitlines(), [
        "None True False", "0 True False", "/dev/ch34x_pis0 True False",
        "1 False True", "/dev/i2c-2 False True", "999 refused",
        "/dev/null refused", "init first", "aa55 True", "nobody there"])


if __name__ == "__main__":
    sys.exit(run(sys.modules["__main__"]))
