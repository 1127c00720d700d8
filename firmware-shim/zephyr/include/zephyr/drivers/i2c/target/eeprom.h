/* SPDX-License-Identifier: MIT */
/* What drivers/i2c/target/eeprom_target.c of Zephyr's tree defines. */
#ifndef TW_ZEPHYR_DRIVERS_I2C_TARGET_EEPROM_H
#define TW_ZEPHYR_DRIVERS_I2C_TARGET_EEPROM_H

#include <zephyr/device.h>
#include <zephyr/types.h>

int eeprom_target_program(const struct device *dev, const uint8_t *eeprom_data,
			  unsigned int length);
int eeprom_target_read(const struct device *dev, uint8_t *eeprom_data,
		       unsigned int offset);
#ifdef CONFIG_I2C_EEPROM_TARGET_RUNTIME_ADDR
int eeprom_target_set_addr(const struct device *dev, uint8_t addr);
#endif

#endif /* TW_ZEPHYR_DRIVERS_I2C_TARGET_EEPROM_H */
