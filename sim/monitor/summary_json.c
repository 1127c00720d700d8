/* SPDX-License-Identifier: MIT */
/* A summary as one JSON object: times in ns, or in samples where nobody knows
 * how long one is. */
#include "monitor/summary.h"
#include "monitor/ticks.h"

/* Nothing that is put has a quote or a control character in it. */
static void put_number(GString *out, const char *key, uint64_t n)
{
	g_string_append_printf(out, "\"%s\":%" G_GUINT64_FORMAT, key, n);
}

static uint64_t time_of(const tw_summary *s, uint64_t ticks)
{
	return s->num ? ticks_to_ns(ticks, s->num, s->den) : ticks;
}

static void put_guesses(const tw_summary *s, uint8_t addr, GString *out)
{
	const struct tw_model *model;

	g_string_append(out, ",\"guesses\":[");
	for (size_t i = 0; (model = tw_summary_guess(s, addr, i)); i++)
		g_string_append_printf(out, "%s\"%s\"", i ? "," : "",
				       model->name);
	g_string_append_c(out, ']');
}

static void put_addresses(const tw_summary *s, GString *out)
{
	bool first = true;

	g_string_append(out, ",\n\"addresses\":[");
	for (unsigned i = 0; i < SUMMARY_ADDRS; i++) {
		const struct summary_addr *a = &s->addrs[i];

		if (!a->writes && !a->reads)
			continue;
		g_string_append_printf(
			out,
			"%s\n{\"addr\":%u,\"writes\":%" G_GUINT64_FORMAT
			",\"reads\":%" G_GUINT64_FORMAT
			",\"bytes\":%" G_GUINT64_FORMAT
			",\"write_nacks\":%" G_GUINT64_FORMAT
			",\"read_nacks\":%" G_GUINT64_FORMAT
			",\"data_nacks\":%" G_GUINT64_FORMAT,
			first ? "" : ",", i, a->writes, a->reads, a->bytes,
			a->write_nacks, a->read_nacks, a->data_nacks);
		put_guesses(s, (uint8_t)i, out);
		g_string_append_c(out, '}');
		first = false;
	}
	g_string_append(out, "]");
}

static void put_lengths(const tw_summary *s, GString *out, const char *key,
			const struct lengths *l)
{
	g_string_append_printf(
		out,
		",\n\"%s\":{\"count\":%" G_GUINT64_FORMAT
		",\"shortest\":%" G_GUINT64_FORMAT
		",\"shortest_at\":%" G_GUINT64_FORMAT
		",\"usual\":%" G_GUINT64_FORMAT
		",\"longest\":%" G_GUINT64_FORMAT
		",\"longest_at\":%" G_GUINT64_FORMAT "}",
		key, l->n, time_of(s, l->shortest), time_of(s, l->shortest_at),
		time_of(s, lengths_median(l)), time_of(s, l->longest),
		time_of(s, l->longest_at));
}

static void put_lows(const tw_summary *s, GString *out)
{
	uint64_t n = summary_long_lows(s);

	g_string_append_printf(
		out,
		",\n\"long_lows\":%" G_GUINT64_FORMAT ",\"longest_lows\":[", n);
	for (unsigned i = 0; i < SUMMARY_LOWS && i < n; i++) {
		const struct place *p = &s->lows[i];

		g_string_append_printf(out,
				       "%s{\"length\":%" G_GUINT64_FORMAT
				       ",\"at\":%" G_GUINT64_FORMAT
				       ",\"message\":%" G_GUINT64_FORMAT
				       ",\"byte\":%" G_GUINT64_FORMAT
				       ",\"place\":\"",
				       i ? "," : "", time_of(s, p->ticks),
				       time_of(s, p->at), p->message, p->byte);
		summary_place(p, out);
		g_string_append(out, "\"}");
	}
	g_string_append_c(out, ']');
}

struct list {
	GString *out;
	bool begun;
};

static void put_finding(void *user, const char *key, const char *text)
{
	struct list *list = user;

	g_string_append_printf(list->out,
			       "%s\n{\"what\":\"%s\",\"text\":\"%s\"}",
			       list->begun ? "," : "", key, text);
	list->begun = true;
}

void tw_summary_to_json(const tw_summary *s, GString *out)
{
	struct list list = {.out = out};

	g_string_append_c(out, '{');
	g_string_append_printf(out, "\"unit\":\"%s\",",
			       s->num ? "ns" : "samples");
	put_number(out, "ticks", s->end);
	g_string_append_c(out, ',');
	put_number(out, "length", time_of(s, s->end));
	g_string_append_c(out, ',');
	put_number(out, "transfers", s->transfers);
	g_string_append_c(out, ',');
	put_number(out, "messages", s->messages);
	g_string_append_c(out, ',');
	put_number(out, "restarts", s->restarts);
	g_string_append_c(out, ',');
	put_number(out, "bytes", s->bytes);
	put_addresses(s, out);
	put_lengths(s, out, "period", &s->period);
	put_lengths(s, out, "low", &s->low);
	put_lengths(s, out, "high", &s->high);
	put_lows(s, out);
	g_string_append(out, ",\n\"worth_a_look\":[");
	summary_findings(s, put_finding, &list);
	g_string_append(out, "]}\n");
}
