/* SPDX-License-Identifier: MIT */
/*
 * MCP23017: sixteen pins behind 22 registers.
 *
 * From:     Microchip data sheet DS20001952C, 3.2 (byte and sequential mode),
 *           3.5 with tables 3-2 to 3-5 (registers), 3.6 (interrupts, figures
 *           3-8 and 3-9).
 * Modelled: both ports with direction, polarity, pull-ups and latches; BANK,
 *           SEQOP, MIRROR, ODR and INTPOL; interrupt on change and on
 *           difference from DEFVAL, INTF, INTCAP, INTA and INTB; RESET;
 *           outputs that change with the last bit of their byte, at the eighth
 *           fall of SCL.
 * Left out: slew rate (DISSLW is kept), currents, what the latches do against
 *           each other from outside.
 * Approx.:  an input that nothing outside has set is 1 with its pull-up and 0
 *           without. With BANK set the pointer counts through 0x0b to 0x0f as
 *           through registers; these and all behind the last read 0. The value
 *           that a change is compared with is that of the last time that the
 *           pin was not enabled, or that its interrupt was cleared.
 */
#include "twowire/model.h"

#include <stdio.h>

#define IOCON_BANK   0x80u
#define IOCON_MIRROR 0x40u
#define IOCON_SEQOP  0x20u
#define IOCON_ODR    0x04u
#define IOCON_INTPOL 0x02u

/* Of each port; the register of port B follows that of port A. */
enum {
	IODIR,
	IPOL,
	GPINTEN,
	DEFVAL,
	INTCON,
	IOCON,
	GPPU,
	INTF,
	INTCAP,
	GPIO,
	OLAT,
	KINDS
};
enum { N_REGS = 2 * KINDS, LAST_OF_BANKS = 0x1a, NO_REG = 0xff };
enum { PINS = 16, INTA = PINS, INTB };

#define PAIR(n, reset, writable)                                               \
	{n "A", 1, reset, writable},                                           \
	{                                                                      \
		n "B", 1, reset, writable                                      \
	}

static const struct tw_reg regs[] = {
	PAIR("IODIR", 0xff, 0xff),   PAIR("IPOL", 0x00, 0xff),
	PAIR("GPINTEN", 0x00, 0xff), PAIR("DEFVAL", 0x00, 0xff),
	PAIR("INTCON", 0x00, 0xff),  {"IOCON", 1, 0x00, 0xfe},
	{"IOCON", 1, 0x00, 0xfe},    PAIR("GPPU", 0x00, 0xff),
	PAIR("INTF", 0x00, 0x00),    PAIR("INTCAP", 0x00, 0x00),
	PAIR("GPIO", 0x00, 0xff),    PAIR("OLAT", 0x00, 0xff),
};

struct port {
	uint8_t outside; /* levels there */
	uint8_t driven;	 /* which of them somebody has set */
	uint8_t before;	 /* what a change is a change from */
};

struct mcp23017 {
	struct port ports[2];
	uint8_t pointer; /* as on the wire */
	bool pointer_is_next;
	bool in_reset;
};

/* The register at an address, in the order of BANK = 0. */
static uint8_t reg_at(uint8_t at, bool bank)
{
	if (!bank)
		return at < N_REGS ? at : NO_REG;
	if (at > LAST_OF_BANKS || (at & 0x0f) >= KINDS)
		return NO_REG;
	return (uint8_t)((at & 0x0f) * 2 + (at >> 4));
}

static uint8_t next_address(uint8_t at, bool bank, bool byte_mode)
{
	uint8_t last = bank ? LAST_OF_BANKS : N_REGS - 1;

	if (byte_mode)
		return bank ? at : at ^ 1;
	return at >= last ? 0 : at + 1;
}

static uint8_t get(const tw_device *dev, unsigned kind, unsigned port)
{
	return (uint8_t)tw_reg_get(dev, (uint8_t)(2 * kind + port));
}

static void put(tw_device *dev, unsigned kind, unsigned port, unsigned value)
{
	tw_reg_set(dev, (uint8_t)(2 * kind + port), value & 0xff);
}

/* --- pins -------------------------------------------------------------- */

static uint8_t levels(tw_device *dev, unsigned n)
{
	const struct mcp23017 *s = tw_state(dev);
	const struct port *p = &s->ports[n];
	unsigned in = (p->outside & p->driven) |
		      (get(dev, GPPU, n) & ~(unsigned)p->driven);
	unsigned direction = get(dev, IODIR, n);

	return (uint8_t)((in & direction) | (get(dev, OLAT, n) & ~direction));
}

static void drive_pins(tw_device *dev, unsigned n)
{
	uint8_t in = get(dev, IODIR, n), latch = get(dev, OLAT, n);

	for (unsigned i = 0; i < 8; i++)
		if (in >> i & 1)
			tw_output_release(dev, 8 * n + i);
		else
			tw_output_set(dev, 8 * n + i, latch >> i & 1);
}

static void drive_int(tw_device *dev, unsigned pin, bool active)
{
	uint8_t iocon = get(dev, IOCON, 0);

	if (!(iocon & IOCON_ODR))
		tw_output_set(dev, pin, active == !!(iocon & IOCON_INTPOL));
	else if (active)
		tw_output_set(dev, pin, false);
	else
		tw_output_release(dev, pin);
}

static void drive_ints(tw_device *dev)
{
	bool a = get(dev, INTF, 0), b = get(dev, INTF, 1);
	bool mirror = get(dev, IOCON, 0) & IOCON_MIRROR;

	drive_int(dev, INTA, a || (mirror && b));
	drive_int(dev, INTB, b || (mirror && a));
}

/* --- interrupts -------------------------------------------------------- */

/* Pins for which there is a reason now. */
static uint8_t reasons(tw_device *dev, unsigned n)
{
	struct mcp23017 *s = tw_state(dev);
	struct port *p = &s->ports[n];
	unsigned pins = levels(dev, n), by_value = get(dev, INTCON, n);
	unsigned enabled = get(dev, IODIR, n) & get(dev, GPINTEN, n);

	p->before = (uint8_t)((p->before & enabled) | (pins & ~enabled));
	return (uint8_t)(enabled & ((by_value & (pins ^ get(dev, DEFVAL, n))) |
				    (~by_value & (pins ^ p->before))));
}

/* One interrupt at a time: the port is captured with the first. */
static void look(tw_device *dev, unsigned n)
{
	uint8_t why = reasons(dev, n);

	if (get(dev, INTF, n) || !why)
		return;
	put(dev, INTF, n, why);
	put(dev, INTCAP, n, levels(dev, n) ^ get(dev, IPOL, n));
	drive_ints(dev);
}

/* A difference from DEFVAL stays an interrupt while it lasts. */
static void clear(tw_device *dev, unsigned n)
{
	struct mcp23017 *s = tw_state(dev);

	s->ports[n].before = levels(dev, n);
	put(dev, INTF, n, get(dev, INTF, n) & reasons(dev, n));
	drive_ints(dev);
	look(dev, n);
}

/* --- the bus ----------------------------------------------------------- */

static void store(tw_device *dev, uint8_t reg, uint8_t byte)
{
	unsigned kind = reg / 2, n = reg % 2;

	byte &= (uint8_t)regs[reg].writable;
	switch (kind) {
	case INTF:
	case INTCAP:
		return;
	case GPIO:
		kind = OLAT;
		break;
	case IOCON:
		put(dev, IOCON, !n, byte);
		break;
	}
	put(dev, kind, n, byte);
	if (kind == IODIR || kind == OLAT)
		drive_pins(dev, n);
	if (kind == IODIR || kind == GPINTEN)
		put(dev, INTF, n,
		    get(dev, INTF, n) & get(dev, IODIR, n) &
			    get(dev, GPINTEN, n));
	look(dev, n);
	drive_ints(dev);
}

static uint8_t reg_here(tw_device *dev)
{
	const struct mcp23017 *s = tw_state(dev);

	return reg_at(s->pointer, get(dev, IOCON, 0) & IOCON_BANK);
}

static void go_on(tw_device *dev)
{
	struct mcp23017 *s = tw_state(dev);
	uint8_t iocon = get(dev, IOCON, 0);

	s->pointer = next_address(s->pointer, iocon & IOCON_BANK,
				  iocon & IOCON_SEQOP);
}

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	struct mcp23017 *s = tw_state(dev);

	(void)addr;
	s->pointer_is_next = !read;
	return !s->in_reset;
}

static bool write(tw_device *dev, uint8_t byte)
{
	struct mcp23017 *s = tw_state(dev);
	uint8_t reg;

	if (s->pointer_is_next) {
		s->pointer = byte;
		s->pointer_is_next = false;
		return true;
	}
	reg = reg_here(dev);
	if (reg != NO_REG)
		store(dev, reg, byte);
	go_on(dev);
	return true;
}

static uint8_t read(tw_device *dev)
{
	uint8_t reg = reg_here(dev);

	if (reg == NO_REG)
		return 0;
	if (reg / 2 == GPIO)
		return levels(dev, reg % 2) ^ get(dev, IPOL, reg % 2);
	return (uint8_t)tw_reg_get(dev, reg);
}

static void sent(tw_device *dev, bool acked)
{
	uint8_t reg = reg_here(dev);

	(void)acked;
	if (reg / 2 == GPIO || reg / 2 == INTCAP)
		clear(dev, reg % 2);
	go_on(dev);
}

/* --- power and inputs -------------------------------------------------- */

static void power_on(tw_device *dev)
{
	struct mcp23017 *s = tw_state(dev);

	for (uint8_t i = 0; i < N_REGS; i++)
		tw_reg_set(dev, i, regs[i].reset);
	s->pointer = 0;
	for (unsigned n = 0; n < 2; n++) {
		drive_pins(dev, n);
		reasons(dev, n);
	}
	drive_ints(dev);
}

static void set_reset(tw_device *dev, int32_t value)
{
	struct mcp23017 *s = tw_state(dev);

	s->in_reset = !value;
	if (!s->in_reset)
		return;
	power_on(dev);
	tw_abandon(dev);
}

static void set_pin(tw_device *dev, unsigned pin, int32_t value)
{
	struct mcp23017 *s = tw_state(dev);
	struct port *p = &s->ports[pin / 8];
	unsigned bit = 1u << pin % 8;

	p->driven |= (uint8_t)bit;
	p->outside = (uint8_t)(value ? p->outside | bit : p->outside & ~bit);
	look(dev, pin / 8);
}

/* clang-format off */
#define EACH_PIN(X)                                                            \
	X(0, "GPA0") X(1, "GPA1") X(2, "GPA2") X(3, "GPA3")                    \
	X(4, "GPA4") X(5, "GPA5") X(6, "GPA6") X(7, "GPA7")                    \
	X(8, "GPB0") X(9, "GPB1") X(10, "GPB2") X(11, "GPB3")                  \
	X(12, "GPB4") X(13, "GPB5") X(14, "GPB6") X(15, "GPB7")
/* clang-format on */

#define PIN_SETTER(n, name)                                                    \
	static void set_pin_##n(tw_device *dev, int32_t value)                 \
	{                                                                      \
		set_pin(dev, n, value);                                        \
	}
EACH_PIN(PIN_SETTER)

#define PIN_INPUT(n, pin)  {.name = pin, .max = 1, .set = set_pin_##n},
#define PIN_OUTPUT(n, pin) [n] = {.name = pin},

static const struct tw_input inputs[] = {
	EACH_PIN(PIN_INPUT){.name = "RESET", .max = 1, .set = set_reset},
	{0},
};

static const struct tw_output outputs[] = {
	EACH_PIN(PIN_OUTPUT)[INTA] = {.name = "INTA"},
	[INTB] = {.name = "INTB"},
	{0},
};

/* --- words ------------------------------------------------------------- */

/* What describe() keeps: the pointer and, above it, what IOCON last said. */
#define SEEN_IOCON(kept) ((kept) >> 8 & 0xff)

static void say_value(uint8_t reg, uint8_t value, char *text, size_t size)
{
	char bits[9] = "";

	for (unsigned i = 0; i < 8; i++)
		bits[i] = value >> (7 - i) & 1 ? '1' : '0';
	if (reg / 2 != IOCON)
		snprintf(text, size, "%s 0x%02x = %s", regs[reg].name, value,
			 bits);
	else
		snprintf(text, size, "IOCON 0x%02x%s%s%s%s, INT %s", value,
			 value & IOCON_BANK ? ", BANK" : "",
			 value & IOCON_MIRROR ? ", MIRROR" : "",
			 value & IOCON_SEQOP ? ", byte mode" : "",
			 value & IOCON_ODR ? ", open drain" : "",
			 value & IOCON_INTPOL ? "high" : "low");
}

static void describe(const struct tw_seen *seen, char *text, size_t size)
{
	uint8_t byte = seen->bytes[seen->n_bytes - 1];
	uint32_t kept = *seen->pointer;
	uint32_t iocon = kept == TW_UNSEEN ? 0 : SEEN_IOCON(kept);
	bool is_pointer = !seen->read && seen->n_bytes == 1;
	uint8_t at = is_pointer ? byte : (uint8_t)kept;
	uint8_t reg = reg_at(at, iocon & IOCON_BANK);

	if (kept == TW_UNSEEN && !is_pointer) {
		snprintf(text, size, "pointer not seen");
		return;
	}
	*seen->strange = reg == NO_REG;
	if (reg == NO_REG)
		snprintf(text, size, "0x%02x, no register", at);
	else if (is_pointer)
		snprintf(text, size, "pointer %s", regs[reg].name);
	else
		say_value(reg, byte, text, size);
	if (!is_pointer) {
		if (!seen->read && reg != NO_REG && reg / 2 == IOCON)
			iocon = byte;
		at = next_address(at, iocon & IOCON_BANK, iocon & IOCON_SEQOP);
	}
	*seen->pointer = iocon << 8 | at;
}

static const struct tw_byte_ops byte_ops = {
	.address = address,
	.write = write,
	.read = read,
	.sent = sent,
};

static const struct tw_reg_file reg_file = {
	.regs = regs,
	.n_regs = N_REGS,
};

const struct tw_model tw_model_mcp23017 = {
	.name = "mcp23017",
	.summary = "16-bit I/O expander with interrupts",
	.state_size = sizeof(struct mcp23017),
	.first_addr = 0x20,
	.last_addr = 0x27,
	.regs = &reg_file,
	.bytes = &byte_ops,
	.inputs = inputs,
	.outputs = outputs,
	.power_on = power_on,
	.describe = describe,
};
