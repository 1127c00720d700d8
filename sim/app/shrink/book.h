/* SPDX-License-Identifier: MIT */
/*
 * What a plain register file would answer to a case's transfers: a pointer of
 * so many bytes, so many registers, one after another and round, each keeping
 * what was written. Where that is what a case expects, a candidate that expects
 * anything else fails for another reason.
 */
#ifndef TW_APP_SHRINK_BOOK_H
#define TW_APP_SHRINK_BOOK_H

#include "scenario/case.h"

enum { BOOK_NONE, BOOK_FIRST }; /* kinds of register files are numbered */

/* Would register file @kind bring the byte that is expected as number @byte of
 * what step @step reads at @addr, and nothing that another step does not
 * expect? What was never written may be anything, but not that byte. */
bool book_agrees(unsigned kind, const tw_scenario *s, size_t step,
		 uint16_t addr, size_t byte);
/* The first kind that would, or BOOK_NONE. */
unsigned book_find(const tw_scenario *s, size_t step, uint16_t addr,
		   size_t byte);

#endif /* TW_APP_SHRINK_BOOK_H */
