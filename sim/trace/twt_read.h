/* SPDX-License-Identifier: MIT */
/* Reading the record stream on disk. */
#ifndef TW_TRACE_TWT_READ_H
#define TW_TRACE_TWT_READ_H

#include "twowire/trace.h"

/* Whether a file that begins so is one. */
bool tw_twt_is(const void *data, size_t len);
/* As tw_trace_read(), but *remark is not cleared. */
bool tw_twt_read(const char *path, tw_trace **trace, char **remark,
		 GError **error);

#endif /* TW_TRACE_TWT_READ_H */
