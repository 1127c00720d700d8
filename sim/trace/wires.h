/* SPDX-License-Identifier: MIT */
/* Which channels of a capture are SCL and SDA. */
#ifndef TW_TRACE_WIRES_H
#define TW_TRACE_WIRES_H

#include "trace/reader.h"

/* Sets c->scl and c->sda. false with @error set to TW_ERROR_CONFIG (not clear;
 * the message lists what there is) or TW_ERROR_FILE. */
bool tw_capture_find_wires(tw_capture *c,
			   const struct tw_capture_config *config,
			   GError **error);

#endif /* TW_TRACE_WIRES_H */
