/* SPDX-License-Identifier: MIT */
/* Pictures of a trace: the extension names the kind. */
#include "trace/plot.h"

#include <string.h>

#include "trace/out.h"
#include "twowire/capture.h"

typedef void (*paint_fn)(const struct scene *s,
			 const struct tw_plot_config *config, GString *out);

static paint_fn painter(const char *path)
{
	static const struct {
		const char *extension;
		paint_fn paint;
	} kinds[] = {
		{".html", tw_plot_html},
		{".json", tw_plot_wavejson},
		{".svg", tw_plot_svg},
		{".txt", tw_plot_text},
	};

	if (!strcmp(path, "-"))
		return tw_plot_text;

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (g_str_has_suffix(path, kinds[i].extension))
			return kinds[i].paint;
	return NULL;
}

static bool fail(GError **error, const char *where, const char *what)
{
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "%s: %s", where, what);
	return false;
}

static bool check(const tw_trace *trace, const struct tw_plot_config *config,
		  uint32_t *bus, GError **error)
{
	uint64_t end = tw_trace_end(trace);

	if (!tw_trace_find_bus(trace, config->bus, bus))
		return fail(error, config->bus ? config->bus : "plot",
			    "there is no such bus in it");
	if (config->to && config->to <= config->from)
		return fail(error, "plot", "the window ends before it begins");
	if (config->from && config->from >= end) {
		g_autofree char *what = g_strdup_printf(
			"the window begins at %" G_GUINT64_FORMAT
			", but all ends at %" G_GUINT64_FORMAT,
			config->from, end);

		return fail(error, "plot", what);
	}
	return true;
}

static void clamp(struct tw_plot_config *c, bool svg)
{
	if (c->width)
		c->width = CLAMP(c->width, svg ? 320 : 40, svg ? 10000 : 1000);
}

bool tw_trace_plot(const tw_trace *trace, const char *path,
		   const struct tw_plot_config *config, GError **error)
{
	struct tw_plot_config c = config ? *config : (struct tw_plot_config){0};
	g_autoptr(GString) text = g_string_new(NULL);
	paint_fn paint = painter(path);
	struct scene *s;
	struct out *out;
	uint32_t bus;

	if (!paint)
		return fail(error, path,
			    "a picture is written as .svg, .html, .json or "
			    ".txt, by its "
			    "extension");
	if (!check(trace, &c, &bus, error))
		return false;
	clamp(&c, paint == tw_plot_svg);
	s = tw_scene_new(trace, bus, &c.timing, c.reading);
	paint(s, &c, text);
	tw_scene_free(s);
	out = tw_out_open(path, error);
	if (!out)
		return false;
	tw_out_put(out, text->str, text->len);
	return tw_out_close(out, error);
}
