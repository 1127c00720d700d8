/* SPDX-License-Identifier: MIT */
/* What the files of SMBus share with each other and with controllers. */
#ifndef TW_PROTOCOL_SMBUS_H
#define TW_PROTOCOL_SMBUS_H

#include "protocol/i2c.h"
#include "twowire/smbus.h"

/*
 * Someone who wants to know when SCL has been low for a time (tTIMEOUT).
 */
struct smbus_watch {
	struct i2c *i2c;
	uint64_t timeout_ns;
	struct tw_timer timer;
	void (*expired)(void *user); /* at the instant itself, once a low */
	void *user;
	struct smbus_watch *next;
};

/* Begins to look; SCL that is low already counts from its fall. A watch that
 * looks is left alone. */
void smbus_watch_begin(struct smbus_watch *w, struct i2c *i2c,
		       uint64_t timeout_ns);
void smbus_watch_end(struct smbus_watch *w);
/* For i2c.c: SCL has been seen to fall. */
void smbus_watch_fell(struct i2c *i2c);

/* For controller.c: SCL that @c, busy with a message, has let go is seen high.
 * On a quiet bus nobody has held it. */
void smbus_rose(tw_controller *c);
/* For tw_controller_reset(): forgets the message under way. */
void smbus_forget(tw_controller *c);

static inline uint8_t smbus_pec_byte(uint8_t pec, uint8_t byte)
{
	return tw_smbus_pec(pec, &byte, 1);
}

#endif /* TW_PROTOCOL_SMBUS_H */
