/* SPDX-License-Identifier: MIT */
/* Controllers that want the bus at the same time. */
#ifndef TW_SPEC_CONTEST_H
#define TW_SPEC_CONTEST_H

#include "party.h"

struct contestant {
	tw_controller *c;
	struct tw_msg msgs[2];
	size_t n_msgs;
	uint8_t data[2][4];
	bool done;
	enum tw_result result;
	uint64_t done_ns;
};

static inline void contestant_done(void *user, enum tw_result result)
{
	struct contestant *c = user;

	assert_false(c->done);
	c->done = true;
	c->result = result;
	c->done_ns = tw_sim_now_ns(tw_bus_sim(tw_controller_bus(c->c)));
}

/* Pulls SDA @latency_ns after it found the bus free. */
static inline void contestant_new(struct contestant *c, tw_bus *bus,
				  const char *name, uint32_t latency_ns)
{
	struct tw_controller_config config = {.name = name,
					      .start_latency_ns = latency_ns};

	memset(c, 0, sizeof(*c));
	c->c = tw_controller_new(bus, &config, NULL);
}

static inline void contestant_msg(struct contestant *c, uint8_t addr, bool read,
				  size_t len, uint8_t first, uint8_t second)
{
	size_t n = c->n_msgs++;

	c->data[n][0] = first;
	c->data[n][1] = second;
	c->msgs[n] = (struct tw_msg){.addr = addr,
				     .flags = read ? TW_MSG_READ : 0,
				     .len = len,
				     .data = c->data[n]};
}

static inline void contestant_begin(struct contestant *c)
{
	c->done = false;
	tw_controller_begin(c->c, c->msgs, c->n_msgs, contestant_done, c);
}

/* A bus with two of them and a target that answers to every address but those
 * reserved (it listens to 0x08 to 0x77 and is told each). */
struct contest {
	tw_sim *sim;
	tw_bus *bus;
	struct contestant a, b;
	struct party p;
};

static inline void contest_new(struct contest *x, uint32_t latency_a,
			       uint32_t latency_b)
{
	struct tw_target_config config = {.name = "target"};
	struct tw_match every = {.addr = 0, .ignore = 0x7f};

	x->sim = tw_sim_new(0);
	x->bus = tw_bus_new(x->sim, NULL, NULL);
	contestant_new(&x->a, x->bus, "a", latency_a);
	contestant_new(&x->b, x->bus, "b", latency_b);
	party_join(&x->p, x->bus, &config, &every, 1);
}

static inline void contest_run(struct contest *x)
{
	contestant_begin(&x->a);
	contestant_begin(&x->b);
	tw_sim_run(x->sim, tw_sim_now_ns(x->sim) + TW_MS(20));
	assert_true(x->a.done);
	assert_true(x->b.done);
	assert_true(tw_bus_level(x->bus, TW_SCL));
	assert_true(tw_bus_level(x->bus, TW_SDA));
	assert_false(tw_bus_busy(x->bus));
}

static inline void contest_free(struct contest *x)
{
	tw_sim_free(x->sim);
	party_leave(&x->p);
}

#endif /* TW_SPEC_CONTEST_H */
