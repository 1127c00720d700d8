/* SPDX-License-Identifier: MIT */
/* A bus, a wire of one net, and chips on both: PC4 and PC5, PB0 and PD2. */
#ifndef AVR_BENCH_H
#define AVR_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

#include "twowire/chip.h"
#include "twowire/controller.h"
#include "twowire/observer.h"
#include "twowire/parts.h"
#include "twowire/sim.h"

static const char *folder; /* of the objects */

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_net *net;
	GString *log;
	GString *edges;
};

static inline void observed(void *user, const struct tw_record *r)
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

static inline int up(void **state)
{
	struct bench *b = g_new0(struct bench, 1);

	b->sim = tw_sim_new(1);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->net = tw_net_new(b->sim, "wire", true);
	b->log = g_string_new(NULL);
	b->edges = g_string_new(NULL);
	tw_sim_observe(b->sim, TW_TRACE_ALL, observed, b);
	*state = b;
	return 0;
}

static inline int down(void **state)
{
	struct bench *b = *state;

	tw_sim_free(b->sim);
	g_string_free(b->log, TRUE);
	g_string_free(b->edges, TRUE);
	g_free(b);
	return 0;
}

static inline tw_chip *add_chip(struct bench *b, const char *name,
				bool yield_always)
{
	const struct tw_chip_pin pins[] = {
		{.pin = "PC4", .bus = b->bus, .line = TW_SDA},
		{.pin = "PC5", .bus = b->bus, .line = TW_SCL},
		{.pin = "PB0", .net = b->net},
		{.pin = "PD2", .net = b->net},
	};
	g_autofree char *file = g_strconcat(name, ".so", NULL);
	g_autofree char *path = g_build_filename(folder, file, NULL);
	struct tw_chip_config config = {.name = name,
					.object = path,
					.pins = pins,
					.n_pins = G_N_ELEMENTS(pins),
					.yield_always = yield_always};
	GError *error = NULL;
	tw_chip *chip;

	chip = tw_chip_new(b->sim, tw_parts_platform(&tw_parts, "avr"), &config,
			   &error);
	if (!chip)
		fail_msg("%s", error->message);
	return chip;
}

static inline void run(struct bench *b, tw_chip *chip)
{
	tw_sim_run(b->sim, TW_MS(100));
	if (tw_chip_state(chip) != TW_CHIP_ENDED)
		fail_msg("%s: %s", b->log->str,
			 tw_chip_failure(chip) ? tw_chip_failure(chip)
					       : "still running");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, up, down)

#endif /* AVR_BENCH_H */
