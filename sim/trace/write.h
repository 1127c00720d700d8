/* SPDX-License-Identifier: MIT */
/* The formats a trace can be written in. */
#ifndef TW_TRACE_WRITE_H
#define TW_TRACE_WRITE_H

#include "trace/channels.h"
#include "trace/out.h"

bool tw_sr_write(const tw_trace *trace, const char *path,
		 const struct tw_write_config *config, GError **error);
bool tw_vcd_write(const tw_trace *trace, const char *path,
		  const struct tw_write_config *config, GError **error);
/* The same of a trace with voltages: the window alone. */
bool tw_sr_write_window(const tw_trace *trace, const char *path,
			GError **error);
bool tw_csv_write(const tw_trace *trace, const char *path,
		  const struct tw_write_config *config, GError **error);
/* Of a trace with voltages: the window, a line an instant. */
bool tw_csv_write_window(const tw_trace *trace, const char *path,
			 GError **error);
/* @path: of the `.sr`; the `.pvs` is written beside it. */
bool tw_pvs_write(const tw_trace *trace, const struct channels *channels,
		  const char *path, GError **error);
/* All of it, as the record stream on disk. */
bool tw_twt_write(const tw_trace *trace, const char *path, GError **error);
bool tw_jsonl_write(const tw_trace *trace, const char *path, GError **error);
bool tw_text_write(const tw_trace *trace, const char *path, GError **error);

#endif /* TW_TRACE_WRITE_H */
