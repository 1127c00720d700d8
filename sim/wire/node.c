/* SPDX-License-Identifier: MIT */
#include "wire/node.h"

#include "wire/probe.h"
#include "wire/view.h"

#define PS_PER_OHM 1000000000000u /* conductance in 1e-12 S */
enum { CURRENT_SOURCE_mA = 3 };	  /* UM10204 table 11: ICS, at least */

static const struct rc *rc_of(const struct line *line)
{
	return line->node ? &line->node->rc : &line->bus->rc;
}

static uint32_t top_of(const struct line *line)
{
	return line->node ? line->node->top : RC_FULL;
}

static uint32_t floor_of(const struct line *line)
{
	return line->node ? line->node->floor : 0;
}

uint32_t node_voltage_at(const struct line *line, uint64_t when_ns)
{
	const struct rc *rc = rc_of(line);
	uint64_t dt = when_ns - line->t0_ns;
	uint32_t v0 = line->v0, floor = floor_of(line);

	switch ((enum line_mode)line->mode) {
	case LINE_PULLED_UP:
		return MIN(RC_FULL, rc_towards(rc, v0, top_of(line), dt));
	case LINE_LOW:
		if (v0 <= floor)
			return rc_towards(rc, v0, floor, dt);
		return MAX(floor, rc_ramp_down(rc, v0, dt));
	case LINE_HIGH:
		return rc_ramp_up(rc, v0, dt);
	}
	g_assert_not_reached();
}

uint32_t node_voltage(const struct line *line)
{
	return node_voltage_at(line, queue_now(line->bus->queue));
}

/* --- crossings --------------------------------------------------------- */

/* On the way up to @top. */
static uint64_t rising(const struct line *line, bool seen, uint32_t vil,
		       uint32_t vih, uint32_t top)
{
	if (seen)
		return line->v0 <= vil ? line->t0_ns : TW_NEVER;
	if (line->v0 >= vih)
		return line->t0_ns;
	if (top <= vih)
		return TW_NEVER;
	return line->t0_ns + rc_time_towards(rc_of(line), line->v0, vih, top);
}

uint64_t node_crossing(const struct line *line, bool seen, uint32_t vil,
		       uint32_t vih)
{
	const struct rc *rc = rc_of(line);
	uint32_t v0 = line->v0, floor = floor_of(line);

	/* VDD itself is the most a wire gets to. */
	if (!seen && vih > RC_FULL)
		return TW_NEVER;
	switch ((enum line_mode)line->mode) {
	case LINE_PULLED_UP:
		/* Infinitely close to VDD is VDD. */
		return rising(line, seen, vil, vih,
			      MAX(top_of(line), RC_FULL + (vih == RC_FULL)));
	case LINE_LOW:
		if (v0 <= floor)
			return rising(line, seen, vil, vih, floor);
		if (!seen)
			return v0 >= vih ? line->t0_ns : TW_NEVER;
		if (floor > vil)
			return TW_NEVER;
		return line->t0_ns +
		       (v0 <= vil ? 0 : rc_ramp_time(rc, v0 - vil));
	case LINE_HIGH:
		if (seen)
			return v0 <= vil ? line->t0_ns : TW_NEVER;
		return line->t0_ns +
		       (v0 >= vih ? 0 : rc_ramp_time(rc, vih - v0));
	}
	g_assert_not_reached();
}

static void schedule(struct line *line)
{
	tw_queue *q = line->bus->queue;
	uint64_t when = node_crossing(line, line->seen, RC_VIL, RC_VIH);

	if (when == TW_NEVER)
		tw_timer_cancel(q, &line->cross);
	else if (!line->cross.set || when != line->cross.when_ns)
		tw_timer_at(q, &line->cross, when);
	for (struct view *v = line->bus->views; v; v = v->next)
		view_follow(v, line->index);
}

void node_crossed(struct line *line)
{
	if (line->t0_ns == queue_now(line->bus->queue))
		schedule(line);
}

/* --- the sum of all lines ---------------------------------------------- */

static uint32_t fraction(const struct node *node, uint64_t mA)
{
	const struct line *line = node->lines->pdata[0];
	uint64_t mV = mA * node->ohm;

	return (uint32_t)((mV << 16) / line->bus->config.vdd_mV);
}

static uint64_t conductance(const struct line *line)
{
	uint64_t sum = PS_PER_OHM / line->pullup_ohm;

	for (guint i = 0; i < line->bus->ports->len; i++) {
		const tw_port *p = line->bus->ports->pdata[i];

		if (p->pullup_ohm[line->index])
			sum += PS_PER_OHM / p->pullup_ohm[line->index];
	}
	return sum;
}

/* What a change of neighbours, pull-ups or capacitance changes. */
static void add_up(struct node *node)
{
	const struct line *first = node->lines->pdata[0];
	uint64_t cap = 0, sum = 0, tau_ps;
	uint32_t fall_ns = 0;

	for (guint i = 0; i < node->lines->len; i++) {
		const struct line *line = node->lines->pdata[i];

		cap += line->cap_pF;
		sum += conductance(line);
		fall_ns = MAX(fall_ns, line->bus->config.fall_ns);
	}
	node->ohm = (uint32_t)MAX(1, PS_PER_OHM / sum);
	tau_ps = node->lines->len == 1 && sum == PS_PER_OHM / first->pullup_ohm
			 ? cap * first->pullup_ohm
			 : cap * PS_PER_OHM / sum;
	rc_init_tau(&node->rc, tau_ps, fall_ns);
}

static uint64_t sinks(const struct line *line)
{
	uint64_t mA = 0;

	if (!line->n_low)
		return 0;
	for (guint i = 0; i < line->bus->ports->len; i++) {
		const tw_port *p = line->bus->ports->pdata[i];

		if (tw_port_applied(p, line->index) == TW_LOW)
			mA += p->sink_mA ? p->sink_mA
					 : line->bus->config.sink_mA;
	}
	return mA;
}

/* What the drivers do now. */
static enum line_mode drive(struct node *node)
{
	unsigned n_low = 0, n_high = 0, n_current = 0;
	uint64_t mA = 0;
	uint32_t sunk;

	for (guint i = 0; i < node->lines->len; i++) {
		const struct line *line = node->lines->pdata[i];

		n_low += line->n_low;
		n_high += line->n_high;
		n_current += line->n_current;
		mA += sinks(line);
	}
	node->top = RC_FULL + fraction(node, n_current * CURRENT_SOURCE_mA);
	sunk = fraction(node, mA);
	node->floor = sunk < node->top ? MIN(node->top - sunk, RC_FULL) : 0;
	return n_low ? LINE_LOW : n_high ? LINE_HIGH : LINE_PULLED_UP;
}

static void note_runt(const struct line *line, uint32_t v)
{
	bool up = line->mode == LINE_LOW && line->mode_before != LINE_LOW;
	bool down = line->mode != LINE_LOW && line->mode_before == LINE_LOW;

	if ((up && !line->seen && v > RC_VIL) ||
	    (down && line->seen && v < RC_VIH))
		line_note_runt(line, v);
}

static void set(struct line *line, enum line_mode mode, uint32_t v)
{
	line->mode_before = line->mode;
	line->mode = (uint8_t)mode;
	line->v0 = v;
	line->t0_ns = queue_now(line->bus->queue);
	note_runt(line, v);
	schedule(line);
}

void node_turn(struct node *node)
{
	struct line *first = node->lines->pdata[0];
	uint32_t top = node->top, floor = node->floor;
	uint32_t v = node_voltage(first);
	enum line_mode mode;

	for (guint i = 0; i < node->lines->len; i++)
		probe_before_change(node->lines->pdata[i]);
	mode = drive(node);
	if (mode == first->mode &&
	    (mode == LINE_LOW ? floor == node->floor : top == node->top))
		return;
	for (guint i = 0; i < node->lines->len; i++)
		set(node->lines->pdata[i], mode, v);
}

/* --- who belongs together ---------------------------------------------- */

static bool needs_node(const struct line *line)
{
	const tw_bus *bus = line->bus;
	uint32_t weakest_mA = bus->config.sink_mA;

	if (bus->views || bus->probe || line->n_current ||
	    line->pullup_ohm != bus->config.pullup_ohm ||
	    line->cap_pF != bus->config.cap_pF)
		return true;
	for (guint i = 0; i < bus->ports->len; i++) {
		const tw_port *p = bus->ports->pdata[i];

		if (p->pullup_ohm[line->index])
			return true;
		if (p->sink_mA)
			weakest_mA = MIN(weakest_mA, p->sink_mA);
	}
	return weakest_mA * line->pullup_ohm < bus->config.vdd_mV;
}

void node_leave(struct line *line)
{
	struct node *node = line->node;

	if (!node)
		return;
	line->node = NULL;
	line->bus->n_special--;
	g_ptr_array_remove_fast(node->lines, line);
	if (node->lines->len)
		return;
	g_ptr_array_unref(node->lines);
	g_free(node);
}

/* Charge is shared. */
static uint32_t common_voltage(struct line *const *lines, unsigned n)
{
	uint64_t charge = 0, cap = 0;

	for (unsigned i = 0; i < n; i++) {
		charge += (uint64_t)line_voltage(lines[i]) * lines[i]->cap_pF;
		cap += lines[i]->cap_pF;
	}
	return (uint32_t)(charge / cap);
}

void node_make(struct line *const *lines, unsigned n)
{
	uint32_t v = common_voltage(lines, n);
	struct node *node;
	enum line_mode mode;

	for (unsigned i = 0; i < n; i++) {
		probe_before_change(lines[i]);
		node_leave(lines[i]);
	}
	if (n == 1 && !needs_node(lines[0])) {
		mode = lines[0]->n_low	  ? LINE_LOW
		       : lines[0]->n_high ? LINE_HIGH
					  : LINE_PULLED_UP;
		set(lines[0], mode, v);
		return;
	}
	node = g_new0(struct node, 1);
	node->lines = g_ptr_array_new();
	for (unsigned i = 0; i < n; i++) {
		g_ptr_array_add(node->lines, lines[i]);
		lines[i]->node = node;
		lines[i]->bus->n_special++;
	}
	add_up(node);
	mode = drive(node);
	for (unsigned i = 0; i < n; i++)
		set(lines[i], mode, v);
}

void node_refresh(struct line *line)
{
	g_autofree struct line **lines = NULL;
	unsigned n = 1;

	if (!line->node) {
		node_make(&line, 1);
		return;
	}
	n = line->node->lines->len;
	lines = g_memdup2(line->node->lines->pdata, n * sizeof(*lines));
	node_make(lines, n);
}
