/* SPDX-License-Identifier: MIT */
#include "monitor/log_lines.h"

#include <string.h>

#define FIRST_LINES 64
#define FIRST_TEXTS 4096

void tw_log_lines_clear(struct log_lines *l)
{
	g_free(l->lines);
	g_free(l->texts);
	*l = (struct log_lines){0};
}

char *tw_log_lines_room(struct log_lines *l, size_t len)
{
	if (l->texts_cap - l->texts_len < len) {
		l->texts_cap = MAX(2 * (l->texts_len + len), FIRST_TEXTS);
		l->texts = g_realloc(l->texts, l->texts_cap);
	}
	return l->texts + l->texts_len;
}

static void make_room(struct log_lines *l)
{
	if (l->first > l->cap / 2) {
		l->end -= l->first;
		memmove(l->lines, l->lines + l->first,
			l->end * sizeof(l->lines[0]));
		l->first = 0;
		return;
	}
	l->cap = MAX(2 * l->cap, FIRST_LINES);
	l->lines = g_renew(struct log_line, l->lines, l->cap);
}

static bool goes_before(const struct log_line *a, const struct log_line *b)
{
	return a->tick < b->tick ||
	       (a->tick == b->tick && !a->remark && b->remark);
}

void tw_log_lines_add(struct log_lines *l, uint64_t tick, bool remark,
		      size_t len)
{
	struct log_line line = {tick, remark, l->texts_len, len};
	size_t at;

	if (l->end == l->cap)
		make_room(l);
	for (at = l->end++; at > l->first; at--) {
		if (!goes_before(&line, &l->lines[at - 1]))
			break;
		l->lines[at] = l->lines[at - 1];
	}
	l->lines[at] = line;
	l->texts_len += len;
}

static inline void append(GString *out, const char *text, size_t len)
{
	if (out->allocated_len - out->len <= len) {
		g_string_append_len(out, text, (gssize)len);
		return;
	}
	memcpy(out->str + out->len, text, len);
	out->len += len;
	out->str[out->len] = '\0';
}

/* Those whose texts came one after the other go in one piece. */
bool tw_log_lines_take(struct log_lines *l, uint64_t tick, GString *out)
{
	bool any = false;

	while (l->first < l->end && l->lines[l->first].tick < tick) {
		size_t from = l->lines[l->first].text;
		size_t to = from;

		while (l->first < l->end && l->lines[l->first].tick < tick &&
		       l->lines[l->first].text == to)
			to += l->lines[l->first++].len;
		append(out, l->texts + from, to - from);
		any = true;
	}
	if (l->first == l->end)
		l->first = l->end = l->texts_len = 0;
	return any;
}
