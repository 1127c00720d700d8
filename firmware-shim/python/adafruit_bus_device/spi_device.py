# SPDX-License-Identifier: MIT
"""For drivers that know both ways to their device: this one there is not."""


class SPIDevice:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError("there is no SPI on a simulated I2C bus")
