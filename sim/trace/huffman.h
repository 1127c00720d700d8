/* SPDX-License-Identifier: MIT */
/* Huffman codes as DEFLATE wants them: canonical, at most 15 bits. */
#ifndef TW_TRACE_HUFFMAN_H
#define TW_TRACE_HUFFMAN_H

#include <stddef.h>
#include <stdint.h>

#define HUFFMAN_SYMBOLS 286
#define HUFFMAN_BITS	15

/* The code lengths for symbols of these @weights; 0 for those of weight 0. At
 * least one weight is not 0. */
void tw_huffman_lengths(const uint32_t *weights, size_t n, uint8_t *len);
/* The codes for these lengths, first bit lowest (RFC 1951, 3.2.2). */
void tw_huffman_codes(const uint8_t *len, size_t n, uint32_t *code);
/* The lowest @n bits of @v, turned round. */
uint32_t tw_huffman_reverse(uint32_t v, unsigned n);

#endif /* TW_TRACE_HUFFMAN_H */
