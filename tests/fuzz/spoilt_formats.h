/* SPDX-License-Identifier: MIT */
/* One capture in every format that is read. */
#ifndef TW_TESTS_SPOILT_FORMATS_H
#define TW_TESTS_SPOILT_FORMATS_H

#include "twowire/capture.h"

struct sample {
	const char *name;
	char *bytes;
	gsize len;
	bool zip;  /* made of members */
	bool text; /* made of lines and words */
	/* Of a folder, in which it is digital_0.bin, there is also
	 * digital_1.bin. (nullable) */
	GBytes *beside;
	struct tw_capture_config config;
	size_t n_run;  /* times that it was spoilt */
	size_t n_read; /* to its end */
};

/* The capture @paths[0] as it is and in the other formats, and the further
 * @paths as they are. NULL: one cannot be read; it was said on stderr. */
GPtrArray *spoilt_formats(char **paths);

#endif /* TW_TESTS_SPOILT_FORMATS_H */
