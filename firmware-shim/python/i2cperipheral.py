# SPDX-License-Identifier: MIT
"""The old names of i2ctarget, with their old parameters: request() takes its
timeout with or without its name."""
import i2ctarget


class I2CPeripheralRequest(i2ctarget.I2CTargetRequest):
    """A transfer that began with one of our addresses."""

    def __init__(self, peripheral, address, is_read, is_restart):
        super().__init__(peripheral, address, is_read, is_restart)


class I2CPeripheral(i2ctarget.I2CTarget):
    """A target with some addresses."""

    _request = I2CPeripheralRequest

    def request(self, timeout=-1):
        return super().request(timeout=timeout)


__all__ = ["I2CPeripheral", "I2CPeripheralRequest"]
