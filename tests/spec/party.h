/* SPDX-License-Identifier: MIT */
/*
 * Who takes part in tests of the specification: a target that writes down what
 * it is told, in words, and a hand on the wires that makes every edge itself.
 */
#ifndef TW_SPEC_PARTY_H
#define TW_SPEC_PARTY_H

#include "twowire/actor.h"
#include "twowire/controller.h"
#include "twowire/port.h"
#include "twowire/target.h"

#include "wires.h"

/* Where a hold is wanted. */
enum hold_at {
	AT_NEVER,
	AT_ADDRESS,
	AT_WRITE,
	AT_READ,
	AT_PROCEED,
	AT_BIT,
};

struct party {
	tw_target *target;
	tw_bus *bus;
	GString *log; /* "A48w W12 R P0": see the callbacks below */
	uint8_t next; /* byte to send; the one after it is one more */
	bool repeat;  /* or not */
	int nack_at;  /* this byte written, counted from 0, is refused */
	bool refuse;  /* the address */
	int n_written;
	enum hold_at hold_at;
	unsigned hold_bit; /* for AT_BIT */
	bool log_bits;
	uint64_t hold_ns;
	unsigned n_holds;
	bool ack;     /* how a held question is answered */
	bool abandon; /* in the callback named by hold_at */
	unsigned n_lost;
	unsigned n_starts;
	unsigned n_stops;
	struct tw_timer timer;
};

static inline bool party_holds(struct party *p, enum hold_at at)
{
	if (p->hold_at != at)
		return false;
	if (p->abandon) {
		tw_target_abandon(p->target);
		return false;
	}
	p->n_holds++;
	if (p->hold_ns != TW_NEVER)
		tw_timer_after(tw_bus_queue(p->bus), &p->timer, p->hold_ns);
	return true;
}

static inline void party_answer(void *user)
{
	struct party *p = user;

	assert_true(tw_target_holding(p->target));
	assert_false(tw_bus_level(p->bus, TW_SCL));
	switch (p->hold_at) {
	case AT_ADDRESS:
	case AT_WRITE:
		tw_target_answer(p->target, p->ack);
		break;
	case AT_READ:
		tw_target_offer(p->target, p->repeat ? p->next : p->next++);
		break;
	default:
		tw_target_proceed(p->target);
		break;
	}
}

/* "A48w" or "A48r"; 10-bit "A2c5tw"; general call "Gw"; after a repeated START
 * with an "s" behind. */
static inline enum tw_answer party_address(void *user,
					   const struct tw_address *a)
{
	struct party *p = user;

	assert_false(tw_bus_level(p->bus, TW_SCL));
	if (a->general_call)
		g_string_append(p->log, " G");
	else
		g_string_append_printf(p->log, " A%02x", a->addr);
	g_string_append_printf(p->log, "%s%c%s", a->ten_bit ? "t" : "",
			       a->read ? 'r' : 'w', a->restart ? "s" : "");
	p->n_written = 0;
	if (party_holds(p, AT_ADDRESS))
		return TW_HOLD;
	return p->refuse ? TW_NACK : TW_ACK;
}

static inline enum tw_answer party_write(void *user, uint8_t byte)
{
	struct party *p = user;

	assert_false(tw_bus_level(p->bus, TW_SCL));
	g_string_append_printf(p->log, " W%02x", byte);
	if (party_holds(p, AT_WRITE))
		return TW_HOLD;
	return p->n_written++ == p->nack_at ? TW_NACK : TW_ACK;
}

static inline bool party_proceed(void *user)
{
	return !party_holds(user, AT_PROCEED);
}

static inline bool party_read(void *user, uint8_t *byte)
{
	struct party *p = user;

	if (party_holds(p, AT_READ))
		return false;
	*byte = p->repeat ? p->next : p->next++;
	return true;
}

/* "R+" or "R-". */
static inline void party_sent(void *user, bool acked)
{
	struct party *p = user;

	g_string_append(p->log, acked ? " R+" : " R-");
}

static inline bool party_bit(void *user, unsigned bit)
{
	struct party *p = user;

	if (p->log_bits)
		g_string_append_printf(p->log, " b%u", bit);
	return p->hold_bit != bit || !party_holds(p, AT_BIT);
}

static inline void party_lost(void *user)
{
	struct party *p = user;

	p->n_lost++;
	g_string_append(p->log, " lost");
}

/* "S" and "P" that end our transfer; "(S)" and "(P)" of others. */
static inline void party_start(void *user, bool selected)
{
	struct party *p = user;

	p->n_starts++;
	g_string_append(p->log, selected ? " S" : " (S)");
}

static inline void party_stop(void *user, bool selected)
{
	struct party *p = user;

	p->n_stops++;
	g_string_append(p->log, selected ? " P" : " (P)");
}

static const struct tw_target_ops party_ops = {
	.address = party_address,
	.write = party_write,
	.proceed = party_proceed,
	.read = party_read,
	.sent = party_sent,
	.lost = party_lost,
	.start = party_start,
	.stop = party_stop,
};

static const struct tw_target_ops party_bit_ops = {
	.address = party_address,
	.write = party_write,
	.proceed = party_proceed,
	.read = party_read,
	.sent = party_sent,
	.bit = party_bit,
	.lost = party_lost,
	.start = party_start,
	.stop = party_stop,
};

static inline void party_join(struct party *p, tw_bus *bus,
			      const struct tw_target_config *config,
			      const struct tw_match *matches, size_t n)
{
	struct tw_target_config c = *config;

	memset(p, 0, sizeof(*p));
	p->bus = bus;
	p->log = g_string_new(NULL);
	p->nack_at = -1;
	p->ack = true;
	p->hold_bit = 99;
	p->timer.fire = party_answer;
	p->timer.user = p;
	c.user = p;
	if (!c.ops)
		c.ops = &party_ops;
	p->target = tw_target_new(bus, &c);
	tw_target_listen(p->target, matches, n);
}

/* A target that answers to one 7-bit address. */
static inline void party_at(struct party *p, tw_bus *bus, const char *name,
			    uint16_t addr)
{
	struct tw_target_config config = {.name = name};
	struct tw_match match = {.addr = addr};

	party_join(p, bus, &config, &match, 1);
}

static inline void party_bits_at(struct party *p, tw_bus *bus, const char *name,
				 uint16_t addr)
{
	struct tw_target_config config = {.name = name, .ops = &party_bit_ops};
	struct tw_match match = {.addr = addr};

	party_join(p, bus, &config, &match, 1);
}

static inline void party_leave(struct party *p)
{
	if (p->log)
		g_string_free(p->log, TRUE);
	p->log = NULL;
}

/* What it was told since last asked. */
static inline void expect_told(struct party *p, const char *want,
			       const char *file, int line)
{
	const char *got = p->log->len ? p->log->str + 1 : "";

	if (strcmp(got, want))
		fail_msg("%s:%d: %s was told '%s', not '%s'", file, line,
			 tw_target_name(p->target), got, want);
	g_string_truncate(p->log, 0);
}
#define EXPECT_TOLD(party, want) expect_told(party, want, __FILE__, __LINE__)

/* --- a hand on the wires ------------------------------------------------ */

struct hand {
	tw_sim *sim;
	tw_bus *bus;
	tw_port *port;
};

enum { HAND_NS = 2500 }; /* between two things it does: 100 kHz */

static inline void hand_wait(struct hand *h, uint64_t ns)
{
	tw_sim_run(h->sim, tw_sim_now_ns(h->sim) + ns);
}

static inline void hand_new(struct hand *h, tw_bus *bus, const char *name)
{
	h->sim = tw_bus_sim(bus);
	h->bus = bus;
	h->port = tw_port_new(bus, name, TW_ROLE_OTHER, NULL, NULL);
}

static inline void hand_set(struct hand *h, enum tw_line line, bool high)
{
	tw_port_drive(h->port, line, high ? TW_RELEASE : TW_LOW);
	hand_wait(h, HAND_NS);
}

/* Lets SCL go and waits, up to a second and a half, until it is high. */
static inline void hand_rise(struct hand *h)
{
	uint64_t until = tw_sim_now_ns(h->sim) + TW_MS(1500);

	hand_set(h, TW_SCL, true);
	while (!tw_bus_level(h->bus, TW_SCL)) {
		assert_true(tw_sim_now_ns(h->sim) < until);
		hand_wait(h, TW_US(100));
	}
	hand_wait(h, HAND_NS);
}

/* A START or repeated START; SCL is low afterwards. */
static inline void hand_start(struct hand *h)
{
	hand_set(h, TW_SDA, true);
	hand_rise(h);
	hand_wait(h, HAND_NS);
	hand_set(h, TW_SDA, false);
	hand_wait(h, HAND_NS);
	hand_set(h, TW_SCL, false);
}

static inline bool hand_bit(struct hand *h, bool bit)
{
	bool got;

	hand_set(h, TW_SDA, bit);
	hand_rise(h);
	got = tw_bus_level(h->bus, TW_SDA);
	hand_set(h, TW_SCL, false);
	return got;
}

/* Returns the byte on the wire and, shifted in behind it, the ninth bit. */
static inline unsigned hand_byte(struct hand *h, uint8_t byte, bool ninth)
{
	unsigned got = 0;

	for (int i = 7; i >= 0; i--)
		got = got << 1 | hand_bit(h, byte >> i & 1);
	return got << 1 | hand_bit(h, ninth);
}

static inline void hand_stop(struct hand *h)
{
	hand_set(h, TW_SDA, false);
	hand_rise(h);
	hand_wait(h, HAND_NS);
	hand_set(h, TW_SDA, true);
	hand_wait(h, TW_US(10));
}

#endif /* TW_SPEC_PARTY_H */
