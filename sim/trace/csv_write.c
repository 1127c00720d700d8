/* SPDX-License-Identifier: MIT */
/*
 * The changes of all channels as comma-separated values, as Saleae's Logic 2
 * exports them: a line an instant at which one changes, and one at the end.
 */
#include "monitor/digits.h"
#include "monitor/ticks.h"
#include "trace/write.h"
#include "twowire/analog.h"

#define PS_PER_S 1000000000000u

struct csv {
	struct out *out;
	struct channels channels;
	uint64_t num; /* of the trace's tick */
	uint64_t den;
	unsigned digits; /* behind the point: 9, or 12 where ns are not exact */
	uint8_t *levels; /* a byte a channel */
	struct channels_mark mark;
};

static void put_time(struct csv *c, uint64_t tick)
{
	ticks_wide ps = (ticks_wide)tick * c->num * PS_PER_S / c->den;
	uint64_t rest = (uint64_t)(ps % PS_PER_S);
	char *p = (char *)out_room(c->out);
	uint64_t unit = PS_PER_S;

	p = digits_put(p, (uint64_t)(ps / PS_PER_S));
	*p++ = '.';
	for (unsigned i = 0; i < c->digits; i++) {
		unit /= 10;
		*p++ = (char)('0' + rest / unit % 10);
	}
	out_wrote(c->out, p);
}

static void put_line(struct csv *c, uint64_t tick)
{
	put_time(c, tick);
	for (guint i = 0; i < c->channels.all->len; i++) {
		char *p = (char *)out_room(c->out);

		*p++ = ',';
		*p++ = (char)('0' + c->levels[i]);
		out_wrote(c->out, p);
	}
	tw_out_string(c->out, "\n");
}

static void head(struct csv *c)
{
	tw_out_string(c->out, "Time [s]");
	for (guint i = 0; i < c->channels.all->len; i++) {
		const struct channel *ch = channels_get(&c->channels, i);

		tw_out_string(c->out, ",");
		for (const char *p = ch->name; *p; p++)
			tw_out_put(c->out, *p == ',' || *p == '"' ? "_" : p, 1);
		c->levels[i] = ch->high;
	}
	tw_out_string(c->out, "\n");
}

static void body(struct csv *c, const tw_trace *trace)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	uint64_t now = 0;

	while (tw_trace_next(trace, &iter, &r)) {
		int n = channels_of(&c->channels, &r);

		if (n < 0)
			continue;
		if (r.tick != now)
			put_line(c, now);
		now = r.tick;
		if (channels_mark_ends(&c->mark, now))
			c->levels[c->channels.fault] = 0;
		if (n == c->channels.fault)
			c->mark = (struct channels_mark){now, true};
		c->levels[n] = channels_level(&r);
	}
	put_line(c, now);
	if (tw_trace_end(trace) > now)
		put_line(c, tw_trace_end(trace));
}

static bool write_changes(const tw_trace *trace, const char *path,
			  const struct tw_write_config *config, GError **error)
{
	struct csv c = {.digits = 9};

	tw_trace_tick(trace, &c.num, &c.den);
	if (!c.num) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: a .csv has times, but the samplerate is not "
			    "known",
			    path);
		return false;
	}
	if ((ticks_wide)c.num * NS_PER_S % c.den)
		c.digits = 12;
	c.out = tw_out_open(path, error);
	if (!c.out)
		return false;
	tw_channels_init_as(&c.channels, trace, config);
	c.levels = g_new0(uint8_t, c.channels.all->len + 1);
	head(&c);
	body(&c, trace);
	g_free(c.levels);
	tw_channels_clear(&c.channels);
	return tw_out_close(c.out, error);
}

bool tw_csv_write(const tw_trace *trace, const char *path,
		  const struct tw_write_config *config, GError **error)
{
	struct tw_analog_window window;

	return tw_trace_analog(trace, &window)
		       ? tw_csv_write_window(trace, path, error)
		       : write_changes(trace, path, config, error);
}
