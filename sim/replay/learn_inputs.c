/* SPDX-License-Identifier: MIT */
/*
 * What the outside world did to a model's input, from what the reads show.
 *
 * How an input becomes bits is the model's business, so it is tried out. With
 * some values that never change it is seen which bits of which reads depend on
 * the input, and in which order of the bytes they grow with it; between two
 * such reads the input may have changed. Halving finds the least value that
 * shows each read, for all reads in the same run.
 */
#include "replay/replay.h"

#include "protocol/device.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define ACK_BIT	   8
#define BITS	   9
#define MAX_PROBES 40

/* How the bits that depend on the input are a number. */
struct order {
	bool last_first; /* the last byte is the most significant */
	bool is_signed;
	bool falls; /* as the input grows */
};

/* Consecutive reads that show the same. */
struct reading {
	uint64_t from_ns;  /* the input may change then */
	GArray *messages;  /* their numbers */
	GByteArray *want;  /* by the capture */
	GByteArray *mask;  /* of the bits that depend on the input */
	GPtrArray *probes; /* GByteArray each */
	struct order order;
	bool ordered;
	int64_t low, high;
};

struct study {
	tw_replay *r;
	struct known *k;
	const struct tw_input *input;
	GPtrArray *readings;
	const int64_t *constant; /* NULL: each reading its own */
};

static void reading_free(void *user)
{
	struct reading *d = user;

	g_array_unref(d->messages);
	g_byte_array_unref(d->want);
	g_byte_array_unref(d->mask);
	g_ptr_array_unref(d->probes);
	g_free(d);
}

static void bytes_free(void *user)
{
	g_byte_array_unref(user);
}

/* The data bytes of a read as captured, or as in the last run. */
static GByteArray *bytes_of(const tw_replay *r, const struct message *m,
			    bool live)
{
	GByteArray *out = g_byte_array_new();

	for (guint i = m->first + BITS; i + 8 <= m->first + m->n_pulses;
	     i += BITS) {
		uint8_t value = 0;

		for (guint b = i; b < i + 8; b++) {
			bool bit =
				live ? live_at(r, b)->sda : pulse_at(r, b)->sda;

			value = (uint8_t)(value << 1 | bit);
		}
		g_byte_array_append(out, &value, 1);
	}
	return out;
}

static bool is_read(const tw_replay *r, const struct message *m)
{
	return replay_is_ours(r, m) && (m->first_byte & 1) &&
	       m->n_pulses > BITS + 7 && !pulse_at(r, m->first + ACK_BIT)->sda;
}

static uint64_t end_of(const tw_replay *r, const struct message *m)
{
	const struct pulse *p = pulse_at(r, m->first + m->n_pulses - 1);

	return p->rise_ns;
}

/* One reading for each read. */
static void list_reads(struct study *s)
{
	const tw_replay *r = s->r;

	for (guint i = 0; i < r->messages->len; i++) {
		const struct message *m = message_at(r, i);
		struct reading *d;

		if (!is_read(r, m))
			continue;
		d = g_new0(struct reading, 1);
		d->messages = g_array_new(FALSE, FALSE, sizeof(guint));
		g_array_append_val(d->messages, i);
		d->want = bytes_of(r, m, false);
		d->mask = g_byte_array_new();
		g_byte_array_set_size(d->mask, d->want->len);
		memset(d->mask->data, 0, d->mask->len);
		d->probes = g_ptr_array_new_with_free_func(bytes_free);
		g_ptr_array_add(s->readings, d);
	}
}

static guint first_message(const struct reading *d)
{
	return g_array_index(d->messages, guint, 0);
}

static int64_t middle(const struct reading *d)
{
	return d->low + (d->high - d->low) / 2;
}

/* Sets the input at power-on; when readings are halved, also its changes. */
static void prepare(void *user, tw_device *dev)
{
	struct study *s = user;
	const struct reading *first =
		s->readings->len ? s->readings->pdata[0] : NULL;
	int64_t value = s->constant ? *s->constant : first ? middle(first) : 0;

	tw_device_set_input(dev, s->input->name, (int32_t)value);
}

/* Events for all readings' present values, those of before taken back. */
static void schedule(struct study *s)
{
	tw_replay *r = s->r;
	int64_t last = 0;

	for (guint i = r->events->len; i-- > 0;) {
		const struct event *e =
			&g_array_index(r->events, struct event, i);

		if (e->learned && e->dev == s->k->dev &&
		    e->input == s->input->name)
			g_array_remove_index(r->events, i);
	}
	for (guint i = 0; i < s->readings->len; i++) {
		const struct reading *d = s->readings->pdata[i];
		int64_t value = middle(d);

		struct event e = {.at_ns = d->from_ns,
				  .dev = s->k->dev,
				  .input = s->input->name,
				  .value = value,
				  .learned = true};

		if (i && value != last)
			replay_add_event(r, &e);
		last = value;
	}
}

static GByteArray *masked(const struct reading *d, const GByteArray *bytes)
{
	GByteArray *out = g_byte_array_new();
	bool sign = d->order.is_signed;

	for (guint i = 0; i < bytes->len; i++) {
		guint n = d->order.last_first ? bytes->len - 1 - i : i;
		uint8_t mask = d->mask->data[n], top;
		uint8_t value = bytes->data[n] & mask;

		if (!mask)
			continue;
		for (top = 0x80; sign && !(mask & top); top >>= 1)
			;
		if (sign)
			value ^= top;
		sign = false;
		g_byte_array_append(out, &value, 1);
	}
	return out;
}

/* < 0, 0, > 0: does @a belong to a smaller value of the input than @b? */
static int compare(const struct reading *d, const GByteArray *a,
		   const GByteArray *b)
{
	g_autoptr(GByteArray) x = masked(d, a);
	g_autoptr(GByteArray) y = masked(d, b);
	int order = x->len ? memcmp(x->data, y->data, x->len) : 0;

	return d->order.falls ? -order : order;
}

static bool is_monotone(const struct reading *d)
{
	bool moves = false;

	for (guint i = 1; i < d->probes->len; i++) {
		int order = compare(d, d->probes->pdata[i - 1],
				    d->probes->pdata[i]);

		if (order > 0)
			return false;
		moves |= order < 0;
	}
	return moves;
}

static void find_order(struct reading *d)
{
	for (unsigned n = 0; n < 8 && !d->ordered; n++) {
		d->order = (struct order){.last_first = n & 4,
					  .is_signed = n & 2,
					  .falls = n & 1};
		d->ordered = is_monotone(d);
	}
}

static int compare_values(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* Sorted: both ends, the middle, and for each bit a value that differs from it
 * by about that bit. */
static size_t choose_probes(const struct tw_input *input, int64_t *values)
{
	int64_t range = (int64_t)input->max - input->min;
	int64_t half = input->min + range / 2;
	size_t n = 0, kept = 0;

	values[n++] = input->min;
	values[n++] = input->max;
	values[n++] = half;
	for (int64_t step = range / 4; step; step /= 2)
		values[n++] = half + step;
	qsort(values, n, sizeof(*values), compare_values);
	for (size_t i = 0; i < n; i++)
		if (!kept || values[kept - 1] != values[i])
			values[kept++] = values[i];
	return kept;
}

static void probe(struct study *s, int64_t value)
{
	s->constant = &value;
	replay_try(s->r, s->k, prepare, NULL, s);
	s->constant = NULL;
	for (guint i = 0; i < s->readings->len; i++) {
		struct reading *d = s->readings->pdata[i];
		GByteArray *got = bytes_of(
			s->r, message_at(s->r, first_message(d)), true);
		const GByteArray *before =
			d->probes->len ? d->probes->pdata[0] : got;

		for (guint b = 0; b < got->len; b++)
			d->mask->data[b] |= got->data[b] ^ before->data[b];
		g_ptr_array_add(d->probes, got);
	}
}

static bool same(const struct reading *a, const struct reading *b)
{
	return a->want->len == b->want->len &&
	       !memcmp(a->mask->data, b->mask->data, a->mask->len) &&
	       !compare(a, a->want, b->want);
}

/* Drops the reads that do not depend on the input, and joins those that follow
 * each other and show the same. */
static void sort_out(struct study *s)
{
	struct reading *last = NULL;

	for (guint i = 0; i < s->readings->len;) {
		struct reading *d = s->readings->pdata[i];
		guint m = first_message(d);

		find_order(d);
		if (!d->ordered || (last && same(last, d))) {
			if (d->ordered)
				g_array_append_val(last->messages, m);
			g_ptr_array_remove_index(s->readings, i);
			continue;
		}
		if (last)
			d->from_ns = end_of(
				s->r,
				message_at(s->r,
					   g_array_index(last->messages, guint,
							 last->messages->len -
								 1)));
		d->low = s->input->min;
		d->high = s->input->max;
		last = d;
		i++;
	}
}

/* One run for all. Returns whether some are still undecided. */
static bool halve(struct study *s)
{
	bool more = false;

	schedule(s);
	replay_try(s->r, s->k, prepare, NULL, s);
	for (guint i = 0; i < s->readings->len; i++) {
		struct reading *d = s->readings->pdata[i];
		g_autoptr(GByteArray) got = bytes_of(
			s->r, message_at(s->r, first_message(d)), true);

		if (d->low == d->high)
			continue;
		if (compare(d, got, d->want) >= 0)
			d->high = middle(d);
		else
			d->low = middle(d) + 1;
		more |= d->low < d->high;
	}
	return more;
}

static void tell(const struct study *s)
{
	GString *out = s->r->learned;
	const struct reading *first =
		s->readings->len ? s->readings->pdata[0] : NULL;
	int64_t low = 0, high = 0;

	g_string_append_printf(out, "%s of %s: ", s->input->name,
			       tw_device_name(s->k->dev));
	if (!first) {
		g_string_append(out, "no read shows it\n");
		return;
	}
	low = high = first->low;
	for (guint i = 1; i < s->readings->len; i++) {
		const struct reading *d = s->readings->pdata[i];

		low = MIN(low, d->low);
		high = MAX(high, d->low);
	}
	g_string_append_printf(out, "learned from the reads: %" PRId64, low);
	if (high > low)
		g_string_append_printf(out, " to %" PRId64 ", %u values", high,
				       s->readings->len);
	g_string_append_c(out, '\n');
}

/* From now on the input is what was found. */
static void keep(struct study *s)
{
	const struct reading *first = s->readings->pdata[0];
	struct learned found = {s->k->dev, s->input->name, (int32_t)first->low};

	schedule(s);
	g_array_append_val(s->r->learned_inputs, found);
	for (guint i = 0; i < s->k->inputs->len; i++) {
		struct tw_replay_input *in =
			&g_array_index(s->k->inputs, struct tw_replay_input, i);

		if (strcmp(in->name, s->input->name))
			continue;
		in->learn = false;
		in->value = (int32_t)first->low;
	}
	tw_device_set_input(s->k->dev, s->input->name, (int32_t)first->low);
}

void replay_learn_input(tw_replay *r, struct known *k,
			const struct tw_input *input)
{
	int64_t values[MAX_PROBES];
	size_t n = choose_probes(input, values);
	struct study s = {
		.r = r,
		.k = k,
		.input = input,
		.readings = g_ptr_array_new_with_free_func(reading_free),
	};
	struct live_targets others;

	replay_single_out(r, k->config.addr,
			  k->dev->model->ignored_bits
				  ? k->dev->model->ignored_bits(k->dev)
				  : 0,
			  &others);
	list_reads(&s);
	for (size_t i = 0; i < n; i++)
		probe(&s, values[i]);
	sort_out(&s);
	for (bool more = s.readings->len > 0; more;)
		more = halve(&s);
	if (s.readings->len)
		keep(&s);
	tell(&s);
	replay_bring_back(r, &others);
	g_ptr_array_unref(s.readings);
}
