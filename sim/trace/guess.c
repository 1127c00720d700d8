/* SPDX-License-Identifier: MIT */
/*
 * Which two channels are an I2C bus.
 *
 * On the right pair messages are whole: a START, nine bits a byte, and one more
 * clock, in whose high phase the STOP or repeated START comes (UM10204 3.1.4 to
 * 3.1.6); some hosts put it into that of the acknowledge bit. On a wrong pair
 * SDA changes while SCL is high at any bit, or never, and only chance makes a
 * message whole: two in nine; or, as a select line does, it never changes while
 * SCL is low. So a pair is worth the bytes of its whole messages times the
 * share of messages that are whole, and the best must be worth four times the
 * second. It is plausible if a third of all clocks are in whole messages, or,
 * since wires are also used for other things and not every capture is sampled
 * fast enough, if at least three messages, and a third of all, are whole, most
 * of them acknowledged.
 */
#include "trace/guess.h"

#define LOOK_EVERY  65536u /* ticks in which something changes */
#define BITS	    9u	   /* of a byte, the acknowledge bit included */
#define LEAST_SHARE 3u	   /* a divisor */
#define LEAST_WHOLE 3u
#define ENOUGH	    100u /* messages */
#define MAX_WEIGHT  10u	 /* bytes of a message that count */
#define LEAST_LEAD  4u

struct guess {
	GArray *pairs;
	GArray **of; /* by channel: the pairs (guint) it is in */
	uint64_t levels;
	uint64_t changes;
	bool any;
	bool stop;
};

static void end_message(struct guess_pair *p)
{
	p->ends += p->open;
	if (p->open && p->bits <= 1 && p->bytes && p->moves) {
		p->weight += MIN(p->bytes, MAX_WEIGHT);
		p->good += p->pending;
		p->messages++;
		p->acked += p->ack;
	}
	p->open = false;
}

static void begin_message(struct guess_pair *p)
{
	p->open = true;
	p->pending = 0;
	p->bytes = 0;
	p->moves = 0;
	p->bits = 0;
}

static void clock_rises(struct guess_pair *p, bool sda)
{
	p->clocks++;
	if (!p->open)
		return;
	p->pending++;
	if (++p->bits < BITS)
		return;
	if (!p->bytes++)
		p->ack = !sda;
	p->bits = 0;
}

static void step(struct guess_pair *p, uint64_t was, uint64_t is)
{
	bool scl = is >> p->scl & 1;
	bool sda = is >> p->sda & 1;
	bool moved = sda != (was >> p->sda & 1);
	bool clocked = scl != (was >> p->scl & 1);

	if (moved && scl && !clocked) {
		end_message(p);
		if (!sda)
			begin_message(p);
		return;
	}
	p->moves += moved;
	if (clocked && scl)
		clock_rises(p, sda);
}

static double worth(const struct guess_pair *p)
{
	return p->ends ? (double)p->weight * (double)p->messages /
				 (double)p->ends
		       : 0;
}

static bool plausible(const struct guess_pair *p)
{
	return p->good >= p->clocks / LEAST_SHARE ||
	       (p->messages >= LEAST_WHOLE &&
		p->messages >= p->ends / LEAST_SHARE &&
		p->acked > p->messages / 2);
}

/* The one that is much better than all others, or NULL. */
static const struct guess_pair *clear_winner(const GArray *pairs)
{
	const struct guess_pair *best = NULL;
	double second = 0;

	for (guint i = 0; i < pairs->len; i++) {
		const struct guess_pair *p =
			&g_array_index(pairs, struct guess_pair, i);

		if (!best || worth(p) > worth(best)) {
			second = best ? worth(best) : 0;
			best = p;
		} else if (worth(p) > second) {
			second = worth(p);
		}
	}
	if (!best || !best->messages || !plausible(best) ||
	    worth(best) < LEAST_LEAD * second)
		return NULL;
	return best;
}

/* Noise may come long before the traffic: only success ends the search. */
static bool seen_enough(const struct guess *g)
{
	const struct guess_pair *best = clear_winner(g->pairs);

	return best && best->messages >= ENOUGH;
}

static void see(void *user, uint64_t tick, uint64_t levels)
{
	struct guess *g = user;
	uint64_t changed = g->any ? levels ^ g->levels : 0;

	(void)tick;
	for (uint64_t rest = changed; rest; rest &= rest - 1) {
		unsigned channel = (unsigned)__builtin_ctzll(rest);
		uint64_t lower = changed & ((1ull << channel) - 1);
		const GArray *of = g->of[channel];

		for (guint i = 0; i < of->len; i++) {
			struct guess_pair *p =
				&g_array_index(g->pairs, struct guess_pair,
					       g_array_index(of, guint, i));

			/* Once a tick, though both may change. */
			if (!(lower & (1ull << p->scl | 1ull << p->sda)))
				step(p, g->levels, levels);
		}
	}
	g->levels = levels;
	g->any = true;
	if (++g->changes % LOOK_EVERY == 0)
		g->stop = seen_enough(g);
}

static void add_pairs(struct guess *g, size_t n, int scl, int sda)
{
	for (unsigned i = 0; i < n; i++) {
		for (unsigned k = 0; k < n; k++) {
			struct guess_pair pair = {.scl = i, .sda = k};
			guint number = g->pairs->len;

			if (i == k || (scl >= 0 && i != (unsigned)scl) ||
			    (sda >= 0 && k != (unsigned)sda))
				continue;
			g_array_append_val(g->pairs, pair);
			g_array_append_val(g->of[i], number);
			g_array_append_val(g->of[k], number);
		}
	}
}

static int by_worth(const void *a, const void *b)
{
	double x = worth(a), y = worth(b);

	return (x < y) - (x > y);
}

static void drop_empty(GArray *pairs)
{
	guint n = 0;

	g_array_sort(pairs, by_worth);
	while (n < pairs->len &&
	       g_array_index(pairs, struct guess_pair, n).messages)
		n++;
	g_array_set_size(pairs, n);
}

const struct guess_pair *tw_guess(tw_capture *c, struct capture_set *set,
				  int scl, int sda, GArray *pairs,
				  GError **error)
{
	struct guess g = {.pairs = pairs};
	bool ok;

	g.of = g_new(GArray *, set->n);
	for (size_t i = 0; i < set->n; i++)
		g.of[i] = g_array_new(FALSE, FALSE, sizeof(guint));
	add_pairs(&g, set->n, scl, sda);
	set->fn = see;
	set->user = &g;
	set->stop = &g.stop;
	ok = c->format->stream_channels(c, set, NULL, error);
	for (size_t i = 0; i < set->n; i++)
		g_array_unref(g.of[i]);
	g_free(g.of);
	drop_empty(pairs);
	return ok ? clear_winner(pairs) : NULL;
}
