/* SPDX-License-Identifier: MIT */
/* Writing a trace: the extension names the format. */
#include "trace/write.h"

typedef bool (*write_fn)(const tw_trace *trace, const char *path,
			 const struct tw_write_config *config, GError **error);

static bool jsonl(const tw_trace *trace, const char *path,
		  const struct tw_write_config *config, GError **error)
{
	(void)config;
	return tw_jsonl_write(trace, path, error);
}

static bool text(const tw_trace *trace, const char *path,
		 const struct tw_write_config *config, GError **error)
{
	(void)config;
	return tw_text_write(trace, path, error);
}

static bool stream(const tw_trace *trace, const char *path,
		   const struct tw_write_config *config, GError **error)
{
	(void)config;
	return tw_twt_write(trace, path, error);
}

bool tw_trace_write_as(const tw_trace *trace, const char *path,
		       const struct tw_write_config *config, GError **error)
{
	static const struct {
		const char *extension;
		write_fn write;
	} formats[] = {
		{".csv", tw_csv_write}, {".sr", tw_sr_write},
		{".vcd", tw_vcd_write}, {".jsonl", jsonl},
		{".txt", text},		{".twt", stream},
	};

	if (!strcmp(path, "-"))
		return tw_text_write(trace, path, error);
	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
		if (g_str_has_suffix(path, formats[i].extension))
			return formats[i].write(trace, path, config, error);
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s: a trace is written as .sr, .twt, .vcd, .jsonl, .txt "
		    "or .csv, by its extension",
		    path);
	return false;
}

bool tw_trace_write(const tw_trace *trace, const char *path, GError **error)
{
	const struct tw_write_config config = {0};

	return tw_trace_write_as(trace, path, &config, error);
}
