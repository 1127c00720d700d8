/* SPDX-License-Identifier: MIT */
/*
 * SMBus time-outs on a quiet bus: a port that listens for bare edges forces the
 * general way (express.c); everything else of two runs is equal, and so must
 * their records be, time-outs included. And they cost a bus that runs nothing
 * but a timer now and then.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "kernel/sim.h"
#include "twowire/smbus_target.h"

enum { N_CASES = 300, N_CALLS = 20 };

struct rig {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *controller[2];
	unsigned n_done;
	unsigned n_timeouts;
};

static const struct tw_smbus_command commands[] = {
	{0x10, 2, 2},
	{0x11, TW_SMBUS_BLOCK, TW_SMBUS_BLOCK},
};

static size_t asked(void *user, int code, const uint8_t *tx, size_t tx_len,
		    uint8_t *rx)
{
	memset(rx, 0x5a, 8);
	return code == 0x11 ? 8 : 2;
}

static const struct tw_smbus_command_set set = {
	.list = commands,
	.n = G_N_ELEMENTS(commands),
	.pec = true,
	.asked = asked,
};

static uint32_t pick(tw_sim *sim, uint32_t min, uint32_t max)
{
	return min + (uint32_t)(tw_sim_random(sim, "pick") % (max - min + 1));
}

static void event(void *user, enum tw_smbus_event event)
{
	struct rig *r = user;

	r->n_timeouts += event == TW_SMBUS_TIMED_OUT;
}

static void edge(void *user, enum tw_line line, bool level)
{
}

/* The second controller's low period is about as long as time-outs are. */
static void build(struct rig *r, uint64_t seed, bool listened_to)
{
	tw_sim *sim = r->sim = tw_sim_new(seed);
	static const char *const names[] = {"a", "b", "c"};

	r->bus = tw_bus_new(sim, NULL, NULL);
	for (int i = 0; i < 2; i++) {
		struct tw_controller_config c = {
			.name = i ? "slow" : "fast",
			.scl_hz = i ? pick(sim, 14, 30) : 100000,
		};

		r->controller[i] = tw_controller_new(r->bus, &c, NULL);
	}
	for (unsigned i = 0; i < 3; i++) {
		struct tw_smbus_target_config t = {
			.name = names[i],
			.addr = (uint8_t)(0x20 + i),
			.commands = &set,
			.user = r,
			.event = event,
			.timeout_ns = TW_MS(25) + pick(sim, 0, TW_MS(10)),
		};

		tw_smbus_target_new(r->bus, &t, NULL);
	}
	tw_port_new(r->bus, "ear", TW_ROLE_OTHER, listened_to ? edge : NULL,
		    NULL);
}

static void done(void *user, enum tw_smbus_result result)
{
	struct rig *r = user;

	r->n_done++;
	tw_sim_stop(r->sim);
}

static void call(struct rig *r)
{
	tw_sim *sim = r->sim;
	uint8_t data[8] = {1, 2, 3, 0xf0, 0xaa}, rx[8];
	bool block = pick(sim, 0, 1);
	struct tw_smbus_call call = {
		.protocol = block ? TW_SMBUS_BLOCK_PROCESS_CALL
				  : TW_SMBUS_READ_WORD,
		.addr = (uint8_t)(0x20 + pick(sim, 0, 3)),
		.command = block ? 0x11 : 0x10,
		.pec = pick(sim, 0, 1),
		.tx = data,
		.tx_len = block ? pick(sim, 0, 8) : 0,
		.rx = rx,
		.rx_size = sizeof(rx),
		.timeout_ns = pick(sim, 0, 1) ? 0 : TW_NEVER,
	};

	r->n_done = 0;
	tw_smbus_begin(r->controller[!pick(sim, 0, 9)], &call, done, r);
	while (!r->n_done)
		tw_sim_run(sim, tw_sim_now_ns(sim) + TW_S(1));
	/* Nothing, or long enough for the watch to fall asleep. */
	tw_sim_run(sim, tw_sim_now_ns(sim) + pick(sim, 0, 3) * TW_MS(30));
}

static struct rig run(uint64_t seed, bool listened_to)
{
	struct rig r = {0};

	build(&r, seed, listened_to);
	for (int i = 0; i < N_CALLS; i++)
		call(&r);
	return r;
}

static void both_ways_write_the_same_records(void **state)
{
	unsigned n_timeouts = 0;

	for (uint64_t seed = 1; seed <= N_CASES; seed++) {
		struct rig quick = run(seed, false);
		struct rig general = run(seed, true);
		struct tw_trace_iter a = {0}, b = {0};
		struct tw_record x, y;

		while (tw_trace_next(tw_sim_trace(general.sim), &b, &y)) {
			if (!tw_trace_next(tw_sim_trace(quick.sim), &a, &x))
				fail_msg("seed %u: ends before %" PRIu64 " ns",
					 (unsigned)seed, y.tick);
			x.text = y.text = NULL;
			if (memcmp(&x, &y, sizeof(x)))
				fail_msg("seed %u: differs at %" PRIu64
					 " and %" PRIu64 " ns",
					 (unsigned)seed, x.tick, y.tick);
		}
		assert_false(tw_trace_next(tw_sim_trace(quick.sim), &a, &x));
		assert_int_equal(quick.n_timeouts, general.n_timeouts);
		n_timeouts += quick.n_timeouts;
		tw_sim_free(quick.sim);
		tw_sim_free(general.sim);
	}
	assert_true(n_timeouts > N_CASES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_ways_write_the_same_records),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
