/* SPDX-License-Identifier: MIT */
/* One difference between two recordings, in words. */
#include "replay/diff.h"

#include "monitor/ticks.h"

static void put_time(const tw_diff *d, unsigned side,
		     const struct diff_message *m, GString *out)
{
	if (!d->sides[side].num) {
		g_string_append_printf(out, "sample %" G_GUINT64_FORMAT,
				       m->start);
		return;
	}
	tw_ns_text(out, diff_ns(d, side, m));
}

/* "message 7 (0x50 write) at 123.4 ms" */
static void put_message(const tw_diff *d, unsigned side,
			const struct diff_message *m, GString *out)
{
	g_string_append_printf(out, "message %" G_GUINT64_FORMAT " (",
			       m->number);
	if (m->addressed)
		g_string_append_printf(out, "0x%02x %s", m->addr,
				       m->read ? "read" : "write");
	else
		g_string_append(out, "cut in its address");
	g_string_append(out, ") at ");
	put_time(d, side, m, out);
}

/* "is WHAT in a.sr and WHAT in b.sr" */
static void put_both(const tw_diff *d, GString *out, const char *first,
		     const char *second)
{
	g_string_append_printf(out, "%s in %s and %s in %s", first,
			       d->sides[0].name, second, d->sides[1].name);
}

static const char *ack_words(uint8_t ack)
{
	return ack == TW_SEEN_ACK    ? "acknowledged"
	       : ack == TW_SEEN_NACK ? "not acknowledged"
				     : "cut before its acknowledge";
}

static const char *end_words(const struct diff_message *m)
{
	return m->end == TW_END_STOP	  ? "with a STOP"
	       : m->end == TW_END_RESTART ? "with a repeated START"
					  : "with the recording";
}

static size_t n_different(const tw_diff *d, const struct diff_message *a,
			  const struct diff_message *b)
{
	const struct diff_byte *p = diff_bytes(d, 0, a),
			       *q = diff_bytes(d, 1, b);
	size_t n = 0;

	for (size_t i = 0; i < a->n_bytes && i < b->n_bytes; i++)
		n += p[i].value != q[i].value || p[i].ack != q[i].ack;
	return n;
}

/* The first byte that differs; how many more do. false: none. */
static bool put_byte(const tw_diff *d, const struct diff_message *a,
		     const struct diff_message *b, GString *out)
{
	const struct diff_byte *p = diff_bytes(d, 0, a),
			       *q = diff_bytes(d, 1, b);
	size_t more = n_different(d, a, b), i = 0;
	char first[8], second[8];

	if (!more)
		return false;
	while (p[i].value == q[i].value && p[i].ack == q[i].ack)
		i++;
	g_string_append_printf(out, "byte %zu is ", i + 1);
	g_snprintf(first, sizeof(first), "0x%02x", p[i].value);
	g_snprintf(second, sizeof(second), "0x%02x", q[i].value);
	if (p[i].value != q[i].value)
		put_both(d, out, first, second);
	else
		put_both(d, out, ack_words(p[i].ack), ack_words(q[i].ack));
	if (--more)
		g_string_append_printf(out, ", and %zu more byte%s differ%s",
				       more, more > 1 ? "s" : "",
				       more > 1 ? "" : "s");
	return true;
}

static void put_change(const tw_diff *d, const struct diff_message *a,
		       const struct diff_message *b, GString *out)
{
	char first[48], second[48];

	if (a->ack != b->ack) {
		g_string_append(out, "its address is ");
		put_both(d, out, ack_words(a->ack), ack_words(b->ack));
	} else if (put_byte(d, a, b, out)) {
		return;
	} else if (a->n_bytes != b->n_bytes) {
		g_snprintf(first, sizeof(first), "%zu", a->n_bytes);
		g_snprintf(second, sizeof(second), "%zu", b->n_bytes);
		g_string_append(out, "its data bytes are ");
		put_both(d, out, first, second);
	} else if (a->restart != b->restart) {
		g_string_append(out, "it begins with ");
		put_both(d, out, a->restart ? "a repeated START" : "a START",
			 b->restart ? "a repeated START" : "a START");
	} else if (a->end != b->end) {
		g_string_append(out, "it ends ");
		put_both(d, out, end_words(a), end_words(b));
	} else {
		g_snprintf(first, sizeof(first), "after %u clock pulses",
			   a->bits);
		g_snprintf(second, sizeof(second), "after %u", b->bits);
		g_string_append(out, "behind its last byte it ends ");
		put_both(d, out, first, second);
	}
}

/* Where the second recording has it, if that is not the same number. */
static void put_there(const tw_diff *d, const struct diff_message *a,
		      const struct diff_message *b, GString *out)
{
	if (a->number == b->number)
		return;
	g_string_append_printf(out, " (there message %" G_GUINT64_FORMAT ", ",
			       b->number);
	put_time(d, 1, b, out);
	g_string_append_c(out, ')');
}

static void put_gap(const struct diff_pair *p, const tw_diff *d, GString *out)
{
	g_autoptr(GString) a = g_string_new(NULL);
	g_autoptr(GString) b = g_string_new(NULL);

	tw_ns_text(a, (uint64_t)p->gap_ns[0]);
	tw_ns_text(b, (uint64_t)p->gap_ns[1]);
	g_string_append(out, "from START to START it comes ");
	put_both(d, out, a->str, b->str);
	g_string_append(out, " after the one before");
}

void diff_words(const tw_diff *d, const struct diff_pair *p, GString *out)
{
	unsigned side = p->index[0] == DIFF_NONE;
	const struct diff_message *m = diff_at(d, side, p->index[side]), *n;

	put_message(d, side, m, out);
	if (p->index[!side] == DIFF_NONE) {
		g_string_append_printf(out, " is only in %s",
				       d->sides[side].name);
		return;
	}
	n = diff_at(d, 1, p->index[1]);
	g_string_append(out, ": ");
	if (p->same)
		put_gap(p, d, out);
	else
		put_change(d, m, n, out);
	put_there(d, m, n, out);
}

void diff_ppm(GString *out, int64_t ppb)
{
	uint64_t n = ppb < 0 ? 0 - (uint64_t)ppb : (uint64_t)ppb;

	g_string_append_printf(out, "%" G_GUINT64_FORMAT, n / 1000);
	if (n < 1000000)
		g_string_append_printf(out, ".%" G_GUINT64_FORMAT,
				       n % 1000 / 100);
	g_string_append(out, " ppm");
}
