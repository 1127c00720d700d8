/* SPDX-License-Identifier: MIT */
/* Alert response and address resolution: messages a host sends by rote. */
#include "twowire/smbus.h"

#include <string.h>

/* Section 6.6.3, figure "command codes". */
enum {
	ARP_PREPARE = 0x01,
	ARP_RESET = 0x02,
	ARP_GET_UDID = 0x03,
	ARP_ASSIGN = 0x04,
};

enum tw_smbus_result tw_smbus_alert_response(tw_controller *c, bool pec,
					     uint8_t *addr)
{
	uint8_t byte = 0;
	struct tw_smbus_call call = {
		.protocol = TW_SMBUS_RECEIVE_BYTE,
		.addr = TW_SMBUS_ALERT,
		.pec = pec,
		.rx = &byte,
		.rx_size = 1,
	};
	enum tw_smbus_result result = tw_smbus_transfer(c, &call, 0);

	*addr = byte >> 1;
	return result;
}

static enum tw_smbus_result arp_send(tw_controller *c, uint8_t command)
{
	struct tw_smbus_call call = {
		.protocol = TW_SMBUS_SEND_BYTE,
		.addr = TW_SMBUS_DEFAULT,
		.command = command,
		.pec = true,
	};

	return tw_smbus_transfer(c, &call, 0);
}

enum tw_smbus_result tw_smbus_arp_prepare(tw_controller *c)
{
	return arp_send(c, ARP_PREPARE);
}

/* A directed command is the address, shifted, with 1 for Get UDID. */
enum tw_smbus_result tw_smbus_arp_reset(tw_controller *c, uint8_t addr)
{
	return arp_send(c, addr ? (uint8_t)(addr << 1) : ARP_RESET);
}

enum tw_smbus_result tw_smbus_arp_get_udid(tw_controller *c, uint8_t addr,
					   uint8_t udid[TW_SMBUS_UDID],
					   uint8_t *has)
{
	uint8_t rx[TW_SMBUS_UDID + 1] = {0};
	struct tw_smbus_call call = {
		.protocol = TW_SMBUS_BLOCK_READ,
		.addr = TW_SMBUS_DEFAULT,
		.command = addr ? (uint8_t)(addr << 1 | 1) : ARP_GET_UDID,
		.pec = true,
		.rx = rx,
		.rx_size = sizeof(rx),
	};
	enum tw_smbus_result result = tw_smbus_transfer(c, &call, 0);

	if (result == TW_SMBUS_OK && call.rx_len != sizeof(rx))
		result = TW_SMBUS_BLOCK_LENGTH;
	memcpy(udid, rx, TW_SMBUS_UDID);
	*has = rx[TW_SMBUS_UDID] >> 1;
	return result;
}

enum tw_smbus_result tw_smbus_arp_assign(tw_controller *c,
					 const uint8_t udid[TW_SMBUS_UDID],
					 uint8_t addr)
{
	uint8_t tx[TW_SMBUS_UDID + 1];
	struct tw_smbus_call call = {
		.protocol = TW_SMBUS_BLOCK_WRITE,
		.addr = TW_SMBUS_DEFAULT,
		.command = ARP_ASSIGN,
		.pec = true,
		.tx = tx,
		.tx_len = sizeof(tx),
	};

	memcpy(tx, udid, TW_SMBUS_UDID);
	tx[TW_SMBUS_UDID] = (uint8_t)(addr << 1);
	return tw_smbus_transfer(c, &call, 0);
}
