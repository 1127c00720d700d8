/* SPDX-License-Identifier: MIT */
#include "nrf52/gpio.h"

#include <stdio.h>
#include <string.h>

#define BASE 0x50000000u

enum {
	PORT1 = 0x300, /* from P0's registers to P1's */
	REG_OUT = 0x504,
	REG_OUTSET = 0x508,
	REG_OUTCLR = 0x50c,
	REG_IN = 0x510,
	REG_DIR = 0x514,
	REG_DIRSET = 0x518,
	REG_DIRCLR = 0x51c,
	REG_LATCH = 0x520,
	REG_DETECTMODE = 0x524,
	REG_PIN_CNF = 0x700,
};

/* PIN_CNF */
#define CNF_DIR	       1u
#define CNF_NO_INPUT   2u
#define CNF_PULL_UP    (3u << 2)
#define CNF_DRIVE(cnf) ((cnf) >> 8 & 7)
#define CNF_KNOWN      0x3070fu
#define CNF_RESET      CNF_NO_INPUT
enum { DRIVE_D0 = 4, DRIVE_D1 = 6 }; /* and one more each */

static bool has_pin(unsigned n)
{
	return n < N_PINS;
}

static enum tw_drive drive_of(const struct gpio *g, unsigned n)
{
	unsigned drive = CNF_DRIVE(g->cnf[n]);

	if (!(g->dir >> n & 1) || g->taken >> n & 1)
		return TW_RELEASE;
	if (g->out >> n & 1)
		return drive >= DRIVE_D1 ? TW_RELEASE : TW_HIGH;
	return drive >= DRIVE_D0 && drive < DRIVE_D1 ? TW_RELEASE : TW_LOW;
}

static void drive(struct gpio *g, uint64_t pins)
{
	for (unsigned n = 0; n < N_PINS; n++)
		if (pins >> n & 1)
			pins_drive(&g->pins, n, drive_of(g, n));
}

void nrf_gpio_take(struct gpio *g, uint64_t pins)
{
	uint64_t changed = g->taken ^ pins;

	g->taken = pins;
	drive(g, changed);
}

/* --- registers ---------------------------------------------------------------
 */

static uint32_t inputs(const struct gpio *g, unsigned port)
{
	uint32_t bits = 0;

	for (unsigned i = 0; i < 32 && has_pin(port * 32 + i); i++) {
		unsigned n = port * 32 + i;

		if (!(g->cnf[n] & CNF_NO_INPUT) && pins_level(&g->pins, n))
			bits |= 1u << i;
	}
	return bits;
}

static uint32_t read_port(const struct gpio *g, unsigned port, uint32_t offset)
{
	unsigned n = port * 32 + (offset - REG_PIN_CNF) / 4;

	switch (offset) {
	case REG_OUT:
	case REG_OUTSET:
	case REG_OUTCLR:
		return (uint32_t)(g->out >> port * 32);
	case REG_IN:
		return inputs(g, port);
	case REG_DIR:
	case REG_DIRSET:
	case REG_DIRCLR:
		return (uint32_t)(g->dir >> port * 32);
	case REG_LATCH:
		return g->latch[port];
	case REG_DETECTMODE:
		return g->detect_mode[port];
	default:
		if (offset < REG_PIN_CNF || offset >= REG_PIN_CNF + 32 * 4 ||
		    !has_pin(n))
			return 0;
		return g->cnf[n];
	}
}

/* DIR is the same bit in both places. */
static void set_direction(struct gpio *g, uint64_t dir)
{
	g->dir = dir;
	for (unsigned n = 0; n < N_PINS; n++)
		g->cnf[n] = (g->cnf[n] & ~CNF_DIR) | (dir >> n & CNF_DIR);
}

static void write_cnf(struct gpio *g, unsigned n, uint32_t value)
{
	if (!has_pin(n))
		return;
	g->cnf[n] = value & CNF_KNOWN;
	g->dir = (g->dir & ~(1ull << n)) | (uint64_t)(value & CNF_DIR) << n;
	pins_pull_up(&g->pins, n, (value & CNF_PULL_UP) == CNF_PULL_UP);
	drive(g, 1ull << n);
}

static void write_port(struct gpio *g, unsigned port, uint32_t offset,
		       uint32_t value)
{
	uint64_t bits = (uint64_t)value << port * 32;
	uint64_t all = 0xffffffffull << port * 32;

	switch (offset) {
	case REG_OUT:
		g->out = (g->out & ~all) | bits;
		break;
	case REG_OUTSET:
		g->out |= bits;
		break;
	case REG_OUTCLR:
		g->out &= ~bits;
		break;
	case REG_DIR:
		set_direction(g, (g->dir & ~all) | bits);
		break;
	case REG_DIRSET:
		set_direction(g, g->dir | bits);
		break;
	case REG_DIRCLR:
		set_direction(g, g->dir & ~bits);
		break;
	case REG_LATCH:
		g->latch[port] &= ~value;
		return;
	case REG_DETECTMODE:
		g->detect_mode[port] = value & 1;
		return;
	default:
		if (offset >= REG_PIN_CNF && offset < REG_PIN_CNF + 32 * 4)
			write_cnf(g, port * 32 + (offset - REG_PIN_CNF) / 4,
				  value);
		return;
	}
	drive(g, all);
}

/* P1's registers begin behind those of P0's that are not pins'. */
static unsigned port_of(uint32_t *offset)
{
	if (*offset < REG_PIN_CNF + 32 * 4)
		return 0;
	*offset -= PORT1;
	return 1;
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	unsigned port = port_of(&offset);

	return read_port(user, port, offset);
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	unsigned port = port_of(&offset);

	write_port(user, port, offset, value);
}

struct reg_device nrf_gpio_device(struct gpio *g)
{
	return (struct reg_device){.name = "GPIO",
				   .base = BASE,
				   .size = 0x1000,
				   .read = read_reg,
				   .write = write_reg,
				   .user = g};
}

/* --- set-up ------------------------------------------------------------------
 */

static bool pin_number(const char *name, unsigned *n)
{
	char canonical[8];
	unsigned port, pin;

	if (sscanf(name, "P%1u.%2u", &port, &pin) != 2)
		return false;
	g_snprintf(canonical, sizeof(canonical), "P%u.%02u", port, pin);
	*n = port * 32 + pin;
	return pin < 32 && has_pin(*n) && !strcmp(name, canonical);
}

void nrf_gpio_setup(struct gpio *g, const char *chip, tw_queue *queue)
{
	pins_init(&g->pins, chip, queue, g->pin, N_PINS);
}

bool nrf_gpio_solder(struct gpio *g, const struct tw_chip_config *config,
		     GError **error)
{
	static const struct pins_naming naming = {
		pin_number, "P0.00 to P0.31 and P1.00 to P1.15"};

	return pins_solder(&g->pins, config, &naming, error);
}

void nrf_gpio_reset(struct gpio *g)
{
	g->out = g->dir = 0;
	for (unsigned n = 0; n < N_PINS; n++) {
		g->cnf[n] = CNF_RESET;
		pins_pull_up(&g->pins, n, false);
	}
	for (unsigned i = 0; i < 2; i++)
		g->latch[i] = g->detect_mode[i] = 0;
	drive(g, UINT64_MAX);
}
