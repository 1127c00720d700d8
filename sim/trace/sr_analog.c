/* SPDX-License-Identifier: MIT */
/*
 * A window with voltages as a sigrok session. Its format gives analog channels
 * the samplerate and the beginning of the logic ones, and four bytes a sample,
 * so the session is the window alone: its first sample is the first instant.
 */
#include "trace/window.h"
#include "trace/write.h"
#include "trace/zip_write.h"

#include "monitor/ticks.h"

#define MAX_ANALOG 16 /* what sessions are read with */
#define UV_PER_V   1000000u

/* @uV / 10^6 as IEEE 754 binary32, rounded to the nearest. */
static uint32_t binary32(uint32_t uV)
{
	int exponent = 127 + 23;
	uint64_t n = uV;
	uint64_t mantissa;

	if (!uV)
		return 0;
	/* A quotient of 24 bits. */
	for (; n < (uint64_t)UV_PER_V << 23; n <<= 1)
		exponent--;
	mantissa = (n + UV_PER_V / 2) / UV_PER_V;
	/* A carry out of the mantissa goes where it belongs by itself. */
	return (uint32_t)(((uint64_t)exponent << 23) + mantissa - (1u << 23));
}

static void metadata(struct zip_write *zip, const struct window *w)
{
	const struct channels *channels = &w->channels;
	g_autoptr(GString) text = g_string_new("[global]\n"
					       "sigrok version=0.5.2\n"
					       "\n"
					       "[device 1]\n"
					       "capturefile=logic-1\n");
	unsigned n = channels->all->len;

	g_string_append_printf(text, "total probes=%u\nsamplerate=%u Hz\n", n,
			       (unsigned)(NS_PER_S / w->analog.step_ns));
	g_string_append_printf(text, "total analog=%u\n",
			       2 * channels->n_buses);
	for (unsigned i = 0; i < n; i++)
		g_string_append_printf(text, "probe%u=%s\n", i + 1,
				       channels_get(channels, i)->name);
	for (unsigned i = 0; i < 2 * channels->n_buses; i++)
		g_string_append_printf(text, "analog%u=%s_V\n", n + i + 1,
				       channels_get(channels, i)->name);
	g_string_append_printf(text, "unitsize=%u\n", (n + 7) / 8);
	tw_zip_store(zip, "metadata", text->str, text->len);
}

static void logic(struct zip_write *zip, const struct window *w)
{
	unsigned unitsize = (w->channels.all->len + 7) / 8;
	g_autofree uint8_t *data = g_malloc(w->n * unitsize);
	struct window_levels levels;
	uint8_t *p = data;

	tw_window_begin(&levels, w);
	for (size_t i = 0; i < w->n; i++) {
		uint64_t now = tw_window_next(&levels);

		for (unsigned k = 0; k < unitsize; k++)
			*p++ = (uint8_t)(now >> (8 * k));
	}
	tw_zip_store(zip, "logic-1-1", data, w->n * unitsize);
}

static void analog(struct zip_write *zip, const struct window *w)
{
	g_autofree uint8_t *data = g_malloc(w->n * 4);

	for (unsigned i = 0; i < 2 * w->channels.n_buses; i++) {
		const uint32_t *uV = tw_window_uV(w, i);
		char name[32];

		for (size_t k = 0; k < w->n; k++) {
			uint32_t v = GUINT32_TO_LE(binary32(uV[k]));

			memcpy(data + 4 * k, &v, sizeof(v));
		}
		g_snprintf(name, sizeof(name), "analog-1-%u-1",
			   w->channels.all->len + i + 1);
		tw_zip_store(zip, name, data, w->n * 4);
	}
}

bool tw_sr_write_window(const tw_trace *trace, const char *path, GError **error)
{
	struct window w;
	struct zip_write zip;
	struct out *out = NULL;

	if (!tw_window_init(&w, trace, path, error))
		return false;
	if (2 * w.channels.n_buses > MAX_ANALOG)
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: a .sr holds the voltages of at most %u buses, "
			    "got %u; write a .csv",
			    path, MAX_ANALOG / 2, w.channels.n_buses);
	else
		out = tw_out_open(path, error);
	if (out) {
		tw_zip_init(&zip, out);
		tw_zip_store(&zip, "version", "2", 1);
		metadata(&zip, &w);
		logic(&zip, &w);
		analog(&zip, &w);
		tw_zip_finish(&zip);
	}
	tw_window_clear(&w);
	return out && tw_out_close(out, error);
}
