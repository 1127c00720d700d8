/* SPDX-License-Identifier: MIT */
/*
 * A device on SMBus: a target (target.h) that besides its own address keeps
 * what the SMBus specification 3.x asks of devices. It gives up when SCL has
 * been low for tTIMEOUT (section 4.2.7), answers the alert response address
 * while it alerts (appendix A), takes part in address resolution (ARP, section
 * 6.6) and tells the host of itself (Host Notify, 6.5.9).
 *
 * What it says at its own address is either up to callbacks as target.h has
 * them, byte by byte; or it is a set of commands, whose lengths and packet
 * error codes (PEC) are then seen to.
 */
#ifndef TW_SMBUS_TARGET_H
#define TW_SMBUS_TARGET_H

#include "twowire/net.h"
#include "twowire/smbus.h"
#include "twowire/target.h"

G_BEGIN_DECLS

typedef struct tw_smbus_target tw_smbus_target;

/* --- Commands ---------------------------------------------------------- */

enum {
	TW_SMBUS_BLOCK = -1,	  /* a length that its first byte tells */
	TW_SMBUS_NO_COMMAND = -1, /* Receive Byte */
};

/* With tx and rx it can be written, read, and be a process call. */
struct tw_smbus_command {
	uint8_t code;
	int tx; /* data bytes that may be written; 0 to 255, or a block */
	int rx; /* data bytes that are read */
};

struct tw_smbus_command_set {
	const struct tw_smbus_command *list;
	size_t n;
	bool pec;	/* checks one that comes, sends one when asked for more
			   bytes than there are */
	bool needs_pec; /* takes no write without */
	/* A whole message without wrong PEC has come: with the STOP, or with
	 * its PEC. @len is 0 for Send Byte. May be NULL. */
	void (*written)(void *user, uint8_t code, const uint8_t *data,
			size_t len);
	/* Fills in what is read, without count and PEC: as many bytes as the
	 * command has, of a block up to 255, of TW_SMBUS_NO_COMMAND one.
	 * @tx: what a process call wrote, else @tx_len is 0. Returns how many
	 * there are. NULL: all bytes are 0xff. */
	size_t (*asked)(void *user, int code, const uint8_t *tx, size_t tx_len,
			uint8_t rx[TW_SMBUS_MAX_BLOCK]);
};

/* --- The device -------------------------------------------------------- */

/* What has happened to a device other than at its own address. */
enum tw_smbus_event {
	TW_SMBUS_ALERT_SERVED, /* its address has gone out; it alerts no more */
	TW_SMBUS_TIMED_OUT,    /* SCL was low for too long; start() follows, if
				  it was selected */
	TW_SMBUS_ADDRESSED,    /* ARP has assigned an address */
	TW_SMBUS_RESET,	       /* ARP has reset it */
	TW_SMBUS_NOTIFIED,     /* the host has taken a Host Notify */
	TW_SMBUS_NOTIFY_FAILED, /* or has not */
};

/* The address type of a UDID: the top two bits of its first byte. */
enum tw_smbus_udid_type {
	TW_SMBUS_FIXED,
	TW_SMBUS_PERSISTENT, /* keeps an assigned address */
	TW_SMBUS_VOLATILE,   /* has none after power-on and after Reset */
	TW_SMBUS_RANDOM,     /* likewise */
};

struct tw_smbus_target_config {
	const char *name; /* unique on its bus */
	uint8_t addr;	  /* 7 bits; 0: none until ARP assigns one */
	uint8_t ignore;	  /* bits of it that are not compared */
	/* One of the two. */
	const struct tw_target_ops *ops; /* hears of its own address only */
	const struct tw_smbus_command_set *commands; /* must live as long */
	void *user;
	void (*event)(void *user, enum tw_smbus_event event); /* or NULL */
	uint64_t timeout_ns; /* SCL low for so long: 0: 30 ms (25 to 35 ms are
				allowed), TW_NEVER: bears it for ever */
	bool alerts;	     /* answers the alert response address, */
	bool pec;	     /* there with a PEC, if more bytes are read */
	tw_net *alert_net; /* SMBALERT#, pulled low while it alerts; or NULL */
	const uint8_t *udid;	      /* 16 bytes, copied; NULL: no ARP */
	const struct tw_sense *sense; /* NULL: UM10204's; tw_sense_smbus is in
					 bus.h */
	uint32_t notify_hz; /* SCL, as a controller; 0: never notifies */
};

/**
 * tw_smbus_target_new:
 *
 * Returns: (transfer none): owned by @bus; or NULL with @error set to
 * TW_ERROR_CONFIG. With an alert net, before the sim first runs.
 */
tw_smbus_target *
tw_smbus_target_new(tw_bus *bus, const struct tw_smbus_target_config *config,
		    GError **error);
/* The target below, to hold, answer and abandon with. */
tw_target *tw_smbus_target_target(const tw_smbus_target *t);

/* The PEC of the message under way up to here: addresses and bytes that have
 * been acknowledged or sent. Inside write(): without the byte it is told. */
uint8_t tw_smbus_target_pec(const tw_smbus_target *t);

/* From now on (or no more) SMBALERT# is low and 0x0c is answered. */
void tw_smbus_target_alert(tw_smbus_target *t, bool alert);
bool tw_smbus_target_alerting(const tw_smbus_target *t);

/* 0: none, until assigned. @resolved: by ARP, since the last Prepare or Reset;
 * may be NULL. */
uint8_t tw_smbus_target_addr(const tw_smbus_target *t, bool *resolved);

/* Not while SCL is low. TW_NEVER: none. */
void tw_smbus_target_set_timeout(tw_smbus_target *t, uint64_t timeout_ns);

/* Takes its supply away: it lets go of everything and answers nothing. Given
 * back, it is as made, but for an address that ARP assigned and that persists.
 */
void tw_smbus_target_power(tw_smbus_target *t, bool on);

/* Sends Host Notify: our address and @data; or, for the ARP controller, that
 * somebody without an address is there. Lost arbitration begins it again.
 * false: one is still under way, or the device was not made to. */
bool tw_smbus_target_notify(tw_smbus_target *t, uint16_t data);
bool tw_smbus_target_notify_arp(tw_smbus_target *t);

G_END_DECLS

#endif /* TW_SMBUS_TARGET_H */
