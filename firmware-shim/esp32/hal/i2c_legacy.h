/* SPDX-License-Identifier: MIT */
/* What driver/i2c.h's functions share. */
#ifndef ESP_I2C_LEGACY_H
#define ESP_I2C_LEGACY_H

#include "driver/i2c.h"
#include "i2c_ops.h"

struct i2c_legacy {
	struct i2c_bus *bus; /* NULL: neither configured nor installed */
	bool installed;
	i2c_mode_t mode;
	/* Controller. */
	struct i2c_run run;
	SemaphoreHandle_t mutex;
	SemaphoreHandle_t ended;
	bool stuck;
	unsigned n_nacks;
	/* Target. */
	SemaphoreHandle_t rx_mutex;
	SemaphoreHandle_t tx_mutex;
	RingbufHandle_t rx_ring;
	RingbufHandle_t tx_ring;
};

/* NULL: there is no such port. */
struct i2c_legacy *i2c_legacy_port(i2c_port_t port);
/* The target's interrupt handler. */
void i2c_legacy_serve_target(void *port);

#endif /* ESP_I2C_LEGACY_H */
