# SPDX-License-Identifier: MIT
"""The old names of i2ctarget."""
from i2ctarget import I2CTarget as I2CPeripheral
from i2ctarget import I2CTargetRequest as I2CPeripheralRequest

__all__ = ["I2CPeripheral", "I2CPeripheralRequest"]
