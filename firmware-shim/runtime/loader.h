/* SPDX-License-Identifier: MIT */
/*
 * A firmware object in memory: one instance, with globals of its own, at
 * addresses that depend only on how many instances there are.
 */
#ifndef TW_RUNTIME_LOADER_H
#define TW_RUNTIME_LOADER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "twowire/chip.h"

struct image;

struct stack {
	uint8_t *low; /* above the guard */
	uint8_t *top;
	size_t guard; /* bytes below low that fault */
};

/* Loads another instance of the object at @path, made for @platform, with
 * @n_stacks stacks. NULL with @error set to TW_ERROR_FIRMWARE. */
struct image *image_load(const char *path, const char *platform,
			 unsigned n_stacks, GError **error);
void image_free(struct image *image);

struct stack image_stack(const struct image *image, unsigned n);
/* Defined by the object itself, or NULL. */
void *image_symbol(const struct image *image, const char *name);
/* As tw_chip_symbol() and tw_chip_symbols() say. */
size_t image_find(const struct image *image, enum tw_symbol_kind kind,
		  const char *name, struct tw_symbol *out);
char **image_names(const struct image *image, enum tw_symbol_kind kind);
enum code { CODE_NONE, CODE_LIBRARY /* HAL, C library */, CODE_FIRMWARE };
/* Whose code it is, and where in the object's file. */
enum code image_code(const struct image *image, uintptr_t addr,
		     uint64_t *in_file);
const char *image_path(const struct image *image);
/* Do these bytes lie in the object's variables? */
bool image_in_data(const struct image *image, uintptr_t addr, size_t len);
/* Constants and code, too. */
bool image_in_object(const struct image *image, uintptr_t addr, size_t len);
/* Data as they were before the first instruction. Here and at the end what an
 * object of `twowire cc --coverage` has counted goes to its files. */
void image_reset(struct image *image);

#endif /* TW_RUNTIME_LOADER_H */
