/* SPDX-License-Identifier: MIT */
/*
 * The lamp's I2C block, a target.
 *
 * From:     nowhere: the lamp is docs/add-a-platform.md's example.
 * Modelled: own address of 7 bits; one byte to receive, one to send; an
 *           interrupt for each byte received.
 * Left out: overruns, which overwrite; stretching.
 * Approx.:  nothing.
 */
#ifndef LAMP_I2C_H
#define LAMP_I2C_H

#include "runtime/mcu.h"
#include "twowire/target.h"

struct lamp_i2c {
	void (*irq)(void *user, bool level);
	void *user;
	tw_target *target; /* NULL: its pins are on no bus */
	uint32_t addr, data, status;
};

void lamp_i2c_init(struct lamp_i2c *i2c, tw_bus *bus, const char *name);
void lamp_i2c_reset(struct lamp_i2c *i2c);
struct reg_device lamp_i2c_device(struct lamp_i2c *i2c);

#endif /* LAMP_I2C_H */
