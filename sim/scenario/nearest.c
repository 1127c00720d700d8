/* SPDX-License-Identifier: MIT */
#include "scenario/nearest.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Longer words are no misspellings of ours. */
#define WORD_MAX 48

static unsigned least(unsigned a, unsigned b, unsigned c)
{
	return MIN(MIN(a, b), c);
}

/* Letters to insert, remove, change or swap with their neighbour. */
static unsigned distance(const char *a, const char *b)
{
	unsigned rows[3][WORD_MAX + 1];
	size_t a_len = strlen(a), b_len = strlen(b);

	for (unsigned j = 0; j <= b_len; j++)
		rows[0][j] = j;
	for (unsigned i = 1; i <= a_len; i++) {
		const unsigned *before = rows[(i + 1) % 3];
		const unsigned *above = rows[(i + 2) % 3];
		unsigned *row = rows[i % 3];

		row[0] = i;
		for (unsigned j = 1; j <= b_len; j++) {
			bool same = a[i - 1] == b[j - 1];

			row[j] = least(above[j] + 1, row[j - 1] + 1,
				       above[j - 1] + !same);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = MIN(row[j], before[j - 2] + 1);
		}
	}
	return rows[a_len % 3][b_len];
}

const char *tw_nearest(const char *word, const char *const *words)
{
	unsigned best_distance = (unsigned)strlen(word) / 3 + 1;
	const char *best = NULL;

	if (strlen(word) > WORD_MAX)
		return NULL;
	for (size_t i = 0; words[i]; i++) {
		unsigned d;

		if (strlen(words[i]) > WORD_MAX)
			continue;
		d = distance(word, words[i]);
		if (d > best_distance || (best && d == best_distance))
			continue;
		best = words[i];
		best_distance = d;
	}
	return best;
}
