/* SPDX-License-Identifier: MIT */
/* Spoils a JSON text, the same way for the same seed. */
#ifndef TW_TESTS_MUTATE_H
#define TW_TESTS_MUTATE_H

#include <glib.h>
#include <stdint.h>

/* Mutates @text in place, once to four times. */
void mutate(GString *text, uint64_t seed);

#endif /* TW_TESTS_MUTATE_H */
