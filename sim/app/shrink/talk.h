/* SPDX-License-Identifier: MIT */
/* A transfer as messages, and as the notation that people write. */
#ifndef TW_APP_SHRINK_TALK_H
#define TW_APP_SHRINK_TALK_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include <json-c/json.h>

struct tw_case_transfer;

struct message {
	uint16_t addr;
	bool read;
	/* Written, or expected. Of a read of which nothing is expected all are
	 * any. */
	GByteArray *bytes;
	GByteArray *any; /* of a read: 1 where any byte will do */
};

struct talk {
	GPtrArray *messages; /* of struct message */
};

/* NULL: it has what the notation has not. Free with talk_free(). */
struct talk *talk_new(const struct tw_case_transfer *transfer);
void talk_free(struct talk *talk);
struct talk *talk_copy(const struct talk *talk);
struct message *talk_nth(const struct talk *talk, guint n);
/* Makes @step say it: "transfer", and "rx" where something is expected. What
 * else was in its object stands beside it then. */
void talk_write(const struct talk *talk, struct json_object *step);

#endif /* TW_APP_SHRINK_TALK_H */
