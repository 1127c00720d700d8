/* SPDX-License-Identifier: MIT */
/* The inside of a target. */
#ifndef TW_PROTOCOL_TARGET_H
#define TW_PROTOCOL_TARGET_H

#include "protocol/i2c.h"

enum target_state {
	TARGET_OUT,	  /* not addressed, or done with */
	TARGET_TEN_FIRST, /* 10-bit: the first byte matched, the second is
			     awaited */
	TARGET_RECEIVE,
	TARGET_SEND,
};

enum target_hold { HOLD_NONE, HOLD_ANSWER, HOLD_OFFER, HOLD_PROCEED };

/* SDA in Hs-mode: UM10204 table 12 allows 70 ns at 100 pF. */
enum { HS_HOLD_NS = 20 };

struct tw_target {
	struct i2c *i2c;
	tw_port *port;
	const struct tw_target_ops *ops;
	void *user;
	bool no_hs;
	bool hears_all;
	uint8_t state;		/* enum target_state */
	uint8_t hold;		/* enum target_hold */
	bool answering_address; /* what a held answer is for */
	uint8_t out;		/* byte being sent */
	bool member;		/* acknowledged the address of this message */
	bool deaf;		/* a fault: goes on after a NACK */
	uint32_t device_id;	/* 0: none */
	uint8_t id_at;		/* bytes of its message so far */
	uint64_t id_named;	/* the START after which we were, or 0 */
	const struct tw_target_ops *saved_ops; /* while those of the ID serve */
	void *saved_user;
	bool ten_selected;  /* since the last STOP, and no other since */
	uint16_t ten_addr;  /* as it came over the wire */
	uint64_t out_until; /* abandoned: the next START after this one */
	enum tw_drive want; /* of SDA, once sda fires */
	uint32_t hd_dat_ns;
	uint32_t hold_ns; /* the same in this message: Hs-mode has less */
	uint32_t su_dat_ns;
	uint64_t fall_ns; /* last SCL fall */
	struct tw_timer sda;
	struct tw_timer scl;
	struct tw_match *matches;
	size_t n_matches;
};

/* For faults: the byte that goes out, before its first bit is on the wire. */
void target_set_out(tw_target *t, uint8_t byte);

/* device_id.c. What else than its matches it is listed under; does the message
 * to @addr ask for its ID? Then its callbacks are others until the end. */
void target_id_listen(tw_target *t, void (*list)(GPtrArray **, tw_target *));
bool target_id_begins(tw_target *t, uint16_t addr);
void target_id_ends(tw_target *t);

#endif /* TW_PROTOCOL_TARGET_H */
