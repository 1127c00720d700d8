/* SPDX-License-Identifier: MIT */
/* Keeps the messages of two recordings, and lists where they differ. */
#include "replay/diff.h"

#include "monitor/ticks.h"

#include <string.h>

#define FNV_BASIS 0xcbf29ce484222325u
#define FNV_PRIME 0x100000001b3u

tw_diff *tw_diff_new(const struct tw_diff_config *config)
{
	tw_diff *d = g_new0(tw_diff, 1);

	d->config = *config;
	for (unsigned i = 0; i < 2; i++) {
		struct diff_side *side = &d->sides[i];

		side->name = g_strdup(config->sides[i].name);
		side->num = config->sides[i].num;
		side->den = config->sides[i].den;
		side->messages =
			g_array_new(FALSE, FALSE, sizeof(struct diff_message));
		side->bytes =
			g_array_new(FALSE, FALSE, sizeof(struct diff_byte));
	}
	d->pairs = g_array_new(FALSE, FALSE, sizeof(struct diff_pair));
	d->has_times = d->sides[0].num && d->sides[1].num;
	return d;
}

void tw_diff_free(tw_diff *d)
{
	if (!d)
		return;
	for (unsigned i = 0; i < 2; i++) {
		g_free(d->sides[i].name);
		g_array_free(d->sides[i].messages, TRUE);
		g_array_free(d->sides[i].bytes, TRUE);
	}
	g_array_free(d->pairs, TRUE);
	g_free(d);
}

static uint64_t hash(uint64_t h, uint64_t value)
{
	return (h ^ value) * FNV_PRIME;
}

static uint64_t hash_head(const struct diff_message *m)
{
	uint64_t h = hash(FNV_BASIS, (uint64_t)m->addr << 8 | m->ack);

	h = hash(h, (uint64_t)m->end << 8 | m->bits);
	h = hash(h, (uint64_t)(m->restart << 2 | m->addressed << 1 | m->read));
	return hash(h, m->n_bytes);
}

void tw_diff_add(tw_diff *d, unsigned side, const struct tw_message *m)
{
	struct diff_side *s = &d->sides[side];
	struct diff_message copy = {
		.start = m->start,
		.number = m->number,
		.bytes = s->bytes->len,
		.n_bytes = m->n_bytes,
		.addr = m->addr,
		.ack = m->ack,
		.end = m->end,
		.bits = m->bits,
		.restart = m->restart,
		.addressed = m->addressed,
		.read = m->read,
	};

	copy.hash = hash_head(&copy);
	for (size_t i = 0; i < m->n_bytes; i++) {
		struct diff_byte b = {m->bytes[i].value, m->bytes[i].ack};

		copy.hash = hash(copy.hash,
				 (uint64_t)b.value << 8 | (uint64_t)b.ack);
		g_array_append_val(s->bytes, b);
	}
	g_array_append_val(s->messages, copy);
}

bool diff_equal(const tw_diff *d, uint32_t a, uint32_t b)
{
	const struct diff_message *m = diff_at(d, 0, a), *n = diff_at(d, 1, b);

	return m->hash == n->hash && m->n_bytes == n->n_bytes &&
	       m->addr == n->addr && m->ack == n->ack && m->end == n->end &&
	       m->bits == n->bits && m->restart == n->restart &&
	       m->addressed == n->addressed && m->read == n->read &&
	       (!m->n_bytes || !memcmp(diff_bytes(d, 0, m), diff_bytes(d, 1, n),
				       m->n_bytes * sizeof(struct diff_byte)));
}

uint64_t diff_ns(const tw_diff *d, unsigned side, const struct diff_message *m)
{
	const struct diff_side *s = &d->sides[side];

	return s->num ? ticks_to_ns(m->start, s->num, s->den) : m->start;
}

static void count(tw_diff *d, struct diff_pair *p)
{
	if (p->index[0] == DIFF_NONE)
		d->n_only[1]++;
	else if (p->index[1] == DIFF_NONE)
		d->n_only[0]++;
	else if ((p->same = diff_equal(d, p->index[0], p->index[1])))
		d->n_same++;
	else
		d->n_changed++;
}

void tw_diff_compare(tw_diff *d)
{
	diff_align(d);
	for (guint i = 0; i < d->pairs->len; i++)
		count(d, diff_pair_at(d, i));
	if (d->has_times)
		diff_clock(d);
}

uint64_t tw_diff_n_differences(const tw_diff *d)
{
	return d->n_changed + d->n_only[0] + d->n_only[1] +
	       (d->config.judge_times ? d->n_late : 0);
}
