# SPDX-License-Identifier: MIT
"""CircuitPython's adafruit_bus_device, as far as I2C goes; what else there is
comes from an installed one."""
import pkgutil

__path__ = pkgutil.extend_path(__path__, __name__)
