/* SPDX-License-Identifier: MIT */
/*
 * One I2C block of an STM32G0, without a chip around it, on a bus with a
 * simulated host. Tests touch its registers as the core would, by the numbers
 * of RM0444. I2CCLK is 16 MHz.
 */
#ifndef I2CV2_BENCH_H
#define I2CV2_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

#include "stm32g0/i2cv2.h"
#include "twowire/bus.h"
#include "twowire/controller.h"
#include "twowire/sim.h"
#include "twowire/target.h"

enum {
	CR1 = 0x00,
	CR2 = 0x04,
	OAR1 = 0x08,
	OAR2 = 0x0c,
	TIMINGR = 0x10,
	TIMEOUTR = 0x14,
	ISR = 0x18,
	ICR = 0x1c,
	PECR = 0x20,
	RXDR = 0x24,
	TXDR = 0x28,
};

/* CR1. */
enum {
	PE = 1 << 0,
	TXIE = 1 << 1,
	RXIE = 1 << 2,
	ADDRIE = 1 << 3,
	NACKIE = 1 << 4,
	STOPIE = 1 << 5,
	TCIE = 1 << 6,
	ERRIE = 1 << 7,
	TXDMAEN = 1 << 14,
	RXDMAEN = 1 << 15,
	SBC = 1 << 16,
	NOSTRETCH = 1 << 17,
	GCEN = 1 << 19,
	SMBHEN = 1 << 20,
	SMBDEN = 1 << 21,
	ALERTEN = 1 << 22,
	PECEN = 1 << 23,
};

/* CR2. */
enum {
	RD_WRN = 1 << 10,
	ADD10 = 1 << 11,
	HEAD10R = 1 << 12,
	START = 1 << 13,
	STOP = 1 << 14,
	NACK = 1 << 15,
	RELOAD = 1 << 24,
	AUTOEND = 1 << 25,
	PECBYTE = 1 << 26,
};
#define NBYTES(n) ((uint32_t)(n) << 16)

/* ISR and ICR. */
enum {
	TXE = 1 << 0,
	TXIS = 1 << 1,
	RXNE = 1 << 2,
	ADDR = 1 << 3,
	NACKF = 1 << 4,
	STOPF = 1 << 5,
	TC = 1 << 6,
	TCR = 1 << 7,
	BERR = 1 << 8,
	ARLO = 1 << 9,
	OVR = 1 << 10,
	PECERR = 1 << 11,
	TIMEOUT = 1 << 12,
	ALERT = 1 << 13,
	BUSY = 1 << 15,
	DIRECTION = 1 << 16,
};
#define ADDCODE(isr) ((isr) >> 17 & 0x7f)

/* OAR1, OAR2. */
enum { OA1MODE = 1 << 10, OA1EN = 1 << 15, OA2EN = 1 << 15 };
#define OA2MSK(n) ((uint32_t)(n) << 8)

/* RM0444's example for 16 MHz and 400 kHz: prescaled clock 8 MHz, SCL low for
 * 10 and high for 4 of its cycles. */
#define TIMING_400K 0x10320309u

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *host;
	struct i2cv2 i2c;
	struct reg_device reg;
	bool irq;
	bool request[2]; /* to the DMA, receive and transmit */
	bool alert_low;
	struct tw_msg msgs[3]; /* a transfer of the host */
	uint8_t data[3][64];
	bool done;
	enum tw_result result;
};

static inline uint32_t rd(struct bench *b, uint32_t offset)
{
	return b->reg.read(b->reg.user, offset, false, REG_CPU0);
}

static inline void wr(struct bench *b, uint32_t offset, uint32_t value)
{
	b->reg.write(b->reg.user, offset, value, UINT32_MAX, REG_CPU0);
}

static inline bool flag(struct bench *b, uint32_t flags)
{
	return rd(b, ISR) & flags;
}

static inline void run_us(struct bench *b, uint64_t us)
{
	assert_int_equal(tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + TW_US(us)),
			 TW_RUN_DONE);
}

static inline bool scl(const struct bench *b)
{
	return tw_bus_level(b->bus, TW_SCL);
}

static inline bool sda(const struct bench *b)
{
	return tw_bus_level(b->bus, TW_SDA);
}

static inline void bench_irq(void *user, bool level)
{
	struct bench *b = user;

	b->irq = level;
}

static inline void bench_dma(void *user, bool transmit, bool request)
{
	struct bench *b = user;

	b->request[transmit] = request;
}

static inline void bench_smba(void *user, bool low)
{
	struct bench *b = user;

	b->alert_low = low;
}

static inline int bench_up(void **state)
{
	static const struct tw_controller_config fast = {.name = "host",
							 .scl_hz = 400000};
	struct bench *b = g_new0(struct bench, 1);
	GError *error = NULL;

	b->sim = tw_sim_new(1);
	b->bus = tw_bus_new(b->sim, NULL, &error);
	assert_null(error);
	b->host = tw_controller_new(b->bus, &fast, &error);
	assert_null(error);
	b->i2c.irq = bench_irq;
	b->i2c.dma = bench_dma;
	b->i2c.smba = bench_smba;
	b->i2c.user = b;
	i2cv2_init(&b->i2c, tw_bus_queue(b->bus), 16000000);
	i2cv2_connect(&b->i2c, i2cv2_add_link(&b->i2c, b->bus, "i2c1", &error));
	assert_null(error);
	b->reg = stm32_block_device(&b->i2c.block, "I2C1", 0x40005400);
	wr(b, TIMINGR, TIMING_400K);
	*state = b;
	return 0;
}

static inline int bench_down(void **state)
{
	struct bench *b = *state;

	tw_sim_free(b->sim);
	i2cv2_free(&b->i2c);
	g_free(b);
	return 0;
}

/* A target at 0x30. */
static inline void be_target(struct bench *b, uint32_t cr1)
{
	wr(b, CR1, 0);
	wr(b, OAR1, OA1EN | 0x30 << 1);
	wr(b, CR1, cr1 | PE);
}

static inline void host_done(void *user, enum tw_result result)
{
	struct bench *b = user;

	b->done = true;
	b->result = result;
}

static inline void host_begins(struct bench *b, size_t n)
{
	b->done = false;
	tw_controller_begin(b->host, b->msgs, n, host_done, b);
}

static inline struct tw_msg *message(struct bench *b, unsigned i, uint16_t addr,
				     uint16_t flags, size_t len)
{
	b->msgs[i] = (struct tw_msg){
		.addr = addr, .flags = flags, .len = len, .data = b->data[i]};
	return &b->msgs[i];
}

/* The host writes 0x10, 0x11, ... */
static inline void host_writes(struct bench *b, uint16_t addr, size_t len)
{
	message(b, 0, addr, 0, len);
	for (size_t i = 0; i < len; i++)
		b->data[0][i] = (uint8_t)(0x10 + i);
	host_begins(b, 1);
}

static inline void host_reads(struct bench *b, uint16_t addr, size_t len)
{
	message(b, 0, addr, TW_MSG_READ, len);
	host_begins(b, 1);
}

/* Lets time pass until the host is done: it must be within 10 ms. */
static inline void host_ends(struct bench *b)
{
	for (unsigned us = 0; !b->done && us < 10000; us += 5)
		run_us(b, 5);
	assert_true(b->done);
	run_us(b, 5);
}

/* Until one of these flags is set: within 1 ms. */
static inline void wait_for(struct bench *b, uint32_t flags)
{
	for (unsigned us = 0; us < 1000; us++) {
		if (flag(b, flags))
			return;
		run_us(b, 1);
	}
	fail_msg("ISR is %08x, without %08x", rd(b, ISR), flags);
}

#define T(name) cmocka_unit_test_setup_teardown(name, bench_up, bench_down)

#endif /* I2CV2_BENCH_H */
