/* SPDX-License-Identifier: MIT */
#include "ssd1306_commands.h"

#include <stdio.h>
#include <string.h>

uint8_t ssd1306_n_args(uint8_t command)
{
	switch (command) {
	case 0x26:
	case 0x27:
		return 6;
	case 0x29:
	case 0x2a:
		return 5;
	case 0x21:
	case 0x22:
	case 0xa3:
		return 2;
	case 0x20:
	case 0x81:
	case 0x8d:
	case 0xa8:
	case 0xad:
	case 0xd3:
	case 0xd5:
	case 0xd9:
	case 0xda:
	case 0xdb:
		return 1;
	default:
		return 0;
	}
}

enum part { CONTROL, COMMAND, DATA };

/* What the last of these bytes is. */
static enum part part_of(const uint8_t *bytes, size_t n)
{
	for (size_t i = 0; i < n; i += 2) {
		enum part payload = bytes[i] & 0x40 ? DATA : COMMAND;

		if (i == n - 1)
			return CONTROL;
		if (i == n - 2 || !(bytes[i] & 0x80))
			return payload;
	}
	return CONTROL;
}

static const char *const named[256] = {
	[0x20] = "addressing mode",
	[0x21] = "columns",
	[0x22] = "pages",
	[0x26] = "scroll right",
	[0x27] = "scroll left",
	[0x29] = "scroll right and up",
	[0x2a] = "scroll left and up",
	[0x2e] = "scroll off",
	[0x2f] = "scroll on",
	[0x81] = "contrast",
	[0x8d] = "charge pump",
	[0xa0] = "columns from the left",
	[0xa1] = "columns from the right",
	[0xa3] = "scroll area",
	[0xa4] = "show RAM",
	[0xa5] = "all pixels on",
	[0xa6] = "normal",
	[0xa7] = "inverse",
	[0xa8] = "multiplex ratio",
	[0xad] = "reference current",
	[0xae] = "display off",
	[0xaf] = "display on",
	[0xd3] = "offset",
	[0xd5] = "clock",
	[0xd9] = "precharge",
	[0xda] = "COM pins",
	[0xdb] = "VCOMH",
	[0xe3] = "no operation",
};

/* false: there is none so. */
static bool describe_command(uint8_t c, char *text, size_t size)
{
	if (named[c])
		snprintf(text, size, "%s", named[c]);
	else if (c < 0x20)
		snprintf(text, size, "column %s 0x%x",
			 c < 0x10 ? "low" : "high", c & 0x0fu);
	else if (c >= 0x40 && c < 0x80)
		snprintf(text, size, "start line %u", c & 0x3fu);
	else if ((c & 0xf8) == 0xb0)
		snprintf(text, size, "page %u", c & 7u);
	else if ((c & 0xf0) == 0xc0)
		snprintf(text, size, "lines from the %s",
			 c & 8 ? "bottom" : "top");
	else
		snprintf(text, size, "unknown command");
	return strcmp(text, "unknown command");
}

/* The pointer is the command whose parameters are to come, and above it how
 * many have come and how many are to. */
void ssd1306_describe(const struct tw_seen *seen, char *text, size_t size)
{
	uint8_t byte = seen->bytes[seen->n_bytes - 1];
	enum part part = part_of(seen->bytes, seen->n_bytes);
	uint32_t open = *seen->pointer == TW_UNSEEN ? 0 : *seen->pointer;

	if (seen->read) {
		snprintf(text, size, "display %s", byte & 0x40 ? "off" : "on");
	} else if (part == CONTROL) {
		snprintf(text, size, "%s follow%s",
			 byte & 0x40   ? "data"
			 : byte & 0x80 ? "a command byte"
				       : "commands",
			 (byte & 0xc0) == 0x80 ? "s" : "");
	} else if (part == COMMAND && open >> 16) {
		snprintf(text, size, "%s, parameter %u", named[(uint8_t)open],
			 (unsigned)(open >> 8 & 0xff) + 1);
		*seen->pointer = open + 0x100 - 0x10000;
	} else if (part == COMMAND) {
		*seen->strange = !describe_command(byte, text, size);
		*seen->pointer = byte | (uint32_t)ssd1306_n_args(byte) << 16;
	}
}
