/* SPDX-License-Identifier: MIT */
/* Which names are those of simulated adapters. */
#ifndef TW_I2C_PATHS_H
#define TW_I2C_PATHS_H

#include <stdbool.h>

enum { PATHS_MAX = 4096 };

/* "/dev/i2c-1", "/dev/i2c/1", "//dev/./i2c-1": 1; -1: it is no such path. NULL
 * is allowed. */
int paths_adapter(const char *path);
/* The same, where "i2c-1" counts, too, if @dir (or AT_FDCWD) is /dev. */
int paths_adapter_at(int dir, const char *path);
/* What open() says of an adapter's name with those flags: 0 or an errno. */
int paths_open_error(int flags);
/* Is @dir, a descriptor or AT_FDCWD, open on /dev? */
bool paths_is_dev(int dir);
/* Is it in one of sysfs' folders of I2C adapters? Then @there is where the
 * server keeps it. NULL is allowed. */
bool paths_in_tree(const char *path, char there[PATHS_MAX]);

#endif /* TW_I2C_PATHS_H */
