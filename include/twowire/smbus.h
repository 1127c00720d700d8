/* SPDX-License-Identifier: MIT */
/*
 * SMBus as a host speaks it: the bus protocols of the System Management Bus
 * specification 3.x, section 6.5, on any controller, with and without packet
 * error code (PEC); the alert response address and the host's side of address
 * resolution (ARP). What a device says is in smbus_target.h.
 *
 * What comes back is a result, never an error: a wrong PEC or an impossible
 * block length is something that happened on the wire.
 */
#ifndef TW_SMBUS_H
#define TW_SMBUS_H

#include <stddef.h>

#include "twowire/controller.h"

G_BEGIN_DECLS

/* Addresses with a meaning of their own (7 bits, appendix C). */
enum {
	TW_SMBUS_HOST = 0x08,	 /* Host Notify is written here */
	TW_SMBUS_ALERT = 0x0c,	 /* alert response */
	TW_SMBUS_DEFAULT = 0x61, /* ARP */
};

enum {
	TW_SMBUS_MAX_BLOCK = 255, /* bytes; 32 before SMBus 3 */
	TW_SMBUS_UDID = 16,	  /* bytes, the most significant first */
};

enum tw_smbus_protocol {
	TW_SMBUS_QUICK_WRITE, /* the address alone, R/W# 0 */
	TW_SMBUS_QUICK_READ,  /* the address alone, R/W# 1 */
	TW_SMBUS_SEND_BYTE,   /* the command alone */
	TW_SMBUS_RECEIVE_BYTE,
	TW_SMBUS_WRITE_BYTE,
	TW_SMBUS_READ_BYTE,
	TW_SMBUS_WRITE_WORD, /* to 0x08: Host Notify, the command being the
				sender's address << 1 */
	TW_SMBUS_READ_WORD,
	TW_SMBUS_PROCESS_CALL, /* write word, read word */
	TW_SMBUS_BLOCK_WRITE,
	TW_SMBUS_BLOCK_READ,
	TW_SMBUS_BLOCK_PROCESS_CALL, /* block write, block read */
	TW_SMBUS_WRITE_32,
	TW_SMBUS_READ_32,
	TW_SMBUS_WRITE_64,
	TW_SMBUS_READ_64,
};
#define TW_SMBUS_PROTOCOLS 16
const char *tw_smbus_protocol_name(enum tw_smbus_protocol p); /* "read-word" */
/* Data bytes to be written and read; -1: a block of any length. */
int tw_smbus_protocol_tx(enum tw_smbus_protocol p);
int tw_smbus_protocol_rx(enum tw_smbus_protocol p);
bool tw_smbus_protocol_has_command(enum tw_smbus_protocol p);
bool tw_smbus_protocol_has_pec(enum tw_smbus_protocol p); /* all but quick */

enum tw_smbus_result {
	TW_SMBUS_OK,
	TW_SMBUS_NO_TARGET,	   /* an address got no acknowledge */
	TW_SMBUS_NACKED,	   /* command or data was refused */
	TW_SMBUS_PEC_REFUSED,	   /* all was taken but our PEC */
	TW_SMBUS_PEC_MISMATCH,	   /* the target's PEC is wrong */
	TW_SMBUS_BLOCK_LENGTH,	   /* 0, or more than rx_size; n_block says */
	TW_SMBUS_ARBITRATION_LOST, /* another controller goes on */
	TW_SMBUS_TIMEOUT,	   /* SCL was low for timeout_ns, or others held
				      it for stretch_ns; STOP sent */
	TW_SMBUS_STUCK,		   /* ... and for 10 ms more, or the bus stayed
				      busy: let go, no STOP */
};
const char *tw_smbus_result_name(enum tw_smbus_result r); /* "pec-mismatch" */

/* One message. Data are bytes in the order of the wire (words: low byte
 * first), without count and PEC. */
struct tw_smbus_call {
	enum tw_smbus_protocol protocol;
	uint8_t addr;
	uint8_t command; /* Send Byte: the byte */
	bool pec;	 /* send one, or ask for one and check it */
	const uint8_t *tx;
	size_t tx_len; /* as the protocol has it; of a block 0 to 255 */
	uint8_t *rx;
	size_t rx_size;	     /* room; of a block at least 1 */
	uint64_t timeout_ns; /* tTIMEOUT: SCL low for so long ends the message;
				0: 25 ms, TW_NEVER: none */
	uint64_t stretch_ns; /* tLOW:SEXT: so do others that have held SCL for
				longer in all (25 ms is what they may; banged
				hosts do not measure it); 0: bears it */

	/* Out. */
	size_t rx_len;	 /* data bytes that came in */
	uint8_t n_block; /* the count that came in, of a block read */
	uint8_t got_pec; /* the PEC that came in, */
	uint8_t our_pec; /* and what it should be; of a write: what was sent */
};

typedef void (*tw_smbus_fn)(void *user, enum tw_smbus_result result);

/**
 * tw_smbus_begin:
 * @call: must live until @done
 *
 * Starts one message, ended by a STOP whatever happens to it, but for lost
 * arbitration and a bus that is stuck. Afterwards the controller's completion
 * function is what it was before. tw_controller_reset() forgets the message;
 * then @done is not called.
 *
 * Messages are made of requests: a host's published defects show as far as
 * requests have them (host.h), not those of its whole transfers.
 *
 * After SCL has been low for tTIMEOUT the byte under way is finished, then the
 * STOP is sent (section 4.2.7). A bus that somebody left without STOP is free
 * when both wires have been high for 50 us (tHIGH:MAX).
 */
void tw_smbus_begin(tw_controller *c, struct tw_smbus_call *call,
		    tw_smbus_fn done, void *user);

/* The same, and lets simulated time pass until it is done or @limit_ns (0: no
 * limit) have passed, which resets the controller and returns TW_SMBUS_STUCK.
 * Not from inside a callback. */
enum tw_smbus_result tw_smbus_transfer(tw_controller *c,
				       struct tw_smbus_call *call,
				       uint64_t limit_ns);

/* CRC-8, x^8 + x^2 + x + 1 from 0, of @len more bytes (section 5.4). */
uint8_t tw_smbus_pec(uint8_t pec, const uint8_t *bytes, size_t len);

/* --- Alerts and address resolution, waiting ---------------------------- */

/* Who alerts? The one with the lowest address answers: @addr, 7 bits. Nobody:
 * TW_SMBUS_NO_TARGET. */
enum tw_smbus_result tw_smbus_alert_response(tw_controller *c, bool pec,
					     uint8_t *addr);

/* Sections 6.6.3.2 to 6.6.3.7, all with PEC. Nobody there: TW_SMBUS_NO_TARGET,
 * or TW_SMBUS_NACKED where all have resolved addresses or another one. @addr:
 * the device's, or 0 for the general form. */
enum tw_smbus_result tw_smbus_arp_prepare(tw_controller *c);
enum tw_smbus_result tw_smbus_arp_reset(tw_controller *c, uint8_t addr);
/* @has: the address that it has, 0x7f if none that is valid. An answer of
 * another length than 17 bytes is TW_SMBUS_BLOCK_LENGTH. */
enum tw_smbus_result tw_smbus_arp_get_udid(tw_controller *c, uint8_t addr,
					   uint8_t udid[TW_SMBUS_UDID],
					   uint8_t *has);
enum tw_smbus_result tw_smbus_arp_assign(tw_controller *c,
					 const uint8_t udid[TW_SMBUS_UDID],
					 uint8_t addr);

/* --- Host Notify ------------------------------------------------------- */

typedef struct tw_smbus_host tw_smbus_host;

/* A device at @addr has told us @data (section 6.5.9). */
typedef void (*tw_smbus_notify_fn)(void *user, uint8_t addr, uint16_t data);

/* A target at 0x08 that hears Host Notify, with or without PEC; a message of
 * another length, or with a wrong PEC, is refused and forgotten. @name: of its
 * port, unique on the bus. Owned by @bus. */
tw_smbus_host *tw_smbus_host_new(tw_bus *bus, const char *name,
				 tw_smbus_notify_fn notify, void *user);

G_END_DECLS

#endif /* TW_SMBUS_H */
