/* SPDX-License-Identifier: MIT */
/* Captures to measure with: traffic of our own simulator, at a sample rate. */
#ifndef TW_BENCH_CAPTURE_FILES_H
#define TW_BENCH_CAPTURE_FILES_H

#include "twowire/capture.h"

struct capture_file {
	const char *name; /* of the file, ".sr" */
	const char *what;
	uint64_t rate_hz;
	unsigned seconds;
	unsigned idle_ms; /* after each 10 ms of traffic */
};

/* 400 kHz: 16 bytes written to a 24C02 and read back, again and again. */
tw_trace *capture_file_trace(const struct capture_file *f);

#endif /* TW_BENCH_CAPTURE_FILES_H */
