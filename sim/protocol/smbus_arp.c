/* SPDX-License-Identifier: MIT */
#include "protocol/smbus_arp.h"

#include <string.h>

/* Command codes; directed ones, and those that are nobody's, are others. */
enum {
	PREPARE = 0x01,
	RESET_DEVICE = 0x02,
	GET_UDID = 0x03,
	ASSIGN = 0x04,
	FIRST_DIRECTED = 0x10, /* address 0x08 */
};

/* Of Assign Address: where its parts stand. */
enum {
	AT_COMMAND,
	AT_COUNT,
	AT_UDID,
	AT_ADDRESS = AT_UDID + TW_SMBUS_UDID,
	AT_PEC,
	AT_END,
};

static enum tw_smbus_udid_type type(const struct smbus_arp *arp)
{
	return (enum tw_smbus_udid_type)(arp->udid[0] >> 6);
}

static bool keeps_address(const struct smbus_arp *arp)
{
	return type(arp) == TW_SMBUS_FIXED || type(arp) == TW_SMBUS_PERSISTENT;
}

void smbus_arp_init(struct smbus_arp *arp, const uint8_t *udid, uint8_t addr)
{
	*arp = (struct smbus_arp){.addr = addr};
	memcpy(arp->udid, udid, TW_SMBUS_UDID);
	arp->valid = addr && keeps_address(arp);
}

void smbus_arp_power_on(struct smbus_arp *arp)
{
	smbus_arp_end(arp);
	arp->resolved = false;
	arp->valid = arp->valid && keeps_address(arp);
}

/* Everybody acknowledges 0x61 itself; who reads there must have been given a
 * Get UDID that is ours in the same message. */
bool smbus_arp_address(struct smbus_arp *arp, bool read, bool restart)
{
	bool ours = arp->command == GET_UDID && arp->n == 1;

	arp->n = 0;
	if (!read)
		arp->command = 0;
	return !read || (restart && ours);
}

/* A directed command becomes the general one. */
static uint8_t meant(const struct smbus_arp *arp, uint8_t code)
{
	if (code >= FIRST_DIRECTED && arp->valid && code >> 1 == arp->addr)
		return code & 1 ? GET_UDID : RESET_DEVICE;
	if (code == GET_UDID && arp->resolved)
		return 0;
	return code >= PREPARE && code <= ASSIGN ? code : 0;
}

static enum smbus_arp_outcome reset(struct smbus_arp *arp)
{
	arp->resolved = false;
	if (arp->command == PREPARE)
		return ARP_TAKE;
	if (!keeps_address(arp))
		arp->valid = false;
	return ARP_WAS_RESET;
}

static enum smbus_arp_outcome assign(struct smbus_arp *arp)
{
	arp->addr = arp->asked;
	arp->valid = true;
	arp->resolved = true;
	return ARP_ASSIGNED;
}

/* Another's UDID, or a wrong PEC, is where we drop out. */
static bool fits(struct smbus_arp *arp, unsigned at, uint8_t byte, uint8_t pec)
{
	if (at == AT_COUNT)
		return byte == TW_SMBUS_UDID + 1;
	if (at < AT_ADDRESS)
		return byte == arp->udid[at - AT_UDID];
	if (at == AT_ADDRESS) {
		arp->asked = byte >> 1;
		return type(arp) != TW_SMBUS_FIXED || arp->asked == arp->addr;
	}
	return at == AT_PEC && byte == pec;
}

enum smbus_arp_outcome smbus_arp_write(struct smbus_arp *arp, uint8_t byte,
				       uint8_t pec)
{
	unsigned at = arp->n++;

	if (at == AT_COMMAND) {
		arp->command = meant(arp, byte);
		return arp->command ? ARP_TAKE : ARP_REFUSE;
	}
	switch (arp->command) {
	case PREPARE:
	case RESET_DEVICE:
		return at == 1 && byte == pec ? reset(arp) : ARP_REFUSE;
	case ASSIGN:
		if (!fits(arp, at, byte, pec))
			return ARP_REFUSE;
		return at == AT_PEC ? assign(arp) : ARP_TAKE;
	default:
		return ARP_REFUSE;
	}
}

uint8_t smbus_arp_read(const struct smbus_arp *arp, uint8_t pec)
{
	if (arp->n == 0)
		return TW_SMBUS_UDID + 1;
	if (arp->n <= TW_SMBUS_UDID)
		return arp->udid[arp->n - 1];
	if (arp->n == TW_SMBUS_UDID + 1)
		return arp->valid ? (uint8_t)(arp->addr << 1 | 1) : 0xff;
	return arp->n == TW_SMBUS_UDID + 2 ? pec : 0xff;
}

void smbus_arp_sent(struct smbus_arp *arp)
{
	if (arp->n < TW_SMBUS_UDID + 3)
		arp->n++;
}

void smbus_arp_end(struct smbus_arp *arp)
{
	arp->command = 0;
	arp->n = 0;
}
