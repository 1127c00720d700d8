/* SPDX-License-Identifier: MIT */
/* What SMBus protocols are called and made of, and the packet error code. */
#include "twowire/smbus.h"

enum { BLOCK = -1 };

static const struct {
	const char *name;
	int tx, rx; /* data bytes, or BLOCK */
	bool command;
} protocols[TW_SMBUS_PROTOCOLS] = {
	[TW_SMBUS_QUICK_WRITE] = {"quick-write", 0, 0, false},
	[TW_SMBUS_QUICK_READ] = {"quick-read", 0, 0, false},
	[TW_SMBUS_SEND_BYTE] = {"send-byte", 0, 0, true},
	[TW_SMBUS_RECEIVE_BYTE] = {"receive-byte", 0, 1, false},
	[TW_SMBUS_WRITE_BYTE] = {"write-byte", 1, 0, true},
	[TW_SMBUS_READ_BYTE] = {"read-byte", 0, 1, true},
	[TW_SMBUS_WRITE_WORD] = {"write-word", 2, 0, true},
	[TW_SMBUS_READ_WORD] = {"read-word", 0, 2, true},
	[TW_SMBUS_PROCESS_CALL] = {"process-call", 2, 2, true},
	[TW_SMBUS_BLOCK_WRITE] = {"block-write", BLOCK, 0, true},
	[TW_SMBUS_BLOCK_READ] = {"block-read", 0, BLOCK, true},
	[TW_SMBUS_BLOCK_PROCESS_CALL] = {"block-process-call", BLOCK, BLOCK,
					 true},
	[TW_SMBUS_WRITE_32] = {"write-32", 4, 0, true},
	[TW_SMBUS_READ_32] = {"read-32", 0, 4, true},
	[TW_SMBUS_WRITE_64] = {"write-64", 8, 0, true},
	[TW_SMBUS_READ_64] = {"read-64", 0, 8, true},
};

const char *tw_smbus_protocol_name(enum tw_smbus_protocol p)
{
	return protocols[p].name;
}

int tw_smbus_protocol_tx(enum tw_smbus_protocol p)
{
	return protocols[p].tx;
}

int tw_smbus_protocol_rx(enum tw_smbus_protocol p)
{
	return protocols[p].rx;
}

bool tw_smbus_protocol_has_command(enum tw_smbus_protocol p)
{
	return protocols[p].command;
}

bool tw_smbus_protocol_has_pec(enum tw_smbus_protocol p)
{
	return p != TW_SMBUS_QUICK_WRITE && p != TW_SMBUS_QUICK_READ;
}

const char *tw_smbus_result_name(enum tw_smbus_result r)
{
	switch (r) {
	case TW_SMBUS_OK:
		return "ok";
	case TW_SMBUS_NO_TARGET:
		return "no-target";
	case TW_SMBUS_NACKED:
		return "nacked";
	case TW_SMBUS_PEC_REFUSED:
		return "pec-refused";
	case TW_SMBUS_PEC_MISMATCH:
		return "pec-mismatch";
	case TW_SMBUS_BLOCK_LENGTH:
		return "block-length";
	case TW_SMBUS_ARBITRATION_LOST:
		return "arbitration-lost";
	case TW_SMBUS_TIMEOUT:
		return "timeout";
	case TW_SMBUS_STUCK:
		return "stuck";
	}
	g_assert_not_reached();
}

uint8_t tw_smbus_pec(uint8_t pec, const uint8_t *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		pec ^= bytes[i];
		for (int bit = 0; bit < 8; bit++)
			pec = (uint8_t)(pec & 0x80 ? pec << 1 ^ 0x07
						   : pec << 1);
	}
	return pec;
}
