/* SPDX-License-Identifier: MIT */
/* What a firmware object calls its variables and functions, static ones too:
 * its symbol table, which `twowire cc` leaves in. */
#ifndef TW_RUNTIME_SYMBOLS_H
#define TW_RUNTIME_SYMBOLS_H

#include "runtime/object.h"
#include "twowire/chip.h"

struct symbol {
	uint64_t at; /* in the object's file */
	uint64_t size;
};

/* How many of that kind have the name, as tw_chip_symbol() says; the first of
 * them in @out. */
size_t symbols_find(const struct object *elf, enum tw_symbol_kind kind,
		    const char *name, struct symbol *out);
/* Every name, sorted; free with g_strfreev(). */
char **symbols_list(const struct object *elf, enum tw_symbol_kind kind);

#endif /* TW_RUNTIME_SYMBOLS_H */
