/* SPDX-License-Identifier: MIT */
/* A summary for people: one screen. */
#include "monitor/summary.h"
#include "monitor/ticks.h"
#include "twowire/timing.h"

#define PS_PER_NS 1000
enum { LABEL = 12, MAX_GUESSES = 3 };

/* --- Numbers in words ---------------------------------------------------- */

void summary_time(const tw_summary *s, uint64_t ticks, GString *out)
{
	if (s->num)
		tw_ns_text(out, ticks_to_ns(ticks, s->num, s->den));
	else
		g_string_append_printf(out, "%" G_GUINT64_FORMAT " sample%s",
				       ticks, ticks == 1 ? "" : "s");
}

/* Three digits, which is more than one sample in a bit can tell. */
static void put_hz(GString *out, uint64_t mhz)
{
	static const char *const units[] = {"mHz", "Hz", "kHz", "MHz", "GHz"};
	unsigned unit = 0;
	uint64_t scale = 1;

	while (mhz / scale >= 1000 && unit + 1 < G_N_ELEMENTS(units)) {
		scale *= 1000;
		unit++;
	}
	g_string_append_printf(out, "%" G_GUINT64_FORMAT, mhz / scale);
	if (mhz / scale < 100 && mhz % scale * 10 / scale)
		g_string_append_printf(out, ".%" G_GUINT64_FORMAT,
				       mhz % scale * 10 / scale);
	g_string_append_printf(out, " %s", units[unit]);
}

void summary_rate(const tw_summary *s, uint64_t ticks, GString *out)
{
	if (!ticks)
		return;
	if (!s->num)
		g_string_append_printf(
			out, "a bit in %" G_GUINT64_FORMAT " samples", ticks);
	else
		put_hz(out, (uint64_t)((ticks_wide)s->den * 1000 /
				       ((ticks_wide)s->num * ticks)));
}

static void put_byte(GString *out, uint64_t byte)
{
	if (byte)
		g_string_append_printf(out, "byte %" G_GUINT64_FORMAT, byte);
	else
		g_string_append(out, "the address");
}

void summary_place(const struct place *p, GString *out)
{
	g_string_append_printf(out, "message %" G_GUINT64_FORMAT, p->message);
	if (p->addressed)
		g_string_append_printf(out, " (0x%02x %s)", p->addr,
				       p->read ? "read" : "write");
	g_string_append(out, ", ");
	if (p->kind == PLACE_STOP)
		g_string_append(out, "before the STOP");
	else if (p->kind == PLACE_RESTART)
		g_string_append(out, "before the repeated START");
	else if (p->kind == PLACE_ACK)
		g_string_append(out, "before the acknowledge of ");
	else if (p->bit)
		g_string_append_printf(out, "before bit %u of ", 7 - p->bit);
	else
		g_string_append(out, "before ");
	if (p->kind == PLACE_ACK || p->kind == PLACE_BIT)
		put_byte(out, p->byte);
}

/* --- The screen ---------------------------------------------------------- */

static void label(GString *out, const char *text)
{
	g_string_append_printf(out, "%-*s", LABEL, text);
}

static void put_count(GString *out, uint64_t n, const char *what)
{
	g_string_append_printf(out, "%" G_GUINT64_FORMAT " %s%s", n, what,
			       n == 1 ? "" : "s");
}

static void put_length(const tw_summary *s, GString *out)
{
	label(out, "length");
	put_count(out, s->end, s->num ? "tick" : "sample");
	if (s->num) {
		g_string_append(out, " at ");
		summary_rate(s, 1, out);
		g_string_append(out, ", ");
		summary_time(s, s->end, out);
	}
	g_string_append_c(out, '\n');
}

static void put_traffic(const tw_summary *s, GString *out)
{
	label(out, "traffic");
	put_count(out, s->transfers, "transfer");
	g_string_append(out, ", ");
	put_count(out, s->messages, "message");
	g_string_append_printf(
		out, " (%" G_GUINT64_FORMAT " after a repeated START), ",
		s->restarts);
	put_count(out, s->bytes, "data byte");
	g_string_append_c(out, '\n');
}

static void put_guesses(const tw_summary *s, uint8_t addr, GString *out)
{
	const struct tw_model *model;

	for (size_t i = 0; (model = tw_summary_guess(s, addr, i)); i++) {
		if (i == MAX_GUESSES) {
			g_string_append(out, ", ...");
			break;
		}
		g_string_append_printf(out, "%s%s", i ? " or " : "  ",
				       model->name);
	}
	if (tw_summary_guess(s, addr, 0))
		g_string_append_c(out, '?');
}

/* Of the writes and reads of an address those that nobody acknowledged. */
static void put_address(const tw_summary *s, uint8_t addr, GString *out)
{
	const struct summary_addr *a = &s->addrs[addr];
	uint64_t nacks = a->write_nacks + a->read_nacks;

	g_string_append_printf(out,
			       "  0x%02x  %8" G_GUINT64_FORMAT
			       " %8" G_GUINT64_FORMAT " %8" G_GUINT64_FORMAT
			       " %8" G_GUINT64_FORMAT " %10" G_GUINT64_FORMAT,
			       addr, a->writes, a->reads, a->bytes, nacks,
			       a->data_nacks);
	put_guesses(s, addr, out);
	g_string_append_c(out, '\n');
}

static void put_addresses(const tw_summary *s, GString *out)
{
	bool head = false;

	for (unsigned i = 0; i < SUMMARY_ADDRS; i++) {
		const struct summary_addr *a = &s->addrs[i];

		if (!a->writes && !a->reads)
			continue;
		if (!head)
			g_string_append(out, "\naddress   writes    reads    "
					     "bytes no answer bytes refused"
					     "  a guess\n");
		head = true;
		put_address(s, (uint8_t)i, out);
	}
	if (head)
		g_string_append_c(out, '\n');
}

static int64_t period_ps(const tw_summary *s, uint64_t ticks)
{
	return (int64_t)ticks_to_ns(ticks, s->num, s->den) * PS_PER_NS;
}

static void put_clock(const tw_summary *s, GString *out)
{
	uint64_t usual = lengths_median(&s->period);
	uint64_t slow = lengths_quantile(&s->period, 9, 10);

	if (!usual)
		return;
	label(out, "clock");
	summary_rate(s, usual, out);
	g_string_append(out, " usually, ");
	summary_rate(s, s->period.shortest, out);
	g_string_append(out, " at most (at ");
	summary_time(s, s->period.shortest_at, out);
	g_string_append(out, ")");
	if (slow > usual + usual / 4) {
		g_string_append(out, ", a tenth of all bits ");
		summary_rate(s, slow, out);
		g_string_append(out, " or less");
	}
	if (s->num)
		g_string_append_printf(out, "; %s",
				       tw_timing_mode_name(tw_timing_fitting(
					       period_ps(s, usual))));
	g_string_append_c(out, '\n');
	label(out, "");
	g_string_append(out, "SCL usually low for ");
	summary_time(s, lengths_median(&s->low), out);
	g_string_append(out, ", high for ");
	summary_time(s, lengths_median(&s->high), out);
	g_string_append_c(out, '\n');
}

/* Two wires do not tell a target that stretches from a host that is slow. */
static void put_lows(const tw_summary *s, GString *out)
{
	uint64_t n = summary_long_lows(s);

	if (!n)
		return;
	label(out, "stretching");
	g_string_append_printf(
		out,
		"SCL low for more than twice as long %" G_GUINT64_FORMAT
		" time%s, by the target or by the host,\n",
		n, n == 1 ? "" : "s");
	label(out, "");
	g_string_append(out, "which two wires do not tell; the longest:\n");
	for (unsigned i = 0; i < SUMMARY_LOWS && i < n; i++) {
		label(out, "");
		summary_time(s, s->lows[i].ticks, out);
		g_string_append(out, " at ");
		summary_time(s, s->lows[i].at, out);
		g_string_append(out, ": ");
		summary_place(&s->lows[i], out);
		g_string_append_c(out, '\n');
	}
}

struct list {
	GString *out;
	bool begun;
};

static void put_finding(void *user, const char *key, const char *text)
{
	struct list *list = user;

	(void)key;
	if (!list->begun)
		g_string_append(list->out, "\nworth a look\n");
	list->begun = true;
	g_string_append_printf(list->out, "  %s\n", text);
}

void tw_summary_to_text(const tw_summary *s, GString *out)
{
	struct list list = {.out = out};

	put_length(s, out);
	put_traffic(s, out);
	put_addresses(s, out);
	put_clock(s, out);
	put_lows(s, out);
	summary_findings(s, put_finding, &list);
}
