/* SPDX-License-Identifier: MIT */
/* The two-wire interface's registers, and SCL while TWINT is set. */
#include "avr/twi.h"

bool twi_on(const struct twi *t)
{
	return t->control & TWCR_TWEN && !t->off;
}

bool twi_has_pins(const struct twi *t)
{
	return twi_on(t);
}

bool twi_bit(const struct twi *t, uint8_t bit)
{
	return t->control & bit;
}

bool twi_between_bytes(const struct twi *t)
{
	return !t->falls || (t->falls - 1) % 9 == 0;
}

/* --- TWINT -------------------------------------------------------------- */

static void update(struct twi *t)
{
	if (t->interrupt)
		t->interrupt(t->user,
			     t->twint && twi_on(t) && twi_bit(t, TWCR_TWIE));
}

void twi_raise(struct twi *t, uint8_t status)
{
	t->status = status;
	t->twint = true;
	t->ninth = false;
	update(t);
}

void twi_bus_error(struct twi *t)
{
	t->mode = TWI_NOT_ADDRESSED;
	t->failed = true;
	twi_raise(t, TWI_BUS_ERROR);
	twi_target_listen(t);
}

/* Only low periods are stretched: SCL is pulled when it has fallen. The two
 * halves hold it themselves where they wait for TWINT. */
static void stretch(struct twi *t)
{
	bool held = tw_target_holding(t->target) || t->owner != TWI_C_IDLE;

	if (t->twint && twi_on(t) && !held)
		tw_port_drive(t->port, TW_SCL, TW_LOW);
}

static void edge(void *user, enum tw_line line, bool level)
{
	struct twi *t = user;

	if (line != TW_SCL || level)
		return;
	t->falls++;
	if (twi_between_bytes(t) && t->falls > 1) {
		if (t->lost) {
			t->lost = false;
			twi_raise(t, TWI_ARB_LOST);
		} else if (t->ninth) {
			twi_raise(t, t->next);
		}
	}
	stretch(t);
}

static void let_go(struct twi *t)
{
	if (t->port)
		tw_port_drive(t->port, TW_SCL, TW_RELEASE);
}

/* --- TWCR --------------------------------------------------------------- */

static void drop(struct twi *t)
{
	twi_target_drop(t);
	twi_controller_drop(t);
	let_go(t);
	t->control &= (uint8_t)~TWCR_TWSTO;
	t->failed = t->lost = t->ninth = false;
	twi_target_listen(t);
	if (t->controller)
		tw_controller_forget(t->controller);
}

/* TWSTO where there is no transfer of ours to stop. */
static void recover(struct twi *t)
{
	t->control &= (uint8_t)~TWCR_TWSTO;
	t->failed = false;
	twi_target_drop(t);
	twi_target_listen(t);
}

static void go(struct twi *t)
{
	let_go(t);
	if (twi_bit(t, TWCR_TWSTO) &&
	    (t->owner == TWI_C_IDLE || t->owner == TWI_C_START))
		recover(t);
	twi_target_go(t);
	if (t->mode == TWI_NOT_ADDRESSED && !t->lost && !t->ninth && !t->failed)
		twi_controller_go(t);
}

static void write_twcr(struct twi *t, uint8_t value)
{
	bool was_on = twi_on(t);

	t->control = value & (TWCR_TWEA | TWCR_TWSTA | TWCR_TWEN | TWCR_TWIE);
	if (value & TWCR_TWSTO || t->owner == TWI_C_STOP)
		t->control |= TWCR_TWSTO;
	if (value & TWCR_TWINT)
		t->twint = false;
	if (was_on && !twi_on(t)) {
		drop(t);
	} else if (twi_on(t)) {
		twi_target_listen(t);
		if (!t->twint)
			go(t);
		else
			stretch(t);
	}
	update(t);
}

/* --- registers ---------------------------------------------------------- */

static uint8_t read_twcr(const struct twi *t)
{
	uint8_t value = t->control;

	if (t->twint)
		value |= TWCR_TWINT;
	if (t->twwc)
		value |= TWCR_TWWC;
	return value;
}

uint8_t twi_read(void *twi, uint8_t addr, bool peek)
{
	const struct twi *t = twi;

	if (t->off)
		return 0;
	switch (addr) {
	case SFR_TWBR:
		return t->twbr;
	case SFR_TWSR:
		return (uint8_t)((t->twint ? t->status : TWI_NO_INFO) |
				 t->twps);
	case SFR_TWAR:
		return t->twar;
	case SFR_TWDR:
		return t->twdr;
	case SFR_TWCR:
		return read_twcr(t);
	case SFR_TWAMR:
		return t->twamr;
	default:
		return 0;
	}
}

void twi_write(void *twi, uint8_t addr, uint8_t value)
{
	struct twi *t = twi;

	if (t->off)
		return;
	switch (addr) {
	case SFR_TWBR:
		t->twbr = value;
		return;
	case SFR_TWSR:
		t->twps = value & TWSR_TWPS;
		return;
	case SFR_TWAR:
		t->twar = value;
		twi_target_listen(t);
		return;
	case SFR_TWDR:
		/* While a byte is shifted, or none ever was, it is refused. */
		t->twwc = !t->twint;
		if (t->twint)
			t->twdr = value;
		return;
	case SFR_TWCR:
		write_twcr(t, value);
		return;
	case SFR_TWAMR:
		t->twamr = value & 0xfe;
		twi_target_listen(t);
		return;
	default:
		return;
	}
}

/* --- set-up ------------------------------------------------------------- */

void twi_init(struct twi *t, uint64_t clock_hz)
{
	*t = (struct twi){.clock_hz = clock_hz};
	twi_reset(t);
}

bool twi_connect(struct twi *t, tw_bus *bus, const char *name, GError **error)
{
	g_autofree char *controller = g_strconcat(name, ".controller", NULL);
	g_autofree char *port = g_strconcat(name, ".scl", NULL);
	struct tw_controller_config config = {.name = controller};
	struct tw_target_config target = {.name = name,
					  .ops = &twi_target_ops,
					  .user = t,
					  .no_hs = true,
					  .hears_all = true};

	t->controller = tw_controller_new(bus, &config, error);
	if (!t->controller)
		return false;
	t->bus = bus;
	tw_controller_on_completion(t->controller, twi_controller_done, t);
	t->target = tw_target_new(bus, &target);
	t->port = tw_port_new(bus, port, TW_ROLE_TARGET, edge, t);
	return true;
}

void twi_reset(struct twi *t)
{
	drop(t);
	t->twbr = t->twps = t->twamr = t->control = 0;
	t->twar = 0xfe;
	t->twdr = 0xff;
	t->status = TWI_NO_INFO;
	t->twint = t->twwc = t->off = false;
	update(t);
}

void twi_set_off(struct twi *t, bool off)
{
	if (off && !t->off)
		drop(t);
	t->off = off;
	twi_target_listen(t);
	update(t);
}
