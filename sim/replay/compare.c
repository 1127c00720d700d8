/* SPDX-License-Identifier: MIT */
/* What the live target did otherwise than the real one. */
#include "replay/replay.h"

#define ACK_BIT 8
#define BITS	9 /* with the acknowledge bit */

struct comparison {
	tw_replay *r;
	tw_difference_fn fn;
	void *user;
	struct tw_replay_summary *sum;
	struct tw_replay_part *part; /* whose the message is, or NULL */
};

const char *tw_difference_name(enum tw_difference_kind kind)
{
	static const char *const names[TW_N_DIFFERENCES] = {
		[TW_DIFFERENCE_ACK] = "ack",
		[TW_DIFFERENCE_DATA] = "data",
		[TW_DIFFERENCE_CONDITION] = "condition",
		[TW_DIFFERENCE_STRETCH] = "stretch",
		[TW_DIFFERENCE_TIMING] = "timing",
	};

	return names[kind];
}

static void report(struct comparison *c, enum tw_difference_kind kind,
		   guint pulse, uint64_t expected, uint64_t got)
{
	const struct pulse *p = pulse_at(c->r, pulse);
	const struct message *m = message_at(c->r, p->message);
	struct tw_difference d = {
		.kind = kind,
		.at_ns = p->rise_ns,
		.live_ns = live_at(c->r, pulse)->rise_ns,
		.message = p->message,
		.transfer = m->transfer,
		.addr = m->first_byte >> 1,
		.read = m->first_byte & 1,
		.byte = p->byte,
		.bit = p->bit,
		.expected = expected,
		.got = got,
	};

	c->sum->differences[kind]++;
	if (c->part)
		c->part->differences++;
	if (c->fn)
		c->fn(c->user, &d);
}

static uint64_t apart(uint64_t a, uint64_t b)
{
	return a > b ? a - b : b - a;
}

/* Has the pulse been on the live wires, if only in part? */
static bool is_seen(const struct live *live)
{
	return live->rise_ns || live->lost;
}

static uint64_t live_low(const tw_replay *r, const struct live *live)
{
	uint64_t end = r->end_ns + r->host.offset_ns;

	if (!r->config.raw)
		return live->rise_ns - live->fall_ns;
	return live->low_ns ? live->low_ns : end - live->fall_ns;
}

/* SCL's low phase. A sample more or less is the capture's doubt. Raw, one that
 * went on over several clocks counts where it began. */
static bool compare_low(struct comparison *c, guint n)
{
	const struct pulse *p = pulse_at(c->r, n);
	const struct live *live = live_at(c->r, n);
	uint64_t expected = p->rise_ns - p->fall_ns, got;

	if (live->joined)
		return false;
	got = live_low(c->r, live);
	if (!live->lost &&
	    apart(expected, got) <= c->r->config.tolerance_ns + c->r->tick_ns)
		return true;
	report(c, TW_DIFFERENCE_STRETCH, n, expected, got);
	return false;
}

/* From SCL's fall to the target's last change of SDA. */
static void compare_delay(struct comparison *c, guint n)
{
	const struct pulse *p = pulse_at(c->r, n);
	const struct live *live = live_at(c->r, n);
	uint64_t limit = c->r->config.timing_tolerance_ns + c->r->tick_ns;
	uint64_t expected, got;

	if (p->last_change_ns == TW_NEVER || !live->last_change_ns)
		return;
	expected = p->last_change_ns - p->fall_ns;
	got = live->last_change_ns - live->fall_ns;
	if (apart(expected, got) > limit)
		report(c, TW_DIFFERENCE_TIMING, n, expected, got);
}

/* Eight bits from pulse @first on, as captured or as live. */
static uint8_t byte_at(const tw_replay *r, guint first, bool live)
{
	uint8_t value = 0;

	for (guint i = first; i < first + 8; i++) {
		bool bit = live ? live_at(r, i)->sda : pulse_at(r, i)->sda;

		value = (uint8_t)(value << 1 | bit);
	}
	return value;
}

static void compare_byte(struct comparison *c, guint first, bool complete,
			 uint8_t ignored)
{
	uint8_t expected = byte_at(c->r, first, false);
	uint8_t got = byte_at(c->r, first, true);
	guint ack = first + ACK_BIT;

	if ((expected ^ got) & ~ignored)
		report(c, TW_DIFFERENCE_DATA, first, expected, got);
	if (complete && pulse_at(c->r, ack)->sda != live_at(c->r, ack)->sda)
		report(c, TW_DIFFERENCE_ACK, ack, !pulse_at(c->r, ack)->sda,
		       !live_at(c->r, ack)->sda);
}

static void compare_pulses(struct comparison *c, guint first, guint n,
			   uint8_t ignored)
{
	for (guint i = first; i < first + n; i++) {
		const struct pulse *p = pulse_at(c->r, i);

		if (!is_seen(live_at(c->r, i)))
			return;
		if (compare_low(c, i) && replay_is_targets(c->r, p) &&
		    (p->bit == ACK_BIT || !(ignored & 0x80 >> p->bit)))
			compare_delay(c, i);
	}
}

/* Also where an acknowledge differs: what a target sends that should have been
 * silent can block a STOP. */
static void compare_conditions(struct comparison *c, const struct message *m)
{
	for (guint i = m->first; i < m->first + m->n_pulses; i++) {
		uint32_t expected = pulse_at(c->r, i)->n_conditions;
		uint32_t got = live_at(c->r, i)->n_conditions;

		if (is_seen(live_at(c->r, i)) && expected != got)
			report(c, TW_DIFFERENCE_CONDITION, i, expected, got);
	}
}

/* The pulses of a message that belong to whole bits: the last is that of the
 * STOP or repeated START. */
static guint n_bits(const struct comparison *c, const struct message *m)
{
	guint n = m->n_pulses;

	while (n && (pulse_at(c->r, m->first + n - 1)->n_conditions ||
		     !is_seen(live_at(c->r, m->first + n - 1))))
		n--;
	return n;
}

static void count_byte(struct comparison *c, uint8_t ignored)
{
	if (ignored == 0xff) {
		c->sum->ignored++;
		return;
	}
	c->sum->bytes++;
	c->sum->ignored_partly += ignored > 0;
	if (c->part)
		c->part->bytes++;
}

static void compare_bits(struct comparison *c, const struct message *m)
{
	guint n = n_bits(c, m);

	for (guint i = 0; i < n; i += BITS) {
		uint64_t before = c->sum->differences[TW_DIFFERENCE_ACK];
		guint left = MIN(n - i, BITS);
		uint8_t ignored = i ? replay_ignored(c->r, m, i / BITS - 1) : 0;

		compare_pulses(c, m->first + i, left, ignored);
		if (left < ACK_BIT)
			return;
		compare_byte(c, m->first + i, left == BITS, ignored);
		if (i)
			count_byte(c, ignored);
		else if (c->sum->differences[TW_DIFFERENCE_ACK] > before)
			return;
	}
	compare_pulses(c, m->first + n, m->n_pulses - n, 0);
}

static void compare_message(struct comparison *c, const struct message *m)
{
	int whose = replay_whose(c->r, m);

	c->part = whose < 0 ? NULL : &c->sum->parts[whose];
	c->sum->messages++;
	if (c->part)
		c->part->messages++;
	compare_bits(c, m);
	compare_conditions(c, m);
}

static void sum_up_holds(struct comparison *c)
{
	for (guint i = 0; i < c->r->lives->len; i++) {
		const struct live *live = live_at(c->r, i);

		c->sum->held += live->held_ns > 0;
		c->sum->held_ns += live->held_ns;
		c->sum->longest_ns = MAX(c->sum->longest_ns, live->held_ns);
		c->sum->lost += live->lost;
	}
}

void tw_replay_compare(tw_replay *r, tw_difference_fn fn, void *user,
		       struct tw_replay_summary *summary)
{
	struct comparison c = {r, fn, user, summary, NULL};

	*summary = (struct tw_replay_summary){
		.tolerance_ns = r->config.tolerance_ns,
		.timing_tolerance_ns = r->config.timing_tolerance_ns,
		.raw = r->config.raw,
		.cut_short = r->host.gave_up,
		.n_parts = r->n_targets,
	};
	for (guint i = 0; i < r->n_targets; i++)
		summary->parts[i].addr = r->targets[i];
	replay_find_pointers(r);
	for (guint i = 0; i < r->messages->len; i++) {
		const struct message *m = message_at(r, i);

		if (replay_is_ours(r, m))
			compare_message(&c, m);
		else
			summary->others++;
	}
	sum_up_holds(&c);
}

uint64_t tw_replay_n_differences(const struct tw_replay_summary *summary)
{
	uint64_t n = summary->cut_short;

	for (int kind = 0; kind < TW_N_DIFFERENCES; kind++)
		n += summary->differences[kind];
	return n;
}
