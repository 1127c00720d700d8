/* SPDX-License-Identifier: MIT */
/*
 * A list of START, WRITE, READ and STOP, carried out on the wires from the
 * interrupt, as many of them at a time as commands and FIFOs have room for.
 *
 * Approx.: ESP-IDF's drivers fill the next commands in from the task in some
 *          cases, from the interrupt in others; here it is always the
 *          interrupt. A bus that is held low in between is so a little shorter.
 */
#ifndef ESP_I2C_OPS_H
#define ESP_I2C_OPS_H

#include "i2c_bus.h"

enum i2c_op_kind { I2C_DO_START, I2C_DO_WRITE, I2C_DO_READ, I2C_DO_STOP };

struct i2c_op {
	struct i2c_op *next;
	uint8_t *data; /* NULL: own */
	size_t len;
	uint8_t kind; /* enum i2c_op_kind */
	bool check;   /* WRITE: a byte that is not acknowledged ends it all */
	bool nack;    /* READ: the answer to every byte */
	uint8_t own[2];
};

enum i2c_run_result {
	I2C_RUN_DONE,
	I2C_RUN_GOING,
	I2C_RUN_NACK,
	I2C_RUN_TIMEOUT, /* SCL held too long, or arbitration lost */
};

/* Private but for the first three and the result. */
struct i2c_run {
	struct i2c_bus *bus;
	/* In the interrupt, once for each i2c_run_start(). It may start the
	 * next list. */
	void (*finished)(struct i2c_run *run, BaseType_t *woken);
	void *user;
	volatile enum i2c_run_result result;
	struct i2c_op *op;   /* where commands are at */
	size_t n_done;	     /* bytes of it */
	struct i2c_op *into; /* where bytes read go, or NULL */
	size_t n_into;
	size_t n_coming;
};

/* As controller, with nothing set but the clock. */
void i2c_run_set_up(struct i2c_bus *bus, i2c_clock_source_t source,
		    unsigned glitch_cycles);
/* From now on. @scl_wait_us: how long a target may hold SCL. */
void i2c_run_set_pace(struct i2c_bus *bus, uint32_t scl_hz);
void i2c_run_set_timeout(struct i2c_bus *bus, uint32_t scl_wait_us);
void i2c_run_start(struct i2c_run *run, struct i2c_op *ops);
/* If it is still going, lets go of the wires. false: it had finished. */
bool i2c_run_give_up(struct i2c_run *run);
/* The state machine's reset, and if @clear the bus's. */
void i2c_run_reset(struct i2c_bus *bus, bool clear);
/* For the driver's interrupt handler. */
void i2c_run_serve(struct i2c_run *run, BaseType_t *woken);

static inline bool i2c_bus_is_busy(const struct i2c_bus *bus)
{
	return i2c_bus_get(bus, I2C_SR) & I2C_BUS_BUSY_M;
}

#endif /* ESP_I2C_OPS_H */
