/* SPDX-License-Identifier: MIT */
/* The lines of a log that wait for their turn, in order of time. */
#ifndef TW_MONITOR_LOG_LINES_H
#define TW_MONITOR_LOG_LINES_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct log_line {
	uint64_t tick;
	bool remark; /* not from the wires */
	size_t text; /* offset into texts */
	size_t len;
};

/* Zero is empty. */
struct log_lines {
	struct log_line *lines; /* from first to end, sorted by tick */
	size_t first, end, cap;
	char *texts; /* in the order they came */
	size_t texts_len, texts_cap;
};

void tw_log_lines_clear(struct log_lines *l);
/* Room for a text of up to @len bytes: the next line's. */
char *tw_log_lines_room(struct log_lines *l, size_t len);
/* A line of the first @len bytes of that room. Of one tick, what the wires show
 * comes first, and else lines stay in the order they came. */
void tw_log_lines_add(struct log_lines *l, uint64_t tick, bool remark,
		      size_t len);
/* Appends to @out, and forgets, those before @tick. false: there are none. */
bool tw_log_lines_take(struct log_lines *l, uint64_t tick, GString *out);

#endif /* TW_MONITOR_LOG_LINES_H */
