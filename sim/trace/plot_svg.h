/* SPDX-License-Identifier: MIT */
/* What the painters of an SVG share: the picture under way, and how things are
 * written. Lengths are tenths of a pixel. */
#ifndef TW_TRACE_PLOT_SVG_H
#define TW_TRACE_PLOT_SVG_H

#include "monitor/axis.h"
#include "monitor/excerpt.h"
#include "twowire/bus.h"
#include "twowire/plot.h"

enum {
	SVG_MARGIN = 160,
	SVG_GUTTER = 580, /* names of the wires, left of a row */
	SVG_CHAR = 66,	  /* a character of 11 px */
	SVG_SANS = 64,	  /* one of 12 px without a fixed width, at most */
	SVG_PORTS = 8,	  /* colours for ports */
};

struct svg {
	GString *out;
	const struct scene *s;
	const struct axis *axis;
	const struct excerpt *excerpt;
	struct axis_row row;
	uint64_t t0, t1; /* of the row */
	uint64_t step_ns;
	int64_t width; /* of the picture */
	int64_t left;  /* of the row's place 0 */
	int64_t y;
	int64_t wires_top, wires_bottom;
};

/* " 12.5": a length with a blank before it. */
void tw_svg_length(GString *out, int64_t v);
/* x="12.5": */
void tw_svg_attr(GString *out, const char *name, int64_t v);
void tw_svg_escape(GString *out, const char *text);
void tw_svg_rect(struct svg *g, const char *class, int64_t x, int64_t y,
		 int64_t w, int64_t h, int64_t radius);
void tw_svg_line(struct svg *g, const char *class, int64_t x0, int64_t y0,
		 int64_t x1, int64_t y1);
/* @anchor: 's', 'm' or 'e'. */
void tw_svg_label(struct svg *g, const char *class, char anchor, int64_t x,
		  int64_t y, const char *text);
/* At g->y, which moves on, in as many lines as it takes, broken at blanks; a
 * word that is wider than the picture is cut. @wide: a character; @high: a
 * line. */
void tw_svg_paragraph(struct svg *g, const char *class, int64_t wide,
		      int64_t high, const char *text);
/* How wide a label is. */
int64_t tw_svg_text_width(const char *text);

/* Place of a tick in the picture, within the row. */
static inline int64_t svg_x(const struct svg *g, uint64_t tick)
{
	int64_t x = tw_axis_x(g->axis, tick);

	return g->left + CLAMP(x, g->row.x0, g->row.x1) - g->row.x0;
}

/* From @from to @to something is to be seen in the row. */
static inline bool svg_in_row(const struct svg *g, uint64_t from, uint64_t to)
{
	return from <= g->t1 && to >= g->t0;
}

/* Which colour a port has. */
unsigned tw_svg_port_colour(const struct svg *g, uint32_t port);

/* Each paints a part at g->y and moves it on. */
void tw_svg_style(GString *out);
void tw_svg_index(struct svg *g);
void tw_svg_row(struct svg *g);
void tw_svg_wire(struct svg *g, enum tw_line line);
/* A list of marks below the wires, bands over them. */
void tw_svg_bands(struct svg *g);
void tw_svg_marks(struct svg *g);
void tw_svg_notes(struct svg *g);

#endif /* TW_TRACE_PLOT_SVG_H */
