/* SPDX-License-Identifier: MIT */
/* A text file line by line. */
#include "trace/lines.h"

#include <string.h>

/* More of the file behind what is there. */
static bool fill(struct lines *l)
{
	size_t n;

	memmove(l->buf, l->buf + l->pos, l->len - l->pos);
	l->offset += l->pos;
	l->len -= l->pos;
	l->pos = 0;
	n = fread(l->buf + l->len, 1, sizeof(l->buf) - 1 - l->len, l->file);
	l->len += n;
	if (!n && ferror(l->file))
		l->failed = true;
	return n;
}

char *tw_lines_next(struct lines *l)
{
	char *start = l->buf + l->pos;
	char *end = memchr(start, '\n', l->len - l->pos);

	while (!end && l->len - l->pos <= LINE_MAX_LEN && fill(l)) {
		start = l->buf + l->pos;
		end = memchr(start, '\n', l->len - l->pos);
	}
	start = l->buf + l->pos;
	if (!end && l->len - l->pos <= LINE_MAX_LEN)
		end = l->buf + l->len;
	l->line++;
	if (!end || end - start > LINE_MAX_LEN) {
		l->too_long = true;
		return NULL;
	}
	if (l->failed || (end == start && end == l->buf + l->len))
		return NULL;
	l->pos = (size_t)(end - l->buf) + (end < l->buf + l->len);
	*end = '\0';
	if (end > start && end[-1] == '\r')
		end[-1] = '\0';
	return start;
}

uint64_t tw_lines_tell(const struct lines *l)
{
	return l->offset + l->pos;
}

bool tw_lines_seek(struct lines *l, uint64_t offset, uint64_t line)
{
	l->offset = offset;
	l->pos = 0;
	l->len = 0;
	l->line = line;
	l->failed = l->too_long = false;
	return !fseeko(l->file, (off_t)offset, SEEK_SET);
}
