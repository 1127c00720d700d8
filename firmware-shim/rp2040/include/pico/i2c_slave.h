/* SPDX-License-Identifier: MIT */
/* An I2C slave by callbacks, which run in the block's interrupt. */
#ifndef PICO_I2C_SLAVE_H
#define PICO_I2C_SLAVE_H

#include "hardware/i2c.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum i2c_slave_event_t {
	I2C_SLAVE_RECEIVE, /* a byte came in: read it */
	I2C_SLAVE_REQUEST, /* a byte is wanted: write it; SCL is held */
	I2C_SLAVE_FINISH,  /* STOP, or another START */
} i2c_slave_event_t;

typedef void (*i2c_slave_handler_t)(i2c_inst_t *i2c, i2c_slave_event_t event);

void i2c_slave_init(i2c_inst_t *i2c, uint8_t address,
		    i2c_slave_handler_t handler);
void i2c_slave_deinit(i2c_inst_t *i2c);

#ifdef __cplusplus
}
#endif

#endif
