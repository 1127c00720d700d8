/* SPDX-License-Identifier: MIT */
/* What the objects of `twowire cc --coverage` count. */
#ifndef TW_RUNTIME_GCOV_H
#define TW_RUNTIME_GCOV_H

#include <glib.h>

/* While an object is loaded its sources register in @all, of struct counts. */
void gcov_register_in(GPtrArray *all);
void gcov_register_end(void);

#endif /* TW_RUNTIME_GCOV_H */
