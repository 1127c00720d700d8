/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_STRING_H
#define TW_LINUX_STRING_H

#include <linux/types.h>

#include <string.h>

ssize_t strscpy(char *to, const char *from, size_t size);

static inline bool str_has_prefix(const char *s, const char *prefix)
{
	return !strncmp(s, prefix, strlen(prefix));
}

#define strlcpy(to, from, size) ((size_t)strscpy(to, from, size))

#endif /* TW_LINUX_STRING_H */
