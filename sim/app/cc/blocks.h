/* SPDX-License-Identifier: MIT */
/* What each basic block costs, told from its instructions. */
#ifndef TW_CC_BLOCKS_H
#define TW_CC_BLOCKS_H

#include <glib.h>

/* In place of the one hook of all blocks, each block of the assembly calls the
 * hook of its length. Free with g_free(). */
char *blocks_price(const char *text);

#endif /* TW_CC_BLOCKS_H */
