/* SPDX-License-Identifier: MIT */
/* Where the headers, HAL sources and libraries are that firmware needs. */
#ifndef TW_CC_LAYOUT_H
#define TW_CC_LAYOUT_H

#include <glib.h>
#include <stdbool.h>

struct layout {
	char *data;	/* one folder a platform, and runtime/ */
	char *runtime;	/* the C library's sources */
	char *include;	/* twowire/firmware.h */
	char *library;	/* libtwowire.so */
	char *platform; /* the platform's folder */
	char *name;	/* its name */
	char *family;	/* folder whose include/ and hal/ come after its own,
			   or NULL */
};

/* false with @error set to TW_ERROR_CONFIG. */
bool layout_find(struct layout *layout, const char *platform, GError **error);
void layout_clear(struct layout *layout);

#endif /* TW_CC_LAYOUT_H */
