/* SPDX-License-Identifier: MIT */
/* The functions of the host's C library that firmware may call as they are. */
#ifndef TW_CC_LIBC_H
#define TW_CC_LIBC_H

#include <stdbool.h>

/* Its answer depends on its arguments alone, and it keeps nothing. */
bool libc_allows(const char *name);

#endif /* TW_CC_LIBC_H */
