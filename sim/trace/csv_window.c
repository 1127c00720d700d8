/* SPDX-License-Identifier: MIT */
/* A window with voltages as comma-separated values: a line an instant. */
#include "trace/window.h"
#include "trace/write.h"

#include "monitor/digits.h"

#define UV_PER_V 1000000u

static void head(struct out *out, const struct window *w)
{
	tw_out_string(out, "time_ns");
	for (unsigned i = 0; i < w->channels.all->len; i++) {
		tw_out_string(out, ",");
		tw_out_string(out, channels_get(&w->channels, i)->name);
	}
	for (unsigned i = 0; i < 2 * w->channels.n_buses; i++) {
		tw_out_string(out, ",");
		tw_out_string(out, channels_get(&w->channels, i)->name);
		tw_out_string(out, "_V");
	}
	tw_out_string(out, "\n");
}

/* "3.299950": all digits of a uV. */
static char *put_volts(char *p, uint32_t uV)
{
	p = digits_put(p, uV / UV_PER_V);
	*p++ = '.';
	for (uint32_t unit = UV_PER_V / 10; unit; unit /= 10)
		*p++ = (char)('0' + uV / unit % 10);
	return p;
}

static void body(struct out *out, const struct window *w)
{
	const uint32_t *uV[64];
	struct window_levels levels;

	for (unsigned i = 0; i < 2 * w->channels.n_buses; i++)
		uV[i] = tw_window_uV(w, i);
	tw_window_begin(&levels, w);
	for (size_t k = 0; k < w->n; k++) {
		char *p = (char *)out_room(out);
		uint64_t now;

		p = digits_put(p, levels.at_ns);
		now = tw_window_next(&levels);
		for (unsigned i = 0; i < w->channels.all->len; i++) {
			*p++ = ',';
			*p++ = now >> i & 1 ? '1' : '0';
		}
		for (unsigned i = 0; i < 2 * w->channels.n_buses; i++) {
			*p++ = ',';
			p = put_volts(p, uV[i][k]);
		}
		*p++ = '\n';
		out_wrote(out, p);
	}
}

bool tw_csv_write_window(const tw_trace *trace, const char *path,
			 GError **error)
{
	struct window w;
	struct out *out;

	if (!tw_window_init(&w, trace, path, error))
		return false;
	out = tw_out_open(path, error);
	if (out) {
		head(out, &w);
		body(out, &w);
	}
	tw_window_clear(&w);
	return out && tw_out_close(out, error);
}
