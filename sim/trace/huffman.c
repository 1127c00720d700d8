/* SPDX-License-Identifier: MIT */
/* Huffman codes. */
#include "trace/huffman.h"

#include <stdbool.h>
#include <string.h>

/* A symbol's weight is raised to 1 / RAREST of all. A Huffman code's depth is
 * below log(1 / p) / log(1.618) + 1 for a symbol of probability p; with at
 * most 286 symbols raised, p is at least 1 / 800 and the depth at most 14. */
#define RAREST 512

struct node {
	uint64_t weight;
	int parent; /* -1: none yet */
	int symbol; /* -1: an inner node */
};

/* The lightest node without a parent; of equals, the first. */
static int lightest(const struct node *nodes, int n)
{
	int best = -1;

	for (int i = 0; i < n; i++)
		if (nodes[i].parent < 0 &&
		    (best < 0 || nodes[i].weight < nodes[best].weight))
			best = i;
	return best;
}

static int join(struct node *nodes, int n)
{
	int a = lightest(nodes, n);
	int b;

	nodes[a].parent = n;
	b = lightest(nodes, n);
	nodes[b].parent = n;
	nodes[n] = (struct node){nodes[a].weight + nodes[b].weight, -1, -1};
	return n + 1;
}

static int leaves(const uint32_t *weights, size_t n, struct node *nodes)
{
	uint64_t total = 0;
	int n_nodes = 0;

	for (size_t i = 0; i < n; i++)
		total += weights[i];
	for (size_t i = 0; i < n; i++) {
		uint64_t w = weights[i];

		if (!w)
			continue;
		if (w < total / RAREST + 1)
			w = total / RAREST + 1;
		nodes[n_nodes++] = (struct node){w, -1, (int)i};
	}
	return n_nodes;
}

void tw_huffman_lengths(const uint32_t *weights, size_t n, uint8_t *len)
{
	struct node nodes[2 * HUFFMAN_SYMBOLS];
	int n_leaves = leaves(weights, n, nodes);
	int n_nodes = n_leaves;

	memset(len, 0, n);
	while (n_nodes < 2 * n_leaves - 1)
		n_nodes = join(nodes, n_nodes);
	for (int i = 0; i < n_leaves; i++) {
		uint8_t depth = 0;

		for (int k = i; nodes[k].parent >= 0; k = nodes[k].parent)
			depth++;
		len[nodes[i].symbol] = depth ? depth : 1;
	}
}

uint32_t tw_huffman_reverse(uint32_t v, unsigned n)
{
	uint32_t r = 0;

	for (unsigned i = 0; i < n; i++)
		r |= (v >> i & 1) << (n - 1 - i);
	return r;
}

void tw_huffman_codes(const uint8_t *len, size_t n, uint32_t *code)
{
	unsigned of_len[HUFFMAN_BITS + 1] = {0};
	uint32_t next[HUFFMAN_BITS + 1] = {0};

	for (size_t i = 0; i < n; i++)
		of_len[len[i]]++;
	of_len[0] = 0;
	for (unsigned b = 1; b <= HUFFMAN_BITS; b++)
		next[b] = (next[b - 1] + of_len[b - 1]) << 1;
	for (size_t i = 0; i < n; i++)
		if (len[i])
			code[i] = tw_huffman_reverse(next[len[i]]++, len[i]);
}
