/* SPDX-License-Identifier: MIT */
/*
 * A wire in a row: its curve, and below it a bar for each port that pulls.
 *
 * A rise follows the RC of which the trace knows the time from 0.3 to 0.7 VDD,
 * a fall is a ramp; where voltages were sampled the curve is theirs.
 */
#include "trace/plot_svg.h"

#include "monitor/ticks.h"
#include "twowire/analog.h"
#include "twowire/port.h"

#define WAVE_HEIGHT 300
#define VOLT_HEIGHT 700 /* where voltages were sampled */
#define BAR	    40
#define BAR_STEP    55

/* 1 - exp(-k / 4), in thousandths: a wire k quarters of an RC after its
 * release. */
static const unsigned rc_curve[] = {0,	 221, 393, 528, 632, 713, 777, 826, 865,
				    895, 918, 936, 950, 961, 970, 976, 982};

struct curve {
	struct svg *g;
	int64_t top;
	int64_t height;
	enum tw_line line;
	uint64_t drawn; /* up to this tick */
	unsigned volts; /* thousandths of VDD, at that tick */
	bool pen;	/* is down */
};

static void to(struct curve *c, uint64_t tick, unsigned volts)
{
	GString *out = c->g->out;

	if (tick < c->g->t0 || tick > c->g->t1)
		return;
	g_string_append_c(out, c->pen ? 'L' : 'M');
	tw_svg_length(out, svg_x(c->g, tick));
	tw_svg_length(out, c->top + c->height * (1000 - (int64_t)volts) / 1000);
	c->pen = true;
	c->drawn = tick;
	c->volts = volts;
}

static void level(struct curve *c, uint64_t tick)
{
	if (tick > c->drawn || !c->pen)
		to(c, tick, c->volts);
}

/* 1 - exp(): 0.3 VDD after 0.357 RC, 0.7 after 1.204. */
static void rise(struct curve *c, const struct scene_edge *e, uint64_t until)
{
	uint64_t slew = e->slew;
	uint64_t before = slew * 1421 / 1000;
	uint64_t from = e->tick - MIN(before, e->tick);

	level(c, MAX(from, c->drawn));
	if (svg_x(c->g, e->tick) - svg_x(c->g, e->tick - MIN(slew, e->tick)) <
	    5) {
		to(c, e->tick, c->volts);
		to(c, e->tick, 1000);
		return;
	}
	for (unsigned k = 1; k < G_N_ELEMENTS(rc_curve); k++) {
		uint64_t at = from + slew * 1180 * k / 4000;

		if (at >= until)
			return;
		if (rc_curve[k] > c->volts)
			to(c, at, rc_curve[k]);
	}
	c->volts = 1000;
}

static void fall(struct curve *c, const struct scene_edge *e)
{
	uint64_t before = (uint64_t)e->slew * 1750 / 1000;

	level(c, MAX(e->tick - MIN(before, e->tick), c->drawn));
	to(c, e->tick + (uint64_t)e->slew * 3 / 4, 0);
	c->volts = 0;
}

static const struct scene_edge *next_of(const struct scene *s, guint i,
					enum tw_line line)
{
	for (; i < s->edges->len; i++) {
		const struct scene_edge *e = scene_get(s->edges, scene_edge, i);

		if (e->line == line)
			return e;
	}
	return NULL;
}

/* When the fall begins that follows the @i-th edge. */
static uint64_t fall_begins(const struct scene *s, guint i, enum tw_line line)
{
	const struct scene_edge *e = next_of(s, i + 1, line);
	uint64_t before = e ? (uint64_t)e->slew * 1750 / 1000 : 0;

	return e ? e->tick - MIN(before, e->tick) : UINT64_MAX;
}

/* What happens in what is left out is not drawn. */
static bool hidden(const struct svg *g, uint64_t tick)
{
	return tw_axis_piece(g->axis, tw_axis_x(g->axis, tick))->gap ==
	       AXIS_LEFT_OUT;
}

static void lift(struct curve *c, guint i)
{
	const struct scene *s = c->g->s;
	bool now[2];

	tw_scene_levels(s, i, now);
	c->pen = false;
	c->volts = now[c->line] ? 1000 : 0;
}

static void digital(struct curve *c)
{
	const struct scene *s = c->g->s;
	guint i = tw_scene_edge_at(s, c->g->t0);
	bool away = false;

	lift(c, i);
	to(c, c->g->t0, c->volts);
	for (; i < s->edges->len; i++) {
		const struct scene_edge *e = scene_get(s->edges, scene_edge, i);

		if (e->tick > c->g->t1)
			break;
		if (hidden(c->g, e->tick)) {
			away = true;
			continue;
		}
		if (away) {
			lift(c, i);
			to(c,
			   tw_axis_piece(c->g->axis,
					 tw_axis_x(c->g->axis, e->tick))
				   ->t0,
			   c->volts);
			away = false;
		}
		if (e->line != c->line)
			continue;
		if (e->level)
			rise(c, e, fall_begins(s, i, c->line));
		else
			fall(c, e);
	}
	if (!away)
		level(c, c->g->t1);
}

/* --- Voltages ------------------------------------------------------------ */

struct samples {
	struct tw_analog_window window;
	const uint32_t *uV;
	size_t n;
	uint32_t top_uV; /* the supply: what the wire rests at */
};

static bool samples_of(const struct svg *g, enum tw_line line,
		       struct samples *v)
{
	if (!tw_trace_analog(g->s->trace, &v->window))
		return false;
	v->uV = tw_trace_analog_uV(g->s->trace, g->s->bus, line, &v->n);
	if (!v->uV || !v->n)
		return false;
	v->top_uV = 1;
	for (size_t i = 0; i < v->n; i++)
		v->top_uV = MAX(v->top_uV, v->uV[i]);
	return g->t0 >= v->window.from_ns &&
	       g->t1 <= v->window.from_ns + v->n * v->window.step_ns;
}

static void threshold(struct curve *c, unsigned thousandths, const char *name)
{
	int64_t y = c->top + c->height * (1000 - (int64_t)thousandths) / 1000;

	tw_svg_line(c->g, "th", c->g->left, y, svg_x(c->g, c->g->t1), y);
	tw_svg_label(c->g, "thl", 'e', c->g->left - 40, y + 30, name);
}

/* The highest and lowest of each tenth of a pixel would do; one point of each
 * half pixel does. */
static void analog(struct curve *c, const struct samples *v)
{
	int64_t last = -100;

	for (uint64_t at = v->window.from_ns, i = 0; i < v->n;
	     i++, at += v->window.step_ns) {
		int64_t x;

		if (at < c->g->t0 || at > c->g->t1)
			continue;
		x = svg_x(c->g, at);
		if (x - last < 5 || hidden(c->g, at))
			continue;
		last = x;
		to(c, at, (unsigned)((uint64_t)v->uV[i] * 1000 / v->top_uV));
	}
}

/* --- Who pulls ----------------------------------------------------------- */

static bool pulls_here(const struct svg *g, uint32_t port, enum tw_line line)
{
	for (guint i = 0; i < g->s->pulls->len; i++) {
		const struct scene_pull *p =
			scene_get(g->s->pulls, scene_pull, i);

		if (p->from > g->t1)
			return false;
		if (p->port == port && p->line == line && p->to >= g->t0)
			return true;
	}
	return false;
}

static void bars(struct svg *g, uint32_t port, enum tw_line line)
{
	char class[16];

	for (guint i = 0; i < g->s->pulls->len; i++) {
		const struct scene_pull *p =
			scene_get(g->s->pulls, scene_pull, i);

		if (p->from > g->t1)
			break;
		if (p->port != port || p->line != line ||
		    !svg_in_row(g, p->from, p->to) || hidden(g, p->from))
			continue;
		g_snprintf(class, sizeof(class), "%c%u",
			   p->drive == TW_LOW ? 'p' : 'h',
			   tw_svg_port_colour(g, port));
		tw_svg_rect(g, class, svg_x(g, p->from), g->y,
			    MAX(svg_x(g, p->to) - svg_x(g, p->from), 8), BAR,
			    10);
	}
	g->y += BAR_STEP;
}

void tw_svg_wire(struct svg *g, enum tw_line line)
{
	struct curve c = {.g = g, .top = g->y, .line = line};
	struct samples v;
	bool real = samples_of(g, line, &v);

	c.height = real ? VOLT_HEIGHT : WAVE_HEIGHT;
	tw_svg_label(g, "wn", 's', SVG_MARGIN, g->y + c.height / 2 + 50,
		     line == TW_SCL ? "SCL" : "SDA");
	if (real) {
		threshold(&c, 700, "0.7");
		threshold(&c, 300, "0.3");
	}
	g_string_append(g->out, "<path class=\"w\" d=\"");
	if (real)
		analog(&c, &v);
	else
		digital(&c);
	g_string_append(g->out, "\"/>\n");
	g->y += c.height + 45;
	for (guint i = 0; i < g->s->ports->len; i++) {
		uint32_t port = g_array_index(g->s->ports, uint32_t, i);

		if (pulls_here(g, port, line))
			bars(g, port, line);
	}
	g->y += 60;
}
