/* SPDX-License-Identifier: MIT */
/* Coverage for people, and as the JSON that can be merged again. */
#include "monitor/coverage_bins.h"

#include <string.h>

enum { NAME = 20, INDENT = 31, WIDTH = 100 };

static unsigned n_hit(const tw_coverage *c, const struct coverage_group *g)
{
	unsigned n = 0;

	for (size_t i = 0; i < g->n; i++)
		n += c->all[g->first + i] > 0;
	return n;
}

/* Up to the first dot: "read." */
static size_t prefix_len(const char *name)
{
	const char *dot = strchr(name, '.');

	return dot ? (size_t)(dot - name) + 1 : strlen(name);
}

/* How many bins from the @i-th on have the same prefix and no hit; 0 if one of
 * that prefix has, or there is but one. */
static size_t whole_prefix(const tw_coverage *c, const struct coverage_group *g,
			   size_t i)
{
	size_t len = prefix_len(g->bins[i]);
	size_t n = 0;

	if (i && !strncmp(g->bins[i - 1], g->bins[i], len))
		return 0;
	while (i + n < g->n && !strncmp(g->bins[i + n], g->bins[i], len))
		if (c->all[g->first + i + n++])
			return 0;
	return n > 1 ? n : 0;
}

struct list {
	GString *out;
	size_t line; /* where the line begins */
	bool any;
};

static void put_missing(struct list *l, const char *name, size_t len, bool all)
{
	size_t need = len + all + 2;

	if (l->any)
		g_string_append_c(l->out, ',');
	if (l->any && l->out->len - l->line + need > WIDTH) {
		g_string_append_printf(l->out, "\n%*s", INDENT + 7, "");
		l->line = l->out->len - INDENT - 7;
	}
	g_string_append_printf(l->out, " %.*s%s", (int)len, name,
			       all ? "*" : "");
	l->any = true;
}

static void missing(const tw_coverage *c, const struct coverage_group *g,
		    struct list *l)
{
	size_t i = 0, n;

	g_string_append(l->out, "  missing");
	while (i < g->n) {
		const char *name = g->bins[i];

		n = whole_prefix(c, g, i);
		if (n)
			put_missing(l, name, prefix_len(name), true);
		else if (!c->all[g->first + i])
			put_missing(l, name, strlen(name), false);
		i += n ? n : 1;
	}
}

void tw_coverage_to_text(const tw_coverage *c, GString *out)
{
	const struct coverage_group *g;
	unsigned total = 0;

	for (g = tw_coverage_groups; g->name; g++)
		total += n_hit(c, g);
	g_string_append_printf(out, "protocol coverage: %u of %u bins hit\n",
			       total, (unsigned)COVERAGE_BINS);
	for (g = tw_coverage_groups; g->name; g++) {
		unsigned n = n_hit(c, g);
		struct list l = {.out = out, .line = out->len};

		g_string_append_printf(out, "  %-*s %3u/%-3u", NAME, g->name, n,
				       (unsigned)g->n);
		if (!n)
			g_string_append(out, "  missing all");
		else if (n < g->n)
			missing(c, g, &l);
		while (out->str[out->len - 1] == ' ')
			g_string_truncate(out, out->len - 1);
		g_string_append_c(out, '\n');
	}
}

/* Names need no escapes. */
void tw_coverage_to_json(const tw_coverage *c, GString *out)
{
	const struct coverage_group *g;

	g_string_append(out, "{\n  \"format\": \"twowire-coverage/1\",\n"
			     "  \"groups\": {");
	for (g = tw_coverage_groups; g->name; g++) {
		g_string_append_printf(out, "%s\n    \"%s\": {",
				       g == tw_coverage_groups ? "" : ",",
				       g->name);
		for (size_t i = 0; i < g->n; i++)
			g_string_append_printf(
				out, "%s\n      \"%s\": %" G_GUINT64_FORMAT,
				i ? "," : "", g->bins[i], c->all[g->first + i]);
		g_string_append(out, "\n    }");
	}
	g_string_append(out, "\n  }\n}\n");
}
