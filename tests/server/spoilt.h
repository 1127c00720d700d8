/* SPDX-License-Identifier: MIT */
/* Frames such as clients send that have gone wrong. */
#ifndef TW_SERVER_SPOILT_H
#define TW_SERVER_SPOILT_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

enum { SPOILT_MAX = 4096 };

/* Fills @frame with one; a third of them are as they should be. Returns its
 * length. */
size_t spoilt_frame(GRand *rand, uint8_t *frame);

#endif /* TW_SERVER_SPOILT_H */
