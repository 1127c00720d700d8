/* SPDX-License-Identifier: MIT */
/*
 * The two-wire interface as a controller: one step each time TWINT is cleared,
 * SCL held low in between.
 */
#include "avr/twi.h"

/* --- pace: 22.5.2 ------------------------------------------------------- */

/* 16 + 2 TWBR 4^TWPS cycles, half of them low. */
static void set_pace(struct twi *t)
{
	uint64_t cycles = 16 + (2ull * t->twbr << 2 * t->twps);
	uint64_t half =
		(cycles * 1000000000ull + t->clock_hz) / (2 * t->clock_hz);
	uint64_t hz = t->clock_hz / cycles;
	struct tw_controller_config config = {
		.scl_hz = (uint32_t)CLAMP(hz, 1, 1000000),
		.low_ns = (uint32_t)half,
		.high_ns = (uint32_t)half,
		.hd_sta_ns = (uint32_t)half,
		.su_sta_ns = (uint32_t)half,
		.su_sto_ns = (uint32_t)half,
		.buf_ns = (uint32_t)half,
	};

	tw_controller_configure(t->controller, &config, NULL);
}

/* --- steps -------------------------------------------------------------- */

static void ask_start(struct twi *t)
{
	if (t->owner == TWI_C_IDLE)
		set_pace(t);
	t->owner = t->owner == TWI_C_IDLE ? TWI_C_START : TWI_C_REP_START;
	tw_controller_start(t->controller);
}

static void send(struct twi *t, enum twi_owner what)
{
	t->owner = what;
	tw_controller_write(t->controller, t->twdr);
}

static void take(struct twi *t)
{
	t->owner = TWI_C_READ;
	tw_controller_read_bits(t->controller);
}

static void next_step(struct twi *t)
{
	bool fresh = t->status == TWI_START || t->status == TWI_REP_START;

	if (twi_bit(t, TWCR_TWSTO)) {
		t->owner = TWI_C_STOP;
		tw_controller_stop(t->controller);
	} else if (twi_bit(t, TWCR_TWSTA)) {
		ask_start(t);
	} else if (fresh) {
		t->reading = t->twdr & 1;
		send(t, TWI_C_ADDRESS);
	} else if (t->reading) {
		take(t);
	} else {
		send(t, TWI_C_WRITE);
	}
}

void twi_controller_go(struct twi *t)
{
	if (!t->controller)
		return;
	if (t->owner == TWI_C_OWNS)
		next_step(t);
	else if (t->owner == TWI_C_IDLE && twi_bit(t, TWCR_TWSTA))
		ask_start(t);
	else if (t->owner == TWI_C_START && !twi_bit(t, TWCR_TWSTA))
		twi_controller_withdraw(t);
}

/* --- what the bus answers ----------------------------------------------- */

/* Nobody who waits for a free bus pulls SDA. */
static bool has_begun(const struct twi *t)
{
	const char *name = tw_controller_name(t->controller);

	return tw_port_driving(tw_bus_port(t->bus, name), TW_SDA) == TW_LOW;
}

void twi_controller_withdraw(struct twi *t)
{
	if (t->owner == TWI_C_START && !has_begun(t))
		twi_controller_drop(t);
}

void twi_controller_drop(struct twi *t)
{
	if (t->controller)
		tw_controller_reset(t->controller);
	t->owner = TWI_C_IDLE;
}

static void step_done(struct twi *t, uint8_t status)
{
	t->owner = TWI_C_OWNS;
	twi_raise(t, status);
}

static void address_done(struct twi *t, bool acked)
{
	if (t->reading)
		step_done(t, acked ? TWI_MR_SLA_ACK : TWI_MR_SLA_NACK);
	else
		step_done(t, acked ? TWI_MT_SLA_ACK : TWI_MT_SLA_NACK);
}

/* A STOP is the one end without TWINT. */
static void stopped(struct twi *t)
{
	t->owner = TWI_C_IDLE;
	t->control &= (uint8_t)~TWCR_TWSTO;
	if (!t->twint)
		twi_controller_go(t);
}

static void bits_read(struct twi *t, uint8_t byte)
{
	t->twdr = byte;
	t->owner = TWI_C_READ_ACK;
	t->acks = twi_bit(t, TWCR_TWEA);
	tw_controller_acknowledge(t->controller, t->acks);
}

/* What is left of the byte is the winner's; it may be our own address. */
static void lose(struct twi *t)
{
	bool in_byte = t->owner == TWI_C_ADDRESS || t->owner == TWI_C_WRITE ||
		       t->owner == TWI_C_READ_ACK;

	t->owner = TWI_C_IDLE;
	t->control &= (uint8_t)~TWCR_TWSTO;
	if (in_byte)
		t->lost = true;
	else
		twi_raise(t, TWI_ARB_LOST);
}

void twi_controller_done(void *twi, enum tw_result result, uint8_t byte)
{
	struct twi *t = twi;
	bool acked = result == TW_OK;

	if (result == TW_ARBITRATION_LOST || result == TW_STUCK) {
		lose(t);
		return;
	}
	switch (t->owner) {
	case TWI_C_START:
		step_done(t, TWI_START);
		return;
	case TWI_C_REP_START:
		step_done(t, TWI_REP_START);
		return;
	case TWI_C_ADDRESS:
		address_done(t, acked);
		return;
	case TWI_C_WRITE:
		step_done(t, acked ? TWI_MT_DATA_ACK : TWI_MT_DATA_NACK);
		return;
	case TWI_C_READ:
		bits_read(t, byte);
		return;
	case TWI_C_READ_ACK:
		step_done(t, t->acks ? TWI_MR_DATA_ACK : TWI_MR_DATA_NACK);
		return;
	case TWI_C_STOP:
		stopped(t);
		return;
	case TWI_C_IDLE:
	case TWI_C_OWNS:
		return;
	}
}

bool twi_controller_condition(struct twi *t, bool start)
{
	switch (t->owner) {
	case TWI_C_IDLE:
		return false;
	case TWI_C_START:
		return start && has_begun(t);
	case TWI_C_REP_START:
	case TWI_C_STOP:
		return true;
	case TWI_C_ADDRESS:
	case TWI_C_WRITE:
	case TWI_C_READ:
	case TWI_C_READ_ACK:
	case TWI_C_OWNS:
		twi_controller_drop(t);
		twi_bus_error(t);
		return true;
	}
	g_assert_not_reached();
}
