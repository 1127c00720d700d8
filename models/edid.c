/* SPDX-License-Identifier: MIT */
/*
 * The EDID memory of a display (DDC2B), and of one with more than two blocks
 * (E-DDC).
 *
 * From:     VESA E-DDC standard 1.2, sections 2.2.3 to 2.2.5 (DDC2B, word
 *           offset, sequential reads, segment pointer), VESA E-EDID standard
 *           A2, section 3 (the base block), CEA-861 modes for its detailed
 *           timing.
 * Modelled: 256 or 128 bytes at 0x50, a word offset that a write sets and
 *           reads move, wrapping at the end; with more bytes a segment of 256
 *           of them, which a write to 0x30 in the same transfer has chosen,
 *           else the first; a first block of our own: the display "twowire",
 *           1920x1080 at 60 Hz.
 * Left out: DDC1, writing to the memory, hot plug.
 * Approx.:  what is written behind the offset is acknowledged and lost, as in a
 *           memory that is write-protected; reads wrap in their segment; a
 *           segment that is not there is refused, and one that has been chosen
 *           is forgotten with a STOP only where this display was last spoken
 *           to.
 */
#include "twowire/model.h"

#include <stdio.h>
#include <string.h>

#define BLOCK	 128u
#define CHECKSUM (BLOCK - 1)
#define SEGMENT	 (2 * BLOCK)
#define HEADER	 8u

enum { SEGMENT_POINTER = 0x30 };

enum { IMAGE, SIZE, OFFSET };

/* All but the checksum. */
static const uint8_t block[] = {
	0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00,
	/* Maker "TWW", product 1, serial number 1, week 1 of 2024, EDID 1.3. */
	0x52, 0xf7, 0x01, 0x00, 0x01, 0x00, 0x00, 0x00, 1, 2024 - 1990, 1, 3,
	/* Digital, 53 by 30 cm, gamma 2.2, RGB, sRGB, native mode first. */
	0x80, 53, 30, 120, 0x0e,
	/* The colours of sRGB. */
	0xee, 0x91, 0xa3, 0x54, 0x4c, 0x99, 0x26, 0x0f, 0x50, 0x54,
	/* 640x480, 800x600 and 1024x768 at 60 Hz; no more standard modes. */
	0x21, 0x08, 0x00, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	/* 148.5 MHz, 1920 + 280, 1080 + 45, sync after 88 for 44 and after 4
	 * for 5, both positive, 531 by 299 mm. */
	0x02, 0x3a, 0x80, 0x18, 0x71, 0x38, 0x2d, 0x40, 0x58, 0x2c, 0x45, 0x00,
	0x13, 0x2b, 0x21, 0x00, 0x00, 0x1e,
	/* Range limits: 50 to 75 Hz, 30 to 83 kHz, 170 MHz. */
	0, 0, 0, 0xfd, 0, 50, 75, 30, 83, 17, 0, '\n', ' ', ' ', ' ', ' ', ' ',
	' ',
	/* Serial number and name, as text. */
	0, 0, 0, 0xff, 0, 't', 'w', '0', '0', '0', '0', '1', '\n', ' ', ' ',
	' ', ' ', ' ', 0, 0, 0, 0xfc, 0, 't', 'w', 'o', 'w', 'i', 'r', 'e',
	'\n', ' ', ' ', ' ', ' ', ' ',
	/* No extension. */
	0};

static const uint16_t sizes[] = {2 * BLOCK, BLOCK, 4 * BLOCK, 256 * BLOCK};

struct state {
	uint32_t offset; /* in its segment */
	uint32_t segment;
	bool has_offset;   /* in this message */
	bool sets_segment; /* it is to 0x30 */
};

/* The segment pointer can only be written. */
static bool address(tw_device *dev, uint8_t addr, bool read)
{
	struct state *s = tw_state(dev);

	s->has_offset = false;
	s->sets_segment = addr == SEGMENT_POINTER;
	return !s->sets_segment || !read;
}

static uint32_t in_segment(tw_device *dev, uint32_t offset)
{
	size_t len;

	tw_memory(dev, &len);
	return offset & (uint32_t)((len < SEGMENT ? len : SEGMENT) - 1);
}

static bool set_segment(tw_device *dev, uint8_t segment)
{
	struct state *s = tw_state(dev);
	size_t len;

	tw_memory(dev, &len);
	if (segment >= len / SEGMENT)
		return false;
	s->segment = segment;
	return true;
}

static bool write(tw_device *dev, uint8_t byte)
{
	struct state *s = tw_state(dev);

	if (s->sets_segment)
		return set_segment(dev, byte);
	if (!s->has_offset)
		s->offset = in_segment(dev, byte);
	s->has_offset = true;
	return true;
}

static uint8_t read(tw_device *dev)
{
	const struct state *s = tw_state(dev);

	return tw_memory(dev, NULL)[s->segment * SEGMENT + s->offset];
}

static void sent(tw_device *dev, bool acked)
{
	struct state *s = tw_state(dev);

	(void)acked;
	s->offset = in_segment(dev, s->offset + 1);
}

static void stop(tw_device *dev)
{
	struct state *s = tw_state(dev);

	s->segment = 0;
}

/* Of a descriptor (3.10), which @d is the whole of. */
static void describe_descriptor(const uint8_t *d, char *text, size_t size)
{
	unsigned clock = d[0] | (unsigned)d[1] << 8, n = 0;
	char line[14] = "";

	if (clock) {
		snprintf(text, size, "%ux%u, pixel clock %u.%02u MHz",
			 d[2] | (d[4] & 0xf0u) << 4, d[5] | (d[7] & 0xf0u) << 4,
			 clock / 100, clock % 100);
		return;
	}
	for (; n < 13 && d[5 + n] != '\n'; n++)
		line[n] = d[5 + n] >= ' ' && d[5 + n] < 0x7f ? (char)d[5 + n]
							     : '?';
	if (d[3] == 0xfc || d[3] == 0xff || d[3] == 0xfe)
		snprintf(text, size, "%s \"%s\"",
			 d[3] == 0xfc	? "name"
			 : d[3] == 0xff ? "serial number"
					: "text",
			 line);
	else if (d[3] == 0xfd)
		snprintf(text, size, "%u to %u Hz, %u to %u kHz", d[5], d[6],
			 d[7], d[8]);
}

static bool is_header(const uint8_t *b)
{
	return !memcmp(b, block, HEADER);
}

/* @b: the block from its beginning to the byte at @at. */
static void describe_block(const uint8_t *b, unsigned at, char *text,
			   size_t size)
{
	uint8_t sum = 0;

	switch (at) {
	case HEADER - 1:
		snprintf(text, size, "header %s",
			 is_header(b) ? "right" : "wrong");
		return;
	case 9:
		snprintf(text, size, "maker %c%c%c", '@' + (b[8] >> 2 & 0x1f),
			 '@' + ((b[8] << 3 | b[9] >> 5) & 0x1f),
			 '@' + (b[9] & 0x1f));
		return;
	case 17:
		snprintf(text, size, "made in %u", 1990u + b[17]);
		return;
	case 19:
		snprintf(text, size, "EDID %u.%u", b[18], b[19]);
		return;
	case 71:
	case 89:
	case 107:
	case 125:
		describe_descriptor(b + at - 17, text, size);
		return;
	case 126:
		snprintf(text, size, "%u extensions", b[126]);
		return;
	case CHECKSUM:
		for (unsigned i = 0; i < BLOCK; i++)
			sum += b[i];
		snprintf(text, size, "checksum %s", sum ? "wrong" : "right");
		return;
	}
}

/* Fields are told where the read shows the block from its beginning. */
static void describe(const struct tw_seen *seen, char *text, size_t size)
{
	uint8_t byte = seen->bytes[seen->n_bytes - 1];
	uint32_t len = sizes[seen->params[SIZE]] < SEGMENT ? BLOCK : SEGMENT;
	uint32_t at = *seen->pointer;

	if (!seen->read) {
		if (seen->n_bytes == 1) {
			*seen->pointer = byte & (len - 1);
			snprintf(text, size, "offset 0x%02x", byte);
		}
		return;
	}
	if (at == TW_UNSEEN) {
		snprintf(text, size, "offset not seen");
		return;
	}
	if (at < BLOCK && seen->n_bytes > at) {
		const uint8_t *b = seen->bytes + seen->n_bytes - 1 - at;

		describe_block(b, at, text, size);
		if (at == HEADER - 1)
			*(is_header(b) ? seen->proof : seen->strange) = true;
	}
	*seen->pointer = (at + 1) & (len - 1);
}

static size_t memory_size(tw_device *dev)
{
	return sizes[tw_param_int(dev, SIZE)];
}

static bool configure(tw_device *dev, char *why, size_t why_size)
{
	size_t size = memory_size(dev), len = 0;

	tw_param_bytes(dev, IMAGE, &len);
	if (len <= size)
		return true;
	snprintf(why, why_size, "image: expected at most %zu bytes%s, got %zu",
		 size,
		 size == BLOCK	   ? " (size=256 takes two blocks)"
		 : size == SEGMENT ? " (size=512 takes four blocks)"
				   : "",
		 len);
	return false;
}

static void fill_memory(tw_device *dev)
{
	size_t len = 0;
	const uint8_t *image = tw_param_bytes(dev, IMAGE, &len);
	uint8_t *memory = tw_memory(dev, NULL);
	uint8_t sum = 0;

	if (image) {
		memcpy(memory, image, len);
		return;
	}
	memcpy(memory, block, sizeof(block));
	for (size_t i = 0; i < sizeof(block); i++)
		sum += block[i];
	memory[CHECKSUM] = (uint8_t)-sum;
}

static void power_on(tw_device *dev)
{
	struct state *s = tw_state(dev);

	s->segment = 0;
	s->offset = in_segment(dev, (uint32_t)tw_param_int(dev, OFFSET));
}

/* Only who has another segment has a pointer to it. */
static uint8_t second_addr(tw_device *dev)
{
	return memory_size(dev) > SEGMENT ? SEGMENT_POINTER : 0;
}

static const struct tw_byte_ops byte_ops = {
	.address = address,
	.write = write,
	.read = read,
	.sent = sent,
	.stop = stop,
};

static const struct tw_param_spec params[] = {
	[IMAGE] = {.key = "image",
		   .summary = "EDID; the rest is 0xff. Without: one of ours",
		   .kind = TW_PARAM_FILE},
	[SIZE] = {.key = "size",
		  .summary = "bytes of memory; past 256 through segments",
		  .kind = TW_PARAM_CHOICE,
		  .choices = (const char *const[]){"256", "128", "512", "32768",
						   NULL}},
	[OFFSET] = {.key = "offset",
		    .summary = "where a read begins before the first write",
		    .kind = TW_PARAM_INT,
		    .max = 0xff},
	{0},
};

const struct tw_model tw_model_edid = {
	.name = "edid",
	.summary = "EDID memory of a display, DDC2B and E-DDC",
	.state_size = sizeof(struct state),
	.first_addr = 0x50,
	.last_addr = 0x50,
	.bytes = &byte_ops,
	.params = params,
	.configure = configure,
	.memory_size = memory_size,
	.fill_memory = fill_memory,
	.second_addr = second_addr,
	.power_on = power_on,
	.describe = describe,
};
