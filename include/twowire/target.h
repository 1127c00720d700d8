/* SPDX-License-Identifier: MIT */
/*
 * A target: answers to addresses. The one contract that silicon, models,
 * firmware and outside programs all use.
 *
 * The bus frames the wires once and calls the targets that match. Every
 * question may be answered at once or with "hold": then SCL is kept low until
 * the answer comes. restart() and stop() may come after any bit. A byte
 * offered by read() is not a byte taken: sent() tells.
 */
#ifndef TW_TARGET_H
#define TW_TARGET_H

#include "twowire/bus.h"

G_BEGIN_DECLS

typedef struct tw_target tw_target;

enum tw_answer {
	TW_ACK,
	TW_NACK,
	TW_HOLD, /* keep SCL low; the answer follows */
};

/* An address as it came over the wire. */
struct tw_address {
	uint16_t addr; /* 7 or 10 bits, not shifted */
	bool read;     /* the controller wants to read */
	bool ten_bit;
	bool general_call;
	bool restart; /* after a repeated START */
};

/* All but address may be NULL: then ACK every byte, read 0xff, never hold. All
 * but start and stop are called between the SCL fall named and the next rise,
 * with SCL low. */
struct tw_target_ops {
	/* Eighth fall of a matching address (10-bit read: of its second first
	 * byte). Hold: answer with tw_target_answer(). */
	enum tw_answer (*address)(void *user, const struct tw_address *addr);
	/* Eighth fall of a byte written to us. Hold: tw_target_answer(). */
	enum tw_answer (*write)(void *user, uint8_t byte);
	/* Ninth fall of an address or byte that we acknowledged and after
	 * which the controller may write. false holds: tw_target_proceed(). */
	bool (*proceed)(void *user);
	/* Ninth fall before each byte that we send. false holds:
	 * tw_target_offer(). */
	bool (*read)(void *user, uint8_t *byte);
	/* Ninth rise of a byte we sent: it has gone out, and this is the
	 * controller's answer. After a NACK no more is asked. */
	void (*sent)(void *user, bool acked);
	/* Any fall while selected; @bit is the number of the bit that follows
	 * (0 to 7 data, 8 acknowledge). false holds: tw_target_proceed(). NULL
	 * costs nothing. */
	bool (*bit)(void *user, unsigned bit);
	/* The controller reads a 0 where we send a 1: a twin won. We are out
	 * until the next START. */
	void (*lost)(void *user);
	/* A START. @selected: it was in the middle of our transfer, so that it
	 * is a repeated START and ends our part. Called for others' STARTs only
	 * with hears_all. */
	void (*start)(void *user, bool selected);
	/* A STOP; the same rules. */
	void (*stop)(void *user, bool selected);
};

/* What a target answers to. */
struct tw_match {
	uint16_t addr;	 /* 7 or 10 bits */
	uint16_t ignore; /* bits of the address that are not compared */
	bool ten_bit;
	bool general_call; /* address 0x00, write; addr is not looked at */
};

struct tw_target_config {
	const char *name; /* unique on its bus */
	const struct tw_target_ops *ops;
	void *user;
	const struct tw_sense *sense; /* (nullable): copied */
	bool no_hs;	    /* knows no Hs-mode: deaf from a controller code
			       to the STOP */
	uint32_t device_id; /* 24 bits, as read through the reserved address
			       1111100 (UM10204 3.1.17): manufacturer 12,
			       part 9, revision 3; 0: it has none */
	bool hears_all;	    /* start() and stop() for everybody's traffic */
	uint32_t hd_dat_ns; /* SCL seen low until SDA changes; 0: 300 */
	uint32_t su_dat_ns; /* after a hold: SDA set until SCL is released;
			       0: 250 and what the bus takes to rise */
};

/* Returns: (transfer none): a target that answers to nothing yet, owned by
 * @bus. */
tw_target *tw_target_new(tw_bus *bus, const struct tw_target_config *config);

/**
 * tw_target_listen:
 * @matches: copied; several targets may share an address
 * @n_matches: 0 answers to nothing
 *
 * May be called at any time; a transfer under way is not cut short.
 */
void tw_target_listen(tw_target *t, const struct tw_match *matches,
		      size_t n_matches);

/* The answers to a hold; called when none is due they do nothing. */
void tw_target_answer(tw_target *t, bool ack);	  /* address, write */
void tw_target_offer(tw_target *t, uint8_t byte); /* read */
void tw_target_proceed(tw_target *t);		  /* proceed, bit */

/* Lets go of both wires at once and stays out until the next START. */
void tw_target_abandon(tw_target *t);

bool tw_target_selected(const tw_target *t);
bool tw_target_holding(const tw_target *t);
void tw_target_set_hold_times(tw_target *t, uint32_t hd_dat_ns,
			      uint32_t su_dat_ns);
tw_bus *tw_target_bus(const tw_target *t);
const char *tw_target_name(const tw_target *t);

G_END_DECLS

#endif /* TW_TARGET_H */
