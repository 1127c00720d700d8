/* SPDX-License-Identifier: MIT */
/*
 * DEFLATE (RFC 1951) for runs of equal samples. A run is its first unit as
 * literals, then matches at a distance of one unit; each block has a Huffman
 * code of its own for literals and lengths, and the one distance takes a bit.
 */
#include "trace/runs.h"

#include "trace/huffman.h"

#define MIN_MATCH   3u
#define MAX_MATCH   258u
#define END	    256u
#define MAX_LENGTH  285u /* the symbol of MAX_MATCH */
#define DYNAMIC	    2u
#define LEN_BITS    4u /* of every code length in a block's head */
#define N_LENS	    16u
#define WORD_TOKENS 24u /* so many longest matches at a time */

struct runs *tw_runs_new(struct out *out, unsigned unitsize)
{
	struct runs *r = g_new0(struct runs, 1);

	r->out = out;
	r->unitsize = unitsize;
	tw_run_crc_init(&r->run_crc, unitsize);
	return r;
}

/* Up to 32 bits, the first in the lowest. */
static inline void put(struct runs *r, uint64_t v, unsigned n)
{
	r->bits |= v << r->n_bits;
	r->n_bits += n;
	if (r->n_bits >= 32) {
		uint8_t *p = out_room(r->out);
		uint32_t word = GUINT32_TO_LE((uint32_t)r->bits);

		memcpy(p, &word, sizeof(word));
		out_wrote(r->out, p + sizeof(word));
		r->bits >>= 32;
		r->n_bits -= 32;
	}
}

/* --- Tokens ------------------------------------------------------------ */

struct length {
	unsigned symbol;
	unsigned extra; /* bits */
	unsigned value;
};

/* RFC 1951, 3.2.5: from 11 on, four symbols for each doubling. */
static inline struct length length_of(unsigned n)
{
	unsigned v = n - MIN_MATCH;
	unsigned extra;

	if (n == MAX_MATCH)
		return (struct length){MAX_LENGTH, 0, 0};
	if (v < 8)
		return (struct length){257 + v, 0, 0};
	extra = 29u - (unsigned)__builtin_clz(v);
	return (struct length){257 + 4 * extra + (v >> extra), extra,
			       v & ((1u << extra) - 1)};
}

/* How a run is spelled: literals, then longest matches, then a shorter one. */
struct spelling {
	unsigned literals;
	uint32_t longest;
	unsigned rest[2]; /* match lengths, 0: none */
};

static inline struct spelling spell(const struct runs *r, uint32_t n)
{
	struct spelling s = {.literals = r->unitsize};
	uint64_t left = (uint64_t)(n - 1) * r->unitsize;

	if (left < MIN_MATCH) {
		s.literals += (unsigned)left;
		return s;
	}
	s.longest = (uint32_t)(left / MAX_MATCH);
	s.rest[0] = (unsigned)(left % MAX_MATCH);
	if (s.rest[0] && s.rest[0] < MIN_MATCH) {
		s.longest--;
		s.rest[0] += MAX_MATCH - MIN_MATCH;
		s.rest[1] = MIN_MATCH;
	}
	return s;
}

static inline unsigned literal(const struct runs *r, uint64_t unit, unsigned i)
{
	return (uint8_t)(unit >> 8 * (i % r->unitsize));
}

static void count(const struct runs *r, uint32_t *weights)
{
	memset(weights, 0, RUNS_SYMBOLS * sizeof(*weights));
	for (size_t i = 0; i < r->n; i++) {
		struct spelling s = spell(r, r->run[i].n);

		for (unsigned b = 0; b < s.literals; b++)
			weights[literal(r, r->run[i].unit, b)]++;
		weights[MAX_LENGTH] += s.longest;
		for (unsigned k = 0; k < 2 && s.rest[k]; k++)
			weights[length_of(s.rest[k]).symbol]++;
	}
	weights[END]++;
}

/* --- Blocks ------------------------------------------------------------ */

/* The bits that follow a match's length: a unit's distance is one of symbols
 * 0 to 5, of which the block's code has only this one, as a 0. */
static unsigned distance_symbol(const struct runs *r)
{
	return r->unitsize < 5 ? r->unitsize - 1 : (r->unitsize + 3) / 2;
}

static unsigned distance_bits(const struct runs *r)
{
	return r->unitsize < 5 ? 1 : 2;
}

static unsigned distance(const struct runs *r)
{
	return r->unitsize < 5 ? 0 : (r->unitsize + 1) % 2 << 1;
}

/* RFC 1951, 3.2.7. The code lengths are sent as they are, in 4 bits each. */
static void put_head(struct runs *r)
{
	static const uint8_t order[] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
					11, 4,	12, 3, 13, 2, 14, 1, 15};
	unsigned n_distances = distance_symbol(r) + 1;

	put(r, 0, 1); /* not the last block */
	put(r, DYNAMIC, 2);
	put(r, RUNS_SYMBOLS - 257, 5);
	put(r, n_distances - 1, 5);
	put(r, sizeof(order) - 4, 4);
	for (size_t i = 0; i < sizeof(order); i++)
		put(r, order[i] < N_LENS ? LEN_BITS : 0, 3);
	for (unsigned i = 0; i < RUNS_SYMBOLS; i++)
		put(r, tw_huffman_reverse(r->len[i], LEN_BITS), LEN_BITS);
	for (unsigned i = 0; i < n_distances; i++)
		put(r, tw_huffman_reverse(i + 1 == n_distances, LEN_BITS),
		    LEN_BITS);
}

static inline void put_symbol(struct runs *r, unsigned symbol)
{
	put(r, r->code[symbol], r->len[symbol]);
}

static void put_match(struct runs *r, unsigned n)
{
	struct length l = length_of(n);

	put_symbol(r, l.symbol);
	put(r, l.value | (uint64_t)distance(r) << l.extra,
	    l.extra + distance_bits(r));
}

/* Many of the longest matches are the same few bits again and again. */
static void put_longest(struct runs *r, uint32_t n)
{
	unsigned bits = r->len[MAX_LENGTH] + distance_bits(r);
	uint64_t token = r->code[MAX_LENGTH] | (uint64_t)distance(r)
						       << r->len[MAX_LENGTH];
	unsigned each = MIN(32 / bits, WORD_TOKENS);
	uint64_t many = 0;

	for (unsigned i = 0; i < each; i++)
		many |= token << i * bits;
	for (; n >= each; n -= each)
		put(r, many, each * bits);
	while (n--)
		put(r, token, bits);
}

static void put_run(struct runs *r, const struct run *run)
{
	struct spelling s = spell(r, run->n);

	for (unsigned i = 0; i < s.literals; i++)
		put_symbol(r, literal(r, run->unit, i));
	if (s.longest)
		put_longest(r, s.longest);
	for (unsigned k = 0; k < 2 && s.rest[k]; k++)
		put_match(r, s.rest[k]);
}

static void put_block(struct runs *r)
{
	uint32_t weights[RUNS_SYMBOLS];

	if (!r->n)
		return;
	count(r, weights);
	tw_huffman_lengths(weights, RUNS_SYMBOLS, r->len);
	tw_huffman_codes(r->len, RUNS_SYMBOLS, r->code);
	put_head(r);
	for (size_t i = 0; i < r->n; i++) {
		const struct run *run = &r->run[i];

		put_run(r, run);
		r->crc = tw_run_crc(&r->run_crc, r->crc, run->unit, run->n);
	}
	put_symbol(r, END);
	r->n = 0;
}

void tw_runs_add(struct runs *r, uint64_t unit, uint32_t n)
{
	if (!n)
		return;
	if (r->n == RUNS_BLOCK)
		put_block(r);
	r->run[r->n++] = (struct run){unit, n};
}

/* An empty stored block is the last, and brings the stream to a whole byte. */
uint32_t tw_runs_end(struct runs *r)
{
	uint32_t crc;
	uint8_t *p;

	put_block(r);
	put(r, 1, 3); /* the last block, stored */
	put(r, 0, (8 - r->n_bits % 8) % 8);
	put(r, 0, 16);
	put(r, 0xffff, 16);
	p = out_room(r->out);
	for (; r->n_bits; r->n_bits -= 8, r->bits >>= 8)
		*p++ = (uint8_t)r->bits;
	out_wrote(r->out, p);
	crc = r->crc;
	r->crc = 0;
	return crc;
}
