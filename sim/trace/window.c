/* SPDX-License-Identifier: MIT */
#include "trace/window.h"

const uint32_t *tw_window_uV(const struct window *w, unsigned channel)
{
	const struct channel *ch = channels_get(&w->channels, channel);
	size_t n;

	return tw_trace_analog_uV(w->trace, ch->source, (enum tw_line)ch->line,
				  &n);
}

static void count(struct window *w)
{
	w->n = SIZE_MAX;
	for (unsigned i = 0; i < 2 * w->channels.n_buses; i++) {
		const struct channel *ch = channels_get(&w->channels, i);
		size_t n;

		tw_trace_analog_uV(w->trace, ch->source, (enum tw_line)ch->line,
				   &n);
		w->n = MIN(w->n, n);
	}
}

bool tw_window_init(struct window *w, const tw_trace *trace, const char *path,
		    GError **error)
{
	*w = (struct window){.trace = trace};
	if (!tw_trace_analog(trace, &w->analog)) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: no voltages were sampled: there was no window "
			    "(--analog)",
			    path);
		return false;
	}
	tw_channels_init(&w->channels, trace);
	count(w);
	if (w->n && w->channels.all->len <= 64)
		return true;
	if (w->n)
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: a window has at most 64 channels, got %u",
			    path, w->channels.all->len);
	else
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: the window begins at %" G_GUINT64_FORMAT
			    " ns, but the trace ends at %" G_GUINT64_FORMAT
			    " ns",
			    path, w->analog.from_ns, tw_trace_end(trace));
	tw_window_clear(w);
	return false;
}

void tw_window_clear(struct window *w)
{
	tw_channels_clear(&w->channels);
}

void tw_window_begin(struct window_levels *l, const struct window *w)
{
	*l = (struct window_levels){.w = w, .at_ns = w->analog.from_ns};
	for (unsigned i = 0; i < w->channels.all->len; i++)
		l->levels |= (uint64_t)channels_get(&w->channels, i)->high << i;
	l->more = tw_trace_next(w->trace, &l->iter, &l->r);
}

uint64_t tw_window_next(struct window_levels *l)
{
	for (; l->more && l->r.tick <= l->at_ns;
	     l->more = tw_trace_next(l->w->trace, &l->iter, &l->r)) {
		int n = channels_of(&l->w->channels, &l->r);

		if (n >= 0)
			l->levels = (l->levels & ~(1ull << n)) |
				    (uint64_t)channels_level(&l->r) << n;
	}
	l->at_ns += l->w->analog.step_ns;
	return l->levels;
}
