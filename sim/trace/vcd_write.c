/* SPDX-License-Identifier: MIT */
/*
 * Writes VCD (IEEE 1364-2005, 18): one-bit wires, and where registers were
 * recorded strings, because sigrok's importer passes over those and stops at
 * vectors; 0 and 1 only, because it reads x and z as 0. It also makes a sample
 * of every tick, so the timescale is the coarsest power of ten that keeps every
 * edge exact (and the end, where there is no edge), down to 1 ns.
 */
#include "monitor/digits.h"
#include "monitor/ticks.h"
#include "trace/vcd_registers.h"
#include "trace/write.h"

#define PS_PER_NS 1000u
#define PS_PER_S  1000000000000u
#define N_IDS	  94 /* printable characters */

struct vcd {
	const tw_trace *trace;
	struct channels channels;
	struct vcd_registers registers;
	struct out *out;
	uint64_t num;
	uint64_t den;
	uint64_t tick_ps;
	struct channels_mark mark;
};

static bool counts_ns(const struct vcd *v)
{
	return v->num == 1 && v->den == NS_PER_S;
}

/* Of the trace's tick, rounded down. A trace that does not say how long its
 * tick is has ticks of 1 ns here. */
static uint64_t ps_of(const struct vcd *v, uint64_t tick)
{
	if (!v->num || counts_ns(v))
		return tick * PS_PER_NS;
	return (uint64_t)((ticks_wide)tick * v->num * PS_PER_S / v->den);
}

static uint64_t coarsest_ps(const struct vcd *v)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	uint64_t tick_ps = PS_PER_S;
	uint64_t end = ps_of(v, tw_trace_end(v->trace));
	bool moves = false;

	while (tick_ps > PS_PER_NS && tw_trace_next(v->trace, &iter, &r)) {
		if (channels_of(&v->channels, &r) < 0 && !vcd_registers_has(&r))
			continue;
		moves |= r.tick;
		while (tick_ps > PS_PER_NS && ps_of(v, r.tick) % tick_ps)
			tick_ps /= 10;
	}
	while (!moves && tick_ps > PS_PER_NS && end % tick_ps)
		tick_ps /= 10;
	return tick_ps;
}

static uint8_t *put_id(uint8_t *p, unsigned n)
{
	if (n >= N_IDS)
		p = put_id(p, n / N_IDS - 1);
	*p++ = (uint8_t)('!' + n % N_IDS);
	return p;
}

static void put_level(struct vcd *v, unsigned channel, bool high)
{
	uint8_t *p = out_room(v->out);

	*p++ = high ? '1' : '0';
	p = put_id(p, channel);
	*p++ = '\n';
	out_wrote(v->out, p);
}

static void timescale(struct vcd *v)
{
	static const char *const units[] = {"ps", "ns", "us", "ms", "s"};
	uint64_t n = v->tick_ps;
	size_t unit = 0;
	char text[48];

	for (; n >= 1000; n /= 1000)
		unit++;
	g_snprintf(text, sizeof(text), "$timescale %u %s $end\n", (unsigned)n,
		   units[unit]);
	tw_out_string(v->out, text);
}

static void head(struct vcd *v)
{
	tw_out_string(v->out, "$version twowire $end\n");
	timescale(v);
	for (unsigned i = 0; i < v->channels.all->len; i++) {
		tw_out_string(v->out, "$var wire 1 ");
		out_wrote(v->out, put_id(out_room(v->out), i));
		tw_out_string(v->out, " ");
		tw_out_string(v->out, channels_get(&v->channels, i)->name);
		tw_out_string(v->out, " $end\n");
	}
	tw_vcd_registers_head(&v->registers, v->out);
	tw_out_string(v->out, "$enddefinitions $end\n#0\n$dumpvars\n");
	for (unsigned i = 0; i < v->channels.all->len; i++)
		put_level(v, i, channels_get(&v->channels, i)->high);
	tw_vcd_registers_rest(&v->registers, v->out);
	tw_out_string(v->out, "$end\n");
}

static void put_time(struct vcd *v, uint64_t tick)
{
	uint8_t *p = out_room(v->out);

	*p++ = '#';
	p = (uint8_t *)digits_put((char *)p, tick);
	*p++ = '\n';
	out_wrote(v->out, p);
}

static void body(struct vcd *v)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	uint64_t end = ps_of(v, tw_trace_end(v->trace)) / v->tick_ps;
	uint64_t now = 0;

	while (tw_trace_next(v->trace, &iter, &r)) {
		int n = channels_of(&v->channels, &r);
		uint64_t tick;

		if (n < 0 && !vcd_registers_has(&r))
			continue;
		tick = ps_of(v, r.tick) / v->tick_ps;
		if (tick != now)
			put_time(v, tick);
		now = tick;
		if (n < 0) {
			tw_vcd_registers_put(&v->registers, v->out, &r);
			continue;
		}
		if (channels_mark_ends(&v->mark, tick))
			put_level(v, (unsigned)v->channels.fault, false);
		if (n == v->channels.fault)
			v->mark = (struct channels_mark){tick, true};
		put_level(v, (unsigned)n, channels_level(&r));
	}
	/* sigrok's importer makes samples up to the last time it reads: without
	 * one more it would not see the last change. */
	put_time(v, end > now ? end : now + 1);
}

static bool is_power_of_ten(uint64_t n)
{
	while (n >= 10 && n % 10 == 0)
		n /= 10;
	return n == 1;
}

bool tw_vcd_write(const tw_trace *trace, const char *path,
		  const struct tw_write_config *config, GError **error)
{
	struct vcd v = {.trace = trace};
	uint64_t tick_ps = config->tick_ps;

	if (tick_ps && (tick_ps > PS_PER_S || !is_power_of_ten(tick_ps))) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: a timescale is a power of ten from 1 ps to "
			    "1 s, got %" G_GUINT64_FORMAT " ps",
			    path, tick_ps);
		return false;
	}
	v.out = tw_out_open(path, error);
	if (!v.out)
		return false;
	tw_trace_tick(trace, &v.num, &v.den);
	tw_channels_init_as(&v.channels, trace, config);
	tw_vcd_registers_init(&v.registers, trace, v.channels.handlers);
	v.tick_ps = tick_ps ? tick_ps : coarsest_ps(&v);
	head(&v);
	body(&v);
	tw_vcd_registers_clear(&v.registers);
	tw_channels_clear(&v.channels);
	return tw_out_close(v.out, error);
}

bool tw_trace_write_vcd(const tw_trace *trace, const char *path,
			uint64_t tick_ps, GError **error)
{
	const struct tw_write_config config = {.tick_ps = tick_ps};

	return tw_vcd_write(trace, path, &config, error);
}
