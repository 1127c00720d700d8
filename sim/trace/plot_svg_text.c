/* SPDX-License-Identifier: MIT */
/* How an SVG is written: numbers, text, colours. */
#include "trace/plot_svg.h"

#include <string.h>

void tw_svg_length(GString *out, int64_t v)
{
	uint64_t n = (uint64_t)(v < 0 ? -v : v);

	g_string_append_c(out, ' ');
	if (v < 0)
		g_string_append_c(out, '-');
	g_string_append_printf(out, "%" G_GUINT64_FORMAT, n / 10);
	if (n % 10)
		g_string_append_printf(out, ".%u", (unsigned)(n % 10));
}

void tw_svg_attr(GString *out, const char *name, int64_t v)
{
	size_t at;

	g_string_append_printf(out, " %s=\"", name);
	at = out->len;
	tw_svg_length(out, v);
	g_string_erase(out, (gssize)at, 1); /* the blank */
	g_string_append_c(out, '"');
}

/* What XML 1.0 cannot hold becomes a blank. */
void tw_svg_escape(GString *out, const char *text)
{
	for (const char *p = text; *p; p++) {
		switch (*p) {
		case '<':
			g_string_append(out, "&lt;");
			break;
		case '>':
			g_string_append(out, "&gt;");
			break;
		case '&':
			g_string_append(out, "&amp;");
			break;
		case '"':
			g_string_append(out, "&quot;");
			break;
		default:
			g_string_append_c(out,
					  (unsigned char)*p < 0x20 || *p == 0x7f
						  ? ' '
						  : *p);
		}
	}
}

void tw_svg_rect(struct svg *g, const char *class, int64_t x, int64_t y,
		 int64_t w, int64_t h, int64_t radius)
{
	g_string_append_printf(g->out, "<rect class=\"%s\"", class);
	tw_svg_attr(g->out, "x", x);
	tw_svg_attr(g->out, "y", y);
	tw_svg_attr(g->out, "width", w);
	tw_svg_attr(g->out, "height", h);
	if (radius)
		tw_svg_attr(g->out, "rx", radius);
	g_string_append(g->out, "/>\n");
}

void tw_svg_line(struct svg *g, const char *class, int64_t x0, int64_t y0,
		 int64_t x1, int64_t y1)
{
	g_string_append_printf(g->out, "<path class=\"%s\" d=\"M", class);
	tw_svg_length(g->out, x0);
	tw_svg_length(g->out, y0);
	g_string_append_c(g->out, 'L');
	tw_svg_length(g->out, x1);
	tw_svg_length(g->out, y1);
	g_string_append(g->out, "\"/>\n");
}

void tw_svg_label(struct svg *g, const char *class, char anchor, int64_t x,
		  int64_t y, const char *text)
{
	g_string_append_printf(g->out, "<text class=\"%s\"", class);
	tw_svg_attr(g->out, "x", x);
	tw_svg_attr(g->out, "y", y);
	if (anchor != 's')
		g_string_append_printf(g->out, " text-anchor=\"%s\"",
				       anchor == 'm' ? "middle" : "end");
	g_string_append_c(g->out, '>');
	tw_svg_escape(g->out, text);
	g_string_append(g->out, "</text>\n");
}

int64_t tw_svg_text_width(const char *text)
{
	return (int64_t)g_utf8_strlen(text, -1) * SVG_CHAR;
}

void tw_svg_paragraph(struct svg *g, const char *class, int64_t wide,
		      int64_t high, const char *text)
{
	glong room = (glong)((g->width - 2 * SVG_MARGIN) / wide);
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	g_auto(GStrv) words = g_strsplit(valid, " ", -1);
	g_autoptr(GString) line = g_string_new(NULL);

	for (char **word = words; *word; word++) {
		if (line->len && g_utf8_strlen(line->str, -1) + 1 +
						 g_utf8_strlen(*word, -1) >
					 room) {
			tw_svg_label(g, class, 's', SVG_MARGIN,
				     g->y + high - 60, line->str);
			g->y += high;
			g_string_truncate(line, 0);
		}
		if (line->len)
			g_string_append_c(line, ' ');
		g_string_append(line, *word);
		/* One long word is a name, of wider letters than a sentence. */
		if (g_utf8_strlen(line->str, -1) > room) {
			const char *end = g_utf8_offset_to_pointer(
				line->str, room * 9 / 10 - 1);

			g_string_truncate(line, (gsize)(end - line->str));
			g_string_append(line, "\u2026");
		}
	}
	tw_svg_label(g, class, 's', SVG_MARGIN, g->y + high - 60, line->str);
	g->y += high;
}

unsigned tw_svg_port_colour(const struct svg *g, uint32_t port)
{
	for (guint i = 0; i < g->s->ports->len; i++)
		if (g_array_index(g->s->ports, uint32_t, i) == port)
			return i % SVG_PORTS;
	return 0;
}

/* Each colour on white and on black; contrast of text at least 4.5 : 1. */
static const struct {
	const char *rule;
	const char *light, *dark;
} colours[] = {
	{".bg{fill:%s}", "#fff", "#10151c"},
	{".t,.m{fill:%s}", "#1b2530", "#e6edf3"},
	{".u,.x,.thl,.b{fill:%s}", "#5b6673", "#9aa7b4"},
	{".w{stroke:%s}", "#1b2530", "#e6edf3"},
	{".wn{fill:%s}", "#1b2530", "#e6edf3"},
	{".ax{stroke:%s}", "#c6ced7", "#3a4653"},
	{".gr{stroke:%s}", "#eaeef2", "#1e2731"},
	{".th{stroke:%s}", "#a7b1bc", "#4c5967"},
	{".g{fill:%s}", "#f1f4f7", "#18202a"},
	{".gs{stroke:%s}", "#8994a0", "#6d7a88"},
	{".a{fill:%s}", "#dce8fd", "#16345f"},
	{".d{fill:%s}", "#e9edf1", "#27323e"},
	{".k{fill:%s}", "#d5f0dd", "#12422a"},
	{".n{fill:%s}", "#fde0dc", "#5a1d1a"},
	{".q{fill:%s}", "#fff0cc", "#4a3a10"},
	{".kt{fill:%s}", "#116331", "#7ee2a0"},
	{".nt,.v{fill:%s}", "#b3261e", "#ff8f85"},
	{".vs{stroke:%s}", "#d6453b", "#ff7468"},
	{".vb{fill:%s}", "#d6453b", "#ff7468"},
	{".ss{stroke:%s}", "#a66a00", "#f0b429"},
	{".sb{fill:%s}", "#f0a500", "#f0b429"},
	{".st{fill:%s}", "#805200", "#f5c451"},
	{".nl{stroke:%s}", "#6b4fb3", "#b69cff"},
	{".no{fill:%s}", "#5b3fa6", "#c4afff"},
};

static const char *const ports[SVG_PORTS][2] = {
	{"#2a6fdb", "#5e9bff"}, {"#e07400", "#ff9d3b"}, {"#0b9184", "#2fc9b8"},
	{"#8b46d6", "#b98cff"}, {"#cf2f7f", "#ff7ab5"}, {"#6c7a00", "#b5c62a"},
	{"#8a5a33", "#cf9a6b"}, {"#55606d", "#a3b0bd"},
};

static void scheme(GString *out, bool dark)
{
	for (size_t i = 0; i < G_N_ELEMENTS(colours); i++) {
		g_auto(GStrv) parts = g_strsplit(colours[i].rule, "%s", 2);

		g_string_append_printf(
			out, "%s%s%s", parts[0],
			dark ? colours[i].dark : colours[i].light, parts[1]);
	}
	for (unsigned i = 0; i < SVG_PORTS; i++)
		g_string_append_printf(out, ".p%u{fill:%s}.h%u{stroke:%s}", i,
				       ports[i][dark], i, ports[i][dark]);
	g_string_append_c(out, '\n');
}

void tw_svg_style(GString *out)
{
	g_string_append(
		out,
		"<style>\n"
		"text{font:11px ui-monospace,SFMono-Regular,Menlo,Consolas,"
		"\"DejaVu Sans Mono\",monospace}\n"
		".t,.u,.wn{font-family:system-ui,-apple-system,\"Segoe UI\","
		"Roboto,\"DejaVu Sans\",sans-serif}\n"
		".t{font-size:16px;font-weight:600}.u{font-size:12px}"
		".wn{font-size:13px;font-weight:600}.b,.thl{font-size:10px}\n"
		".w,.ax,.gr,.th,.gs,.vs,.ss,.nl,.h0,.h1,.h2,.h3,.h4,.h5,.h6,"
		".h7{fill:none}\n"
		".w{stroke-width:1.6;stroke-linejoin:round}"
		".th{stroke-dasharray:3 3}.nl{stroke-dasharray:2 2}"
		".vb{fill-opacity:.18}.sb{fill-opacity:.22}"
		".on{stroke:currentColor}\n");
	scheme(out, false);
	g_string_append(out, "@media(prefers-color-scheme:dark){");
	scheme(out, true);
	g_string_append(out, "}\n</style>\n");
}
