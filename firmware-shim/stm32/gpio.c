/* SPDX-License-Identifier: MIT */
#include "stm32/gpio.h"

enum { PORT_PINS = 16 };
enum { MODE_INPUT, MODE_OUTPUT, MODE_FUNCTION, MODE_ANALOG };
enum {
	MODER = 0x00,
	OTYPER = 0x04,
	OSPEEDR = 0x08,
	PUPDR = 0x0c,
	IDR = 0x10,
	ODR = 0x14,
	BSRR = 0x18,
	LCKR = 0x1c,
	AFRL = 0x20,
	AFRH = 0x24,
	BRR = 0x28,
};

static unsigned mode(const struct stm32_gpio_port *p, unsigned n)
{
	return p->moder >> 2 * n & 3;
}

static const struct stm32_gpio_port *port_of(const struct stm32_gpio *g,
					     unsigned pin)
{
	return &g->port[pin / PORT_PINS];
}

int stm32_gpio_function(const struct stm32_gpio *g, unsigned pin)
{
	const struct stm32_gpio_port *p = port_of(g, pin);
	unsigned n = pin % PORT_PINS;

	if (mode(p, n) != MODE_FUNCTION)
		return -1;
	return p->afr[n / 8] >> n % 8 * 4 & 0xf;
}

bool stm32_gpio_input(const struct stm32_gpio *g, unsigned pin)
{
	return mode(port_of(g, pin), pin % PORT_PINS) != MODE_ANALOG &&
	       pins_level(&g->pins, pin);
}

/* --- pads -------------------------------------------------------------- */

static unsigned first_pin(const struct stm32_gpio_port *p)
{
	return (unsigned)(p - p->gpio->port) * PORT_PINS;
}

static void look(struct stm32_gpio *g, unsigned pin)
{
	struct stm32_gpio_port *p = &g->port[pin / PORT_PINS];
	uint32_t bit = 1u << pin % PORT_PINS;
	bool level = stm32_gpio_input(g, pin);

	if (level == ((p->seen & bit) != 0))
		return;
	p->seen ^= bit;
	if (g->edge)
		g->edge(g->user, pin, level);
}

static void pad_changed(void *user, unsigned pin)
{
	look(user, pin);
}

static enum tw_drive drive_of(const struct stm32_gpio_port *p, unsigned n)
{
	if (mode(p, n) == MODE_FUNCTION && p->low & 1u << n &&
	    (p->afr[n / 8] >> n % 8 * 4 & 0xf) == p->low_function[n])
		return TW_LOW;
	if (mode(p, n) != MODE_OUTPUT)
		return TW_RELEASE;
	if (!(p->odr & 1u << n))
		return TW_LOW;
	return p->otyper & 1u << n ? TW_RELEASE : TW_HIGH;
}

static void drive(struct stm32_gpio_port *p)
{
	struct stm32_gpio *g = p->gpio;
	unsigned first = first_pin(p);

	for (unsigned n = 0; n < PORT_PINS; n++) {
		pins_pull_up(&g->pins, first + n, (p->pupdr >> 2 * n & 3) == 1);
		pins_drive(&g->pins, first + n, drive_of(p, n));
		look(g, first + n);
	}
}

void stm32_gpio_function_low(struct stm32_gpio *g, unsigned pin, int function,
			     bool low)
{
	struct stm32_gpio_port *p = &g->port[pin / PORT_PINS];
	uint32_t bit = 1u << pin % PORT_PINS;

	if (low == ((p->low & bit) != 0))
		return;
	p->low ^= bit;
	p->low_function[pin % PORT_PINS] = (uint8_t)function;
	drive(p);
}

/* --- registers --------------------------------------------------------- */

static uint32_t inputs(const struct stm32_gpio_port *p)
{
	unsigned first = first_pin(p);
	uint32_t bits = 0;

	for (unsigned n = 0; n < PORT_PINS; n++)
		bits |= (uint32_t)stm32_gpio_input(p->gpio, first + n) << n;
	return bits;
}

/* A register that is stored, or NULL; @known: the bits it has. */
static uint32_t *stored(struct stm32_gpio_port *p, uint32_t offset,
			uint32_t *known)
{
	*known = UINT32_MAX;
	switch (offset) {
	case MODER:
		return &p->moder;
	case OTYPER:
		*known = 0xffff;
		return &p->otyper;
	case OSPEEDR:
		return &p->ospeedr;
	case PUPDR:
		return &p->pupdr;
	case ODR:
		*known = 0xffff;
		return &p->odr;
	case LCKR:
		*known = 0x1ffff;
		return &p->lckr;
	case AFRL:
	case AFRH:
		return &p->afr[(offset - AFRL) / 4];
	default:
		return NULL;
	}
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek)
{
	struct stm32_gpio_port *p = user;
	uint32_t known;
	const uint32_t *reg = stored(p, offset, &known);

	if (reg)
		return *reg;
	return offset == IDR ? inputs(p) : 0;
}

static void write_stored(struct stm32_gpio_port *p, uint32_t offset,
			 uint32_t value, uint32_t lanes)
{
	uint32_t known, *reg = stored(p, offset, &known);
	uint32_t before;

	if (!reg)
		return;
	before = *reg;
	*reg = stm32_merge(before, value, lanes) & known;
	if (*reg == before)
		return;
	drive(p);
	if ((offset == MODER || offset == AFRL || offset == AFRH) &&
	    p->gpio->functions_changed)
		p->gpio->functions_changed(p->gpio->user);
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes)
{
	struct stm32_gpio_port *p = user;

	value &= lanes;
	if (offset == BSRR)
		p->odr = (p->odr & ~(value >> 16)) | (value & 0xffff);
	else if (offset == BRR && p->gpio->config->has_brr)
		p->odr &= ~value;
	else
		write_stored(p, offset, value, lanes);
	if (offset == BSRR || offset == BRR)
		drive(p);
}

static const char *name_reg(uint32_t offset)
{
	static const char *const names[] = {
		"MODER", "OTYPER", "OSPEEDR", "PUPDR", "IDR", "ODR",
		"BSRR",	 "LCKR",   "AFRL",    "AFRH",  "BRR",
	};

	return offset / 4 < G_N_ELEMENTS(names) ? names[offset / 4] : NULL;
}

/* --- set-up ------------------------------------------------------------ */

static void reset_port(void *user)
{
	struct stm32_gpio_port *p = user;
	const struct stm32_gpio_reset *r =
		&p->gpio->config->resets[p - p->gpio->port];

	p->moder = r->moder;
	p->ospeedr = r->ospeedr;
	p->pupdr = r->pupdr;
	p->otyper = p->odr = p->lckr = 0;
	p->afr[0] = p->afr[1] = 0;
	p->seen = inputs(p);
	drive(p);
	if (p->gpio->functions_changed)
		p->gpio->functions_changed(p->gpio->user);
}

void stm32_gpio_reset(struct stm32_gpio *g)
{
	for (unsigned i = 0; i < g->config->n_ports; i++)
		reset_port(&g->port[i]);
}

void stm32_gpio_init(struct stm32_gpio *g, const char *owner, tw_queue *queue,
		     const struct stm32_gpio_config *config)
{
	g->config = config;
	pins_init(&g->pins, owner, queue, g->pin, config->n_ports * PORT_PINS);
	g->pins.changed = pad_changed;
	g->pins.user = g;
	for (unsigned i = 0; i < config->n_ports; i++) {
		g->port[i].gpio = g;
		g->port[i].block = (struct stm32_block){.read = read_reg,
							.write = write_reg,
							.name = name_reg,
							.reset = reset_port,
							.user = &g->port[i]};
	}
}

bool stm32_pin_number(const char *name, uint32_t ports, unsigned *pin)
{
	unsigned port, n = 0;

	if (name[0] != 'P' || name[1] < 'A' || name[1] > 'K' || !name[2])
		return false;
	port = (unsigned)(name[1] - 'A');
	if (!(ports & 1u << port) || (name[2] == '0' && name[3]))
		return false;
	for (const char *c = name + 2; *c; c++) {
		if (!g_ascii_isdigit(*c) || n >= PORT_PINS)
			return false;
		n = n * 10 + (unsigned)(*c - '0');
	}
	*pin = port * PORT_PINS + n;
	return n < PORT_PINS;
}
