/* SPDX-License-Identifier: MIT */
/*
 * One I2C block of an RP2040, without a chip around it, on a bus with a
 * simulated host. Tests touch its registers as the core would, by the numbers
 * of the data sheet (4.3.17).
 */
#ifndef DW_BENCH_H
#define DW_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "rp2040/dw.h"
#include "twowire/bus.h"
#include "twowire/controller.h"
#include "twowire/sim.h"
#include "twowire/target.h"

enum {
	IC_CON = 0x00,
	IC_TAR = 0x04,
	IC_SAR = 0x08,
	IC_DATA_CMD = 0x10,
	IC_SS_SCL_HCNT = 0x14,
	IC_SS_SCL_LCNT = 0x18,
	IC_FS_SCL_HCNT = 0x1c,
	IC_FS_SCL_LCNT = 0x20,
	IC_INTR_STAT = 0x2c,
	IC_INTR_MASK = 0x30,
	IC_RAW_INTR_STAT = 0x34,
	IC_RX_TL = 0x38,
	IC_TX_TL = 0x3c,
	IC_CLR_INTR = 0x40,
	IC_CLR_RX_UNDER = 0x44,
	IC_CLR_RX_OVER = 0x48,
	IC_CLR_TX_OVER = 0x4c,
	IC_CLR_RD_REQ = 0x50,
	IC_CLR_TX_ABRT = 0x54,
	IC_CLR_RX_DONE = 0x58,
	IC_CLR_ACTIVITY = 0x5c,
	IC_CLR_STOP_DET = 0x60,
	IC_CLR_START_DET = 0x64,
	IC_CLR_GEN_CALL = 0x68,
	IC_ENABLE = 0x6c,
	IC_STATUS = 0x70,
	IC_TXFLR = 0x74,
	IC_RXFLR = 0x78,
	IC_SDA_HOLD = 0x7c,
	IC_TX_ABRT_SOURCE = 0x80,
	IC_SLV_DATA_NACK_ONLY = 0x84,
	IC_DMA_CR = 0x88,
	IC_SDA_SETUP = 0x94,
	IC_ACK_GENERAL_CALL = 0x98,
	IC_ENABLE_STATUS = 0x9c,
	IC_FS_SPKLEN = 0xa0,
	IC_CLR_RESTART_DET = 0xa8,
	IC_COMP_TYPE = 0xfc,
};

/* Bits of the interrupt registers. */
enum {
	RX_UNDER = 1 << 0,
	RX_OVER = 1 << 1,
	RX_FULL = 1 << 2,
	TX_OVER = 1 << 3,
	TX_EMPTY = 1 << 4,
	RD_REQ = 1 << 5,
	TX_ABRT = 1 << 6,
	RX_DONE = 1 << 7,
	ACTIVITY = 1 << 8,
	STOP_DET = 1 << 9,
	START_DET = 1 << 10,
	GEN_CALL = 1 << 11,
	RESTART_DET = 1 << 12,
};

/* IC_CON. */
enum {
	CON_MASTER = 1 << 0,
	CON_STANDARD = 1 << 1,
	CON_FAST = 2 << 1,
	CON_10BIT_SLAVE = 1 << 3,
	CON_10BIT_MASTER = 1 << 4,
	CON_RESTART_EN = 1 << 5,
	CON_SLAVE_DISABLE = 1 << 6,
	CON_STOP_IFADDRESSED = 1 << 7,
	CON_TX_EMPTY_CTRL = 1 << 8,
	CON_RX_HOLD = 1 << 9,
};

enum { CMD_READ = 1 << 8, CMD_STOP = 1 << 9, CMD_RESTART = 1 << 10 };
enum { FIRST_DATA_BYTE = 1 << 11 };

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *host;
	struct nvic nvic;
	struct dw dw;
	struct reg_device reg;
	/* A transfer of the host. */
	struct tw_msg msgs[3];
	uint8_t data[3][64];
	bool done;
	enum tw_result result;
	/* The last edges seen. */
	uint64_t edge_ns[2];
};

static inline uint32_t rd(struct bench *b, uint32_t offset)
{
	return b->reg.read(b->reg.user, offset, false, REG_CPU0);
}

static inline void wr(struct bench *b, uint32_t offset, uint32_t value)
{
	b->reg.write(b->reg.user, offset, value, UINT32_MAX, REG_CPU0);
}

static inline uint32_t raw(struct bench *b)
{
	return rd(b, IC_RAW_INTR_STAT);
}

static inline bool line_is_high(const struct bench *b)
{
	return nvic_level(&b->nvic, 23);
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
	nvic_init(&b->nvic, tw_bus_queue(b->bus), 125000000,
		  &(struct nvic_config){.n_irqs = 32, .priority_bits = 2});
	dw_init(&b->dw, &b->nvic, 23, 125000000);
	dw_connect(&b->dw, dw_add_link(&b->dw, b->bus, "i2c0", &error));
	assert_null(error);
	b->reg = apb_device(&b->dw.apb, "I2C0", 0x40044000);
	*state = b;
	return 0;
}

static inline int bench_down(void **state)
{
	struct bench *b = *state;

	tw_sim_free(b->sim);
	g_free(b);
	return 0;
}

/* A slave at 0x17, without bit @less and with bits @more of IC_CON. */
static inline void be_slave(struct bench *b, uint32_t more)
{
	wr(b, IC_ENABLE, 0);
	wr(b, IC_CON, CON_FAST | CON_RESTART_EN | more);
	wr(b, IC_SAR, 0x17);
	wr(b, IC_ENABLE, 1);
}

/* A master for 0x29 at about 400 kHz: SCL low for 191 + 1, high for
 * 100 + 11 + 7 cycles of 8 ns. */
static inline void be_master(struct bench *b, uint32_t more)
{
	wr(b, IC_ENABLE, 0);
	wr(b, IC_CON,
	   CON_MASTER | CON_SLAVE_DISABLE | CON_FAST | CON_RESTART_EN | more);
	wr(b, IC_TAR, 0x29);
	wr(b, IC_FS_SCL_LCNT, 191);
	wr(b, IC_FS_SCL_HCNT, 100);
	wr(b, IC_FS_SPKLEN, 11);
	wr(b, IC_SDA_HOLD, 38);
	wr(b, IC_ENABLE, 1);
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
}

#endif /* DW_BENCH_H */
