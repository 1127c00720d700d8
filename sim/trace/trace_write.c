/* SPDX-License-Identifier: MIT */
/* Writing a trace: the extension names the format. */
#include "trace/write.h"

static bool vcd(const tw_trace *trace, const char *path, GError **error)
{
	return tw_trace_write_vcd(trace, path, 0, error);
}

bool tw_trace_write(const tw_trace *trace, const char *path, GError **error)
{
	static const struct {
		const char *extension;
		bool (*write)(const tw_trace *trace, const char *path,
			      GError **error);
	} formats[] = {
		{".csv", tw_csv_write},	 {".sr", tw_sr_write},
		{".vcd", vcd},		 {".jsonl", tw_jsonl_write},
		{".txt", tw_text_write}, {".twt", tw_twt_write},
	};

	if (!strcmp(path, "-"))
		return tw_text_write(trace, path, error);
	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
		if (g_str_has_suffix(path, formats[i].extension))
			return formats[i].write(trace, path, error);
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s: a trace is written as .twt, .sr, .vcd, .jsonl, .txt "
		    "or .csv, by its extension",
		    path);
	return false;
}
