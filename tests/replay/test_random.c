/* SPDX-License-Identifier: MIT */
/*
 * Replay of wires that move at random: whatever a capture holds, its host is
 * rebuilt edge by edge, and no live target makes it fail.
 */
#include "tw-test.h"

#include <stdlib.h>
#include <string.h>

#include "twowire/parts.h"
#include "twowire/replay.h"

#define N_TRACES 150
#define N_EDGES	 600

static uint32_t next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static void append(tw_trace *trace, uint64_t tick, enum tw_line line,
		   bool level)
{
	struct tw_record r = {.tick = tick,
			      .kind = TW_RECORD_EDGE,
			      .line = (uint8_t)line,
			      .level = level};

	tw_trace_append(trace, &r);
}

/* Ticks of 1 us. In three of four steps SDA keeps still while SCL is high, so
 * that there are bytes; in some both wires move at once. */
static tw_trace *scribble(uint32_t seed)
{
	tw_trace *trace = tw_trace_new(1, 1000000);
	struct tw_source bus = {.name = "bus", .kind = TW_SOURCE_BUS};
	bool level[2] = {true, true};
	uint64_t tick = next(&seed) % 3;

	tw_trace_add_source(trace, &bus);
	for (unsigned i = 0; i < N_EDGES; i++) {
		uint32_t what = next(&seed) % 16;
		bool scl = what < 8 || what == 15;
		bool sda = what == 15 ||
			   (what >= 8 && (!level[TW_SCL] || what >= 14));

		if (scl)
			append(trace, tick, TW_SCL, level[TW_SCL] ^= 1);
		if (sda)
			append(trace, tick, TW_SDA, level[TW_SDA] ^= 1);
		tick += 1 + next(&seed) % 5;
	}
	tw_trace_set_end(trace, tick);
	return trace;
}

static void add_message(void *user, const struct tw_message *m)
{
	GString *out = user;

	g_string_append_printf(out, "%d%d %02x%d%d", m->restart, m->addressed,
			       m->addr, m->read, m->ack);
	for (size_t i = 0; i < m->n_bytes; i++)
		g_string_append_printf(out, " %02x%d", m->bytes[i].value,
				       m->bytes[i].ack);
	g_string_append_printf(out, " %d %d\n", m->end, m->bits);
}

static GString *decode(const tw_trace *trace)
{
	GString *out = g_string_new(NULL);
	uint32_t bus;

	assert_true(tw_trace_find_bus(trace, NULL, &bus));
	tw_trace_decode(trace, bus, add_message, out);
	return out;
}

static void the_host_of_any_wires_is_rebuilt(void **state)
{
	for (uint32_t seed = 0; seed < N_TRACES; seed++) {
		g_autoptr(tw_trace) trace = scribble(seed);
		g_autoptr(tw_replay) r = tw_replay_new(trace, 0, NULL, NULL);
		g_autoptr(tw_sim) sim = tw_sim_new(1);
		tw_bus *bus = tw_bus_new(sim, tw_replay_bus_config(), NULL);
		g_autoptr(GString) want = NULL;
		g_autoptr(GString) got = NULL;

		assert_non_null(r);
		tw_replay_add_target(r, 0xff, 0);
		tw_replay_run(r, bus);
		want = decode(trace);
		got = decode(tw_sim_trace(sim));
		if (strcmp(want->str, got->str))
			fail_msg("seed %u:\n%snot\n%s", seed, got->str,
				 want->str);
	}
}

/* At the address of the first message that has one. */
static uint8_t first_address(const char *decoded)
{
	for (; *decoded; decoded = strchr(decoded, '\n') + 1)
		if (decoded[1] == '1')
			return (uint8_t)strtoul(decoded + 3, NULL, 16);
	return 0x50;
}

static const struct tw_model anywhere = {
	.name = "anywhere",
	.summary = "acknowledges all, sends 0xff",
	.bytes = &(const struct tw_byte_ops){0},
};

static void a_live_target_never_makes_it_fail(void **state)
{
	for (uint32_t seed = 0; seed < N_TRACES; seed++) {
		g_autoptr(tw_trace) trace = scribble(seed);
		g_autoptr(tw_replay) r = tw_replay_new(trace, 0, NULL, NULL);
		g_autoptr(tw_sim) sim = tw_sim_new(1);
		g_autoptr(GString) decoded = decode(trace);
		tw_bus *bus = tw_bus_new(sim, tw_replay_bus_config(), NULL);
		struct tw_device_config config = {
			.addr = CLAMP(first_address(decoded->str), 0x08, 0x77),
		};
		struct tw_replay_summary sum;

		tw_replay_attach(r, bus, &anywhere, &config, NULL);
		assert_int_equal(tw_replay_run(r, bus), TW_RUN_DONE);
		tw_replay_compare(r, NULL, NULL, &sum);
		assert_false(sum.cut_short);
	}
}

static void wires_without_a_start_are_refused(void **state)
{
	g_autoptr(tw_trace) trace = tw_trace_new(1, 1000000);
	struct tw_source bus = {.name = "bus", .kind = TW_SOURCE_BUS};
	g_autoptr(GError) error = NULL;

	tw_trace_add_source(trace, &bus);
	append(trace, 1, TW_SCL, false);
	append(trace, 2, TW_SCL, true);
	assert_null(tw_replay_new(trace, 0, NULL, &error));
	assert_string_equal(error->message,
			    "trace: there is no START on these wires");
}

int main(void)
{
	const struct CMUnitTest replays[] = {
		cmocka_unit_test(the_host_of_any_wires_is_rebuilt),
		cmocka_unit_test(a_live_target_never_makes_it_fail),
		cmocka_unit_test(wires_without_a_start_are_refused),
	};

	return cmocka_run_group_tests(replays, NULL, NULL);
}
