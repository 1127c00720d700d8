# SPDX-License-Identifier: MIT
"""Makes i2cpy.driver.twowire importable where i2cpy is installed, and then lets
the sitecustomize that this one hides have its way."""
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))


class _Driver(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name != "i2cpy.driver.twowire":
            return None
        return importlib.util.spec_from_file_location(
            name, os.path.join(_HERE, "i2cpy_twowire.py"))


sys.meta_path.append(_Driver())

_rest = [p for p in sys.path if os.path.abspath(p or ".") != _HERE]
_spec = importlib.machinery.PathFinder.find_spec("sitecustomize", _rest)
if _spec and _spec.loader:
    _module = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(_module)
