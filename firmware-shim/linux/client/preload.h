/* SPDX-License-Identifier: MIT */
/* What the files of the preloaded library share. */
#ifndef TW_PRELOAD_H
#define TW_PRELOAD_H

#include <stdbool.h>
#include <stdint.h>

/* Bytes of a path that leads elsewhere. */
enum { PRELOAD_PATH = 4096 };

/* The C library's own function. */
void *preload_next(const char *name);

/* preload.c */
/* "/dev/i2c-1": 1; -1: it is no such path. */
int preload_adapter(const char *path);
bool preload_has_adapter(unsigned number);
/* Of an open descriptor, or -1. */
int preload_adapter_of(int fd);
/* names.c: where @path really is: itself, or a file of the server's tree, which
 * is put together in @there. */
const char *preload_path(const char *path, char there[PRELOAD_PATH]);

#endif /* TW_PRELOAD_H */
