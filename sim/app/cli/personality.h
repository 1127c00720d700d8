/* SPDX-License-Identifier: MIT */
/* What one platform made of a firmware, for `twowire compare`. */
#ifndef TW_CLI_PERSONALITY_H
#define TW_CLI_PERSONALITY_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "twowire/chip.h"
#include "twowire/scenario.h"

struct personality_message {
	char *wires;	     /* "START 40 W ACK  01 ACK" */
	char *holds;	     /* "before byte 1"; "" nowhere */
	char *printed;	     /* by the firmware since it began, in one line */
	uint64_t longest_ns; /* of its holds */
};

enum personality_state {
	PERSONALITY_RAN,
	PERSONALITY_NOT_BUILT, /* or its chip could not be made */
	PERSONALITY_FAILED,    /* its firmware crashed or hung */
	PERSONALITY_LOST,      /* the process that ran it died */
};

struct personality {
	const struct tw_platform *platform;
	enum personality_state state;
	char *why;	     /* unless it ran */
	char *unmet;	     /* the first expectation that failed; "": none */
	char *began;	     /* printed before the first message */
	GPtrArray *messages; /* of struct personality_message */
};

/* Of a platform on which nothing was run. @why: what the compiler said. */
struct personality *personality_new(const struct tw_platform *platform,
				    enum personality_state state,
				    const char *why);
void personality_free(struct personality *p);

/* Runs the case, in a process of its own, with @object on @platform in the
 * place of its firmware @id (NULL: the only one). */
struct personality *personality_run(const tw_scenario *scenario, const char *id,
				    const struct tw_platform *platform,
				    const char *object);

#endif /* TW_CLI_PERSONALITY_H */
