/* SPDX-License-Identifier: MIT */
/*
 * A capture's traffic as steps of a case: transfers with what they must bring,
 * the gaps between them, and what the world around does.
 *
 * A transfer of a case is what a controller can do by itself. It stops after a
 * refusal, so what a host did after one without a STOP becomes a transfer of
 * its own; messages that were cut short within a byte are left out.
 */
#include "scenario/case.h"

#include "replay/replay.h"
#include "scenario/steps_text.h"

#include <inttypes.h>

#define ACK_BIT 8
#define BITS	9

/* A message as a controller would do it. */
struct part {
	const struct message *message;
	bool read, acked, last_acked;
	uint32_t n;	     /* bytes */
	bool refused;	     /* the last byte written */
	uint64_t end_ns;     /* its STOP, or the repeated START */
	uint64_t bytes_from; /* pulse */
};

struct writer {
	tw_replay *r;
	struct tw_replay_steps *count;
	GString *out;
	GArray *parts; /* of the transfer that is gathered */
	uint64_t now_ns;
	guint event; /* the next */
};

static bool bit(const tw_replay *r, uint64_t pulse)
{
	return pulse_at(r, (guint)pulse)->sda;
}

static uint8_t byte_at(const tw_replay *r, uint64_t first)
{
	uint8_t value = 0;

	for (uint64_t i = first; i < first + 8; i++)
		value = (uint8_t)(value << 1 | bit(r, i));
	return value;
}

/* When the message's STOP or repeated START was; 0: the capture ended. */
static uint64_t end_of(const tw_replay *r, const struct message *m)
{
	const struct pulse *p = pulse_at(r, m->first + m->n_pulses - 1);

	if (!p->n_conditions)
		return 0;
	return g_array_index(r->conditions, struct condition, p->condition)
		.at_ns;
}

/* false: no controller could. */
static bool read_part(const tw_replay *r, const struct message *m,
		      struct part *p)
{
	uint64_t ack = m->first + ACK_BIT;
	uint32_t n = m->n_pulses / BITS;

	*p = (struct part){.message = m,
			   .read = m->first_byte & 1,
			   .bytes_from = m->first + BITS};
	p->end_ns = m->n_pulses ? end_of(r, m) : 0;
	if (!n || m->n_pulses % BITS > 1 || !p->end_ns)
		return false;
	p->acked = !bit(r, ack);
	for (uint32_t i = 1; i < n && p->acked; i++) {
		p->n++;
		p->last_acked = !bit(r, ack + (uint64_t)i * BITS);
		if (!p->last_acked)
			break;
	}
	/* Its STOP came in the acknowledge bit's own clock: SDA was low for it
	 * and nobody read on. */
	if (p->read && m->n_pulses % BITS == 0)
		p->last_acked = false;
	p->refused = p->acked && !p->read && p->n && !p->last_acked;
	if (!p->acked)
		p->n = p->read ? MAX(n - 1, 1) : n - 1;
	return true;
}

static void append_time(struct writer *w, uint64_t ns)
{
	static const struct {
		const char *key;
		uint64_t ns;
	} units[] = {{"run_ms", 1000000}, {"run_us", 1000}, {"run_ns", 1}};
	size_t i = 0;

	/* What no gap depends on is not worth digits. */
	if (ns >= TW_US(100))
		ns -= ns % 1000;
	if (!ns)
		return;
	while (ns % units[i].ns)
		i++;
	steps_text_begin(w->out);
	g_string_append_printf(w->out, "{ \"%s\": %" PRIu64 " }", units[i].key,
			       ns / units[i].ns);
	w->count->steps++;
	w->count->run_ns += ns;
}

static void append_event(struct writer *w, const struct event *e)
{
	if (!e->input)
		return;
	steps_text_begin(w->out);
	g_string_append_printf(w->out,
			       "{ \"set\": { \"device\": \"%s\", "
			       "\"%s\": %" PRId64 " } }",
			       tw_device_name(e->dev), e->input, e->value);
	w->count->steps++;
}

/* Lets time pass, and with it what the world around does. */
static void advance(struct writer *w, uint64_t to_ns)
{
	const GArray *events = w->r->events;

	for (; w->event < events->len; w->event++) {
		const struct event *e =
			&g_array_index(events, struct event, w->event);
		uint64_t at = e->at_ns + w->r->config.lead_ns;

		if (at > to_ns)
			break;
		if (e->input && at > w->now_ns) {
			append_time(w, at - w->now_ns);
			w->now_ns = at;
		}
		append_event(w, e);
	}
	if (to_ns > w->now_ns)
		append_time(w, to_ns - w->now_ns);
	w->now_ns = MAX(w->now_ns, to_ns);
}

static void append_messages(struct writer *w)
{
	int addr = -1;

	for (guint i = 0; i < w->parts->len; i++) {
		const struct part *p = &g_array_index(w->parts, struct part, i);
		int own = p->message->first_byte >> 1;

		g_string_append_printf(w->out, "%s%c%u", i ? " " : "",
				       p->read ? 'r' : 'w', p->n);
		if (own != addr)
			g_string_append_printf(w->out, "@0x%02x",
					       (unsigned)own);
		addr = own;
		for (uint32_t b = 0; !p->read && b < p->n; b++)
			g_string_append_printf(
				w->out, " 0x%02x",
				byte_at(w->r, p->bytes_from + b * BITS));
		w->count->bytes += p->n;
	}
}

static void append_rx(struct writer *w)
{
	bool first = true;

	for (guint i = 0; i < w->parts->len; i++) {
		const struct part *p = &g_array_index(w->parts, struct part, i);

		if (!p->read || !p->acked)
			continue;
		for (uint32_t b = 0; b < p->n; b++) {
			uint8_t value = byte_at(w->r, p->bytes_from + b * BITS);

			g_string_append(w->out, first ? ", \"rx\": \"" : " ");
			first = false;
			if (replay_ignored(w->r, p->message, b))
				g_string_append(w->out, "?"
							"?");
			else
				g_string_append_printf(w->out, "%02x", value);
		}
	}
	if (!first)
		g_string_append_c(w->out, '"');
}

static bool has_reads(const struct writer *w)
{
	for (guint i = 0; i < w->parts->len; i++)
		if (g_array_index(w->parts, struct part, i).read)
			return true;
	return false;
}

/* Writes what has been gathered. */
static void flush(struct writer *w)
{
	const struct part *first, *last;

	if (!w->parts->len)
		return;
	first = &g_array_index(w->parts, struct part, 0);
	last = &g_array_index(w->parts, struct part, w->parts->len - 1);
	advance(w, first->message->start_ns + w->r->config.lead_ns);
	steps_text_begin(w->out);
	g_string_append(w->out, "{ \"transfer\": \"");
	append_messages(w);
	g_string_append_c(w->out, '"');
	if (last->acked)
		append_rx(w);
	if (!last->acked)
		g_string_append(w->out, ", \"result\": \"no-target\"");
	else if (last->refused)
		g_string_append(w->out, ", \"result\": \"nacked\"");
	if (last->read && last->acked && last->last_acked)
		g_string_append(w->out, ", \"ack_last\": true");
	g_string_append(w->out, " }");
	w->now_ns = last->end_ns + w->r->config.lead_ns;
	w->count->steps++;
	w->count->transfers++;
	g_array_set_size(w->parts, 0);
}

/* After this no repeated START can follow. */
static bool ends_transfer(const struct part *p)
{
	return !p->acked || p->refused || (p->read && (p->last_acked || !p->n));
}

static void take(struct writer *w, guint n)
{
	const struct message *m = message_at(w->r, n);
	const struct message *before = n ? message_at(w->r, n - 1) : NULL;
	struct part p;

	if (!before || before->transfer != m->transfer)
		flush(w);
	if (!replay_is_ours(w->r, m)) {
		flush(w);
		w->count->others++;
		return;
	}
	if (!read_part(w->r, m, &p) || (p.read && p.acked && !p.n)) {
		flush(w);
		w->count->left_out++;
		return;
	}
	if (w->parts->len == TW_CASE_MAX_MESSAGES || (!p.acked && has_reads(w)))
		flush(w);
	g_array_append_val(w->parts, p);
	if (ends_transfer(&p))
		flush(w);
}

static bool fits(const struct tw_replay_steps *c, GError **error)
{
	if (!c->transfers) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "no message in it is whole; let one step replay "
			    "the capture");
		return false;
	}
	if (c->steps <= TW_CASE_MAX_STEPS && c->bytes <= TW_CASE_MAX_BYTES &&
	    c->run_ns <= TW_SCENARIO_MAX_NS)
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%" PRIu64 " steps, %" PRIu64 " bytes and %" PRIu64
		    " ms are more than a case holds (%u, %u and %" PRIu64
		    "); let one step replay the capture",
		    c->steps, c->bytes, c->run_ns / TW_MS(1),
		    (unsigned)TW_CASE_MAX_STEPS, (unsigned)TW_CASE_MAX_BYTES,
		    TW_SCENARIO_MAX_NS / TW_MS(1));
	return false;
}

bool tw_replay_to_steps(tw_replay *r, GString *out,
			struct tw_replay_steps *count, GError **error)
{
	struct writer w = {
		.r = r,
		.count = count,
		.out = out,
		.parts = g_array_new(FALSE, FALSE, sizeof(struct part)),
	};

	*count = (struct tw_replay_steps){0};
	replay_find_pointers(r);
	for (guint i = 0; i < r->messages->len; i++)
		take(&w, i);
	flush(&w);
	g_array_unref(w.parts);
	return fits(count, error);
}

static int compare_ns(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static uint64_t median(GArray *values)
{
	if (!values->len)
		return 5000;
	g_array_sort(values, compare_ns);
	return MAX(1, g_array_index(values, uint64_t, values->len / 2));
}

void tw_replay_clock(const tw_replay *r, uint64_t *low_ns, uint64_t *high_ns)
{
	g_autoptr(GArray) lows = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	g_autoptr(GArray) highs = g_array_new(FALSE, FALSE, sizeof(uint64_t));

	for (guint i = 1; i + 1 < r->pulses->len; i++) {
		const struct pulse *p = pulse_at(r, i);
		uint64_t low = p->rise_ns - p->fall_ns;
		uint64_t high = pulse_at(r, i + 1)->fall_ns - p->rise_ns;

		if (p->message == NO_MESSAGE || p->n_conditions)
			continue;
		g_array_append_val(lows, low);
		g_array_append_val(highs, high);
	}
	*low_ns = median(lows);
	*high_ns = median(highs);
}
