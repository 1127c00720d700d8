/* SPDX-License-Identifier: MIT */
/*
 * Raw replay: the host's edges at the captured instants, whatever the live
 * target does. Where that holds SCL over the host's clocks, UM10204 3.1.9 is
 * broken by the host: the wire is wired-AND and stays low, the clocks are lost.
 */
#include "live.h"

enum { HOLD_US };

/* Holds SCL before the first byte of a read only. */
struct sleepy {
	bool woken;
};

static uint8_t sleepy_read(tw_device *dev)
{
	struct sleepy *s = tw_state(dev);

	if (!s->woken)
		tw_stretch(dev,
			   (uint64_t)tw_param_int(dev, HOLD_US) * TW_NS_PER_US);
	s->woken = true;
	return 0xa5;
}

static const struct tw_param_spec sleepy_params[] = {
	[HOLD_US] = {.key = "hold_us",
		     .summary = "hold before the first byte",
		     .kind = TW_PARAM_INT,
		     .max = 10000000},
	{0},
};

static const struct tw_model sleepy = {
	.name = "sleepy",
	.summary = "holds SCL",
	.state_size = sizeof(struct sleepy),
	.bytes = &(const struct tw_byte_ops){.read = sleepy_read},
	.params = sleepy_params,
};

/* A read of two bytes by a host of 400 kHz, which took 52 us or so. */
static struct bench *record(void)
{
	struct bench *b = bench_new_with(&sleepy, 0x40, "hold_us=0");
	uint8_t rx[2];

	bench_run(b, TW_US(100));
	assert_int_equal(tw_controller_read_from(b->host, 0x40, rx, 2), TW_OK);
	assert_int_equal(rx[1], 0xa5);
	return b;
}

static struct live run(struct bench *b, const char *hold_us, bool raw)
{
	struct tw_replay_config config = {.raw = raw,
					  .tolerance_ns = 200,
					  .timing_tolerance_ns = TW_US(1)};
	struct live l = live_open(tw_sim_trace(b->sim), &config);
	struct tw_param param = {"hold_us", hold_us};
	struct tw_device_config device = {
		.addr = 0x40, .params = &param, .n_params = 1};

	assert_non_null(tw_replay_attach(l.r, l.bus, &sleepy, &device, NULL));
	live_run(&l);
	return l;
}

static uint64_t last_edge(const tw_sim *sim, enum tw_line line)
{
	struct tw_trace_iter iter = {0};
	struct tw_record rec;
	uint64_t last = 0;

	while (tw_trace_next(tw_sim_trace(sim), &iter, &rec))
		if (rec.kind == TW_RECORD_EDGE && rec.line == line)
			last = rec.tick;
	return last;
}

static void close_all(struct bench *b, struct live *l)
{
	void *state = b;

	live_free(l);
	bench_free(&state);
}

static void without_a_hold_raw_and_reactive_are_the_same(void **state)
{
	struct bench *b = record();
	struct live raw = run(b, "0", true), reactive = run(b, "0", false);

	live_expect(&raw, 0);
	live_expect(&reactive, 0);
	assert_int_equal(last_edge(raw.sim, TW_SDA),
			 last_edge(reactive.sim, TW_SDA));
	assert_int_equal(raw.sum.lost, 0);
	live_free(&reactive);
	close_all(b, &raw);
}

/* 2 us: the host's SCL is low for 1.3 us of a period of 2.5 us. */
static void a_hold_within_one_clock_costs_none(void **state)
{
	struct bench *b = record();
	struct live l = run(b, "2", true);

	live_expect(&l, 1);
	assert_int_equal(l.sum.differences[TW_DIFFERENCE_STRETCH], 1);
	assert_int_equal(l.sum.lost, 0);
	assert_int_equal(l.sum.held, 1);
	close_all(b, &l);
}

/* 20 us are eight clocks of 2.5 us: as many are lost, and what the target
 * sends comes as many bits late. When it lets go the host may be pulling. */
static void a_longer_hold_loses_clocks_and_the_rest_plays_on(void **state)
{
	struct bench *b = record();
	struct live none = run(b, "0", true), l = run(b, "20", true);

	assert_in_range(l.sum.lost, 7, 8);
	assert_int_equal(l.sum.differences[TW_DIFFERENCE_STRETCH], 1);
	assert_non_null(strstr(l.text->str, "stretch: message 0 (0x40 read) "
					    "at "));
	assert_non_null(strstr(l.text->str, "byte 0 bit 0, SCL low: expected "
					    "1."));
	assert_non_null(strstr(l.text->str, " us, got 2"));
	assert_true(l.sum.differences[TW_DIFFERENCE_DATA] > 0);
	assert_non_null(strstr(l.text->str, "clocks of the host lost to SCL "
					    "held low\n"));
	assert_false(l.sum.cut_short);
	/* The host's last rise of SCL, for its STOP, is where it was. */
	assert_int_equal(last_edge(l.sim, TW_SCL), last_edge(none.sim, TW_SCL));
	live_free(&none);
	close_all(b, &l);
}

/* The reactive host waits: nothing is lost, all comes later. */
static void a_reactive_host_loses_none(void **state)
{
	struct bench *b = record();
	struct live none = run(b, "0", false), l = run(b, "20", false);

	live_expect(&l, 1);
	assert_int_equal(l.sum.lost, 0);
	assert_in_range(last_edge(l.sim, TW_SCL) - last_edge(none.sim, TW_SCL),
			18000, 20000);
	live_free(&none);
	close_all(b, &l);
}

static void scl_held_for_good_is_one_long_low(void **state)
{
	struct bench *b = record();
	struct live l = run(b, "5000000", true);

	assert_false(l.sum.cut_short);
	assert_int_equal(l.sum.differences[TW_DIFFERENCE_STRETCH], 1);
	assert_in_range(l.sum.lost, 17, 19);
	live_free(&l);
	tw_sim_free(b->sim);
	g_free(b);
}

/* --- Spikes -------------------------------------------------------------- */

static void edge(tw_trace *trace, uint64_t tick, enum tw_line line, bool level)
{
	struct tw_record r = {.tick = tick,
			      .kind = TW_RECORD_EDGE,
			      .line = (uint8_t)line,
			      .level = level};

	tw_trace_append(trace, &r);
}

/* START, address 0x40 write with a spike of 2 us on SDA in each low phase, a
 * NACK, STOP; ticks of 1 us. */
static tw_trace *spiky(void)
{
	tw_trace *trace = tw_trace_new(1, 1000000);
	struct tw_source bus = {.name = "bus", .kind = TW_SOURCE_BUS};
	uint64_t t = 100;

	tw_trace_add_source(trace, &bus);
	edge(trace, t, TW_SDA, false);
	for (unsigned bit = 0; bit < 9; bit++, t += 20) {
		bool sda = bit == 0 || bit == 8;
		bool last = bit == 1 || bit == 0 ? bit == 1 : false;

		edge(trace, t + 5, TW_SCL, false);
		if (last != sda)
			edge(trace, t + 7, TW_SDA, sda);
		if (bit < 8) {
			edge(trace, t + 9, TW_SDA, !sda);
			edge(trace, t + 11, TW_SDA, sda);
		}
		edge(trace, t + 15, TW_SCL, true);
	}
	edge(trace, t + 5, TW_SCL, false);
	edge(trace, t + 7, TW_SDA, false);
	edge(trace, t + 15, TW_SCL, true);
	edge(trace, t + 18, TW_SDA, true);
	tw_trace_set_end(trace, t + 30);
	return trace;
}

static unsigned count_edges(const tw_trace *trace, enum tw_line line)
{
	struct tw_trace_iter iter = {0};
	struct tw_record rec;
	unsigned n = 0;

	while (tw_trace_next(trace, &iter, &rec))
		n += rec.kind == TW_RECORD_EDGE && rec.line == line;
	return n;
}

static void spikes_of_the_host_are_played_raw_alone(void **state)
{
	g_autoptr(tw_trace) trace = spiky();
	unsigned n = count_edges(trace, TW_SDA);

	for (int raw = 0; raw < 2; raw++) {
		struct tw_replay_config config = {.raw = raw};
		struct live l = live_open(trace, &config);

		tw_replay_add_target(l.r, 0x41, 0);
		live_run(&l);
		assert_int_equal(count_edges(tw_sim_trace(l.sim), TW_SDA),
				 raw ? n : n - 16);
		assert_int_equal(count_edges(tw_sim_trace(l.sim), TW_SCL),
				 count_edges(trace, TW_SCL));
		live_free(&l);
	}
}

int main(void)
{
	const struct CMUnitTest replays[] = {
		cmocka_unit_test(without_a_hold_raw_and_reactive_are_the_same),
		cmocka_unit_test(a_hold_within_one_clock_costs_none),
		cmocka_unit_test(
			a_longer_hold_loses_clocks_and_the_rest_plays_on),
		cmocka_unit_test(a_reactive_host_loses_none),
		cmocka_unit_test(scl_held_for_good_is_one_long_low),
		cmocka_unit_test(spikes_of_the_host_are_played_raw_alone),
	};

	return cmocka_run_group_tests(replays, NULL, NULL);
}
