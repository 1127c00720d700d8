/* SPDX-License-Identifier: MIT */
/* Differences for people. */
#include "replay/replay.h"

static void append_ns(GString *out, uint64_t ns)
{
	if (ns % 1000)
		g_string_append_printf(out, "%" G_GUINT64_FORMAT ".%03u us",
				       ns / 1000, (unsigned)(ns % 1000));
	else
		g_string_append_printf(out, "%" G_GUINT64_FORMAT " us",
				       ns / 1000);
}

void replay_difference_value(const struct tw_difference *d, uint64_t value,
			     GString *out)
{
	switch (d->kind) {
	case TW_DIFFERENCE_ACK:
		g_string_append(out, value ? "ACK" : "NACK");
		break;
	case TW_DIFFERENCE_DATA:
		g_string_append_printf(out, "0x%02x", (unsigned)value);
		break;
	case TW_DIFFERENCE_CONDITION:
		g_string_append_printf(out, "%u", (unsigned)value);
		break;
	default:
		append_ns(out, value);
	}
}

static const char *what(const struct tw_difference *d)
{
	switch (d->kind) {
	case TW_DIFFERENCE_CONDITION:
		return ", START and STOP";
	case TW_DIFFERENCE_STRETCH:
		return ", SCL low";
	case TW_DIFFERENCE_TIMING:
		return ", SDA after SCL";
	default:
		return "";
	}
}

void replay_difference_place(const struct tw_difference *d, GString *out)
{
	g_string_append_printf(out,
			       "%s: message %" G_GUINT64_FORMAT
			       " (0x%02x %s) at %" G_GUINT64_FORMAT
			       ".%06u ms, ",
			       tw_difference_name(d->kind), d->message, d->addr,
			       d->read ? "read" : "write", d->at_ns / 1000000,
			       (unsigned)(d->at_ns % 1000000));
	if (d->byte)
		g_string_append_printf(out, "byte %zu", d->byte - 1);
	else
		g_string_append(out, "address");
	if (d->kind != TW_DIFFERENCE_ACK && d->kind != TW_DIFFERENCE_DATA)
		g_string_append_printf(out, " bit %u", d->bit);
	g_string_append(out, what(d));
}

void tw_difference_text(const struct tw_difference *d, GString *out)
{
	replay_difference_place(d, out);
	g_string_append(out, ": expected ");
	replay_difference_value(d, d->expected, out);
	g_string_append(out, ", got ");
	replay_difference_value(d, d->got, out);
	g_string_append_c(out, '\n');
}

static void append_count(GString *out, uint64_t n, const char *what)
{
	g_string_append_printf(out, "%" G_GUINT64_FORMAT " %s", n, what);
}

static void append_ignored(GString *out, const struct tw_replay_summary *s)
{
	if (s->ignored)
		append_count(out, s->ignored,
			     "data bytes not compared by --ignore\n");
	if (s->ignored_partly)
		append_count(out, s->ignored_partly,
			     "data bytes compared but for bits given by "
			     "--ignore\n");
}

static void append_tolerance(GString *out, const struct tw_replay_summary *s)
{
	bool one = s->timing_tolerance_ns == s->tolerance_ns ||
		   !s->timing_tolerance_ns;

	g_string_append(out, one ? " (tolerance " : " (tolerance: stretch ");
	append_ns(out, s->tolerance_ns);
	if (!one) {
		g_string_append(out, ", timing ");
		append_ns(out, s->timing_tolerance_ns);
	}
	g_string_append(out, ")\n");
}

static void append_holds(GString *out, const struct tw_replay_summary *s)
{
	if (s->held) {
		g_string_append(out, s->raw ? "SCL held beyond the host "
					    : "host held up ");
		append_count(out, s->held, "times, ");
		append_ns(out, s->held_ns);
		g_string_append(out, " in all, ");
		append_ns(out, s->longest_ns);
		g_string_append(out, " at most\n");
	}
	if (s->lost)
		append_count(out, s->lost,
			     "clocks of the host lost to SCL held low\n");
}

static void append_parts(GString *out, const struct tw_replay_summary *s)
{
	for (size_t i = 0; s->n_parts > 1 && i < s->n_parts; i++) {
		const struct tw_replay_part *p = &s->parts[i];

		g_string_append_printf(
			out,
			"0x%02x: %" G_GUINT64_FORMAT
			" messages, %" G_GUINT64_FORMAT
			" data bytes, %" G_GUINT64_FORMAT " differences\n",
			p->addr, p->messages, p->bytes, p->differences);
	}
}

void tw_replay_summary_text(const struct tw_replay_summary *s, GString *out)
{
	append_count(out, s->messages, "messages, ");
	append_count(out, s->bytes, "data bytes compared");
	if (s->others) {
		g_string_append(out, "; ");
		append_count(out, s->others,
			     "messages to other addresses are not");
	}
	g_string_append_c(out, '\n');
	append_ignored(out, s);
	append_parts(out, s);
	append_count(out, tw_replay_n_differences(s), "differences:");
	for (int kind = 0; kind < TW_N_DIFFERENCES; kind++)
		g_string_append_printf(out, "%s %" G_GUINT64_FORMAT " %s",
				       kind ? "," : "", s->differences[kind],
				       tw_difference_name(kind));
	append_tolerance(out, s);
	append_holds(out, s);
	if (s->cut_short)
		g_string_append(out, "cut short: SCL was held low for good\n");
}
