/* SPDX-License-Identifier: MIT */
/* Coverage between files and processes, for `twowire run` and `coverage`. */
#ifndef TW_CLI_COVERED_H
#define TW_CLI_COVERED_H

#include "twowire/capture.h"
#include "twowire/coverage.h"

/* Writes it as JSON; false with @error set. */
bool covered_write(const tw_coverage *coverage, const char *path,
		   GError **error);
/* Hands it to another process, as the same JSON. */
void covered_send(const tw_coverage *coverage, int fd);
/* Adds what covered_send() sent, up to the end; nothing, if that process died
 * before. */
void covered_receive(tw_coverage *coverage, int fd);
/* Adds a file: what covered_write() wrote, or a capture with these @channels.
 * false with @error set. */
bool covered_add_file(tw_coverage *coverage, const char *path,
		      const struct tw_capture_config *channels, GError **error);

#endif /* TW_CLI_COVERED_H */
