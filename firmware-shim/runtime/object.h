/* SPDX-License-Identifier: MIT */
/* A shared object as a file in memory: whether it is ours, and moved to another
 * address. */
#ifndef TW_RUNTIME_OBJECT_H
#define TW_RUNTIME_OBJECT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct object {
	uint8_t *bytes;
	size_t len;
	/* Found by object_open(). */
	uint64_t span; /* bytes of memory, from address 0 */
	uint64_t data; /* writable after relocation: [data, data_end) */
	uint64_t data_end;
	uint64_t code;
	uint64_t code_end;
	uint64_t library; /* of the code, what came with twowire */
	uint64_t library_end;
	char platform[32];
};

/* Checks @bytes (not copied): an object that `twowire cc` made for this host.
 * @path is for the error, TW_ERROR_FIRMWARE. */
bool object_open(struct object *elf, const char *path, uint8_t *bytes,
		 size_t len, GError **error);

/* Moves what the dynamic linker reads by @delta, so that it loads the object
 * there. Sections, symbols for debuggers and debug information stay: debuggers
 * take the distance from the place of .dynamic. */
void object_move(struct object *elf, uint64_t delta);

#endif /* TW_RUNTIME_OBJECT_H */
