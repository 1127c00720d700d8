/* SPDX-License-Identifier: MIT */
/*
 * A controller: drives SCL, addresses targets, arbitrates with others.
 *
 * Two ways to use one. Transfers: hand over messages, be told how they ended;
 * tw_controller_transfer() even waits. Requests: START, a byte, STOP, one at a
 * time with a completion each, as silicon does it; between requests SCL is
 * held low. Clocks are synchronised (UM10204 3.1.7) and every bit that is sent
 * is read back (3.1.8), so any number of controllers may share a bus.
 */
#ifndef TW_CONTROLLER_H
#define TW_CONTROLLER_H

#include <stddef.h>

#include "twowire/bus.h"

G_BEGIN_DECLS

typedef struct tw_controller tw_controller;

/* What happened on the wire, as the controller sees it. */
enum tw_result {
	TW_OK,
	TW_NO_TARGET,	     /* nobody acknowledged the address */
	TW_NACKED,	     /* a target refused a data byte */
	TW_ARBITRATION_LOST, /* another controller goes on; we let go */
	TW_STUCK,	     /* SCL, or the busy bus, was waited for too long */
};
const char *tw_result_name(enum tw_result result); /* "ok", "no-target", ... */

/* Zero in any field means its default: the specification's minimum for the
 * mode that scl_hz falls into (Standard, Fast, Fast-plus: UM10204 table 10),
 * with tLOW and tHIGH lengthened so that, with the bus's own rise and fall
 * times, SCL runs at scl_hz where nobody stretches. */
struct tw_controller_config {
	const char *name;	      /* unique on its bus; "controller" */
	const struct tw_sense *sense; /* NULL: UM10204's; copied when the
					 controller is made */
	uint32_t scl_hz;	      /* 1 to 1000000; 100000. On an Ultra Fast
					 bus 1 to 5000000; 5000000 */
	uint32_t low_ns;	      /* pull of SCL until its release */
	uint32_t high_ns;	      /* SCL seen high until its pull */
	uint32_t hd_sta_ns;	      /* pull of SDA until pull of SCL */
	uint32_t su_sta_ns; /* SCL seen high until the pull of SDA, for Sr */
	uint32_t su_sto_ns; /* SCL seen high until the release of SDA */
	uint32_t buf_ns;    /* STOP seen until START */
	uint32_t hd_dat_ns; /* SCL seen low until SDA changes; 300, or less
			       where low_ns asks for it */
	uint32_t start_latency_ns; /* bus found free until SDA is pulled: within
				 it another START is not noticed; 0 */
	uint64_t stretch_timeout_ns; /* SCL released and still low, or SDA for
				 a STOP: give up; 0 waits for ever */
	uint64_t busy_timeout_ns;    /* START asked for and bus busy: give up; 0
				    waits for ever */
	uint32_t idle_ns; /* both wires high for so long since START was asked
			     for: the bus is free, even if its STOP was lost
			     (SMBus: 50000); 0 waits for the STOP */
	uint32_t hs_hz;	  /* for TW_MSG_HS: 100000 to 3400000; 3400000 */
	uint32_t hs_code; /* its controller code 00001XXX: 1 to 7; 1 */
	/* What it is like: a name of host.h; NULL: the ideal controller. Some
	 * fields are known to some hosts only (tw_host.settings), and a banged
	 * host knows of those above only scl_hz and stretch_timeout_ns; a field
	 * that is given and not known is an error. */
	const char *like;
	uint32_t op_ns;	      /* banged: what each access to a wire takes */
	uint32_t sample_ns;   /* release of SCL until SDA is read */
	uint32_t tries;	      /* how often an address is sent until it is
				 acknowledged */
	uint32_t chunk_bytes; /* written between two addresses */
};

/**
 * tw_controller_new:
 *
 * Returns: (transfer none): owned by @bus, or NULL with @error set to
 * TW_ERROR_CONFIG.
 */
tw_controller *tw_controller_new(tw_bus *bus,
				 const struct tw_controller_config *config,
				 GError **error);
tw_bus *tw_controller_bus(const tw_controller *c);
const char *tw_controller_name(const tw_controller *c);
/* The settings in force, defaults filled in. */
const struct tw_controller_config *tw_controller_config(const tw_controller *c);
/* Changes the settings; only while no request is under way. */
bool tw_controller_configure(tw_controller *c,
			     const struct tw_controller_config *config,
			     GError **error);

/* --- Requests ---------------------------------------------------------- */

/**
 * tw_completion_fn:
 * @result: of a written byte TW_OK or TW_NACKED (on an Ultra Fast bus always
 *   the latter, which there says nothing); of any request also
 *   TW_ARBITRATION_LOST or TW_STUCK, after which the controller holds neither
 *   wire and the next request must be a START
 * @byte: of a read, what came in; else 0
 *
 * Called when the request's last SCL pulse has ended (a STOP: when SDA is seen
 * high). The next request may be made from inside.
 */
typedef void (*tw_completion_fn)(void *user, enum tw_result result,
				 uint8_t byte);
void tw_controller_on_completion(tw_controller *c, tw_completion_fn done,
				 void *user);

/* One at a time: making a request while one is under way is a bug. */
void tw_controller_start(tw_controller *c); /* START or, inside a transfer,
					       repeated START */
void tw_controller_write(tw_controller *c, uint8_t byte);
void tw_controller_read(tw_controller *c, bool ack);
/* A read in two requests, for a controller that decides late: its eight bits,
 * then (SCL is held low before the ninth) its acknowledge, which completes with
 * the same byte. */
void tw_controller_read_bits(tw_controller *c);
void tw_controller_acknowledge(tw_controller *c, bool ack);
void tw_controller_stop(tw_controller *c);
/* Lets go of both wires at once and forgets the request, without completion. */
void tw_controller_reset(tw_controller *c);
/* The same, and forgets what it has seen of the bus, as a block does that is
 * switched off: a transfer under way is none to it, and both wires high are a
 * free bus, until it sees the next START. */
void tw_controller_forget(tw_controller *c);
/* true between a START of ours and our STOP or the loss of arbitration. */
bool tw_controller_active(const tw_controller *c);

/* --- Bus clear --------------------------------------------------------- */

/* How a bus whose SDA is held is freed (UM10204 3.1.16). */
enum tw_clear {
	TW_CLEAR_CHECK,	 /* up to nine clocks, until SDA is seen high; a STOP */
	TW_CLEAR_CLOCKS, /* nine clocks, whatever SDA is; a STOP. Clocks that
			    end a half-written byte may write it. */
	TW_CLEAR_STOPS,	 /* a STOP after every clock, up to nine */
};
enum { TW_CLEAR_PATIENCE_NS = 35000000 }; /* for SCL to rise */

/**
 * tw_controller_clear_bus:
 * @n_clocks: (out) (optional): how many it took
 *
 * Waits, like tw_controller_transfer(). Only while the controller has nothing
 * under way; it needs no free bus.
 *
 * Returns: TW_OK with both wires high after a STOP; or TW_STUCK: SDA is still
 * held after nine clocks, or SCL is, against which a controller can do nothing.
 */
enum tw_result tw_controller_clear_bus(tw_controller *c, enum tw_clear how,
				       unsigned *n_clocks);

/* --- Transfers --------------------------------------------------------- */

enum {
	TW_MSG_READ = 1u << 0,	   /* controller reads */
	TW_MSG_TEN_BIT = 1u << 1,  /* 10-bit address */
	TW_MSG_ACK_LAST = 1u << 2, /* acknowledge the last byte read, too */
	/* In Hs-mode (UM10204 5.3): the controller code and a repeated START
	 * go before it, unless the message before was in Hs-mode. All that
	 * follows up to the STOP is. */
	TW_MSG_HS = 1u << 3,
	/* The START byte 0x01, which nobody acknowledges, and a repeated START
	 * go before it (UM10204 3.1.15). */
	TW_MSG_START_BYTE = 1u << 4,
	/* Neither START nor address: its bytes go on where those of the message
	 * before end. Of the first message: no address, which makes one of its
	 * first byte. */
	TW_MSG_NO_START = 1u << 5,
	/* A STOP after it, and a START before the next message. */
	TW_MSG_STOP = 1u << 6,
	/* The R/W bit is sent the wrong way round. */
	TW_MSG_REVERSED = 1u << 7,
	/* Goes on after a NACK as after an ACK. */
	TW_MSG_IGNORE_NACK = 1u << 8,
	/* A read of eight pulses a byte: there is no ninth. What the target
	 * takes for its acknowledge is the first bit of the next byte. */
	TW_MSG_NO_ACK = 1u << 9,
	/* A read whose first byte says how many follow it: 1 to
	 * TW_MSG_LONGEST, which are added to len; @data has room for them. With
	 * any other the message ends after that byte, which gets a NACK, and
	 * nothing comes after it but the STOP. */
	TW_MSG_LENGTH = 1u << 10,
};
enum { TW_MSG_LONGEST = 32 }; /* a block of SMBus 2 */

/* From a START to the next START or the STOP. The two prefixes, NO_ACK and
 * LENGTH are for controllers that are no banged hosts (host.h); somebody who
 * acknowledges one ends the transfer with TW_NACKED. */
struct tw_msg {
	uint16_t addr; /* 7 (or 10) bits, not shifted */
	uint16_t flags;
	size_t len;
	uint8_t *data; /* sent or filled in; owned by the caller until done */
	size_t n_done; /* out: data bytes acknowledged (IGNORE_NACK: sent),
			  or read */
};

typedef void (*tw_transfer_fn)(void *user, enum tw_result result);

/* Starts the messages, joined by repeated STARTs and ended by a STOP (also
 * after a NACK). @msgs must live until @done. Afterwards the completion
 * function set before is in place again. */
void tw_controller_begin(tw_controller *c, struct tw_msg *msgs, size_t n_msgs,
			 tw_transfer_fn done, void *user);

/* The same, and lets simulated time pass until it is done or @timeout_ns (0:
 * no limit) have passed, which resets the controller and returns TW_STUCK.
 * Not from inside a callback. */
enum tw_result tw_controller_transfer(tw_controller *c, struct tw_msg *msgs,
				      size_t n_msgs, uint64_t timeout_ns);

/* Sugar on tw_controller_transfer(). */
enum tw_result tw_controller_write_to(tw_controller *c, uint16_t addr,
				      const uint8_t *tx, size_t tx_len);
enum tw_result tw_controller_read_from(tw_controller *c, uint16_t addr,
				       uint8_t *rx, size_t rx_len);
enum tw_result tw_controller_write_read(tw_controller *c, uint16_t addr,
					const uint8_t *tx, size_t tx_len,
					uint8_t *rx, size_t rx_len);

/**
 * tw_controller_device_id:
 * @addr: 7 bits, not shifted, of the target that is asked
 * @id: (out): 24 bits: manufacturer 12, part 9, revision 3
 *
 * Reads a device ID (UM10204 3.1.17). Waits.
 *
 * Returns: TW_OK; TW_NO_TARGET: no target here has one; TW_NACKED: not that
 * one; or what any transfer may return.
 */
enum tw_result tw_controller_device_id(tw_controller *c, uint16_t addr,
				       uint32_t *id);

/**
 * tw_controller_general_call:
 * @bytes: TW_CALL_RESET or others; not 0, which UM10204 3.1.13 forbids
 *
 * Writes to the general call address. Waits.
 */
enum tw_result tw_controller_general_call(tw_controller *c,
					  const uint8_t *bytes, size_t len);

/* Second bytes of a general call (UM10204 3.1.13, 3.1.14). */
enum { TW_CALL_RESET = 0x06, TW_CALL_ADDRESS = 0x04 };

G_END_DECLS

#endif /* TW_CONTROLLER_H */
