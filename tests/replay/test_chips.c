/* SPDX-License-Identifier: MIT */
/*
 * Replays to models of single chips: what test_reals.c, which has all captures,
 * does not look at. Without the captures these skip.
 */
#include "tw-test.h"

#include "reals.h"

#include <string.h>

#include "twowire/parts.h"
#include "twowire/replay.h"

static bool there; /* The captures are. */

/* A clock holds its time in memory: it begins as the first read shows. */
static void a_clocks_time_is_learned(void **state)
{
	static const char *const clocks[] = {"ds1307", "ds3231"};

	for (size_t i = 0; i < G_N_ELEMENTS(clocks); i++) {
		const struct tw_model *model =
			tw_parts_model(&tw_parts, clocks[i]);
		struct bench *b = bench_new_with(model, 0x68,
						 "date=20231231,time=235958");
		struct tw_device_config config = {.addr = 0x68};
		g_autoptr(tw_replay) r = NULL;
		g_autoptr(tw_sim) sim = tw_sim_new(1);
		tw_bus *bus = tw_bus_new(sim, tw_replay_bus_config(), NULL);
		struct tw_replay_summary sum;
		uint32_t source;

		READ(b, (0), 0x58, 0x59, 0x23, 0x07, 0x31, 0x12, 0x23);
		bench_run(b, TW_MS(2500));
		READ(b, (0), 0x00, 0x00, 0x00, 0x01, 0x01, 0x01, 0x24);
		assert_true(
			tw_trace_find_bus(tw_sim_trace(b->sim), NULL, &source));
		r = tw_replay_new(tw_sim_trace(b->sim), source, NULL, NULL);
		tw_replay_attach(r, bus, model, &config, NULL);
		assert_int_equal(tw_replay_run(r, bus), TW_RUN_DONE);
		tw_replay_compare(r, NULL, NULL, &sum);
		assert_int_equal(tw_replay_n_differences(&sum), 0);
		bench_free((void **)&b);
	}
}

/* So does an output port, and its pins are as it says. */
static void a_latch_is_learned_with_its_pins(void **state)
{
	const struct tw_model *model = tw_parts_model(&tw_parts, "pca9571");
	struct bench *b = bench_new_with(model, 0x25, "latch=0xd0");
	struct tw_device_config config = {.addr = 0x25};
	g_autoptr(tw_replay) r = NULL;
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, tw_replay_bus_config(), NULL);
	bool p0 = true, p4 = false;
	uint32_t source;
	tw_device *dev;
	uint8_t rx;

	assert_int_equal(tw_controller_read_from(b->host, 0x25, &rx, 1), TW_OK);
	WRITE(b, 0x55);
	assert_true(tw_trace_find_bus(tw_sim_trace(b->sim), NULL, &source));
	r = tw_replay_new(tw_sim_trace(b->sim), source, NULL, NULL);
	dev = tw_replay_attach(r, bus, model, &config, NULL);
	assert_true(tw_device_get_pin(dev, "P0", &p0));
	assert_true(tw_device_get_pin(dev, "P4", &p4));
	assert_false(p0);
	assert_true(p4);
	bench_free((void **)&b);
}

/* --- pins ---------------------------------------------------------------- */

enum { N_PINS = 6 };

static const char *const channels[N_PINS] = {"A0", "A1", "A2",
					     "B0", "B1", "B2"};
static const char *const pins[N_PINS] = {"GPA0", "GPA1", "GPA2",
					 "GPB0", "GPB1", "GPB2"};

struct change {
	uint64_t at_us;
	unsigned pin;
	bool high;
};

struct seen {
	GArray *changes; /* struct change */
	uint64_t levels;
	uint64_t from_us;
};

struct probe {
	struct seen *seen;
	unsigned pin;
	tw_sim *sim;
};

static void add_change(struct seen *s, uint64_t at_us, unsigned pin, bool high)
{
	struct change c = {at_us, pin, high};

	if (at_us >= s->from_us)
		g_array_append_val(s->changes, c);
}

/* A sample is a microsecond. */
static void see_captured(void *user, uint64_t tick, uint64_t levels)
{
	struct seen *s = user;

	for (unsigned i = 0; i < N_PINS; i++)
		if (tick && (levels ^ s->levels) >> i & 1)
			add_change(s, tick, i, levels >> i & 1);
	s->levels = levels;
}

/* The replay begins a millisecond before the capture does. */
static void see_live(void *user, bool high)
{
	struct probe *p = user;

	add_change(p->seen, tw_sim_now_ns(p->sim) / 1000 - 1000, p->pin, high);
}

static void read_pins(const char *path, struct seen *seen)
{
	struct tw_capture_config config = {.channels_only = true};
	g_autoptr(tw_capture) capture = tw_capture_open(path, &config, NULL);
	unsigned numbers[N_PINS];
	struct tw_capture_channels what = {numbers, N_PINS, see_captured, seen};

	assert_non_null(capture);
	for (unsigned i = 0; i < N_PINS; i++)
		for (numbers[i] = 0;
		     strcmp(tw_capture_channel(capture, numbers[i]),
			    channels[i]);)
			numbers[i]++;
	assert_true(tw_capture_stream_channels(capture, &what, NULL, NULL));
}

static void replay_pins(const char *path, struct seen *seen)
{
	g_autoptr(tw_replay) r = tw_replay_open(path, NULL, NULL);
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, tw_replay_bus_config(), NULL);
	struct tw_device_config device = {.addr = 0x20};
	struct probe probes[N_PINS];
	tw_device *dev;

	dev = tw_replay_attach(r, bus, tw_parts_model(&tw_parts, "mcp23017"),
			       &device, NULL);
	for (unsigned i = 0; i < N_PINS; i++) {
		tw_net *net = tw_net_new(sim, pins[i], false);

		probes[i] = (struct probe){seen, i, sim};
		tw_pin_new(net, tw_bus_queue(bus), "probe", see_live,
			   &probes[i]);
		assert_true(tw_device_wire_pin(dev, pins[i], net));
	}
	assert_int_equal(tw_replay_run(r, bus), TW_RUN_DONE);
}

/* Recorded beside the wires: a counter on port A, its complement on B. What
 * the latches held before shows until they are written. */
static void the_expanders_pins_change_when_the_real_ones_did(void **state)
{
	struct seen real = {.from_us = 12700}, live = {.from_us = 12700};
	g_autofree char *path = NULL;

	if (!there)
		skip();
	path = reals_path("mcp23017_counter_init_ab_write", ".sr");
	real.changes = g_array_new(false, false, sizeof(struct change));
	live.changes = g_array_new(false, false, sizeof(struct change));
	read_pins(path, &real);
	replay_pins(path, &live);
	assert_true(real.changes->len > 100);
	for (guint i = 0; i < MIN(real.changes->len, live.changes->len); i++) {
		struct change *a =
			&g_array_index(real.changes, struct change, i);
		struct change *b =
			&g_array_index(live.changes, struct change, i);

		if (a->pin != b->pin || a->high != b->high ||
		    a->at_us + 1 < b->at_us || b->at_us + 1 < a->at_us)
			fail_msg("change %u: %s at %" G_GUINT64_FORMAT
				 " us, live %s at %" G_GUINT64_FORMAT " us",
				 i, pins[a->pin], a->at_us, pins[b->pin],
				 b->at_us);
	}
	assert_int_equal(live.changes->len, real.changes->len);
	g_array_unref(real.changes);
	g_array_unref(live.changes);
}

static int look(void **state)
{
	there = reals_are_there();
	return 0;
}

int main(void)
{
	const struct CMUnitTest replays[] = {
		cmocka_unit_test(a_clocks_time_is_learned),
		cmocka_unit_test(a_latch_is_learned_with_its_pins),
		cmocka_unit_test(
			the_expanders_pins_change_when_the_real_ones_did),
	};

	return cmocka_run_group_tests(replays, look, NULL);
}
