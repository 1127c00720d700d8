/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_MOD_DEVICETABLE_H
#define TW_LINUX_MOD_DEVICETABLE_H

#include <linux/types.h>

typedef unsigned long kernel_ulong_t;

#define I2C_NAME_SIZE	   20
#define I2C_MODULE_PREFIX  "i2c:"
#define PLATFORM_NAME_SIZE 20

struct i2c_device_id {
	char name[I2C_NAME_SIZE];
	kernel_ulong_t driver_data;
};

struct of_device_id {
	char name[32];
	char type[32];
	char compatible[128];
	const void *data;
};

struct platform_device_id {
	char name[PLATFORM_NAME_SIZE];
	kernel_ulong_t driver_data;
};

#endif /* TW_LINUX_MOD_DEVICETABLE_H */
