/* SPDX-License-Identifier: MIT */
/*
 * The chip's types may be narrower than the host's, with which firmware is
 * compiled: clang reads the sources once more as the chip's, where it is
 * installed and the platform's file `widths` says how (options, one a line).
 * Of what it says only constants that do not fit are passed on.
 */
#ifndef TW_CC_WIDTHS_H
#define TW_CC_WIDTHS_H

#include "app/cc/build.h"

/* Options for objects of another width than this process's are refused with
 * TW_ERROR_CONFIG. */
bool widths_options(const char *const *options, GError **error);

/* After a compile: what @u's author should know is added to its output. */
void widths_check(struct unit *u);

#endif /* TW_CC_WIDTHS_H */
