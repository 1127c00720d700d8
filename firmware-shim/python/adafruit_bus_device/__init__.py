# SPDX-License-Identifier: MIT
"""CircuitPython's adafruit_bus_device, as far as I2C goes."""
