/* SPDX-License-Identifier: MIT */
/* A chip with one of this folder's objects, a host at 400 kHz, and sweeps over
 * what the two are like. */
#ifndef WAYS_BENCH_H
#define WAYS_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

#include "twowire/chip.h"
#include "twowire/controller.h"
#include "twowire/fault.h"
#include "twowire/observer.h"
#include "twowire/parts.h"
#include "twowire/sim.h"

enum { ADDRESS = 0x42, NOBODY = 0x30, CYCLE_NS = 8 };

static const char *folder;

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *host;
	GString *told; /* by the firmware */
	GString *seen; /* by the host */
};

/* What one way and one sweep are about. */
struct way {
	const char *name; /* of the object, without -wrong or -right */
	void (*script)(struct bench *b, uint32_t value);
	const char *told;
	const char *seen;
	bool by_latency; /* the value is the interrupt's latency in ns */
};

static inline void observed(void *user, const struct tw_record *r)
{
	struct bench *b = user;

	if (r->kind != TW_RECORD_NOTE || r->note != TW_NOTE_OUTPUT)
		return;
	g_string_append_len(b->told, r->text, (gssize)r->text_len);
	g_string_append(b->told, "; ");
}

static inline void wait_ns(struct bench *b, uint64_t ns)
{
	tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + ns);
}

static inline void add_chip(struct bench *b, const char *name,
			    uint32_t latency_ns)
{
	const struct tw_chip_pin pins[] = {
		{.pin = "GPIO4", .bus = b->bus, .line = TW_SDA},
		{.pin = "GPIO5", .bus = b->bus, .line = TW_SCL},
	};
	g_autofree char *file = g_strconcat(name, ".so", NULL);
	g_autofree char *path = g_build_filename(folder, file, NULL);
	struct tw_chip_config config = {
		.name = "pico",
		.object = path,
		.pins = pins,
		.n_pins = G_N_ELEMENTS(pins),
		.irq_latency_cycles = latency_ns / CYCLE_NS,
	};
	GError *error = NULL;

	if (!tw_chip_new(b->sim, tw_parts_platform(&tw_parts, "rp2040"),
			 &config, &error))
		fail_msg("%s", error->message);
}

/* --- the host ------------------------------------------------------------ */

static inline void messages(struct bench *b, struct tw_msg *msgs, size_t n)
{
	enum tw_result result =
		tw_controller_transfer(b->host, msgs, n, TW_MS(2));

	if (result != TW_OK) {
		g_string_append_printf(b->seen, "%s; ", tw_result_name(result));
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (!(msgs[i].flags & TW_MSG_READ))
			continue;
		for (size_t k = 0; k < msgs[i].len; k++)
			g_string_append_printf(b->seen, "%02x ",
					       msgs[i].data[k]);
		g_string_append(b->seen, "; ");
	}
}

#define BYTES(...)                                                             \
	.len = sizeof((uint8_t[]){__VA_ARGS__}), .data = (uint8_t[])           \
	{                                                                      \
		__VA_ARGS__                                                    \
	}
#define W(...)                                                                 \
	{                                                                      \
		.addr = ADDRESS, BYTES(__VA_ARGS__)                            \
	}
#define R(n)                                                                   \
	{                                                                      \
		.addr = ADDRESS, .flags = TW_MSG_READ, .len = n, .data = room  \
	}
#define SEND(...)                                                              \
	do {                                                                   \
		struct tw_msg msgs[] = {__VA_ARGS__};                          \
		messages(b, msgs, G_N_ELEMENTS(msgs));                         \
	} while (0)

/* --- sweeps -------------------------------------------------------------- */

static inline bool holds(const struct way *way, const char *variant,
			 uint32_t value, GString *why)
{
	g_autofree char *name = g_strconcat(way->name, variant, NULL);
	struct tw_controller_config fast = {.scl_hz = 400000};
	struct bench b = {.sim = tw_sim_new(1)};
	bool same;

	b.bus = tw_bus_new(b.sim, NULL, NULL);
	b.host = tw_controller_new(b.bus, &fast, NULL);
	b.told = g_string_new(NULL);
	b.seen = g_string_new(NULL);
	tw_sim_observe(b.sim, TW_TRACE_ALL, observed, &b);
	add_chip(&b, name, way->by_latency ? value : 0);
	if (way->by_latency)
		wait_ns(&b, TW_MS(1));
	way->script(&b, value);
	wait_ns(&b, TW_MS(1));
	same = !strcmp(b.told->str, way->told) &&
	       !strcmp(b.seen->str, way->seen);
	g_string_printf(why, "%s at %u: told \"%s\", seen \"%s\"", name, value,
			b.told->str, b.seen->str);
	tw_sim_free(b.sim);
	g_string_free(b.told, TRUE);
	g_string_free(b.seen, TRUE);
	return same;
}

/* The right way holds at every value up to @to; the wrong one at none from
 * @last to @to, and at all below @first (0: at none). */
static inline void sweep(const struct way *way, uint32_t step, uint32_t first,
			 uint32_t last, uint32_t to)
{
	g_autoptr(GString) why = g_string_new(NULL);

	for (uint32_t value = 0; value <= to; value += step) {
		if (!holds(way, "-right", value, why))
			fail_msg("%s", why->str);
		if (holds(way, "-wrong", value, why) ? value >= last
						     : value < first)
			fail_msg("%s", why->str);
	}
}

#endif /* WAYS_BENCH_H */
