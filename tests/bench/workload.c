/* SPDX-License-Identifier: MIT */
#include "workload.h"

#include <glib.h>
#include <string.h>

#include "twowire/controller.h"
#include "twowire/coverage.h"
#include "twowire/fault.h"
#include "twowire/observer.h"
#include "twowire/port.h"
#include "twowire/smbus_target.h"
#include "twowire/switch.h"
#include "twowire/target.h"
#include "twowire/timing.h"
#include "twowire/trace.h"

enum { PAGE = 16, MEMORY = 256, FIRST_ADDRESS = 0x08, ROM = 0x50 };

struct rom {
	uint8_t memory[MEMORY];
	uint8_t pointer;
	bool pointed;
};

struct host {
	tw_controller *controller;
	struct tw_msg msgs[3];
	uint8_t tx[1 + PAGE];
	uint8_t rx[PAGE];
	uint64_t pair;
	uint64_t n_pairs;
	uint64_t wrong;
	unsigned n;
	bool reading;
};

static enum tw_answer rom_address(void *user, const struct tw_address *a)
{
	struct rom *rom = user;

	if (!a->read)
		rom->pointed = false;
	return TW_ACK;
}

/* The low four bits of the pointer turn over in the page. */
static enum tw_answer rom_write(void *user, uint8_t byte)
{
	struct rom *rom = user;

	if (!rom->pointed) {
		rom->pointer = byte;
		rom->pointed = true;
		return TW_ACK;
	}
	rom->memory[rom->pointer] = byte;
	rom->pointer = (uint8_t)((rom->pointer & ~(PAGE - 1)) |
				 ((rom->pointer + 1) & (PAGE - 1)));
	return TW_ACK;
}

static bool rom_read(void *user, uint8_t *byte)
{
	const struct rom *rom = user;

	*byte = rom->memory[rom->pointer];
	return true;
}

static void rom_sent(void *user, bool acked)
{
	struct rom *rom = user;

	rom->pointer++;
}

static const struct tw_target_ops rom_ops = {
	.address = rom_address,
	.write = rom_write,
	.read = rom_read,
	.sent = rom_sent,
};

static uint8_t pattern(uint64_t pair, unsigned i)
{
	return (uint8_t)((uint8_t)pair * 37) ^ (uint8_t)(i * 11) ^
	       (uint8_t)(pair >> 8);
}

static void begin(struct host *h);

static void done(void *user, enum tw_result result)
{
	struct host *h = user;

	if (result != TW_OK)
		h->wrong++;
	if (h->reading) {
		for (unsigned i = 0; i < PAGE; i++)
			h->wrong += h->rx[i] != pattern(h->pair + h->n, i);
		h->pair++;
	}
	h->reading = !h->reading;
	if (h->pair < h->n_pairs)
		begin(h);
}

static void begin(struct host *h)
{
	if (!h->reading) {
		h->tx[0] = (uint8_t)(h->pair << 4);
		for (unsigned i = 0; i < PAGE; i++)
			h->tx[1 + i] = pattern(h->pair + h->n, i);
		tw_controller_begin(h->controller, &h->msgs[0], 1, done, h);
	} else {
		memset(h->rx, 0, sizeof(h->rx));
		tw_controller_begin(h->controller, &h->msgs[1], 2, done, h);
	}
}

static void add_smbus_target(tw_bus *bus, struct rom *rom)
{
	struct tw_smbus_target_config config = {
		.name = "smbus", .addr = ROM, .ops = &rom_ops, .user = rom};

	tw_smbus_target_new(bus, &config, NULL);
}

static void add_target(tw_bus *bus, struct rom *rom, uint16_t addr,
		       const struct tw_sense *sense)
{
	g_autofree char *name = g_strdup_printf("rom%02x", addr);
	struct tw_target_config config = {
		.name = name, .ops = &rom_ops, .user = rom, .sense = sense};
	struct tw_match match = {.addr = addr};

	tw_target_listen(tw_target_new(bus, &config), &match, 1);
}

static void listen(void *user, enum tw_line line, bool level)
{
	(void)user;
	(void)line;
	(void)level;
}

static void observe(void *user, const struct tw_record *record)
{
	(void)user;
	(void)record;
}

static void join(tw_sim *sim, tw_bus *bus)
{
	struct tw_bus_config far = {.name = "far"};

	tw_switch_set(
		tw_switch_new(bus, tw_bus_new(sim, &far, NULL), "mux", NULL),
		true);
}

static void switch_on(tw_sim *sim, tw_bus *bus, enum workload_extra extra)
{
	switch (extra) {
	case EXTRA_EAR:
		tw_port_new(bus, "ear", TW_ROLE_OTHER, listen, NULL);
		break;
	case EXTRA_JOINED:
		join(sim, bus);
		break;
	case EXTRA_FAULT:
		tw_fault_new(bus, "armed",
			     "glitch line=sda width_ns=100 at_ns=9000000000000",
			     NULL);
		break;
	case EXTRA_RECORDS:
		tw_sim_observe(sim, TW_TRACE_EDGES, observe, NULL);
		break;
	default:
		break;
	}
}

static void set_up(tw_sim *sim, const struct workload *w, unsigned n,
		   struct host *h, struct rom *roms)
{
	g_autofree char *name = g_strdup_printf("bus%u", n);
	struct tw_bus_config bus_config = {.name = name};
	struct tw_controller_config config = {.scl_hz = 400000};
	tw_bus *bus = tw_bus_new(sim, &bus_config, NULL);

	static const struct tw_sense filter = {.filter_ns = 50};

	switch_on(sim, bus, w->extra);
	if (w->extra == EXTRA_SMBUS)
		add_smbus_target(bus, &roms[0]);
	else
		add_target(bus, &roms[0], ROM,
			   w->extra == EXTRA_SENSE ? &filter : NULL);
	for (uint16_t i = 1; i < w->n_targets; i++)
		add_target(bus, &roms[i],
			   (uint16_t)(FIRST_ADDRESS + i - 1 +
				      (FIRST_ADDRESS + i - 1 >= ROM)),
			   NULL);
	h->controller = tw_controller_new(bus, &config, NULL);
	h->n = n;
	h->n_pairs = w->n_pairs;
	h->msgs[0] =
		(struct tw_msg){.addr = ROM, .len = 1 + PAGE, .data = h->tx};
	h->msgs[1] = (struct tw_msg){.addr = ROM, .len = 1, .data = h->tx};
	h->msgs[2] = (struct tw_msg){
		.addr = ROM, .flags = TW_MSG_READ, .len = PAGE, .data = h->rx};
	if (h->n_pairs)
		begin(h);
}

uint64_t workload_run(const struct workload *w)
{
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	g_autofree struct host *hosts = g_new0(struct host, w->n_buses);
	g_autofree struct rom *roms =
		g_new0(struct rom, (gsize)w->n_buses * w->n_targets);
	g_autoptr(tw_coverage) coverage = tw_coverage_new();
	g_autoptr(tw_timing_report) report = NULL;
	uint64_t wrong = 0;

	tw_sim_trace_mask(sim, w->trace);
	for (unsigned i = 0; i < w->n_buses; i++)
		set_up(sim, w, i, &hosts[i], &roms[(gsize)i * w->n_targets]);
	if (w->extra == EXTRA_COVERAGE)
		tw_coverage_watch(coverage, sim);
	tw_sim_run(sim, TW_NEVER);
	if (w->extra == EXTRA_COVERAGE)
		tw_coverage_unwatch(coverage);
	if (w->extra == EXTRA_TIMING)
		report = tw_trace_timing(tw_sim_trace(sim), 0,
					 &(struct tw_timing_config){0});
	for (unsigned i = 0; i < w->n_buses; i++)
		wrong += hosts[i].wrong + (hosts[i].pair != w->n_pairs);
	return wrong;
}
