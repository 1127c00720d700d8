/* SPDX-License-Identifier: MIT */
/*
 * Real captures against the models of the chips that are in them: no difference
 * but what no model can know, which is what the chip held and what was around
 * it. That is given here. The captures lie outside the repository; without them
 * this skips.
 */
#include "tw-test.h"

#include "reals.h"

#include <string.h>

#include "twowire/parts.h"
#include "twowire/replay.h"

static bool there; /* The captures are. */

static bool is_param(const struct tw_model *model, const char *key)
{
	const struct tw_param_spec *p = model->params;

	while (p && p->key && strcmp(p->key, key))
		p++;
	return p && p->key;
}

/* "ds3231@0x68,date=20200907,temp_mC=24000": settings, and inputs. */
static tw_device *attach(tw_replay *r, tw_bus *bus, const char *spec)
{
	g_auto(GStrv) words = g_strsplit(spec, ",", -1);
	g_auto(GStrv) chip = g_strsplit(words[0], "@0x", 2);
	const struct tw_model *model = tw_parts_model(&tw_parts, chip[0]);
	struct tw_param params[8];
	struct tw_device_config config = {.params = params};
	GError *error = NULL;
	tw_device *dev;

	assert_non_null(model);
	config.addr = (uint8_t)g_ascii_strtoull(chip[1], NULL, 16);
	for (char **w = words + 1; *w; w++) {
		char *value = strchr(*w, '=');

		*value++ = '\0';
		if (is_param(model, *w))
			params[config.n_params++] =
				(struct tw_param){*w, value};
	}
	dev = tw_replay_attach(r, bus, model, &config, &error);
	if (error)
		fail_msg("%s: %s", spec, error->message);
	for (char **w = words + 1; *w; w++)
		if (!is_param(model, *w))
			assert_true(tw_device_set_input(
				dev, *w, atoi(*w + strlen(*w) + 1)));
	return dev;
}

static void add_line(void *user, const struct tw_difference *d)
{
	tw_difference_text(d, user);
}

static void replay(const struct real *real)
{
	g_autofree char *path = reals_path(real->name, ".sr");
	struct tw_replay_config config = {.capture = {real->scl, real->sda}};
	g_autoptr(tw_replay) r = tw_replay_open(path, &config, NULL);
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, tw_replay_bus_config(), NULL);
	g_autoptr(GString) lines = g_string_new(NULL);
	struct tw_replay_summary sum;

	assert_non_null(r);
	attach(r, bus, real->models);
	assert_int_equal(tw_replay_run(r, bus), TW_RUN_DONE);
	tw_replay_compare(r, add_line, lines, &sum);
	if (tw_replay_n_differences(&sum))
		fail_msg("%s: %s", real->name, lines->str);
	assert_int_equal(sum.messages, real->messages);
}

/* Of those that have one live target and need no options. */
static void each_chip_does_what_the_real_one_did(void **state)
{
	if (!there)
		skip();
	for (size_t i = 0; i < G_N_ELEMENTS(reals); i++)
		if (reals[i].models && !strchr(reals[i].models, ' ') &&
		    !reals[i].options)
			replay(&reals[i]);
}

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
		cmocka_unit_test(each_chip_does_what_the_real_one_did),
		cmocka_unit_test(a_clocks_time_is_learned),
		cmocka_unit_test(
			the_expanders_pins_change_when_the_real_ones_did),
	};

	return cmocka_run_group_tests(replays, look, NULL);
}
