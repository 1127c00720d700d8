/* SPDX-License-Identifier: MIT */
#include "sam/port.h"

#include "sam/include/component/port.h"

enum {
	R_DIR = 0x00,
	R_DIRCLR = 0x04,
	R_DIRSET = 0x08,
	R_DIRTGL = 0x0c,
	R_OUT = 0x10,
	R_OUTCLR = 0x14,
	R_OUTSET = 0x18,
	R_OUTTGL = 0x1c,
	R_IN = 0x20,
	R_CTRL = 0x24,
	R_WRCONFIG = 0x28,
	R_EVCTRL = 0x2c,
	R_PMUX = 0x30,
	R_PINCFG = 0x40,
	GROUP_SIZE = 0x80,
};

#define PINCFG_KEPT                                                            \
	(PORT_PINCFG_PMUXEN | PORT_PINCFG_INEN | PORT_PINCFG_PULLEN |          \
	 PORT_PINCFG_DRVSTR)

char port_function(const struct port *p, unsigned pin)
{
	const struct port_group *g = &p->group[pin / 32];
	unsigned n = pin % 32;

	if (!(g->pincfg[n] & PORT_PINCFG_PMUXEN))
		return 0;
	return (char)('A' + (g->pmux[n / 2] >> n % 2 * 4 & 0xf));
}

/* --- outputs and inputs -------------------------------------------------- */

static enum tw_drive drive_of(const struct port_group *g, unsigned n)
{
	if (g->pincfg[n] & PORT_PINCFG_PMUXEN || !(g->dir >> n & 1))
		return TW_RELEASE;
	return g->out >> n & 1 ? TW_HIGH : TW_LOW;
}

static void drive(struct port_group *g, uint32_t pins)
{
	struct pins *p = &g->port->pins;

	for (uint32_t left = pins; left; left &= left - 1) {
		unsigned n = (unsigned)__builtin_ctz(left);
		bool pull = g->pincfg[n] & PORT_PINCFG_PULLEN;

		pins_pull_up(p, 32 * g->n + n, pull && g->out >> n & 1);
		pins_drive(p, 32 * g->n + n, drive_of(g, n));
	}
}

/* Without its input buffer a pin reads 0. */
static uint32_t read_in(const struct port_group *g)
{
	uint32_t in = 0;

	for (unsigned n = 0; n < 32; n++)
		if (g->pincfg[n] & PORT_PINCFG_INEN &&
		    pins_level(&g->port->pins, 32 * g->n + n))
			in |= 1u << n;
	return in;
}

/* --- registers ----------------------------------------------------------- */

static uint32_t bytes(const uint8_t *b)
{
	return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
	       (uint32_t)b[3] << 24;
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	struct port *p = user;
	const struct port_group *g = &p->group[offset / GROUP_SIZE];

	offset %= GROUP_SIZE;
	if (offset >= R_PMUX && offset < R_PINCFG)
		return bytes(&g->pmux[offset - R_PMUX]);
	if (offset >= R_PINCFG && offset < R_PINCFG + 32)
		return bytes(&g->pincfg[offset - R_PINCFG]);
	switch (offset) {
	case R_DIR:
	case R_DIRCLR:
	case R_DIRSET:
	case R_DIRTGL:
		return g->dir;
	case R_OUT:
	case R_OUTCLR:
	case R_OUTSET:
	case R_OUTTGL:
		return g->out;
	case R_IN:
		return read_in(g);
	case R_CTRL:
		return g->ctrl;
	case R_EVCTRL:
		return g->evctrl;
	default:
		return 0;
	}
}

static void functions_changed(struct port_group *g)
{
	if (g->port->functions_changed)
		g->port->functions_changed(g->port->user);
}

static void write_bytes(struct port_group *g, uint8_t *b, uint32_t value,
			uint32_t lanes, uint8_t kept)
{
	for (unsigned i = 0; i < 4; i++)
		if (lanes >> 8 * i & 0xff)
			b[i] = (uint8_t)(value >> 8 * i) & kept;
	drive(g, UINT32_MAX);
	functions_changed(g);
}

/* Configures up to 16 pins of one half at once. */
static void write_wrconfig(struct port_group *g, uint32_t value)
{
	unsigned first = value & PORT_WRCONFIG_HWSEL ? 16 : 0;
	uint8_t mux =
		(value & PORT_WRCONFIG_PMUX_Msk) >> PORT_WRCONFIG_PMUX_Pos;
	uint8_t cfg = (uint8_t)(value >> PORT_WRCONFIG_PMUXEN_Pos);

	for (unsigned i = 0; i < 16; i++) {
		unsigned n = first + i;

		if (!(value >> i & 1))
			continue;
		if (value & PORT_WRCONFIG_WRPINCFG)
			g->pincfg[n] = cfg & PINCFG_KEPT;
		if (value & PORT_WRCONFIG_WRPMUX)
			g->pmux[n / 2] =
				(uint8_t)((g->pmux[n / 2] & 0xf0 >> n % 2 * 4) |
					  mux << n % 2 * 4);
	}
	drive(g, UINT32_MAX);
	functions_changed(g);
}

static void write_level(struct port_group *g, uint32_t offset, uint32_t value,
			uint32_t lanes)
{
	uint32_t *reg = offset < R_OUT ? &g->dir : &g->out;
	uint32_t before = *reg;

	switch (offset % R_OUT) {
	case R_DIR:
		*reg = (before & ~lanes) | value;
		break;
	case R_DIRCLR:
		*reg &= ~value;
		break;
	case R_DIRSET:
		*reg |= value;
		break;
	default:
		*reg ^= value;
		break;
	}
	drive(g, before ^ *reg);
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct port *p = user;
	struct port_group *g = &p->group[offset / GROUP_SIZE];

	offset %= GROUP_SIZE;
	if (offset < R_IN)
		write_level(g, offset, value, lanes);
	else if (offset == R_CTRL)
		g->ctrl = (g->ctrl & ~lanes) | value;
	else if (offset == R_EVCTRL)
		g->evctrl = (g->evctrl & ~lanes) | value;
	else if (offset == R_WRCONFIG)
		write_wrconfig(g, value);
	else if (offset >= R_PMUX && offset < R_PINCFG)
		write_bytes(g, &g->pmux[offset - R_PMUX], value, lanes, 0xff);
	else if (offset >= R_PINCFG && offset < R_PINCFG + 32)
		write_bytes(g, &g->pincfg[offset - R_PINCFG], value, lanes,
			    PINCFG_KEPT);
}

/* --- set-up -------------------------------------------------------------- */

void port_init(struct port *p, const char *owner, tw_queue *queue)
{
	pins_init(&p->pins, owner, queue, p->pin, PORT_PINS);
	for (unsigned i = 0; i < PORT_GROUPS; i++) {
		p->group[i].port = p;
		p->group[i].n = i;
	}
}

void port_reset(struct port *p)
{
	for (unsigned i = 0; i < PORT_GROUPS; i++)
		p->group[i] = (struct port_group){.port = p, .n = i};
	pins_release(&p->pins);
	for (unsigned i = 0; i < PORT_PINS; i++)
		pins_pull_up(&p->pins, i, false);
	if (p->functions_changed)
		p->functions_changed(p->user);
}

struct reg_device port_device(struct port *p, const char *name, uint32_t base)
{
	return (struct reg_device){.name = name,
				   .base = base,
				   .size = PORT_SIZE,
				   .read = read_reg,
				   .write = write_reg,
				   .user = p};
}
