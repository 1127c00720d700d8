/* SPDX-License-Identifier: MIT */
/* A connection and its frames, for the files that make up a client. */
#ifndef TW_CLIENT_FRAMES_H
#define TW_CLIENT_FRAMES_H

#include "client_inside.h"

#include "twowire/frame.h"

#define MAX_EVENTS 64 /* that wait while something else is awaited */

#pragma GCC visibility push(hidden)

struct tw_client {
	int fd;
	uint16_t tag;
	uint32_t server; /* TW_SERVER_... */
	bool is_target;	 /* or has been: events may come */
	size_t n_adapters;
	struct tw_client_adapter *adapters;
	size_t n_events;
	struct tw_client_event events[MAX_EVENTS];
	char why[256];
	uint8_t *frame; /* the one read last, with its head */
	size_t frame_room;
	uint32_t frame_len;
	uint32_t frame_at;
};

/* A number of @n bytes, little-endian. */
void client_put(uint8_t *at, uint64_t value, unsigned n);
/* The next number of the frame read last; 0 behind its end. */
uint64_t client_take(tw_client *c, unsigned n);
void client_take_string(tw_client *c, char *out, size_t size);

/* A request with its head; the payload is filled in by the caller. NULL: out of
 * memory. */
uint8_t *client_request(uint16_t kind, size_t payload);
/* Sends @frame, that waits for no answer, and frees it. 0 or a negative errno,
 * as all below; @frame may be NULL. */
int client_send(tw_client *c, uint8_t *frame);
/* Sends @frame, frees it, and reads the answer to it: of @kind, or an error.
 * @expected: how long the answer is likely to be; 0: unknown. */
int client_ask(tw_client *c, uint8_t *frame, int kind, size_t expected);
/* Reads a frame and, if it is an event, keeps it. */
int client_read_event(tw_client *c);

#pragma GCC visibility pop

#endif /* TW_CLIENT_FRAMES_H */
