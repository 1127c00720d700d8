# SPDX-License-Identifier: MIT
"""Tests that are sentences: the functions of a module whose names begin with
test_, in their order, reported as TAP."""
import subprocess
import sys
import tempfile
import traceback


def run(module):
    tests = [(name, f) for name, f in vars(module).items()
             if name.startswith("test_")]
    print("1..%d" % len(tests))
    failed = 0
    for n, (name, test) in enumerate(tests, 1):
        try:
            test()
            verdict = "ok"
        except Exception:  # pylint: disable=broad-except
            for line in traceback.format_exc().splitlines():
                print("# " + line)
            verdict = "not ok"
            failed += 1
        print(verdict, n, "-", name[5:], flush=True)
    return failed > 0


def equal(got, wanted):
    assert got == wanted, "got %r, not %r" % (got, wanted)


def raises(kind, what, *args, **kwargs):
    """What it raises, which has to be of that kind."""
    try:
        what(*args, **kwargs)
    except kind as e:
        return e
    raise AssertionError("it raises no %s" % kind.__name__)


class Target:
    """A program of its own that is a target: its first line says that it
    listens. Then what it prints is there once it has ended."""

    def __init__(self, text):
        self._file = tempfile.NamedTemporaryFile("w", suffix=".py")
        self._file.write(text)
        self._file.flush()
        self._process = subprocess.Popen([sys.executable, self._file.name],
                                         stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        equal(self._process.stdout.readline(), "ready\n")
        return self

    def lines(self):
        """Waits until it ends."""
        out = self._process.communicate()[0]
        equal(self._process.returncode, 0)
        return out.splitlines()

    def __exit__(self, *args):
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._file.close()
