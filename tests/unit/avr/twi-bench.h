/* SPDX-License-Identifier: MIT */
/*
 * One two-wire interface of an ATmega328P at 16 MHz, without a chip around it,
 * on a bus with a simulated host. Tests are its firmware: they touch its
 * registers by the numbers of the data sheet (22.9).
 */
#ifndef TWI_BENCH_H
#define TWI_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "avr/twi.h"
#include "twowire/actor.h"
#include "twowire/bus.h"
#include "twowire/controller.h"
#include "twowire/sim.h"
#include "twowire/target.h"

enum { TWBR = 0xb8, TWSR, TWAR, TWDR, TWCR, TWAMR };
enum {
	TWINT = 0x80,
	TWEA = 0x40,
	TWSTA = 0x20,
	TWSTO = 0x10,
	TWWC = 0x08,
	TWEN = 0x04,
	TWIE = 0x01,
};
enum { OWN = 0x29, OTHER = 0x50 };
/* What software mostly answers with. */
enum { GO = TWINT | TWEN | TWIE, ACK = GO | TWEA };

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *host;
	tw_port *finger; /* to disturb with */
	struct twi twi;
	bool line;
	struct tw_msg msgs[3];
	uint8_t data[3][64];
	bool done;
	enum tw_result result;
};

static inline uint8_t rd(struct bench *b, uint8_t addr)
{
	return twi_read(&b->twi, addr, false);
}

static inline void wr(struct bench *b, uint8_t addr, uint8_t value)
{
	twi_write(&b->twi, addr, value);
}

static inline void run_ns(struct bench *b, uint64_t ns)
{
	assert_int_equal(tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + ns),
			 TW_RUN_DONE);
}

static inline void run_us(struct bench *b, uint64_t us)
{
	run_ns(b, TW_US(us));
}

static inline bool scl(const struct bench *b)
{
	return tw_bus_level(b->bus, TW_SCL);
}

static inline bool sda(const struct bench *b)
{
	return tw_bus_level(b->bus, TW_SDA);
}

static inline void interrupt(void *user, bool level)
{
	struct bench *b = user;

	b->line = level;
}

static inline int bench_up(void **state)
{
	/* tBUF as ours: whoever waits for a free bus begins with us. */
	struct tw_controller_config host = {.name = "host", .buf_ns = 5000};
	struct bench *b = g_new0(struct bench, 1);

	b->sim = tw_sim_new(1);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->host = tw_controller_new(b->bus, &host, NULL);
	twi_init(&b->twi, 16000000);
	b->twi.interrupt = interrupt;
	b->twi.user = b;
	assert_true(twi_connect(&b->twi, b->bus, "twi", NULL));
	b->finger = tw_port_new(b->bus, "finger", TW_ROLE_OTHER, NULL, NULL);
	wr(b, TWBR, 72); /* 100 kHz */
	wr(b, TWAR, OWN << 1);
	*state = b;
	return 0;
}

/* Whatever a test did, both wires are free again without the interface. */
static inline int bench_down(void **state)
{
	struct bench *b = *state;

	wr(b, TWCR, 0);
	tw_controller_reset(b->host);
	run_us(b, 100);
	assert_true(scl(b));
	assert_true(sda(b));
	tw_sim_free(b->sim);
	g_free(b);
	return 0;
}

/* --- the host ----------------------------------------------------------- */

static inline void transfer_done(void *user, enum tw_result result)
{
	struct bench *b = user;

	b->done = true;
	b->result = result;
}

static inline void begin(struct bench *b, size_t n)
{
	b->done = false;
	tw_controller_begin(b->host, b->msgs, n, transfer_done, b);
}

static inline void message(struct bench *b, size_t i, uint8_t addr,
			   unsigned flags, size_t len)
{
	b->msgs[i] = (struct tw_msg){addr, (uint16_t)flags, len, b->data[i], 0};
}

static inline void write_begin(struct bench *b, uint8_t addr, size_t len)
{
	for (size_t i = 0; i < len; i++)
		b->data[0][i] = (uint8_t)(0x11 * (i + 1));
	message(b, 0, addr, 0, len);
	begin(b, 1);
}

static inline void read_begin(struct bench *b, uint8_t addr, unsigned flags,
			      size_t len)
{
	message(b, 0, addr, TW_MSG_READ | flags, len);
	begin(b, 1);
}

static inline void finish(struct bench *b, enum tw_result result)
{
	for (int i = 0; i < 100 && !b->done; i++)
		run_us(b, 100);
	assert_true(b->done);
	assert_int_equal(b->result, result);
}

/* --- the firmware ------------------------------------------------------- */

/* The next status must be this. */
static inline void expect(struct bench *b, uint8_t status)
{
	for (int i = 0; i < 20000 && !(rd(b, TWCR) & TWINT); i++)
		run_ns(b, 500);
	if (!(rd(b, TWCR) & TWINT))
		fail_msg("no interrupt where status %02x was to come", status);
	if ((rd(b, TWSR) & 0xf8) != status)
		fail_msg("status %02x, not %02x", rd(b, TWSR) & 0xf8, status);
}

static inline void answer(struct bench *b, uint8_t status, uint8_t twcr)
{
	expect(b, status);
	wr(b, TWCR, twcr);
}

static inline void answer_with(struct bench *b, uint8_t status, uint8_t twdr,
			       uint8_t twcr)
{
	expect(b, status);
	wr(b, TWDR, twdr);
	wr(b, TWCR, twcr);
}

static inline void quiet(struct bench *b)
{
	run_us(b, 500);
	assert_false(rd(b, TWCR) & TWINT);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, bench_up, bench_down)

#endif /* TWI_BENCH_H */
