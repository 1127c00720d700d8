/* SPDX-License-Identifier: MIT */
/* What makes a controller like a real one: an entry of hosts.c. */
#ifndef TW_PROTOCOL_HOST_H
#define TW_PROTOCOL_HOST_H

#include "protocol/bang.h"
#include "twowire/host.h"

/* What it does to a transfer that was not asked for. */
enum host_quirk {
	/* Acknowledges the last byte of a read, too. */
	HOST_ACKS_LAST = 1u << 0,
	/* A write of no bytes becomes a read of one. */
	HOST_NO_EMPTY_WRITE = 1u << 1,
	/* Nine clocks more between a read's NACK and its STOP... */
	HOST_EXTRA_BYTE = 1u << 2,
	HOST_EXTRA_IS_ACKED = 1u << 3, /* ... with SDA low in the ninth. */
	/* Of two bytes read the first is refused. */
	HOST_NACKS_FIRST_OF_TWO = 1u << 4,
	/* Says of a lost arbitration that nobody acknowledged. */
	HOST_LOSS_IS_NACK = 1u << 5,
	/* Lets go of SDA before SCL where a STOP follows an acknowledge. */
	HOST_LOSES_STOP = 1u << 6,
};

struct host {
	struct tw_host about;
	const struct bang_program *program; /* NULL: controller.c */
	unsigned quirks;		    /* enum host_quirk */
};

static inline const struct host *host_find(const char *name)
{
	return (const struct host *)(const void *)tw_host_find(name);
}

#endif /* TW_PROTOCOL_HOST_H */
