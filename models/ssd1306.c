/* SPDX-License-Identifier: MIT */
/*
 * SSD1306: driver of OLED displays of up to 128 by 64 pixels.
 *
 * From:     Solomon Systech SSD1306 data sheet rev. 1.1, sections 8.1.5 (I2C),
 *           8.3 (frames), 8.7 (RAM), 9 (commands), 10.1 (addressing modes,
 *           lines, tables 10-1 and 10-2), 10.2 (scrolling), charge pump
 *           application note (0x8d); 0xad is the SSD1306B's.
 * Modelled: control bytes, commands and data in any order, over any number of
 *           messages; the three addressing modes with their windows, start
 *           line, offset, multiplex ratio, segment and COM directions,
 *           inverse, all on, contrast, on and off, the charge pump, status,
 *           RES#; scrolling, a column of the RAM and so many lines every few
 *           frames. What the panel shows is a picture.
 * Left out: the line at which a frame has got, COM pins that do not fit the
 *           panel, fading and zooming.
 * Approx.:  after power-on the RAM, which is then undefined, holds a
 *           checkerboard. Lit pixels are 128 with contrast 0 and 255 with
 *           contrast 255. Unknown commands have no parameter. The oscillator
 *           runs at its typical 370 kHz, whatever 0xd5 says of it. To the right
 *           is to higher column addresses, on a module too; 0x2e leaves the
 *           picture where it has got to, and the RAM uncorrupted.
 */
#include "ssd1306_commands.h"

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

/* Every so many frames (table 9-1). */
static const uint16_t intervals[] = {5, 64, 128, 256, 3, 4, 25, 2};
#define OSCILLATOR_HZ 370000u
#define ROW_CLOCKS    50u /* beside the two phases of the precharge */

struct scroll {
	bool left;
	uint8_t first_page, last_page;
	uint8_t interval;
	uint8_t lines; /* up, each time */
};

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

	struct scroll scroll;
	bool can_scroll, scrolls;
	uint8_t fixed_lines, scrolled_lines; /* an area below fixed ones */
	uint8_t scrolled_by;
	uint8_t divider, precharge; /* of the frames' clock */
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
	s->scrolled_lines = LINES;
	s->divider = 1;
	s->precharge = 2 + 2;
	tw_wake_never(dev);
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

/* --- Scrolling --------------------------------------------------------- */

static void set_scroll(struct state *s)
{
	bool up = s->command >= 0x29;

	s->scroll = (struct scroll){
		.left = s->command == 0x27 || s->command == 0x2a,
		.first_page = s->args[1] & 7,
		.interval = s->args[2] & 7,
		.last_page = s->args[3] & 7,
		.lines = up ? s->args[4] & 0x3f : 0,
	};
	s->can_scroll = true;
}

/* A frame takes D * K * MUX clocks (8.3, table 9-1: 0xd5, 0xd9). */
static void await_step(tw_device *dev)
{
	const struct state *s = tw_state(dev);
	uint64_t clocks = (uint64_t)s->divider * (s->precharge + ROW_CLOCKS) *
			  s->lines * intervals[s->scroll.interval];

	tw_wake_after(dev, clocks * 1000000000u / OSCILLATOR_HZ);
}

static void step(tw_device *dev)
{
	struct state *s = tw_state(dev);

	for (unsigned page = s->scroll.first_page; page <= s->scroll.last_page;
	     page++) {
		uint8_t *row = tw_memory(dev, NULL) + page * COLUMNS;
		uint8_t first = row[0], last = row[COLUMNS - 1];

		if (s->scroll.left == s->from_right) {
			memmove(row + 1, row, COLUMNS - 1);
			row[0] = last;
		} else {
			memmove(row, row + 1, COLUMNS - 1);
			row[COLUMNS - 1] = first;
		}
	}
	if (s->scrolled_lines)
		s->scrolled_by = (uint8_t)((s->scrolled_by + s->scroll.lines) %
					   s->scrolled_lines);
	await_step(dev);
}

/* Without a set-up there is nothing to activate. */
static void set_scrolling(tw_device *dev, bool scrolls)
{
	struct state *s = tw_state(dev);

	if (s->scrolls == scrolls || !s->can_scroll)
		return;
	s->scrolls = scrolls;
	if (scrolls) {
		s->scrolled_by = 0;
		await_step(dev);
	} else {
		tw_wake_never(dev);
	}
}

static unsigned scrolled(const struct state *s, unsigned line)
{
	unsigned at = line - s->fixed_lines;

	if (line < s->fixed_lines || at >= s->scrolled_lines)
		return line;
	return s->fixed_lines + (at + s->scrolled_by) % s->scrolled_lines;
}

/* --- Commands ---------------------------------------------------------- */

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
	case 0x26:
	case 0x27:
	case 0x29:
	case 0x2a:
		set_scroll(s);
		break;
	case 0x81:
		s->contrast = arg;
		break;
	case 0x8d:
		s->pump = arg & 0x04;
		break;
	case 0xa3:
		s->fixed_lines = arg & 0x3f;
		s->scrolled_lines = s->args[1] & 0x7f;
		break;
	case 0xa8:
		if ((arg & 0x3f) >= 15)
			s->lines = (uint8_t)((arg & 0x3f) + 1);
		break;
	case 0xd3:
		s->offset = arg & 0x3f;
		break;
	case 0xd5:
		s->divider = (arg & 0x0f) + 1;
		break;
	case 0xd9:
		s->precharge = (uint8_t)((arg & 0x0f) + (arg >> 4));
		break;
	}
}

static void alone(tw_device *dev, uint8_t command)
{
	struct state *s = tw_state(dev);

	switch (command) {
	case 0x2e:
	case 0x2f:
		set_scrolling(dev, command & 1);
		return;
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

static void put_command(tw_device *dev, uint8_t byte)
{
	struct state *s = tw_state(dev);

	if (s->n_wanted) {
		s->args[s->n_got++] = byte;
		s->n_wanted--;
		if (!s->n_wanted)
			with_args(s);
		return;
	}
	s->command = byte;
	s->n_got = 0;
	s->n_wanted = ssd1306_n_args(byte);
	if (!s->n_wanted)
		alone(dev, byte);
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
		put_command(dev, byte);
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
	return scrolled(s, (line + s->start_line) % LINES);
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
	.wake = step,
	.describe = ssd1306_describe,
	.screen = screen,
	.show_row = show_row,
};
