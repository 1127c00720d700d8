/* SPDX-License-Identifier: MIT */
/* A text file as words. */
#include "trace/tokens.h"

static bool fill(struct tokens *t)
{
	t->offset += t->len;
	t->pos = 0;
	t->len = fread(t->buf, 1, sizeof(t->buf), t->file);
	if (!t->len && ferror(t->file))
		t->failed = true;
	return t->len;
}

static bool skip_space(struct tokens *t)
{
	for (;;) {
		for (; t->pos < t->len; t->pos++) {
			char c = t->buf[t->pos];

			if ((unsigned char)c > ' ')
				return true;
			t->line += c == '\n';
		}
		if (!fill(t))
			return false;
	}
}

bool tw_tokens_next(struct tokens *t)
{
	size_t n = 0;

	if (!skip_space(t))
		return false;
	do {
		for (; t->pos < t->len; t->pos++) {
			char c = t->buf[t->pos];

			if ((unsigned char)c <= ' ')
				goto done;
			if (n < TOKEN_MAX - 1)
				t->word[n++] = c;
		}
	} while (fill(t));
done:
	t->word[n] = '\0';
	return true;
}

uint64_t tw_tokens_tell(const struct tokens *t)
{
	return t->offset + t->pos;
}

bool tw_tokens_seek(struct tokens *t, uint64_t offset, uint64_t line)
{
	t->offset = offset;
	t->pos = 0;
	t->len = 0;
	t->line = line;
	return !fseeko(t->file, (off_t)offset, SEEK_SET);
}
