/* SPDX-License-Identifier: MIT */
/* The engine's side of the chip family that exists only in tests. */
#ifndef TESTS_TINY_H
#define TESTS_TINY_H

#include <glib.h>

#include "runtime/mcu.h"
#include "twowire/trace.h"

extern const struct tw_platform tiny_platform;
extern const struct tw_platform tiny2_platform; /* "tiny", two CPUs */

struct tiny {
	mcu *mcu;
	GString *log; /* "r 20\n", "w 04 000000ab/000000ff\n" of REGS */
	uint32_t scratch[8];
	uint32_t count;
	uint32_t flags;
	uint32_t enable;
	uint32_t priority[4];
	struct {
		struct tiny *tiny;
		unsigned line;
		struct tw_timer timer;
	} timers[4];
	const void *const *vectors;
};

/* Loads <TW_FIRMWARE>/@object.so on a chip of that name that starts at 0. A
 * failure to load fails the test. */
tw_chip *tiny_chip(tw_sim *sim, const char *object);
/* With a configuration of the test's; name, object and pins are filled in. */
tw_chip *tiny_chip_with(tw_sim *sim, const struct tw_platform *platform,
			const char *object, struct tw_chip_config config);
struct tiny *tiny_of(const tw_chip *chip);
char *tiny_object(const char *object);

/* All notes of a kind in the sim's trace, a line each; free with g_free(). */
char *tiny_notes(tw_sim *sim, enum tw_note note);
/* The whole trace as text. */
char *tiny_trace(tw_sim *sim);

#endif /* TESTS_TINY_H */
