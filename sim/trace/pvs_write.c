/* SPDX-License-Identifier: MIT */
/*
 * What PulseView keeps beside a `.sr` and loads with it: a decoder on every
 * bus. The wires are high before the first sample, so that a trace may begin
 * with its first START.
 */
#include "trace/write.h"

static char *beside(const char *path)
{
	size_t len = strlen(path);

	if (g_str_has_suffix(path, ".sr"))
		len -= strlen(".sr");
	return g_strdup_printf("%.*s.pvs", (int)len, path);
}

static void decoder(GString *text, const struct channels *channels,
		    const char *name, unsigned number)
{
	g_string_append_printf(text,
			       "\n[decode_signal%u]\n"
			       "name=I2C%s%s\n"
			       "enabled=true\n"
			       "decoders=1\n"
			       "decoder0\\id=i2c\n"
			       "channels=2\n",
			       number, channels->n_buses > 1 ? " " : "",
			       channels->n_buses > 1 ? name : "");
	for (unsigned line = 0; line < 2; line++)
		g_string_append_printf(
			text,
			"channel%u\\assigned_signal_name=%s\n"
			"channel%u\\initial_pin_state=1\n",
			line, channels_get(channels, 2 * number + line)->name,
			line);
}

bool tw_pvs_write(const tw_trace *trace, const struct channels *channels,
		  const char *path, GError **error)
{
	g_autofree char *name = beside(path);
	g_autoptr(GString) text = g_string_new(NULL);
	struct out *out = tw_out_open(name, error);

	if (!out)
		return false;
	g_string_append_printf(text,
			       "[General]\n"
			       "decode_signals=%u\n"
			       "views=1\n",
			       channels->n_buses);
	for (unsigned i = 0; i < channels->n_buses; i++) {
		const struct channel *scl = channels_get(channels, 2 * i);

		decoder(text, channels,
			tw_trace_source(trace, scl->source)->name, i);
	}
	tw_out_put(out, text->str, text->len);
	return tw_out_close(out, error);
}
