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

static void append_value(GString *out, const struct tw_difference *d,
			 uint64_t value)
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

void tw_difference_text(const struct tw_difference *d, GString *out)
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
	g_string_append_printf(out, "%s: expected ", what(d));
	append_value(out, d, d->expected);
	g_string_append(out, ", got ");
	append_value(out, d, d->got);
	g_string_append_c(out, '\n');
}

void tw_replay_summary_text(const struct tw_replay_summary *s, GString *out)
{
	g_string_append_printf(out,
			       "%" G_GUINT64_FORMAT
			       " messages, %" G_GUINT64_FORMAT
			       " data bytes compared",
			       s->messages, s->bytes);
	if (s->others)
		g_string_append_printf(out,
				       "; %" G_GUINT64_FORMAT
				       " messages to other addresses are not",
				       s->others);
	g_string_append_printf(out, "\n%" G_GUINT64_FORMAT " differences:",
			       tw_replay_n_differences(s));
	for (int kind = 0; kind < TW_N_DIFFERENCES; kind++)
		g_string_append_printf(out, "%s %" G_GUINT64_FORMAT " %s",
				       kind ? "," : "", s->differences[kind],
				       tw_difference_name(kind));
	g_string_append(out, " (tolerance ");
	append_ns(out, s->tolerance_ns);
	g_string_append(out, ")\n");
	if (s->held) {
		g_string_append_printf(
			out, "host held up %" G_GUINT64_FORMAT " times, ",
			s->held);
		append_ns(out, s->held_ns);
		g_string_append(out, " in all, ");
		append_ns(out, s->longest_ns);
		g_string_append(out, " at most\n");
	}
	if (s->cut_short)
		g_string_append(out, "cut short: SCL was held low for good\n");
}
