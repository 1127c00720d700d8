/* SPDX-License-Identifier: MIT */
/*
 * One I2C block of an STM32F4, without a chip around it, on a bus with a
 * simulated host and a target. Tests touch its registers as the core would, by
 * the numbers of RM0090, 27.6.
 */
#ifndef I2C_BENCH_H
#define I2C_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "stm32f4/i2c.h"
#include "twowire/bus.h"
#include "twowire/controller.h"
#include "twowire/sim.h"
#include "twowire/target.h"

enum {
	I2C_CR1 = 0x00,
	I2C_CR2 = 0x04,
	I2C_OAR1 = 0x08,
	I2C_OAR2 = 0x0c,
	I2C_DR = 0x10,
	I2C_SR1 = 0x14,
	I2C_SR2 = 0x18,
	I2C_CCR = 0x1c,
	I2C_TRISE = 0x20,
};

enum {
	PE = 1 << 0,
	SMBUS = 1 << 1,
	ENPEC = 1 << 5,
	ENGC = 1 << 6,
	NOSTRETCH = 1 << 7,
	START = 1 << 8,
	STOP = 1 << 9,
	ACK = 1 << 10,
	POS = 1 << 11,
	PEC = 1 << 12,
	SWRST = 1 << 15,
};

enum {
	SB = 1 << 0,
	ADDR = 1 << 1,
	BTF = 1 << 2,
	ADD10 = 1 << 3,
	STOPF = 1 << 4,
	RXNE = 1 << 6,
	TXE = 1 << 7,
	BERR = 1 << 8,
	ARLO = 1 << 9,
	AF = 1 << 10,
	OVR = 1 << 11,
	PECERR = 1 << 12,
	TIMEOUT = 1 << 14,
};

enum { MSL = 1, BUSY = 2, TRA = 4, GENCALL = 16, DUALF = 128 };

enum { IRQ_EV = 31, IRQ_ER = 32 };

/* A target at 0x29: keeps what it is written and sends 0xc0, 0xc1, ... */
struct peer {
	uint8_t rx[64];
	size_t n_rx;
	size_t n_tx;
	size_t accepts; /* bytes; then it refuses */
	unsigned n_starts;
	unsigned n_stops;
	unsigned n_nacks; /* of what it sent */
};

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *host;
	struct nvic nvic;
	struct i2c i2c;
	struct reg_device reg;
	struct peer peer;
	struct tw_msg msgs[3];
	uint8_t data[3][64];
	bool done;
	enum tw_result result;
};

static inline uint32_t rd(struct bench *b, uint32_t offset)
{
	return b->reg.read(b->reg.user, offset, false, REG_CPU0);
}

/* SR1 as no software sees it: without side effects. */
static inline uint32_t sr1(struct bench *b)
{
	return b->reg.read(b->reg.user, I2C_SR1, true, REG_CPU0);
}

static inline uint32_t sr2(struct bench *b)
{
	return b->reg.read(b->reg.user, I2C_SR2, true, REG_CPU0);
}

static inline void wr(struct bench *b, uint32_t offset, uint32_t value)
{
	b->reg.write(b->reg.user, offset, value, UINT32_MAX, REG_CPU0);
}

static inline void set_bits(struct bench *b, uint32_t offset, uint32_t bits)
{
	wr(b, offset, rd(b, offset) | bits);
}

static inline void clear_bits(struct bench *b, uint32_t offset, uint32_t bits)
{
	wr(b, offset, rd(b, offset) & ~bits);
}

static inline void clear_addr(struct bench *b)
{
	rd(b, I2C_SR1);
	rd(b, I2C_SR2);
}

static inline bool event_line(const struct bench *b)
{
	return nvic_level(&b->nvic, IRQ_EV);
}

static inline bool error_line(const struct bench *b)
{
	return nvic_level(&b->nvic, IRQ_ER);
}

static inline void run_us(struct bench *b, uint64_t us)
{
	assert_int_equal(tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + TW_US(us)),
			 TW_RUN_DONE);
}

/* Lets time pass until one of the flags is set: it must be within 1 ms. */
static inline void await(struct bench *b, uint32_t flags)
{
	for (unsigned us = 0; !(sr1(b) & flags) && us < 1000; us++)
		run_us(b, 1);
	if (!(sr1(b) & flags))
		fail_msg("SR1 is %04x and never had one of %04x", sr1(b),
			 flags);
}

static inline bool scl(const struct bench *b)
{
	return tw_bus_level(b->bus, TW_SCL);
}

static inline bool sda(const struct bench *b)
{
	return tw_bus_level(b->bus, TW_SDA);
}

/* --- the target at 0x29 -------------------------------------------------- */

static inline enum tw_answer peer_address(void *user,
					  const struct tw_address *addr)
{
	return TW_ACK;
}

static inline enum tw_answer peer_write(void *user, uint8_t byte)
{
	struct peer *p = user;

	if (p->n_rx == p->accepts)
		return TW_NACK;
	p->rx[p->n_rx++] = byte;
	return TW_ACK;
}

static inline bool peer_read(void *user, uint8_t *byte)
{
	const struct peer *p = user;

	*byte = (uint8_t)(0xc0 + p->n_tx);
	return true;
}

static inline void peer_sent(void *user, bool acked)
{
	struct peer *p = user;

	p->n_tx++;
	p->n_nacks += !acked;
}

static inline void peer_start(void *user, bool selected)
{
	struct peer *p = user;

	p->n_starts++;
}

static inline void peer_stop(void *user, bool selected)
{
	struct peer *p = user;

	p->n_stops++;
}

static const struct tw_target_ops peer_ops = {
	.address = peer_address,
	.write = peer_write,
	.read = peer_read,
	.sent = peer_sent,
	.start = peer_start,
	.stop = peer_stop,
};

static inline void add_peer(struct bench *b)
{
	static const struct tw_match at[] = {{.addr = 0x29},
					     {.addr = 0x2a5, .ten_bit = true}};
	struct tw_target_config config = {.name = "peer",
					  .ops = &peer_ops,
					  .user = &b->peer,
					  .hears_all = true};

	b->peer.accepts = sizeof(b->peer.rx);
	tw_target_listen(tw_target_new(b->bus, &config), at, 2);
}

/* --- set-up -------------------------------------------------------------- */

static inline int up(void **state)
{
	static const struct nvic_config nvic = {
		.n_irqs = 82, .priority_bits = 4, .armv7m = true};
	static const struct tw_controller_config fast = {.name = "host",
							 .scl_hz = 400000};
	struct bench *b = g_new0(struct bench, 1);
	GError *error = NULL;

	b->sim = tw_sim_new(1);
	b->bus = tw_bus_new(b->sim, NULL, &error);
	assert_null(error);
	b->host = tw_controller_new(b->bus, &fast, &error);
	assert_null(error);
	add_peer(b);
	nvic_init(&b->nvic, tw_bus_queue(b->bus), 168000000, &nvic);
	f4_i2c_init(&b->i2c, &b->nvic, IRQ_EV, tw_bus_queue(b->bus));
	b->i2c.pclk_hz = 42000000;
	assert_true(f4_i2c_add_link(&b->i2c, b->bus, "i2c1", &error));
	f4_i2c_connect(&b->i2c, &b->i2c.links[0]);
	b->reg = stm32_block_device(&b->i2c.block, "I2C1", 0x40005400);
	*state = b;
	return 0;
}

static inline int down(void **state)
{
	struct bench *b = *state;

	tw_sim_free(b->sim);
	g_free(b);
	return 0;
}

/* A target at 0x17. */
static inline void be_target(struct bench *b, uint32_t cr1)
{
	wr(b, I2C_CR2, 42);
	wr(b, I2C_OAR1, 1 << 14 | 0x17 << 1);
	wr(b, I2C_CR1, PE | (cr1 & ~(uint32_t)ACK));
	wr(b, I2C_CR1, PE | ACK | cr1);
}

/* A controller at 100 kHz: SCL is low and high for 210 cycles of 42 MHz. */
static inline void be_controller(struct bench *b)
{
	wr(b, I2C_CR2, 42);
	wr(b, I2C_CCR, 210);
	wr(b, I2C_TRISE, 43);
	wr(b, I2C_CR1, PE);
}

/* START and an address; its flag is then seen. */
static inline void address(struct bench *b, uint8_t byte)
{
	set_bits(b, I2C_CR1, START);
	await(b, SB);
	rd(b, I2C_SR1);
	wr(b, I2C_DR, byte);
	await(b, ADDR | AF);
}

/* --- the host ------------------------------------------------------------ */

static inline void host_done(void *user, enum tw_result result)
{
	struct bench *b = user;

	b->done = true;
	b->result = result;
}

static inline void message(struct bench *b, unsigned i, uint16_t addr,
			   uint16_t flags, size_t len)
{
	b->msgs[i] = (struct tw_msg){
		.addr = addr, .flags = flags, .len = len, .data = b->data[i]};
}

static inline void host_begins(struct bench *b, size_t n)
{
	b->done = false;
	tw_controller_begin(b->host, b->msgs, n, host_done, b);
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

#define CASE(name) cmocka_unit_test_setup_teardown(name, up, down)

#endif /* I2C_BENCH_H */
