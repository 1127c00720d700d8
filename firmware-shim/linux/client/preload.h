/* SPDX-License-Identifier: MIT */
/* What the files of the preloaded library share. */
#ifndef TW_PRELOAD_H
#define TW_PRELOAD_H

#include <stdbool.h>
#include <stdint.h>

#include "paths.h"

/* The C library's own function. */
void *preload_next(const char *name);

/* preload.c */
bool preload_has_adapter(unsigned number);
/* Of an open descriptor, or -1. */
int preload_adapter_of(int fd);
/* names.c: where @path really is: itself, or a file of the server's tree, which
 * is put together in @there. */
const char *preload_path(const char *path, char there[PATHS_MAX]);

#endif /* TW_PRELOAD_H */
