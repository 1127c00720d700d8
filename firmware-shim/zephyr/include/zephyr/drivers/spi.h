/* SPDX-License-Identifier: MIT */
/* For drivers of parts that come with either bus: there is no SPI here. */
#ifndef TW_ZEPHYR_DRIVERS_SPI_H
#define TW_ZEPHYR_DRIVERS_SPI_H

#include <zephyr/device.h>

#endif /* TW_ZEPHYR_DRIVERS_SPI_H */
