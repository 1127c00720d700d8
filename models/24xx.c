/* SPDX-License-Identifier: MIT */
/*
 * 24xx serial EEPROMs of 1 to 512 Kbit, and one with a serial number.
 *
 * From:     Microchip data sheets DS20001711 (24LC01B), DS20001709 (24LC02B),
 *           DS20001708 (04B), DS20001710 (08B), DS20001703 (16B), DS20001713
 *           (32A), DS20001189 (64), DS20001191 (128), DS20001203 (256),
 *           DS20001754 (512) and DS20005202 (24AA025UID).
 * Modelled: one- and two-byte word addresses, block-select bits of the 04, 08
 *           and 16, page writes that wrap in their page, the write cycle that
 *           a STOP begins and during which no address is acknowledged,
 *           current-address, random and sequential reads that wrap at the end
 *           of the array, the WP pin, the 24AA025UID's protected upper half
 *           with its codes (0xfa, 0xfb) and serial number (0xfc to 0xff).
 * Left out: the WP pin's set-up and hold times about the STOP (its level at
 *           the STOP counts), power loss, and wear.
 * Approx.:  every write cycle takes write_us, by default tWC's maximum. A
 *           protected write is acknowledged and begins no write cycle, which
 *           DS20001203 says of WP, for all parts and for protected halves.
 *           A STOP in the middle of a byte writes the bytes before it. The
 *           block-select bits of a read replace the pointer's upper bits.
 *           24LC01B to 24LC16B have no address pins; here the bits of their
 *           address that select no block are compared, as in parts that have
 *           pins, unless straps=none.
 */
#include "twowire/model.h"

#include <stdio.h>
#include <string.h>

enum { PART, IMAGE, WRITE_US, PROTECT, STRAPS, UID };
enum { PROTECT_NONE, PROTECT_UPPER, PROTECT_ALL };
enum { STRAPS_PINS, STRAPS_NONE };

#define MAX_PAGE     128
#define SELECT_BITS  0x07u /* A2 to A0 of the address */
#define UID_MAKER_AT 0xfau /* DS20005202, 9.1 */
#define UID_MAKER    0x29u
#define UID_DEVICE   0x41u

struct part {
	uint32_t size;	       /* bytes */
	uint8_t page;	       /* bytes */
	uint8_t pointer_bytes; /* word address on the bus */
	uint8_t block_bits;    /* of the address: upper word address bits */
	bool has_pins;	       /* A2 to A0 are always compared */
	bool has_uid;
};

/* Name, then the fields of struct part. */
/* clang-format off */
#define PARTS(X)                                       \
	X("24C01",      128,     8, 1, 0x00, false, false) \
	X("24C02",      256,     8, 1, 0x00, false, false) \
	X("24C04",      512,    16, 1, 0x01, false, false) \
	X("24C08",      1024,   16, 1, 0x03, false, false) \
	X("24C16",      2048,   16, 1, 0x07, false, false) \
	X("24C32",      4096,   32, 2, 0x00, true,  false) \
	X("24C64",      8192,   32, 2, 0x00, true,  false) \
	X("24C128",     16384,  64, 2, 0x00, true,  false) \
	X("24C256",     32768,  64, 2, 0x00, true,  false) \
	X("24C512",     65536, 128, 2, 0x00, true,  false) \
	X("24AA025UID", 256,    16, 1, 0x00, true,  true)
/* clang-format on */

#define PART_NAME(name, ...) name,
#define PART_ROW(name, ...)  {__VA_ARGS__},
static const char *const part_names[] = {PARTS(PART_NAME) NULL};
static const struct part parts[] = {PARTS(PART_ROW)};

struct eeprom {
	uint32_t pointer;
	uint32_t block;		/* upper word address bits of this transfer */
	unsigned pointer_bytes; /* still to come in this write */
	bool wp;		/* level of the WP pin */
	bool busy;		/* in a write cycle */
	unsigned n_loaded;	/* data bytes in this write */
	uint32_t page_at;	/* where the page begins that they go to */
	uint8_t page[MAX_PAGE];
	bool loaded[MAX_PAGE];
};

static const struct part *part_of(const tw_device *dev)
{
	return &parts[tw_param_int(dev, PART)];
}

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	const struct part *part = part_of(dev);
	struct eeprom *s = tw_state(dev);

	if (s->busy)
		return false;
	s->block = (uint32_t)(addr & part->block_bits) << 8;
	if (read && part->block_bits)
		s->pointer = s->block | (s->pointer & 0xff);
	s->pointer_bytes = read ? 0 : part->pointer_bytes;
	s->n_loaded = 0;
	return true;
}

static void load(tw_device *dev, uint8_t byte)
{
	uint32_t last = part_of(dev)->page - 1u;
	struct eeprom *s = tw_state(dev);

	if (!s->n_loaded++) {
		s->page_at = s->pointer & ~last;
		memset(s->loaded, 0, sizeof(s->loaded));
	}
	s->page[s->pointer & last] = byte;
	s->loaded[s->pointer & last] = true;
	s->pointer = s->page_at | ((s->pointer + 1) & last);
}

static bool write(tw_device *dev, uint8_t byte)
{
	const struct part *part = part_of(dev);
	struct eeprom *s = tw_state(dev);

	if (!s->pointer_bytes) {
		load(dev, byte);
		return true;
	}
	s->pointer_bytes--;
	if (part->pointer_bytes == 1)
		s->pointer = s->block | byte;
	else if (s->pointer_bytes)
		s->pointer = (uint32_t)byte << 8 | (s->pointer & 0xff);
	else
		s->pointer = (s->pointer & 0xff00) | byte;
	s->pointer &= part->size - 1;
	return true;
}

static uint8_t read(tw_device *dev)
{
	struct eeprom *s = tw_state(dev);

	return tw_memory(dev, NULL)[s->pointer];
}

static void sent(tw_device *dev, bool acked)
{
	struct eeprom *s = tw_state(dev);

	(void)acked;
	s->pointer = (s->pointer + 1) & (part_of(dev)->size - 1);
}

static void forget(tw_device *dev)
{
	struct eeprom *s = tw_state(dev);

	s->n_loaded = 0;
}

static bool page_is_protected(const tw_device *dev, const struct eeprom *s)
{
	const struct part *part = part_of(dev);
	int64_t protect = tw_param_int(dev, PROTECT);
	bool upper = protect == PROTECT_UPPER || part->has_uid;

	return s->wp || protect == PROTECT_ALL ||
	       (upper && s->page_at >= part->size / 2);
}

static void begin_write_cycle(tw_device *dev)
{
	uint64_t write_ns =
		(uint64_t)tw_param_int(dev, WRITE_US) * TW_NS_PER_US;
	unsigned n = 0;
	struct eeprom *s = tw_state(dev);
	char text[64];

	for (unsigned i = 0; i < part_of(dev)->page; i++) {
		if (!s->loaded[i])
			continue;
		tw_memory(dev, NULL)[s->page_at + i] = s->page[i];
		n++;
	}
	snprintf(text, sizeof(text), "write cycle: %u of page 0x%04x", n,
		 (unsigned)s->page_at);
	tw_remark(dev, text);
	s->busy = write_ns > 0;
	if (s->busy)
		tw_wake_after(dev, write_ns);
}

static void stop(tw_device *dev)
{
	struct eeprom *s = tw_state(dev);

	if (s->n_loaded && !page_is_protected(dev, s))
		begin_write_cycle(dev);
	s->n_loaded = 0;
}

static void end_write_cycle(tw_device *dev)
{
	struct eeprom *s = tw_state(dev);

	s->busy = false;
}

/* Where the byte after the last one goes or comes from. */
static uint32_t next_address(const struct part *part, uint32_t at, bool read)
{
	uint32_t last = (read ? part->size : part->page) - 1u;

	return (at & ~last) | ((at + 1) & last);
}

static void describe(const struct tw_seen *seen, char *text, size_t size)
{
	const struct part *part = &parts[seen->params[PART]];
	uint32_t block = (uint32_t)(seen->addr & part->block_bits) << 8;
	uint8_t byte = seen->bytes[seen->n_bytes - 1];
	uint32_t *at = seen->pointer;

	if (seen->read && *at == TW_UNSEEN) {
		snprintf(text, size, "word address not seen");
	} else if (!seen->read && seen->n_bytes < part->pointer_bytes) {
		*at = TW_UNSEEN;
	} else if (!seen->read && seen->n_bytes == part->pointer_bytes) {
		*at = part->pointer_bytes == 1
			      ? block | byte
			      : (uint32_t)seen->bytes[0] << 8 | byte;
		*at &= part->size - 1;
		snprintf(text, size, "word address 0x%04x", (unsigned)*at);
	} else {
		if (seen->read && part->block_bits && seen->n_bytes == 1)
			*at = block | (*at & 0xff);
		snprintf(text, size, "[0x%04x]%s0x%02x", (unsigned)*at,
			 seen->read ? " is " : " = ", byte);
		*at = next_address(part, *at, seen->read);
	}
}

static void set_wp(tw_device *dev, int32_t level)
{
	struct eeprom *s = tw_state(dev);

	s->wp = level;
}

static bool configure(tw_device *dev, char *why, size_t why_size)
{
	const struct part *part = part_of(dev);
	size_t len = 0;

	tw_param_bytes(dev, IMAGE, &len);
	if (len > part->size) {
		snprintf(
			why, why_size,
			"image: expected at most the %u bytes of a %s, got %zu",
			(unsigned)part->size,
			part_names[tw_param_int(dev, PART)], len);
		return false;
	}
	return true;
}

static size_t memory_size(tw_device *dev)
{
	return part_of(dev)->size;
}

static uint8_t ignored_bits(tw_device *dev)
{
	const struct part *part = part_of(dev);

	if (!part->has_pins && tw_param_int(dev, STRAPS) == STRAPS_NONE)
		return SELECT_BITS;
	return part->block_bits;
}

static void fill_memory(tw_device *dev)
{
	size_t len = 0;
	const uint8_t *image = tw_param_bytes(dev, IMAGE, &len);
	uint32_t uid = (uint32_t)tw_param_int(dev, UID);
	uint8_t *memory = tw_memory(dev, NULL);

	if (part_of(dev)->has_uid) {
		memory[UID_MAKER_AT] = UID_MAKER;
		memory[UID_MAKER_AT + 1] = UID_DEVICE;
		for (unsigned i = 0; i < 4; i++)
			memory[UID_MAKER_AT + 2 + i] =
				(uint8_t)(uid >> (24 - 8 * i));
	}
	if (image)
		memcpy(memory, image, len);
}

static const struct tw_byte_ops byte_ops = {
	.address = address,
	.write = write,
	.read = read,
	.sent = sent,
	.restart = forget,
	.stop = stop,
};

static const struct tw_param_spec params[] = {
	[PART] = {.key = "part",
		  .summary = "which EEPROM",
		  .kind = TW_PARAM_CHOICE,
		  .choices = part_names,
		  .preset = 1},
	[IMAGE] = {.key = "image",
		   .summary = "contents; the rest is 0xff",
		   .kind = TW_PARAM_FILE},
	[WRITE_US] = {.key = "write_us",
		      .summary = "length of a write cycle",
		      .kind = TW_PARAM_INT,
		      .max = 1000000,
		      .preset = 5000},
	[PROTECT] = {.key = "protect",
		     .summary = "what cannot be written",
		     .kind = TW_PARAM_CHOICE,
		     .choices = (const char *const[]){"none", "upper", "all",
						      NULL}},
	[STRAPS] = {.key = "straps",
		    .summary = "none: a 24C01 to 24C16 answers to all of 0x50 "
			       "to 0x57",
		    .kind = TW_PARAM_CHOICE,
		    .choices = (const char *const[]){"pins", "none", NULL}},
	[UID] = {.key = "uid",
		 .summary = "serial number of a 24AA025UID",
		 .kind = TW_PARAM_INT,
		 .max = UINT32_MAX,
		 .preset = 0x12345678},
	{0},
};

const struct tw_model tw_model_24xx = {
	.name = "24xx",
	.summary = "serial EEPROM, 24C01 to 24C512 and 24AA025UID",
	.state_size = sizeof(struct eeprom),
	.first_addr = 0x50,
	.last_addr = 0x57,
	.bytes = &byte_ops,
	.inputs = (const struct tw_input[]){{"WP", 0, 1, set_wp}, {0}},
	.params = params,
	.configure = configure,
	.memory_size = memory_size,
	.fill_memory = fill_memory,
	.ignored_bits = ignored_bits,
	.wake = end_write_cycle,
	.describe = describe,
};
