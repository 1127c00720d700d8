/* SPDX-License-Identifier: MIT */
/*
 * SSD1306: driver of OLED displays of up to 128 by 64 pixels.
 *
 * From:     Solomon Systech SSD1306 data sheet rev. 1.1, sections 8.1.5 (I2C),
 *           8.7 (RAM), 9 (commands), 10.1 and 10.2 (addressing modes, lines,
 *           tables 10-1 and 10-2), 10.3 (scrolling), charge pump application
 *           note (0x8d); 0xad is the SSD1306B's.
 * Modelled: control bytes, commands and data in any order, over any number of
 *           messages; the three addressing modes with their windows, start
 *           line, offset, multiplex ratio, segment and COM directions,
 *           inverse, all on, contrast, on and off, the charge pump, status,
 *           RES#. What the panel shows is a picture.
 * Left out: scrolling (its commands are taken and move nothing), timing of
 *           frames, COM pins that do not fit the panel, fading and zooming.
 * Approx.:  after power-on the RAM, which is then undefined, holds a
 *           checkerboard. Lit pixels are 128 with contrast 0 and 255 with
 *           contrast 255. Unknown commands have no parameter.
 */
#include "twowire/model.h"

#include <stdio.h>
#include <string.h>

#define COLUMNS 128u
#define PAGES	8u
#define LINES	64u

enum { PANEL, SUPPLY, MOUNT };
enum { SUPPLY_PUMP, SUPPLY_EXTERNAL };
enum { MOUNT_MODULE, MOUNT_PLAIN };
enum { HORIZONTAL, VERTICAL, PAGE };

static const char *const panel_names[] = {"128x64", "128x32", "96x16", "72x40",
					  "64x48",  "64x32",  NULL};
static const struct panel {
	uint8_t width, height;
	uint8_t first; /* segment */
} panels[] = {{128, 64, 0}, {128, 32, 0}, {96, 16, 32},
	      {72, 40, 28}, {64, 48, 32}, {64, 32, 32}};

struct state {
	bool has_control, single, data; /* of this message */
	uint8_t command;		/* whose parameters are to come */
	uint8_t n_wanted, n_got;
	uint8_t args[6];

	uint8_t mode;
	uint8_t column, page;
	uint8_t first_column, last_column, first_page, last_page;
	uint8_t start_line, offset, lines;
	uint8_t contrast;
	bool from_right, from_bottom; /* A1, C8 */
	bool inverse, all_on, on, pump;
	bool in_reset;
};

static void reset(tw_device *dev)
{
	struct state *s = tw_state(dev);
	bool in_reset = s->in_reset;

	memset(s, 0, sizeof(*s));
	s->in_reset = in_reset;
	s->mode = PAGE;
	s->last_column = COLUMNS - 1;
	s->last_page = PAGES - 1;
	s->lines = LINES;
	s->contrast = 0x7f;
}

/* --- RAM --------------------------------------------------------------- */

/* Segments are mirrored on the way into the RAM (0xa1, table 9-1). */
static void put_data(tw_device *dev, uint8_t byte)
{
	struct state *s = tw_state(dev);
	uint8_t at =
		s->from_right ? (uint8_t)(COLUMNS - 1 - s->column) : s->column;
	bool column_ended = s->column == s->last_column;
	bool page_ended = s->page == s->last_page;

	tw_memory(dev, NULL)[s->page * COLUMNS + at] = byte;
	switch (s->mode) {
	case HORIZONTAL:
		s->column = column_ended ? s->first_column : s->column + 1;
		if (column_ended)
			s->page = page_ended ? s->first_page : s->page + 1;
		break;
	case VERTICAL:
		s->page = page_ended ? s->first_page : s->page + 1;
		if (page_ended)
			s->column =
				column_ended ? s->first_column : s->column + 1;
		break;
	default:
		s->column++;
	}
	s->column %= COLUMNS;
	s->page %= PAGES;
}

/* --- Commands ---------------------------------------------------------- */

static uint8_t n_args(uint8_t command)
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

static void set_window(struct state *s, uint8_t command)
{
	uint8_t most = command == 0x21 ? COLUMNS - 1 : PAGES - 1;
	uint8_t first = s->args[0] & most, last = s->args[1] & most;

	if (command == 0x21) {
		s->first_column = s->column = first;
		s->last_column = last;
	} else {
		s->first_page = s->page = first;
		s->last_page = last;
	}
}

static void with_args(struct state *s)
{
	uint8_t arg = s->args[0];

	switch (s->command) {
	case 0x20:
		if ((arg & 3) != 3)
			s->mode = arg & 3;
		break;
	case 0x21:
	case 0x22:
		set_window(s, s->command);
		break;
	case 0x81:
		s->contrast = arg;
		break;
	case 0x8d:
		s->pump = arg & 0x04;
		break;
	case 0xa8:
		if ((arg & 0x3f) >= 15)
			s->lines = (uint8_t)((arg & 0x3f) + 1);
		break;
	case 0xd3:
		s->offset = arg & 0x3f;
		break;
	}
}

static void alone(struct state *s, uint8_t command)
{
	switch (command) {
	case 0xa0:
	case 0xa1:
		s->from_right = command & 1;
		return;
	case 0xa4:
	case 0xa5:
		s->all_on = command & 1;
		return;
	case 0xa6:
	case 0xa7:
		s->inverse = command & 1;
		return;
	case 0xae:
	case 0xaf:
		s->on = command & 1;
		return;
	}
	if (command < 0x10)
		s->column = (s->column & 0x70) | command;
	else if (command < 0x20)
		s->column =
			(uint8_t)((s->column & 0x0f) | (command << 4 & 0x70));
	else if (command >= 0x40 && command < 0x80)
		s->start_line = command & 0x3f;
	else if ((command & 0xf8) == 0xb0)
		s->page = command & 7;
	else if ((command & 0xf0) == 0xc0)
		s->from_bottom = command & 0x08;
}

static void put_command(struct state *s, uint8_t byte)
{
	if (s->n_wanted) {
		s->args[s->n_got++] = byte;
		s->n_wanted--;
		if (!s->n_wanted)
			with_args(s);
		return;
	}
	s->command = byte;
	s->n_got = 0;
	s->n_wanted = n_args(byte);
	if (!s->n_wanted)
		alone(s, byte);
}

/* --- Bytes ------------------------------------------------------------- */

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	struct state *s = tw_state(dev);

	(void)addr;
	(void)read;
	s->has_control = false;
	return !s->in_reset;
}

/* Co: one byte follows, then the next control byte; else only bytes do. */
static bool write(tw_device *dev, uint8_t byte)
{
	struct state *s = tw_state(dev);

	if (!s->has_control) {
		s->has_control = true;
		s->single = byte & 0x80;
		s->data = byte & 0x40;
		return true;
	}
	if (s->data)
		put_data(dev, byte);
	else
		put_command(s, byte);
	s->has_control = !s->single;
	return true;
}

/* Bit 6: the display is off. */
static uint8_t read(tw_device *dev)
{
	const struct state *s = tw_state(dev);

	return s->on ? 0x00 : 0x40;
}

/* --- What it shows ----------------------------------------------------- */

static const struct panel *panel_of(const tw_device *dev)
{
	return &panels[tw_param_int(dev, PANEL)];
}

static struct tw_screen screen(tw_device *dev)
{
	const struct panel *p = panel_of(dev);

	return (struct tw_screen){p->width, p->height, 1};
}

/* The row of RAM that COM output @com shows, or none: LINES. Tables 10-1 and
 * 10-2. */
static unsigned row_at(const struct state *s, unsigned com)
{
	unsigned line = (com + s->offset) % LINES;

	if (line >= s->lines)
		return LINES;
	if (s->from_bottom)
		line = s->lines - 1u - line;
	return (line + s->start_line) % LINES;
}

/* On a module, COM0 is at the bottom and SEG0 at the right. */
static void show_row(tw_device *dev, unsigned y, uint8_t *row)
{
	const struct panel *p = panel_of(dev);
	const struct state *s = tw_state(dev);
	bool plain = tw_param_int(dev, MOUNT) == MOUNT_PLAIN;
	unsigned from = row_at(s, plain ? y : p->height - 1u - y);
	const uint8_t *memory = tw_memory(dev, NULL);

	if (!s->on || from == LINES ||
	    (!s->pump && tw_param_int(dev, SUPPLY) == SUPPLY_PUMP))
		return;
	for (unsigned x = 0; x < p->width; x++) {
		unsigned segment = p->first + (plain ? x : p->width - 1u - x);
		uint8_t byte = memory[from / 8 * COLUMNS + segment];
		bool lit = (byte >> from % 8 & 1) != s->inverse;

		if (lit || s->all_on)
			row[x] = (uint8_t)(128 + s->contrast / 2);
	}
}

/* --- What a capture shows ---------------------------------------------- */

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
static void describe(const struct tw_seen *seen, char *text, size_t size)
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
		*seen->pointer = byte | (uint32_t)n_args(byte) << 16;
	}
}

/* --- The model --------------------------------------------------------- */

static size_t memory_size(tw_device *dev)
{
	(void)dev;
	return COLUMNS * PAGES;
}

static void power_on(tw_device *dev)
{
	uint8_t *memory = tw_memory(dev, NULL);

	for (unsigned i = 0; i < COLUMNS * PAGES; i++)
		memory[i] = i % 2 ? 0xaa : 0x55;
	reset(dev);
}

static void set_res(tw_device *dev, int32_t level)
{
	struct state *s = tw_state(dev);

	s->in_reset = !level;
	if (level)
		return;
	reset(dev);
	tw_abandon(dev);
}

static const struct tw_byte_ops byte_ops = {
	.address = address,
	.write = write,
	.read = read,
};

static const struct tw_param_spec params[] = {
	[PANEL] = {.key = "panel",
		   .summary = "pixels of the panel",
		   .kind = TW_PARAM_CHOICE,
		   .choices = panel_names},
	[SUPPLY] = {.key = "supply",
		    .summary = "the panel's: the charge pump, dark until it is "
			       "enabled, or from outside",
		    .kind = TW_PARAM_CHOICE,
		    .choices = (const char *const[]){"pump", "external", NULL}},
	[MOUNT] = {.key = "mount",
		   .summary =
			   "upright with commands A1 and C8, as modules are, "
			   "or with A0 and C0",
		   .kind = TW_PARAM_CHOICE,
		   .choices = (const char *const[]){"module", "plain", NULL}},
	{0},
};

const struct tw_model tw_model_ssd1306 = {
	.name = "ssd1306",
	.summary = "OLED display, 128x64 and smaller",
	.state_size = sizeof(struct state),
	.first_addr = 0x3c,
	.last_addr = 0x3d,
	.bytes = &byte_ops,
	.inputs = (const struct tw_input[]){{"RES", 0, 1, set_res}, {0}},
	.params = params,
	.memory_size = memory_size,
	.power_on = power_on,
	.describe = describe,
	.screen = screen,
	.show_row = show_row,
};
