# SPDX-License-Identifier: MIT
"""The examples of the documents that the modules are made after, taken from them
word by word. They are not in this repository but beside it, in shared/seeds or
where TWOWIRE_SHARED says; without them this skips.

usage: test_originals.py SOURCES
"""
import code
import glob
import io
import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout

import twowire
from tap import equal, run

FOLDER = os.path.join(os.environ.get("TWOWIRE_SHARED") or
                      os.path.join(sys.argv[1], "..", "shared"), "seeds")


def document(beginning):
    """The one that begins so."""
    for path in glob.glob(os.path.join(FOLDER, "*.txt")):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if text.startswith(beginning):
            return text
    raise AssertionError("no document begins with %r" % beginning)


def example():
    text = document("i2ctarget")
    return text[text.index("import board"):text.index("This example sets up")]


def transcript():
    """Commands and what they print."""
    text = document("i2ctarget")
    for command, shown in re.findall(r"^\$ (i2c\w+ .*)\n((?:0x\w+\n)?)", text,
                                     re.M):
        yield command, shown


def shell(command):
    return subprocess.run(command, shell=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True,
                          check=False).stdout


def answers_to_i2c_tools(program):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "target.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(program)
        with subprocess.Popen([sys.executable, path]) as target:
            try:
                # Nothing is written to what is asked here.
                while not shell("i2ctransfer -y 1 r1@0x41"):
                    equal(target.poll(), None)
                    time.sleep(0.01)
                done = [(c, shell(c)) for c, _ in transcript()]
            finally:
                target.terminate()
    equal(done, list(transcript()))
    equal(len(done), 3)


def test_the_i2ctarget_example_answers_as_its_document_shows():
    answers_to_i2c_tools(example())


def test_so_does_the_same_with_the_names_of_i2cperipheral():
    old = document("i2cperipheral")
    assert "from i2cperipheral import I2CPeripheral\n" in old
    answers_to_i2c_tools(example().replace("i2ctarget", "i2cperipheral")
                         .replace("I2CTarget", "I2CPeripheral"))


def guide():
    """The statements of MicroPython's guide, in their order."""
    text = document("Note this guide was written for")
    return re.findall(
        r"^(?:import machine\n|(?:i2c|address|temp_reg|res_reg|data)\b[ .=].*\n"
        r"|temp_c\(.*\n|def temp_c(?:.*\n)+?\n)", text, re.M)


def test_the_session_of_the_guide_to_micropython_runs():
    twowire.set_input("temp", "temp_mC", 21438)
    twowire.sleep(0.3)
    console, shown = code.InteractiveConsole(), []
    statements = guide()
    # The call of scan() has been lost there.
    statements.insert(2, "i2c.scan()")
    for statement in statements:
        out = io.StringIO()
        with redirect_stdout(out), redirect_stderr(out):
            equal(console.runsource(statement, symbol="single"), False)
        twowire.sleep(0.3)  # who types takes longer than a conversion
        shown.append(out.getvalue().strip().splitlines()[-1:])
    shown = [line[0] for line in shown if line]
    # With a memory beside it the scan has two addresses; resolution 0 is half
    # degrees; two names of the last lines are nowhere defined.
    equal(shown, ["[24, 80]", "21.4375", "21.0",
                  "NameError: name 'resolution' is not defined",
                  "NameError: name 'temperature' is not defined"])


if not os.path.isdir(FOLDER):
    print("1..0 # SKIP the documents are not here")
    sys.exit()
sys.exit(run(sys.modules["__main__"]))
