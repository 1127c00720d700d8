/* SPDX-License-Identifier: MIT */
/* Which names are those of simulated adapters. */
#ifndef TW_I2C_PATHS_H
#define TW_I2C_PATHS_H

#include <stdbool.h>

enum { PATHS_MAX = 4096 };

/* "/dev/i2c-1", "/dev/i2c/1": 1; -1: it is no such path. NULL is allowed. */
int paths_adapter(const char *path);
/* Is it in one of sysfs' folders of I2C adapters? Then @there is where the
 * server keeps it. NULL is allowed. */
bool paths_in_tree(const char *path, char there[PATHS_MAX]);

#endif /* TW_I2C_PATHS_H */
