/* SPDX-License-Identifier: MIT */
/*
 * AD5258: a digital potentiometer of 64 steps that remembers its wiper.
 *
 * From:     Analog Devices AD5258 data sheet rev. D: tables 5 (address), 6 and
 *           7 (instruction byte), "Writing", "Storing/Restoring", "Reading",
 *           "Tolerance stored in read-only memory", EEPROM timing.
 * Modelled: RDAC and EEPROM, write protection, store and restore, the tolerance
 *           in 0x3e and 0x3f, the no-operation, the EEPROM's write time, in
 *           which no address is acknowledged, the wiper at power-on.
 * Left out: resistances, the time of a restore (300 us), wear.
 * Approx.:  a write time takes write_us, by default the typical 26 ms, from the
 *           STOP on. Instruction bytes name 32 EEPROM bytes (A4 to A0); the
 *           sheet tells of 0, which is the wiper's, and the last two. The
 *           others are plain memory here. Bytes read one after the other are
 *           those of rising addresses, and 0x20 follows 0x3f. Of several bytes
 *           written in one message the last counts. A protected write is
 *           acknowledged and begins no write time.
 */
#include "twowire/model.h"

#include <stdio.h>
#include <string.h>

enum { IMAGE, WRITE_US, TOLERANCE, INSTRUCTION };
enum { RDAC, PROTECT };

#define COMMAND	     0xe0u
#define ADDRESS	     0x1fu
#define CODE	     0x3fu /* six bits */
#define MIDSCALE     0x20u
#define BYTES	     32u
#define TOLERANCE_AT 0x1eu

enum {
	TO_RDAC = 0x00,
	TO_EEPROM = 0x20,
	TO_PROTECTION = 0x40,
	RESTORE = 0xa0,
	STORE = 0xc0,
};

struct state {
	uint8_t instruction;  /* what reads show */
	bool has_instruction; /* in this message */
	bool has_data;
	uint8_t data;
	bool busy;
};

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	struct state *s = tw_state(dev);

	(void)addr;
	s->has_instruction = read;
	s->has_data = false;
	return !s->busy;
}

static bool write(tw_device *dev, uint8_t byte)
{
	struct state *s = tw_state(dev);
	uint8_t *memory = tw_memory(dev, NULL);

	if (!s->has_instruction) {
		s->has_instruction = true;
		s->instruction = byte;
		if ((byte & COMMAND) == RESTORE)
			tw_reg_set(dev, RDAC, memory[0] & CODE);
		return true;
	}
	s->has_data = true;
	s->data = byte;
	if ((s->instruction & COMMAND) == TO_RDAC)
		tw_reg_set(dev, RDAC, byte & CODE);
	else if ((s->instruction & COMMAND) == TO_PROTECTION)
		tw_reg_set(dev, PROTECT, byte & 1);
	return true;
}

static uint8_t read(tw_device *dev)
{
	const struct state *s = tw_state(dev);

	switch (s->instruction & COMMAND) {
	case TO_EEPROM:
		return tw_memory(dev, NULL)[s->instruction & ADDRESS];
	case TO_PROTECTION:
		return (uint8_t)tw_reg_get(dev, PROTECT);
	default:
		return (uint8_t)tw_reg_get(dev, RDAC);
	}
}

static void sent(tw_device *dev, bool acked)
{
	struct state *s = tw_state(dev);

	(void)acked;
	if ((s->instruction & COMMAND) == TO_EEPROM)
		s->instruction =
			(uint8_t)(TO_EEPROM | ((s->instruction + 1) & ADDRESS));
}

static void begin_write(tw_device *dev, uint8_t at, uint8_t value)
{
	struct state *s = tw_state(dev);
	uint64_t us = (uint64_t)tw_param_int(dev, WRITE_US);

	if (tw_reg_get(dev, PROTECT) || at >= TOLERANCE_AT)
		return;
	tw_memory(dev, NULL)[at] = at ? value : value & CODE;
	tw_remark(dev, "EEPROM write begins");
	s->busy = us > 0;
	if (s->busy)
		tw_wake_after(dev, us * TW_NS_PER_US);
}

static void stop(tw_device *dev)
{
	struct state *s = tw_state(dev);
	uint8_t command = s->instruction & COMMAND;

	if (command == TO_EEPROM && s->has_data)
		begin_write(dev, s->instruction & ADDRESS, s->data);
	else if (command == STORE && s->has_instruction)
		begin_write(dev, 0, (uint8_t)tw_reg_get(dev, RDAC));
	s->has_instruction = false;
	s->has_data = false;
}

static void restart(tw_device *dev)
{
	struct state *s = tw_state(dev);

	s->has_data = false;
}

static void wake(tw_device *dev)
{
	struct state *s = tw_state(dev);

	s->busy = false;
}

/* false: there is none so. */
static bool name_instruction(uint8_t byte, char *text, size_t size)
{
	switch (byte & COMMAND) {
	case TO_RDAC:
		snprintf(text, size, "RDAC");
		break;
	case TO_EEPROM:
		snprintf(text, size, "EEPROM 0x%02x", byte);
		break;
	case TO_PROTECTION:
		snprintf(text, size, "write protection");
		break;
	case RESTORE:
		snprintf(text, size, "restore EEPROM to RDAC");
		break;
	case STORE:
		snprintf(text, size, "store RDAC to EEPROM");
		break;
	case 0x80:
		snprintf(text, size, "no operation");
		break;
	default:
		snprintf(text, size, "unknown instruction");
		return false;
	}
	return true;
}

/* Sign and 7 bits of percent, then 8 bits behind the point. */
static void describe_tolerance(const uint8_t *bytes, char *text, size_t size)
{
	int64_t cents = (bytes[0] & 0x7f) * 100 + bytes[1] * 100 / 256;
	size_t len = strlen(text);

	snprintf(text + len, size - len, ": tolerance ");
	len = strlen(text);
	tw_decimal(text + len, size - len, bytes[0] & 0x80 ? -cents : cents, 2,
		   " %");
}

static void describe(const struct tw_seen *seen, char *text, size_t size)
{
	uint8_t byte = seen->bytes[seen->n_bytes - 1];
	uint8_t at = (uint8_t)*seen->pointer;
	size_t len;

	if (!seen->read && seen->n_bytes == 1) {
		*seen->pointer = byte;
		*seen->strange = !name_instruction(byte, text, size);
		return;
	}
	if (*seen->pointer == TW_UNSEEN) {
		snprintf(text, size, "instruction not seen");
		return;
	}
	name_instruction(at, text, size);
	len = strlen(text);
	snprintf(text + len, size - len, "%s0x%02x",
		 seen->read ? " is " : " = ", byte);
	if (!seen->read || (at & COMMAND) != TO_EEPROM)
		return;
	if (at == (TO_EEPROM | ADDRESS) && seen->n_bytes >= 2)
		describe_tolerance(seen->bytes + seen->n_bytes - 2, text, size);
	*seen->pointer = TO_EEPROM | ((at + 1) & ADDRESS);
}

static size_t memory_size(tw_device *dev)
{
	(void)dev;
	return BYTES;
}

static bool configure(tw_device *dev, char *why, size_t why_size)
{
	size_t len = 0;

	tw_param_bytes(dev, IMAGE, &len);
	if (len <= BYTES)
		return true;
	strncpy(why, "image: expected at most 32 bytes", why_size);
	return false;
}

static void fill_memory(tw_device *dev)
{
	size_t len = 0;
	const uint8_t *image = tw_param_bytes(dev, IMAGE, &len);
	int64_t tolerance = tw_param_int(dev, TOLERANCE);
	uint8_t *memory = tw_memory(dev, NULL);

	memset(memory, 0, BYTES);
	memory[0] = MIDSCALE;
	memory[TOLERANCE_AT] = (uint8_t)(tolerance >> 8);
	memory[TOLERANCE_AT + 1] = (uint8_t)tolerance;
	if (image)
		memcpy(memory, image, len);
}

static void power_on(tw_device *dev)
{
	struct state *s = tw_state(dev);

	s->instruction = (uint8_t)tw_param_int(dev, INSTRUCTION);
	tw_reg_set(dev, RDAC, tw_memory(dev, NULL)[0] & CODE);
}

static const struct tw_byte_ops byte_ops = {
	.address = address,
	.write = write,
	.read = read,
	.sent = sent,
	.restart = restart,
	.stop = stop,
};

static const struct tw_reg regs[] = {
	[RDAC] = {.name = "RDAC", .bytes = 1, .writable = CODE},
	[PROTECT] = {.name = "WRITE PROTECT", .bytes = 1, .writable = 1},
};

static const struct tw_reg_file reg_file = {.regs = regs, .n_regs = 2};

static const struct tw_param_spec params[] = {
	[IMAGE] = {.key = "image",
		   .summary = "EEPROM's 32 bytes: the wiper's, 29 others, the "
			      "tolerance",
		   .kind = TW_PARAM_FILE},
	[WRITE_US] = {.key = "write_us",
		      .summary = "EEPROM's write time",
		      .kind = TW_PARAM_INT,
		      .max = 1000000,
		      .preset = 26000},
	[TOLERANCE] = {.key = "tolerance",
		       .summary = "0x3e and 0x3f: sign, 7 bits of percent, 8 "
				  "bits behind the point",
		       .kind = TW_PARAM_INT,
		       .max = 0xffff},
	[INSTRUCTION] = {.key = "instruction",
			 .summary = "what a read shows before the first write",
			 .kind = TW_PARAM_INT,
			 .max = 0xff},
	{0},
};

const struct tw_model tw_model_ad5258 = {
	.name = "ad5258",
	.summary = "digital potentiometer, 64 steps, with EEPROM",
	.state_size = sizeof(struct state),
	.addrs = (const uint8_t[]){0x18, 0x1a, 0x4c, 0x4e, 0},
	.regs = &reg_file,
	.bytes = &byte_ops,
	.params = params,
	.configure = configure,
	.memory_size = memory_size,
	.fill_memory = fill_memory,
	.power_on = power_on,
	.wake = wake,
	.describe = describe,
};
