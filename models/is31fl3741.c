/* SPDX-License-Identifier: MIT */
/*
 * IS31FL3741: driver of 39 by 9 LEDs.
 *
 * From:     Lumissil IS31FL3741 data sheet rev. B, "Register definition",
 *           tables 2 to 14 (pages, PWM, scaling, configuration, global
 *           current, reset), "Shutdown mode"; the order of LEDs on the 13 by 9
 *           RGB board (5201) is that of its maker's published drivers.
 * Modelled: the command register behind its lock, five pages with a pointer
 *           that counts up, PWM and scaling of each LED, configuration with
 *           software shutdown and number of SW lines, global current, reset,
 *           ID, the SDB pin. The LEDs are a picture: of the board, in colours,
 *           or as CS columns and SW rows.
 * Left out: open and short detection, its interrupt and registers (they keep
 *           what is written), de-ghosting, PWM frequency, currents in mA.
 * Approx.:  a pixel is PWM times scaling times global current, of 255 each. A
 *           reset selects page 0. While SDB is low, registers can be accessed.
 */
#include "twowire/model.h"

#include <stdio.h>
#include <string.h>

enum { BOARD, ORDER };
enum { BOARD_RGB, BOARD_PLAIN };
enum { ORDER_BGR, ORDER_RBG };

#define LEDS	      351u
#define FIRST_LEDS    180u /* on pages 0 and 2; the others on 1 and 3 */
#define SW_LINES      9u
#define LONG_CS	      30u /* these of all SW come first, then the other 9 */
#define FUNCTIONS     0x40u
#define UNLOCK	      0xc5u
#define RESET_WORD    0xaeu
#define CONFIG_ON     0x01u
#define PULLS_DEFAULT 0x33u

enum { PWM_1, PWM_2, SCALING_1, SCALING_2, FUNCTION };
enum {
	CONFIG = 0x00,
	GLOBAL_CURRENT = 0x01,
	PULLS = 0x02,
	RESET = 0x3f,
};
enum {
	INT_MASK = 0xf0,
	INT_STATUS = 0xf1,
	ID = 0xfc,
	COMMAND = 0xfd,
	LOCK = 0xfe,
};

struct state {
	uint8_t pwm[LEDS], scaling[LEDS], function[FUNCTIONS];
	uint8_t int_mask;
	uint8_t addr; /* as on the wire */
	uint8_t page, pointer;
	bool unlocked;
	bool has_pointer; /* in this message */
	bool sdb;
};

static void reset(struct state *s)
{
	memset(s->pwm, 0, sizeof(s->pwm));
	memset(s->scaling, 0, sizeof(s->scaling));
	memset(s->function, 0, sizeof(s->function));
	s->function[PULLS] = PULLS_DEFAULT;
	s->int_mask = 0;
	s->page = PWM_1;
	s->unlocked = false;
}

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	struct state *s = tw_state(dev);

	(void)read;
	s->addr = addr;
	s->has_pointer = false;
	return true;
}

/* The register of the selected page at @at, or NULL. */
static uint8_t *paged(struct state *s, uint8_t at)
{
	bool second = s->page == PWM_2 || s->page == SCALING_2;
	unsigned led = at + (second ? FIRST_LEDS : 0);

	if (s->page == FUNCTION)
		return at < FUNCTIONS ? &s->function[at] : NULL;
	if (led >= (second ? LEDS : FIRST_LEDS))
		return NULL;
	return s->page <= PWM_2 ? &s->pwm[led] : &s->scaling[led];
}

static void write_reg(struct state *s, uint8_t at, uint8_t value)
{
	uint8_t *reg = paged(s, at);

	switch (at) {
	case LOCK:
		s->unlocked = value == UNLOCK;
		return;
	case COMMAND:
		if (s->unlocked && value <= FUNCTION)
			s->page = value;
		s->unlocked = false;
		return;
	case INT_MASK:
		s->int_mask = value;
		return;
	}
	if (!reg)
		return;
	if (s->page == FUNCTION && at == RESET) {
		if (value == RESET_WORD)
			reset(s);
		return;
	}
	*reg = value;
}

static bool write(tw_device *dev, uint8_t byte)
{
	struct state *s = tw_state(dev);

	if (!s->has_pointer)
		s->pointer = byte;
	else
		write_reg(s, s->pointer++, byte);
	s->has_pointer = true;
	return true;
}

static uint8_t read(tw_device *dev)
{
	struct state *s = tw_state(dev);
	uint8_t *reg;

	switch (s->pointer) {
	case ID:
		return (uint8_t)(s->addr << 1);
	case INT_MASK:
		return s->int_mask;
	case INT_STATUS:
	case COMMAND:
	case LOCK:
		return 0;
	}
	reg = paged(s, s->pointer);
	return reg ? *reg : 0;
}

static void sent(tw_device *dev, bool acked)
{
	struct state *s = tw_state(dev);

	(void)acked;
	s->pointer++;
}

/* --- What it shows ----------------------------------------------------- */

static uint8_t level(const struct state *s, unsigned sw, unsigned cs)
{
	unsigned led = cs < LONG_CS
			       ? sw * LONG_CS + cs
			       : SW_LINES * LONG_CS + sw * 9 + cs - LONG_CS;
	unsigned fewer = s->function[CONFIG] >> 4;

	if (!s->sdb || !(s->function[CONFIG] & CONFIG_ON) ||
	    (fewer < SW_LINES - 1 && sw >= SW_LINES - fewer))
		return 0;
	return (uint8_t)(s->pwm[led] * s->scaling[led] *
			 s->function[GLOBAL_CURRENT] / (255 * 255));
}

static struct tw_screen screen(tw_device *dev)
{
	if (tw_param_int(dev, BOARD) == BOARD_PLAIN)
		return (struct tw_screen){39, SW_LINES, 1};
	return (struct tw_screen){13, SW_LINES, 3};
}

/* Red, green and blue of a column are three CS lines; on each second column
 * and the last they are turned by one. */
static void show_rgb(const tw_device *dev, const struct state *s, unsigned sw,
		     uint8_t *row)
{
	static const uint8_t orders[][3] = {
		[ORDER_BGR] = {2, 1, 0}, [ORDER_RBG] = {0, 2, 1}};
	const uint8_t *order = orders[tw_param_int(dev, ORDER)];

	for (unsigned x = 0; x < 13; x++) {
		unsigned turn = x % 2 || x == 12 ? 2 : 0;

		for (unsigned i = 0; i < 3; i++)
			row[3 * x + i] =
				level(s, sw, 3 * x + (order[i] + turn) % 3);
	}
}

static void show_row(tw_device *dev, unsigned y, uint8_t *row)
{
	static const uint8_t board_rows[] = {8, 5, 4, 3, 2, 1, 0, 7, 6};
	const struct state *s = tw_state(dev);

	if (tw_param_int(dev, BOARD) == BOARD_RGB) {
		show_rgb(dev, s, board_rows[y], row);
		return;
	}
	for (unsigned x = 0; x < 39; x++)
		row[x] = level(s, y, x);
}

/* --- What a capture shows ---------------------------------------------- */

static const char *fixed_name(uint8_t at)
{
	switch (at) {
	case INT_MASK:
		return "INTERRUPT MASK";
	case INT_STATUS:
		return "INTERRUPT STATUS";
	case ID:
		return "ID";
	case COMMAND:
		return "COMMAND";
	case LOCK:
		return "COMMAND LOCK";
	default:
		return NULL;
	}
}

static void name_reg(unsigned page, uint8_t at, char *name, size_t size)
{
	static const char *const functions[] = {"CONFIGURATION",
						"GLOBAL CURRENT", "PULLS"};
	const char *fixed = fixed_name(at);
	unsigned led = at + (page % 2 ? FIRST_LEDS : 0);

	if (fixed)
		snprintf(name, size, "%s", fixed);
	else if (page > FUNCTION)
		snprintf(name, size, "register 0x%02x of a page not seen", at);
	else if (page == FUNCTION && at <= PULLS)
		snprintf(name, size, "%s", functions[at]);
	else if (page == FUNCTION)
		snprintf(name, size, "%s",
			 at == RESET ? "RESET" : "page 4 register");
	else
		snprintf(name, size, "%s %u", page <= PWM_2 ? "PWM" : "SCALING",
			 led);
}

/* The pointer is the lower byte, the page the upper one; 0xff: not seen. */
static void describe(const struct tw_seen *seen, char *text, size_t size)
{
	uint8_t byte = seen->bytes[seen->n_bytes - 1], at;
	uint32_t page =
		*seen->pointer == TW_UNSEEN ? 0xff : *seen->pointer >> 8;
	char name[48];

	if (!seen->read && seen->n_bytes == 1) {
		name_reg(page, byte, name, sizeof(name));
		snprintf(text, size, "pointer %s", name);
		*seen->pointer = page << 8 | byte;
		return;
	}
	if (*seen->pointer == TW_UNSEEN)
		return;
	at = (uint8_t)*seen->pointer;
	name_reg(page, at, name, sizeof(name));
	if (!seen->read && at == LOCK && byte == UNLOCK)
		snprintf(text, size, "unlock COMMAND");
	else if (!seen->read && at == COMMAND && byte <= FUNCTION)
		snprintf(text, size, "page %u", page = byte);
	else
		snprintf(text, size, "%s 0x%02x", name, byte);
	*seen->pointer = page << 8 | (uint8_t)(at + 1);
}

/* --- The model --------------------------------------------------------- */

static void power_on(tw_device *dev)
{
	struct state *s = tw_state(dev);

	reset(s);
	s->sdb = true;
}

static void set_sdb(tw_device *dev, int32_t high)
{
	struct state *s = tw_state(dev);

	if (high && !s->sdb)
		tw_abandon(dev);
	s->sdb = high;
}

static const struct tw_byte_ops byte_ops = {
	.address = address,
	.write = write,
	.read = read,
	.sent = sent,
};

static const struct tw_param_spec params[] = {
	[BOARD] = {.key = "board",
		   .summary = "what the picture shows: 13 by 9 colours, or the "
			      "39 by 9 LEDs by CS and SW",
		   .kind = TW_PARAM_CHOICE,
		   .choices = (const char *const[]){"rgb13x9", "plain", NULL}},
	[ORDER] = {.key = "order",
		   .summary = "of the colours in the board's even columns",
		   .kind = TW_PARAM_CHOICE,
		   .choices = (const char *const[]){"bgr", "rbg", NULL}},
	{0},
};

const struct tw_model tw_model_is31fl3741 = {
	.name = "is31fl3741",
	.summary = "driver of 39 by 9 LEDs, or 13 by 9 in colours",
	.state_size = sizeof(struct state),
	.first_addr = 0x30,
	.last_addr = 0x33,
	.bytes = &byte_ops,
	.inputs = (const struct tw_input[]){{"SDB", 0, 1, set_sdb}, {0}},
	.params = params,
	.power_on = power_on,
	.describe = describe,
	.screen = screen,
	.show_row = show_row,
};
