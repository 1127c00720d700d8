/* SPDX-License-Identifier: MIT */
/*
 * A port of the target that is made of a script: what the silicon would
 * report, and when. Time only passes while the program waits.
 */
#ifndef I2CTARGET_SCRIPT_H
#define I2CTARGET_SCRIPT_H

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "i2ctarget/i2ctarget_port.h"

#define ADDR  0x40
#define LIMIT 600

struct step {
	uint64_t after_us; /* since the step before */
	struct i2ctarget_event ev;
};

struct i2ctarget_port {
	struct i2ctarget *owner;
	bool irq, in_isr, holds, closed;
	uint64_t now_us, last_us;
	struct step script[LIMIT];
	size_t n_script, next;
	bool want, hold; /* SCL is held for put() or ack() */
	uint8_t put[LIMIT];
	size_t n_put;
	char acks[LIMIT]; /* 'A' and 'N' */
	size_t n_acks;
};

static struct i2ctarget_port fake;

static inline bool due(void)
{
	return fake.next < fake.n_script && !fake.want && !fake.hold &&
	       fake.last_us + fake.script[fake.next].after_us <= fake.now_us;
}

static inline void interrupt(void)
{
	if (!fake.irq || fake.in_isr || !due())
		return;
	fake.in_isr = true;
	i2ctarget_isr(fake.owner);
	fake.in_isr = false;
}

int i2ctarget_port_open(struct i2ctarget_port **port, struct i2ctarget *owner,
			const struct i2ctarget_config *config)
{
	if (config->n_addresses > 2)
		return I2CTARGET_UNSUPPORTED;
	fake.owner = owner;
	*port = &fake;
	return I2CTARGET_OK;
}

void i2ctarget_port_close(struct i2ctarget_port *port)
{
	port->closed = true;
	port->want = false;
}

void i2ctarget_port_irq(struct i2ctarget_port *port, bool on)
{
	port->irq = on;
	interrupt();
}

bool i2ctarget_port_next(struct i2ctarget_port *port,
			 struct i2ctarget_event *ev)
{
	if (!due())
		return false;
	*ev = port->script[port->next].ev;
	port->last_us += port->script[port->next].after_us;
	port->next++;
	port->want = ev->kind == I2CTARGET_EVENT_WANT;
	port->hold = ev->held;
	return true;
}

void i2ctarget_port_put(struct i2ctarget_port *port, uint8_t byte)
{
	assert_true(port->want);
	assert_true(port->n_put < LIMIT);
	port->want = false;
	port->last_us = port->now_us;
	port->put[port->n_put++] = byte;
}

int i2ctarget_port_ack(struct i2ctarget_port *port, bool ack)
{
	if (!port->holds)
		return I2CTARGET_UNSUPPORTED;
	assert_true(port->hold);
	port->hold = false;
	port->last_us = port->now_us;
	port->acks[port->n_acks++] = ack ? 'A' : 'N';
	return I2CTARGET_OK;
}

uint64_t i2ctarget_port_now_us(struct i2ctarget_port *port)
{
	return port->now_us;
}

/* Time only passes here: to the next step, or to the end of the wait. */
void i2ctarget_port_wait(struct i2ctarget_port *port, uint64_t until_us)
{
	uint64_t next = UINT64_MAX;

	if (port->next < port->n_script && !port->want && !port->hold)
		next = port->last_us + port->script[port->next].after_us;
	/* Waiting for ever for nothing: the program under test hangs. */
	assert_true(MIN(next, until_us) != UINT64_MAX);
	port->now_us = MAX(port->now_us, MIN(next, until_us));
	interrupt();
}

/* --- Scripts ----------------------------------------------------------- */

static inline void step(uint64_t after_us, struct i2ctarget_event ev)
{
	assert_true(fake.n_script < LIMIT);
	ev.address = ev.address ? ev.address : ADDR;
	ev.held = fake.holds && ev.kind == I2CTARGET_EVENT_BYTE;
	fake.script[fake.n_script++] = (struct step){after_us, ev};
}

static inline void end(void)
{
	step(10, (struct i2ctarget_event){.kind = I2CTARGET_EVENT_END});
}

static inline void byte(uint64_t after_us, uint8_t value, bool first,
			bool restart)
{
	step(after_us, (struct i2ctarget_event){.kind = I2CTARGET_EVENT_BYTE,
						.byte = value,
						.first = first,
						.restart = restart});
}

/* The host writes: START or repeated START, bytes; no end. */
static inline void writes(bool restart, size_t n, const uint8_t *bytes)
{
	for (size_t i = 0; i < n; i++)
		byte(90, bytes[i], i == 0, i == 0 && restart);
}

/* The host reads n bytes and NACKs the last. */
static inline void reads(bool restart, size_t n)
{
	for (size_t i = 0; i < n; i++)
		step(90, (struct i2ctarget_event){.kind = I2CTARGET_EVENT_WANT,
						  .restart = !i && restart});
	end();
}

#define WRITES(restart, ...)                                                   \
	writes(restart, sizeof((uint8_t[]){__VA_ARGS__}),                      \
	       (uint8_t[]){__VA_ARGS__})

/* --- The program ------------------------------------------------------- */

static struct i2ctarget target;

static inline void begin(bool holds, bool smbus)
{
	static const uint8_t addresses[] = {ADDR, 0x41};
	struct i2ctarget_config config = {
		.addresses = addresses, .n_addresses = 2, .smbus = smbus};

	memset(&fake, 0, sizeof(fake));
	fake.holds = holds;
	assert_int_equal(i2ctarget_init(&target, &config), I2CTARGET_OK);
}

static inline int setup(void **state)
{
	begin(false, false);
	return 0;
}

static inline int teardown(void **state)
{
	i2ctarget_deinit(&target);
	assert_true(fake.closed);
	return 0;
}

static inline struct i2ctarget_request request(bool is_read, bool is_restart)
{
	struct i2ctarget_request req;

	assert_int_equal(i2ctarget_request(&target, 1000, &req), 1);
	assert_int_equal(req.is_read, is_read);
	assert_int_equal(req.is_restart, is_restart);
	return req;
}

static inline void expect_read(struct i2ctarget_request *req, size_t n,
			       const char *expected)
{
	uint8_t buf[LIMIT];
	int got = i2ctarget_read(req, buf, n, true);

	assert_int_equal(got, strlen(expected));
	assert_memory_equal(buf, expected, strlen(expected));
}

static inline void expect_put(const char *expected)
{
	assert_int_equal(fake.n_put, strlen(expected));
	assert_memory_equal(fake.put, expected, strlen(expected));
}

static inline void all_is_quiet(void)
{
	struct i2ctarget_request req;

	assert_int_equal(i2ctarget_request(&target, 1000, &req), 0);
	assert_int_equal(fake.next, fake.n_script);
	assert_false(fake.want);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

#endif /* I2CTARGET_SCRIPT_H */
