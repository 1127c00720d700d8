/* SPDX-License-Identifier: MIT */
/* Reading the record stream on disk. */
#ifndef TW_TRACE_TWT_READ_H
#define TW_TRACE_TWT_READ_H

#include <stdio.h>

#include "twowire/capture.h"

/* Whether a file that begins so is one. */
bool tw_twt_is(const void *data, size_t len);
/**
 * tw_twt_read:
 * @file: at its beginning; seekable
 * @path: for messages
 * @trace: (out): what could be read, or NULL
 * @remark: (out): what a sound file lacks, or NULL; free with g_free()
 *
 * Returns: false with @error set to TW_ERROR_FILE if it is damaged or cannot
 * be read.
 */
bool tw_twt_read(FILE *file, const char *path, tw_trace **trace, char **remark,
		 GError **error);

/* The whole trace of a capture that is a record stream, as tw_trace_read()
 * gives it. Nothing but tw_capture_free() may follow. */
bool tw_twt_take_over(tw_capture *capture, tw_trace **trace, GError **error);

#endif /* TW_TRACE_TWT_READ_H */
