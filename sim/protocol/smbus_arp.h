/* SPDX-License-Identifier: MIT */
/*
 * A device's part in address resolution (SMBus 3.x section 6.6): what it
 * answers at 0x61, byte by byte. A plain value, fed by smbus_target.c.
 */
#ifndef TW_PROTOCOL_SMBUS_ARP_H
#define TW_PROTOCOL_SMBUS_ARP_H

#include <stdbool.h>
#include <stdint.h>

#include "twowire/smbus_target.h"

enum smbus_arp_outcome { ARP_REFUSE, ARP_TAKE, ARP_ASSIGNED, ARP_WAS_RESET };

struct smbus_arp {
	uint8_t udid[TW_SMBUS_UDID];
	uint8_t addr;  /* while valid */
	bool valid;    /* AV */
	bool resolved; /* AR */
	/* The message under way. */
	uint8_t command; /* 0: none that is ours */
	uint8_t n;	 /* bytes of it that came, or went out */
	uint8_t asked;	 /* the address to be assigned */
};

void smbus_arp_init(struct smbus_arp *arp, const uint8_t *udid, uint8_t addr);
/* The address stays, if it is of a kind that does. */
void smbus_arp_power_on(struct smbus_arp *arp);
bool smbus_arp_address(struct smbus_arp *arp, bool read, bool restart);
/* @pec: of the message without @byte. */
enum smbus_arp_outcome smbus_arp_write(struct smbus_arp *arp, uint8_t byte,
				       uint8_t pec);
/* The byte to send; smbus_arp_sent() moves on. */
uint8_t smbus_arp_read(const struct smbus_arp *arp, uint8_t pec);
void smbus_arp_sent(struct smbus_arp *arp);
/* A STOP, or a lost arbitration. */
void smbus_arp_end(struct smbus_arp *arp);

#endif /* TW_PROTOCOL_SMBUS_ARP_H */
