/* SPDX-License-Identifier: MIT */
/* Between the HAL's own files: an I2C controller. */
#ifndef TW_ZEPHYR_HAL_I2C_H
#define TW_ZEPHYR_HAL_I2C_H

#include <zephyr/drivers/i2c.h>
#include <zephyr/kernel.h>

#include "twowire/adapter.h"

/* device.data of both. */
struct tw_i2c {
	struct tw_adapter_regs *regs;

	/* Targets. */
	struct i2c_target_config *target[TW_ADAPTER_OWN];
	unsigned current;  /* of them */
	unsigned involved; /* a bit each: since the last STOP */
	bool refused;	   /* until the next address */
#ifdef CONFIG_I2C_TARGET_BUFFER_MODE
	uint8_t received[CONFIG_I2C_TWOWIRE_TARGET_BUFFER_SIZE];
	uint32_t n_received;
	uint8_t *send; /* and what follows: the firmware's */
	uint32_t n_send;
#endif

	/* Transfers. */
	uint32_t dev_config;
	struct k_mutex lock;
	struct k_sem done;
	uint32_t result;
	uint64_t deadline_ns;
};

/* From the interrupt: everything that has happened to the targets. */
void tw_i2c_serve_targets(struct tw_i2c *i2c);

#endif /* TW_ZEPHYR_HAL_I2C_H */
