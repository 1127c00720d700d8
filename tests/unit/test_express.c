/* SPDX-License-Identifier: MIT */
/*
 * The shorter way for quiet buses writes what the general way writes. A port
 * that listens for bare edges forces the general way; everything else of two
 * runs is equal, and so must their records be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "kernel/sim.h"
#include "protocol/target.h"
#include "twowire/controller.h"
#include "twowire/observer.h"
#include "twowire/target.h"

enum { N_CASES = 1500, N_TRANSFERS = 12, N_TARGETS = 3, LONGEST = 6 };

/* A target that does anything, as its stream of randomness says. */
struct fickle {
	tw_sim *sim;
	tw_bus *bus;
	tw_target *target;
	struct tw_timer answer;
	struct tw_timer other; /* a timer of its own among the bus's */
	char name[8];
	unsigned holds; /* of 16 */
	unsigned nacks; /* of 16 */
	bool ack;
};

struct rig {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *controller[2];
	struct fickle target[N_TARGETS];
	uint8_t data[LONGEST];
	unsigned n_done;
};

static uint64_t draw(struct fickle *f, uint64_t n)
{
	return tw_sim_random(f->sim, f->name) % n;
}

static void nothing(void *user)
{
	(void)user;
}

static void answer_due(void *user)
{
	struct fickle *f = user;

	tw_target_answer(f->target, f->ack);
	tw_target_offer(f->target, (uint8_t)draw(f, 256));
	tw_target_proceed(f->target);
}

/* Sometimes sets a timer that falls in the middle of a pulse or at an instant
 * at which something of the bus is due. */
static bool holds(struct fickle *f)
{
	if (!draw(f, 4))
		tw_timer_after(tw_bus_queue(f->bus), &f->other,
			       draw(f, 2) ? draw(f, 5000) : 300);
	if (draw(f, 16) >= f->holds)
		return false;
	tw_timer_after(tw_bus_queue(f->bus), &f->answer,
		       draw(f, 2) ? draw(f, 400) : draw(f, 40000));
	return true;
}

static enum tw_answer decide(struct fickle *f)
{
	bool ack = draw(f, 16) >= f->nacks;

	f->ack = ack;
	return holds(f) ? TW_HOLD : ack ? TW_ACK : TW_NACK;
}

static enum tw_answer address(void *user, const struct tw_address *a)
{
	(void)a;
	return decide(user);
}

/* Bytes written to targets in the shorter way. */
static unsigned n_quick;

static enum tw_answer write_byte(void *user, uint8_t byte)
{
	const struct fickle *f = user;

	(void)byte;
	n_quick += f->target->i2c->express;
	return decide(user);
}

static bool read_byte(void *user, uint8_t *byte)
{
	*byte = (uint8_t)draw(user, 256);
	return !holds(user);
}

static bool proceed(void *user)
{
	return !holds(user);
}

static void sent(void *user, bool acked)
{
	(void)acked;
	holds(user); /* at worst a hold that answers nothing */
}

static const struct tw_target_ops ops = {
	.address = address,
	.write = write_byte,
	.read = read_byte,
	.proceed = proceed,
	.sent = sent,
};

static void edge(void *user, enum tw_line line, bool level)
{
	(void)user;
	(void)line;
	(void)level;
}

static void counted(void *user, enum tw_result result)
{
	unsigned *n = user;

	(void)result;
	(*n)++;
}

static uint32_t pick(tw_sim *sim, uint32_t min, uint32_t max)
{
	return min + (uint32_t)(tw_sim_random(sim, "pick") % (max - min + 1));
}

static void build(struct rig *r, uint64_t seed)
{
	tw_sim *sim = r->sim = tw_sim_new(seed);
	struct tw_bus_config bc = {.pullup_ohm = pick(sim, 500, 6000),
				   .cap_pF = pick(sim, 10, 250),
				   .fall_ns = pick(sim, 1, 120)};
	static const uint32_t rates[] = {50000, 100000, 400000, 1000000};

	r->bus = tw_bus_new(sim, &bc, NULL);
	for (int i = 0; i < 2; i++) {
		struct tw_controller_config cc = {
			.name = i ? "second" : "first",
			.scl_hz = rates[pick(sim, 0, 3)],
			.hd_dat_ns = pick(sim, 0, 2) ? 0 : pick(sim, 1, 400),
		};

		r->controller[i] = tw_controller_new(r->bus, &cc, NULL);
		assert_non_null(r->controller[i]);
	}
	for (int i = 0; i < N_TARGETS; i++) {
		struct fickle *f = &r->target[i];
		struct tw_target_config tc = {
			.name = f->name,
			.ops = &ops,
			.user = f,
			.hd_dat_ns = pick(sim, 0, 1) ? 0 : pick(sim, 1, 900),
		};
		/* Two of them are twins. */
		struct tw_match m = {.addr = (uint16_t)(0x50 + i / 2)};

		f->sim = sim;
		f->bus = r->bus;
		g_snprintf(f->name, sizeof(f->name), "t%d", i);
		f->holds = pick(sim, 0, 3) ? 0 : pick(sim, 0, 8);
		f->nacks = pick(sim, 0, 2) ? 0 : 2;
		f->answer = (struct tw_timer){.fire = answer_due, .user = f};
		f->other = (struct tw_timer){.fire = nothing, .user = f};
		f->target = tw_target_new(r->bus, &tc);
		tw_target_listen(f->target, &m, 1);
	}
}

/* One transfer by one controller, or two at once. */
static void transfer(struct rig *r)
{
	tw_sim *sim = r->sim;
	struct tw_msg msgs[4];
	uint8_t rx[4][LONGEST];
	unsigned n_done = 0;
	unsigned both = !pick(sim, 0, 5);
	unsigned n = pick(sim, 1, 2);

	for (unsigned i = 0; i < 4; i++) {
		msgs[i] = (struct tw_msg){
			.addr = (uint16_t)(0x50 + pick(sim, 0, 2)),
			.flags = pick(sim, 0, 1) ? TW_MSG_READ : 0,
			.len = pick(sim, 0, LONGEST),
			.data = rx[i],
		};
		/* After a read of nothing the target's first bit may be in
		 * the way of the STOP, for ever. */
		if (msgs[i].flags & TW_MSG_READ && !msgs[i].len)
			msgs[i].len = 1;
		for (unsigned k = 0; k < LONGEST; k++)
			rx[i][k] = (uint8_t)pick(sim, 0, 255);
	}
	tw_controller_begin(r->controller[0], msgs, n, counted, &n_done);
	if (both)
		tw_controller_begin(r->controller[1], msgs + 2, n, counted,
				    &n_done);
	tw_sim_run(sim, tw_sim_now_ns(sim) + TW_MS(10));
	if (n_done <= both) {
		/* A wire is held by somebody who waits for ever. */
		for (int i = 0; i < N_TARGETS; i++)
			tw_target_abandon(r->target[i].target);
		tw_sim_run(sim, tw_sim_now_ns(sim) + TW_MS(10));
	}
	assert_int_equal(n_done, 1 + both);
}

static void observe(void *user, const struct tw_record *record)
{
	(void)user;
	(void)record;
}

/* @observed: TW_TRACE_..., what an observer wants. */
static tw_sim *run(uint64_t seed, bool listened_to, unsigned observed)
{
	struct rig r = {0};

	build(&r, seed);
	if (observed)
		tw_sim_observe(r.sim, observed, observe, NULL);
	tw_port_new(r.bus, "ear", TW_ROLE_OTHER, listened_to ? edge : NULL,
		    NULL);
	for (int i = 0; i < N_TRANSFERS; i++)
		transfer(&r);
	return r.sim;
}

static void both_ways_write_the_same_records(void **state)
{
	uint64_t n = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= N_CASES; seed++) {
		tw_sim *quick = run(seed, false, seed % 2 ? TW_TRACE_NOTES : 0);
		tw_sim *general = run(seed, true, 0);
		struct tw_trace_iter a = {0};
		struct tw_trace_iter b = {0};
		struct tw_record x, y;

		while (tw_trace_next(tw_sim_trace(general), &b, &y)) {
			if (!tw_trace_next(tw_sim_trace(quick), &a, &x))
				fail_msg("seed %u: ends before %u ns",
					 (unsigned)seed, (unsigned)y.tick);
			x.text = y.text = NULL;
			if (memcmp(&x, &y, sizeof(x)))
				fail_msg("seed %u: differs at %u and %u ns",
					 (unsigned)seed, (unsigned)x.tick,
					 (unsigned)y.tick);
			n++;
		}
		assert_false(tw_trace_next(tw_sim_trace(quick), &a, &x));
		tw_sim_free(quick);
		tw_sim_free(general);
	}
	assert_true(n > 100 * N_CASES);
}

static void who_observes_no_edges_leaves_the_shorter_way_open(void **state)
{
	static const struct {
		unsigned mask;
		bool quick;
	} rows[] = {
		{0, true},
		{TW_TRACE_NOTES, true},
		{TW_TRACE_NETS | TW_TRACE_REGISTERS, true},
		{TW_TRACE_EDGES, false},
		{TW_TRACE_NOTES | TW_TRACE_PULLS, false},
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		n_quick = 0;
		for (uint64_t seed = 1; seed <= 20; seed++)
			tw_sim_free(run(seed, false, rows[i].mask));
		assert_int_equal(n_quick > 0, rows[i].quick);
	}
}

int main(void)
{
	const struct CMUnitTest express[] = {
		cmocka_unit_test(both_ways_write_the_same_records),
		cmocka_unit_test(
			who_observes_no_edges_leaves_the_shorter_way_open),
	};

	return cmocka_run_group_tests(express, NULL, NULL);
}
