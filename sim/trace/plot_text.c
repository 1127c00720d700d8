/* SPDX-License-Identifier: MIT */
/* A drawing in characters: the windows of an excerpt, one below the other. */
#include "trace/plot.h"

#include "monitor/excerpt.h"
#include "monitor/waveform.h"

#define MOST_BYTES 24
#define MOST_ASKED 60 /* what a waveform holds */

void tw_plot_text(const struct scene *s, const struct tw_plot_config *config,
		  GString *out)
{
	struct excerpt_wish wish = {.from = config->from, .to = config->to};
	g_autoptr(GString) left_out = g_string_new(NULL);
	struct excerpt e;

	wish.most = wish.from || wish.to ? MOST_ASKED : MOST_BYTES;
	tw_excerpt(&e, s, &wish);
	if (config->title)
		g_string_append_printf(out, "%s\n\n", config->title);
	for (size_t i = 0; i < e.n; i++) {
		struct tw_waveform_config window = {
			.from = MAX(e.windows[i].from, 1),
			.to = e.windows[i].to,
			.width = config->width,
			.ascii = config->ascii,
		};

		if (i)
			g_string_append(out, "\n(something left out)\n\n");
		tw_waveform_draw(s->trace, s->bus, &window, s, out);
	}
	tw_waveform_legend(s, config->ascii, out);
	tw_excerpt_text(&e, s, left_out);
	if (left_out->len)
		g_string_append_printf(out, "\n%s\n", left_out->str);
}
