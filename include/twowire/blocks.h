/* SPDX-License-Identifier: MIT */
/*
 * Where firmware has been, for engines that search: the hook that counts a
 * basic block's cycles also counts its way in. Firmware is not built anew.
 */
#ifndef TW_BLOCKS_H
#define TW_BLOCKS_H

#include <stddef.h>

#include "twowire/sim.h"

G_BEGIN_DECLS

/**
 * tw_blocks_count:
 * @map: (nullable): @size bytes, a power of two; NULL: counts no more
 *
 * From now on every block of any chip's firmware that follows another adds 1
 * (255 is followed by 0) to the byte of @map that stands for the two, as AFL
 * and libFuzzer's extra counters have it. Nothing else changes.
 */
void tw_blocks_count(uint8_t *map, size_t size);

G_END_DECLS

#endif /* TW_BLOCKS_H */
