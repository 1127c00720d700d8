/* SPDX-License-Identifier: MIT */
/* A bus with an nRF52840 at P0.26 (SDA) and P1.08 (SCL), a host, and what they
 * say. */
#ifndef NRF52_BENCH_H
#define NRF52_BENCH_H

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
#include "twowire/observer.h"
#include "twowire/parts.h"
#include "twowire/sim.h"
#include "twowire/target.h"

static const char *folder;

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *host;
	tw_chip *chip;
	GString *log; /* what it printed */
	uint64_t scl_fell;
	uint64_t longest_low; /* of SCL */
	uint64_t shortest_low;
	uint64_t shortest_period;
	unsigned n_starts;
	unsigned n_stops;
	bool scl, sda;
};

static void saw_edge(struct bench *b, const struct tw_record *r)
{
	if (r->line == TW_SDA) {
		b->n_starts += b->scl && b->sda && !r->level;
		b->n_stops += b->scl && !b->sda && r->level;
		b->sda = r->level;
		return;
	}
	b->scl = r->level;
	if (!r->level) {
		if (b->scl_fell)
			b->shortest_period =
				MIN(b->shortest_period, r->tick - b->scl_fell);
		b->scl_fell = r->tick;
	} else {
		b->longest_low = MAX(b->longest_low, r->tick - b->scl_fell);
		b->shortest_low = MIN(b->shortest_low, r->tick - b->scl_fell);
	}
}

static void observed(void *user, const struct tw_record *r)
{
	struct bench *b = user;

	if (r->kind == TW_RECORD_EDGE)
		saw_edge(b, r);
	if (r->kind != TW_RECORD_NOTE || r->note != TW_NOTE_OUTPUT ||
	    r->source != tw_chip_source(b->chip))
		return;
	g_string_append_len(b->log, r->text, (gssize)r->text_len);
	g_string_append_c(b->log, '\n');
}

static void forget(struct bench *b)
{
	g_string_truncate(b->log, 0);
	b->longest_low = b->scl_fell = 0;
	b->shortest_low = b->shortest_period = UINT64_MAX;
	b->n_starts = b->n_stops = 0;
}

static int up(void **state)
{
	struct bench *b = g_new0(struct bench, 1);

	b->sim = tw_sim_new(1);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->host = tw_controller_new(b->bus, NULL, NULL);
	b->log = g_string_new(NULL);
	b->scl = b->sda = true;
	forget(b);
	tw_sim_observe(b->sim, TW_TRACE_ALL, observed, b);
	*state = b;
	return 0;
}

static int down(void **state)
{
	struct bench *b = *state;

	tw_sim_free(b->sim);
	g_string_free(b->log, TRUE);
	g_free(b);
	return 0;
}

static void add_chip(struct bench *b, const char *firmware,
		     uint32_t irq_latency_cycles)
{
	g_autofree char *file = g_strconcat(firmware, ".so", NULL);
	g_autofree char *path = g_build_filename(folder, file, NULL);
	const struct tw_chip_pin pins[] = {
		{"P0.26", .bus = b->bus, .line = TW_SDA},
		{"P1.08", .bus = b->bus, .line = TW_SCL},
	};
	struct tw_chip_config config = {.name = "dut",
					.object = path,
					.pins = pins,
					.n_pins = 2,
					.irq_latency_cycles =
						irq_latency_cycles};
	GError *error = NULL;

	b->chip = tw_chip_new(b->sim, tw_parts_platform(&tw_parts, "nrf52"),
			      &config, &error);
	if (!b->chip)
		fail_msg("%s", error->message);
}

static inline void pass_us(struct bench *b, uint64_t us)
{
	tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + us * 1000);
	if (tw_chip_failure(b->chip))
		fail_msg("%s", tw_chip_failure(b->chip));
}

/* The chip, when it has set itself up. */
static inline void start_chip(struct bench *b, const char *firmware,
			      uint32_t irq_latency_cycles)
{
	add_chip(b, firmware, irq_latency_cycles);
	pass_us(b, 1000);
	forget(b);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, up, down)

#endif
