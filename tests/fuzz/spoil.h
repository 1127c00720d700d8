/* SPDX-License-Identifier: MIT */
/* Spoils a capture's file, the same way for the same seed. */
#ifndef TW_TESTS_SPOIL_H
#define TW_TESTS_SPOIL_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Mutates @bytes in place: bits, numbers, pieces. */
void spoil_bytes(GString *bytes, uint64_t seed);

/* Takes the ZIP file @zip apart, spoils its members or how they are put
 * together, and puts them together again as a file at @path. false: @zip cannot
 * be read, or what came out of it not be written. */
bool spoil_zip(const GString *zip, uint64_t seed, const char *path);

#endif /* TW_TESTS_SPOIL_H */
