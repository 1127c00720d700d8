/* SPDX-License-Identifier: MIT */
#include "trace/plot_facts.h"

static void count_text(GString *out, guint64 n, const char *what)
{
	g_string_append_printf(out, "%" G_GUINT64_FORMAT " %s%s", n, what,
			       n == 1 ? "" : "s");
}

static void certain(const struct scene *s, guint *sure, guint *possible)
{
	*sure = *possible = 0;
	for (guint i = 0; i < s->violations->len; i++)
		(*(scene_get(s->violations, scene_violation, i)->certain
			   ? sure
			   : possible))++;
}

void tw_plot_facts(const struct scene *s, GString *out)
{
	guint sure, possible;

	certain(s, &sure, &possible);
	count_text(out, s->messages->len, "message");
	if (s->num && s->min_scl) {
		uint64_t hz = s->den / s->num / s->min_scl;

		g_string_append_printf(out, ", SCL up to %u",
				       (unsigned)(hz / 1000));
		if (hz < 100000)
			g_string_append_printf(out, ".%u",
					       (unsigned)(hz / 100 % 10));
		g_string_append(out, " kHz");
	}
	if (!s->judged || !s->min_scl)
		return;
	g_string_append_printf(out,
			       ", %s timing: ", tw_timing_mode_name(s->mode));
	if (sure)
		count_text(out, sure, "violation");
	else
		g_string_append(out, "held");
	if (possible)
		g_string_append_printf(out, ", %u possible", possible);
}

guint tw_plot_certain(const struct scene *s)
{
	guint sure, possible;

	certain(s, &sure, &possible);
	return sure;
}

const char *tw_plot_title(const struct scene *s,
			  const struct tw_plot_config *config)
{
	return config->title ? config->title
			     : tw_trace_source(s->trace, s->bus)->name;
}
