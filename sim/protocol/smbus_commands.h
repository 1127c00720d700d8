/* SPDX-License-Identifier: MIT */
/* The callbacks of a target whose bytes are SMBus commands. */
#ifndef TW_PROTOCOL_SMBUS_COMMANDS_H
#define TW_PROTOCOL_SMBUS_COMMANDS_H

#include "twowire/smbus_target.h"

struct smbus_commands {
	const struct tw_smbus_command_set *set;
	tw_smbus_target *device;
	void *user;				/* of the set's callbacks */
	const struct tw_smbus_command *command; /* of this message, or NULL */
	bool coded;				/* its command code has come */
	bool done;    /* it has been handed on, or refused */
	bool counted; /* of a block: its count has come */
	unsigned tx_want, tx_len;
	unsigned rx_len, at; /* to be sent, count included; and sent */
	uint8_t tx[TW_SMBUS_MAX_BLOCK];
	uint8_t rx[1 + TW_SMBUS_MAX_BLOCK];
};

/* To be used with a struct smbus_commands as user. */
extern const struct tw_target_ops smbus_command_ops;

#endif /* TW_PROTOCOL_SMBUS_COMMANDS_H */
