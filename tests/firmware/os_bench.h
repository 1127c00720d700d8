/* SPDX-License-Identifier: MIT */
/*
 * A bus with a host, one net, and chips with firmware on an operating system's
 * driver API. What firmware prints is in @log.
 */
#ifndef OS_BENCH_H
#define OS_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

#include "twowire/bus.h"
#include "twowire/chip.h"
#include "twowire/controller.h"
#include "twowire/device.h"
#include "twowire/fault.h"
#include "twowire/net.h"
#include "twowire/observer.h"
#include "twowire/parts.h"
#include "twowire/point.h"
#include "twowire/sim.h"
#include "twowire/target.h"

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_net *net;
	tw_controller *host;
	GString *log;
	GString *edges;
	enum tw_result result; /* of the last transfer */
	size_t n_done;	       /* bytes of its last message */
};

static const char *folder;

static inline void bench_observed(void *user, const struct tw_record *r)
{
	struct bench *b = user;

	if (r->kind == TW_RECORD_EDGE)
		g_string_append_printf(b->edges, "%" G_GUINT64_FORMAT " %u%u\n",
				       r->tick, r->line, r->level);
	if (r->kind != TW_RECORD_NOTE || r->note != TW_NOTE_OUTPUT)
		return;
	g_string_append_len(b->log, r->text, (gssize)r->text_len);
	g_string_append_c(b->log, '\n');
}

static inline int bench_up(void **state)
{
	struct bench *b = g_new0(struct bench, 1);

	b->sim = tw_sim_new(1);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->net = tw_net_new(b->sim, "wire", true);
	b->host = tw_controller_new(b->bus, NULL, NULL);
	b->log = g_string_new(NULL);
	b->edges = g_string_new(NULL);
	tw_sim_observe(b->sim, TW_TRACE_ALL, bench_observed, b);
	*state = b;
	return 0;
}

static inline int bench_down(void **state)
{
	struct bench *b = *state;

	tw_sim_free(b->sim);
	g_string_free(b->log, TRUE);
	g_string_free(b->edges, TRUE);
	g_free(b);
	return 0;
}

/* Adapter 0 on the bus, GPIO3 on the net; @config may have more. */
static inline tw_chip *bench_add(struct bench *b, const char *platform,
				 const char *name, struct tw_chip_config config)
{
	g_autofree char *file = g_strconcat(name, ".so", NULL);
	g_autofree char *path = g_build_filename(folder, file, NULL);
	const struct tw_chip_pin pins[] = {
		{"I2C0_SDA", .bus = b->bus, .line = TW_SDA},
		{"I2C0_SCL", .bus = b->bus, .line = TW_SCL},
		{"GPIO3", .net = b->net},
	};
	GError *error = NULL;
	tw_chip *chip;

	config.name = "dut";
	config.object = path;
	config.pins = pins;
	config.n_pins = 3;
	chip = tw_chip_new(b->sim, tw_parts_platform(&tw_parts, platform),
			   &config, &error);
	if (!chip)
		fail_msg("%s", error->message);
	return chip;
}

static inline void bench_run_ms(struct bench *b, unsigned ms)
{
	enum tw_run run = tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + TW_MS(ms));
	const tw_chip *failed = tw_sim_failed_chip(b->sim);

	if (run == TW_RUN_FAILED)
		fail_msg("%s: %s", b->log->str, tw_chip_failure(failed));
}

/* The messages of one transfer: bytes to write, then bytes to read. */
static inline enum tw_result bench_transfer(struct bench *b, uint16_t addr,
					    const uint8_t *tx, size_t tx_len,
					    uint8_t *rx, size_t rx_len)
{
	struct tw_msg msgs[2] = {
		{.addr = addr, .len = tx_len, .data = (uint8_t *)tx},
		{.addr = addr, .flags = TW_MSG_READ, .len = rx_len, .data = rx},
	};
	bool writes = tx != NULL, reads = rx != NULL;
	size_t first = writes ? 0 : 1, n = (size_t)writes + reads;

	b->result = tw_controller_transfer(b->host, msgs + first, n, TW_MS(50));
	/* The STOP's interrupt. */
	tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + TW_US(20));
	b->n_done = msgs[first + n - 1].n_done;
	return b->result;
}

#define BYTES(...)                                                             \
	(const uint8_t[]){__VA_ARGS__}, sizeof((uint8_t[]){__VA_ARGS__})

/* Writes, which must be acknowledged. */
#define WRITE(b, addr, ...)                                                    \
	assert_int_equal(bench_transfer(b, addr, BYTES(__VA_ARGS__), NULL, 0), \
			 TW_OK)

static inline void bench_expect_read(struct bench *b, uint16_t addr,
				     const uint8_t *tx, size_t tx_len,
				     const uint8_t *expected, size_t n)
{
	uint8_t rx[64] = {0};

	assert_int_equal(bench_transfer(b, addr, tx, tx_len, rx, n), TW_OK);
	assert_memory_equal(rx, expected, n);
}

/* Reads without a pointer, with one. */
#define READ(b, addr, ...)                                                     \
	bench_expect_read(b, addr, NULL, 0, BYTES(__VA_ARGS__))
#define READ_AT(b, addr, pointer, ...)                                         \
	bench_expect_read(b, addr, BYTES(pointer), BYTES(__VA_ARGS__))

#define CASE(name) cmocka_unit_test_setup_teardown(name, bench_up, bench_down)

#endif /* OS_BENCH_H */
