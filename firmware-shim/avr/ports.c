/* SPDX-License-Identifier: MIT */
#include "avr/ports.h"

#include <string.h>

enum {
	PINB = 0x23, /* PIN, DDR, PORT of B, then of C, then of D */
	PORTD = 0x2b,
	PCIFR = 0x3b,
	EIFR = 0x3c,
	EIMSK = 0x3d,
	PCICR = 0x68,
	EICRA = 0x69,
	PCMSK0 = 0x6b,
	PCMSK2 = 0x6d,
};

enum { PORT_C = 1, PORT_D = 2, PIN_INT0 = 18, PULLUP_OHM = 35000 };
enum sense { SENSE_LOW, SENSE_CHANGE, SENSE_FALL, SENSE_RISE };

/* --- interrupts --------------------------------------------------------- */

static enum sense sense_of(const struct ports *p, unsigned n)
{
	return (enum sense)(p->eicra >> 2 * n & 3);
}

/* A low level interrupts for as long as it lasts, and has no flag. */
static uint8_t ext_now(const struct ports *p)
{
	uint8_t flags = p->eifr;

	for (unsigned n = 0; n < 2; n++)
		if (sense_of(p, n) == SENSE_LOW &&
		    !pins_level(&p->pins, PIN_INT0 + n))
			flags |= (uint8_t)(1u << n);
	return flags & p->eimsk;
}

static void update(struct ports *p)
{
	p->interrupts(p->user, ext_now(p), p->pcifr & p->pcicr);
}

static void edge(struct ports *p, unsigned n, bool level)
{
	enum sense sense = sense_of(p, n);

	if (sense == SENSE_CHANGE || (sense == SENSE_RISE && level) ||
	    (sense == SENSE_FALL && !level))
		p->eifr |= (uint8_t)(1u << n);
}

static void changed(void *user, unsigned pin)
{
	struct ports *p = user;
	bool level = pins_level(&p->pins, pin);
	uint8_t bit = (uint8_t)(1u << pin % 8);

	if (!!(p->seen[pin / 8] & bit) == level)
		return;
	p->seen[pin / 8] ^= bit;
	if (p->pcmsk[pin / 8] & bit)
		p->pcifr |= (uint8_t)(1u << pin / 8);
	if (pin == PIN_INT0 || pin == PIN_INT0 + 1)
		edge(p, pin - PIN_INT0, level);
	update(p);
}

void ports_ext_taken(struct ports *p, unsigned n)
{
	p->eifr &= (uint8_t) ~(1u << n);
	update(p);
}

void ports_change_taken(struct ports *p, unsigned n)
{
	p->pcifr &= (uint8_t) ~(1u << n);
	update(p);
}

/* --- outputs ------------------------------------------------------------ */

static bool is_twis(const struct ports *p, unsigned pin)
{
	return p->twi && (pin == PIN_SDA || pin == PIN_SCL);
}

static void set_pin(struct ports *p, unsigned pin)
{
	const struct pin *at = &p->pin[pin];
	bool out = p->port[pin / 8] >> pin % 8 & 1;
	bool driven = p->ddr[pin / 8] >> pin % 8 & 1 && !is_twis(p, pin);
	bool up = out && !p->no_pullups && !driven;

	pins_drive(&p->pins, pin,
		   !driven ? TW_RELEASE
		   : out   ? TW_HIGH
			   : TW_LOW);
	if (at->bus && at->pull_up != up)
		tw_port_set_pullup(at->bus->port, at->line,
				   up ? PULLUP_OHM : 0);
	pins_pull_up(&p->pins, pin, up);
}

static void set_port(struct ports *p, unsigned n)
{
	for (unsigned i = 0; i < 8; i++)
		set_pin(p, n * 8 + i);
}

static void set_all(struct ports *p)
{
	for (unsigned n = 0; n < N_PORTS; n++)
		set_port(p, n);
}

void ports_set_pullups_off(struct ports *p, bool off)
{
	p->no_pullups = off;
	set_all(p);
}

void ports_give_twi(struct ports *p, bool on)
{
	if (p->twi == on)
		return;
	p->twi = on;
	set_port(p, PORT_C);
}

/* --- registers ---------------------------------------------------------- */

static uint8_t levels(const struct ports *p, unsigned n)
{
	uint8_t bits = 0;

	for (unsigned i = 0; i < (n == PORT_C ? 7u : 8u); i++)
		bits |= (uint8_t)(pins_level(&p->pins, n * 8 + i) << i);
	return bits;
}

static uint8_t read_port(void *user, uint8_t addr, bool peek)
{
	const struct ports *p = user;
	unsigned n = (addr - PINB) / 3u;

	switch ((addr - PINB) % 3) {
	case 0:
		return levels(p, n);
	case 1:
		return p->ddr[n];
	default:
		return p->port[n];
	}
}

static void write_port(void *user, uint8_t addr, uint8_t value)
{
	struct ports *p = user;
	unsigned n = (addr - PINB) / 3u;

	if (n == PORT_C)
		value &= 0x7f;
	switch ((addr - PINB) % 3) {
	case 0:
		p->port[n] ^= value;
		break;
	case 1:
		p->ddr[n] = value;
		break;
	default:
		p->port[n] = value;
		break;
	}
	set_port(p, n);
}

static uint8_t read_reg(void *user, uint8_t addr, bool peek)
{
	const struct ports *p = user;

	switch (addr) {
	case PCIFR:
		return p->pcifr;
	case EIFR:
		return p->eifr;
	case EIMSK:
		return p->eimsk;
	case PCICR:
		return p->pcicr;
	case EICRA:
		return p->eicra;
	default:
		return p->pcmsk[addr - PCMSK0];
	}
}

static void write_reg(void *user, uint8_t addr, uint8_t value)
{
	struct ports *p = user;

	switch (addr) {
	case PCIFR:
		p->pcifr &= (uint8_t)~value;
		break;
	case EIFR:
		p->eifr &= (uint8_t)~value;
		break;
	case EIMSK:
		p->eimsk = value & 3;
		break;
	case PCICR:
		p->pcicr = value & 7;
		break;
	case EICRA:
		p->eicra = value & 0x0f;
		break;
	default:
		p->pcmsk[addr - PCMSK0] = value;
		break;
	}
	update(p);
}

/* --- set-up ------------------------------------------------------------- */

/* "PB0" to "PD7"; the TQFP has PC6, which is RESET, and no PC7. */
static bool number(const char *name, unsigned *n)
{
	if (name[0] != 'P' || name[1] < 'B' || name[1] > 'D' || name[2] < '0' ||
	    name[2] > '7' || name[3])
		return false;
	*n = (unsigned)(name[1] - 'B') * 8 + (unsigned)(name[2] - '0');
	return *n != PORT_C * 8 + 7;
}

const struct pins_naming ports_naming = {
	number, "PB0 to PB7, PC0 to PC6 or PD0 to PD7"};

void ports_init(struct ports *p, const char *owner, tw_queue *queue)
{
	pins_init(&p->pins, owner, queue, p->pin, N_PINS);
	p->pins.changed = changed;
	p->pins.user = p;
}

void ports_map(struct ports *p, struct sfr *s)
{
	struct sfr_block port = {read_port, write_port, p};
	struct sfr_block reg = {read_reg, write_reg, p};

	sfr_map(s, PINB, PORTD, port);
	sfr_map(s, PCIFR, EIMSK, reg);
	sfr_map(s, PCICR, EICRA, reg);
	sfr_map(s, PCMSK0, PCMSK2, reg);
}

void ports_reset(struct ports *p)
{
	memset(p->port, 0, sizeof(p->port));
	memset(p->ddr, 0, sizeof(p->ddr));
	memset(p->pcmsk, 0, sizeof(p->pcmsk));
	p->pcicr = p->pcifr = p->eicra = p->eimsk = p->eifr = 0;
	p->no_pullups = p->twi = false;
	set_all(p);
	for (unsigned n = 0; n < N_PORTS; n++)
		p->seen[n] = levels(p, n);
	update(p);
}
