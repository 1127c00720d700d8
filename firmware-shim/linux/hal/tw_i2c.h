/* SPDX-License-Identifier: MIT */
/* Between the HAL's own files: what startup.c does to the I2C core. */
#ifndef TW_LINUX_HAL_I2C_H
#define TW_LINUX_HAL_I2C_H

#include <linux/i2c.h>

void tw_i2c_add_adapters(void);
void tw_i2c_add_board_devices(void);
/* There are drivers, and nothing that they could be bound to. */
bool tw_i2c_lacks_clients(void);

#endif /* TW_LINUX_HAL_I2C_H */
