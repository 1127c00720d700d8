/* SPDX-License-Identifier: MIT */
/* EEPROMs: bytes at an offset. */
#ifndef TW_ZEPHYR_DRIVERS_EEPROM_H
#define TW_ZEPHYR_DRIVERS_EEPROM_H

#include <zephyr/device.h>
#include <zephyr/types.h>

#include <errno.h>
#include <stdio.h> /* off_t */

typedef int (*eeprom_api_read)(const struct device *dev, off_t offset,
			       void *data, size_t len);
typedef int (*eeprom_api_write)(const struct device *dev, off_t offset,
				const void *data, size_t len);
typedef size_t (*eeprom_api_size)(const struct device *dev);

struct eeprom_driver_api {
	eeprom_api_read read;
	eeprom_api_write write;
	eeprom_api_size size;
};

#define TW_EEPROM_API(dev) ((const struct eeprom_driver_api *)(dev)->api)

static inline int eeprom_read(const struct device *dev, off_t offset,
			      void *data, size_t len)
{
	return TW_EEPROM_API(dev)->read(dev, offset, data, len);
}

static inline int eeprom_write(const struct device *dev, off_t offset,
			       const void *data, size_t len)
{
	return TW_EEPROM_API(dev)->write(dev, offset, data, len);
}

static inline size_t eeprom_get_size(const struct device *dev)
{
	return TW_EEPROM_API(dev)->size(dev);
}

#endif /* TW_ZEPHYR_DRIVERS_EEPROM_H */
