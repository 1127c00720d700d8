/* SPDX-License-Identifier: MIT */
/*
 * The I2C block as a controller: RM0090, 27.3.3.
 *
 * Where it waits for software it holds SCL low. Bytes that come in are clocked
 * on as long as there is room for them, asked for or not: that is why ACK, POS
 * and STOP must be set ahead.
 */
#include "stm32f4/i2c.h"

enum { CCR_FS = 1 << 15, CCR_DUTY = 1 << 14, CCR_BITS = 0xfff };

bool f4_i2c_is_controller(const struct i2c *i2c)
{
	return i2c->state != I2C_C_IDLE && i2c->state != I2C_C_WANTED;
}

static tw_controller *wires(const struct i2c *i2c)
{
	return i2c->link->controller;
}

/* --- SCL's periods: 27.6.8 --------------------------------------------- */

static uint32_t cycles_to_ns(const struct i2c *i2c, uint32_t cycles)
{
	return (uint32_t)((cycles * 1000000000ull + i2c->pclk_hz / 2) /
			  i2c->pclk_hz);
}

static void set_pace(struct i2c *i2c)
{
	uint32_t ccr = MAX(i2c->ccr & CCR_BITS, 1);
	bool fast = i2c->ccr & CCR_FS;
	bool nine_to_sixteen = fast && i2c->ccr & CCR_DUTY;
	uint32_t high = ccr * (nine_to_sixteen ? 9 : 1);
	uint32_t low = ccr * (nine_to_sixteen ? 16 : fast ? 2 : 1);
	uint32_t low_ns = cycles_to_ns(i2c, low);
	uint32_t high_ns = cycles_to_ns(i2c, high);
	uint64_t hz = 1000000000ull / MAX(low_ns + high_ns, 1);
	struct tw_controller_config config = {
		.scl_hz = (uint32_t)CLAMP(hz, 1, 1000000),
		.low_ns = low_ns,
		.high_ns = high_ns,
		.hd_sta_ns = high_ns,
		.su_sta_ns = high_ns,
		.su_sto_ns = high_ns,
		.buf_ns = low_ns,
	};

	tw_controller_configure(wires(i2c), &config, NULL);
}

/* --- requests ---------------------------------------------------------- */

static void ask_start(struct i2c *i2c)
{
	i2c->state = I2C_C_START;
	tw_controller_start(wires(i2c));
}

static void ask_stop(struct i2c *i2c)
{
	i2c->state = I2C_C_STOP;
	tw_controller_stop(wires(i2c));
}

/* A STOP or START that was asked for, now that a byte has ended. */
static bool obey(struct i2c *i2c)
{
	if (i2c->cr1 & CR1_STOP)
		ask_stop(i2c);
	else if (i2c->cr1 & CR1_START)
		ask_start(i2c);
	else
		return false;
	return true;
}

static void read_on(struct i2c *i2c)
{
	i2c->state = I2C_C_READ;
	tw_controller_read_bits(wires(i2c));
}

/* --- waiting for software ---------------------------------------------- */

static bool may_start(const struct i2c *i2c)
{
	return f4_i2c_enabled(i2c) && i2c->cr1 & CR1_START && i2c->link &&
	       !i2c->blocked && !i2c->addressed;
}

/* STM32F207 errata 2.3.2 and its like: after a misplaced STOP, never. */
static void begin(struct i2c *i2c)
{
	i2c->state = I2C_C_IDLE;
	if (!may_start(i2c))
		return;
	if (i2c->busy) {
		i2c->state = I2C_C_WANTED;
		return;
	}
	set_pace(i2c);
	i2c->pec = 0;
	ask_start(i2c);
}

static void send_on(struct i2c *i2c)
{
	if (obey(i2c))
		return;
	if (!f4_i2c_next_byte(i2c, &i2c->sending)) {
		i2c->state = I2C_C_BYTE;
		return;
	}
	i2c->state = I2C_C_WRITE;
	tw_controller_write(wires(i2c), i2c->sending);
}

/* ADDR is cleared: EV8_1, or the first byte is clocked in. */
static void go_on_from_addr(struct i2c *i2c)
{
	if (i2c->sr1 & SR1_ADDR)
		return;
	if (!(i2c->sr2 & SR2_TRA)) {
		read_on(i2c);
		return;
	}
	if (!i2c->tx_full)
		f4_i2c_set(i2c, SR1_TXE);
	send_on(i2c);
}

void f4_i2c_controller_next(struct i2c *i2c)
{
	switch (i2c->state) {
	case I2C_C_IDLE:
	case I2C_C_WANTED:
		begin(i2c);
		return;
	case I2C_C_SB:
	case I2C_C_ADD10:
		if (i2c->cr1 & CR1_STOP)
			ask_stop(i2c);
		return;
	case I2C_C_ADDR:
		go_on_from_addr(i2c);
		return;
	case I2C_C_BYTE:
		send_on(i2c);
		return;
	case I2C_C_ROOM:
	case I2C_C_OVER:
		obey(i2c);
		return;
	case I2C_C_START:
	case I2C_C_ADDRESS:
	case I2C_C_ADDRESS_2:
	case I2C_C_WRITE:
	case I2C_C_READ:
	case I2C_C_READ_ACK:
	case I2C_C_STOP:
		return;
	}
}

/* The address, or the second byte of it: the flag's SR1 was read before. */
void f4_i2c_controller_address(struct i2c *i2c, uint8_t byte)
{
	bool second = i2c->state == I2C_C_ADD10;

	i2c->sending = byte;
	i2c->tx_full = false;
	i2c->state = second ? I2C_C_ADDRESS_2 : I2C_C_ADDRESS;
	f4_i2c_clear(i2c, second ? SR1_ADD10 : SR1_SB);
	tw_controller_write(wires(i2c), byte);
}

void f4_i2c_controller_drained(struct i2c *i2c)
{
	if (i2c->state != I2C_C_ROOM)
		return;
	if (i2c->acked)
		read_on(i2c);
	else
		i2c->state = I2C_C_OVER;
}

/* --- what the bus answers ---------------------------------------------- */

static void started(struct i2c *i2c)
{
	i2c->cr1 &= ~(uint32_t)CR1_START;
	i2c->sr2 = SR2_MSL;
	i2c->state = I2C_C_SB;
	f4_i2c_set(i2c, SR1_SB);
	f4_i2c_controller_next(i2c);
}

static void refused(struct i2c *i2c)
{
	i2c->state = I2C_C_OVER;
	f4_i2c_set(i2c, SR1_AF);
	obey(i2c);
}

/* 11110xx0 is the header of a 10-bit address. */
static void address_done(struct i2c *i2c, bool acked)
{
	bool header = (i2c->sending & 0xf9) == 0xf0;

	i2c->ack_before = i2c->cr1 & CR1_ACK;
	f4_i2c_pec_add(i2c, i2c->sending);
	if (!acked) {
		refused(i2c);
	} else if (header && i2c->state == I2C_C_ADDRESS) {
		i2c->state = I2C_C_ADD10;
		f4_i2c_set(i2c, SR1_ADD10);
		f4_i2c_controller_next(i2c);
	} else {
		if (i2c->state == I2C_C_ADDRESS_2 || !(i2c->sending & 1))
			i2c->sr2 |= SR2_TRA;
		i2c->state = I2C_C_ADDR;
		f4_i2c_set(i2c, SR1_ADDR);
	}
}

static void write_done(struct i2c *i2c, bool acked)
{
	f4_i2c_pec_add(i2c, i2c->sending);
	if (!acked) {
		refused(i2c);
		return;
	}
	send_on(i2c);
	if (i2c->state == I2C_C_BYTE)
		f4_i2c_set(i2c, SR1_TXE | SR1_BTF);
}

/* POS: the ACK bit was meant for the byte after the one that was coming in
 * when it was set, so the one before decides. */
static void bits_done(struct i2c *i2c, uint8_t byte)
{
	bool now = i2c->cr1 & CR1_ACK;
	bool ack = i2c->cr1 & CR1_POS ? i2c->ack_before : now;

	i2c->pec_due = i2c->cr1 & CR1_PEC;
	i2c->acked = ack && !i2c->last && !i2c->pec_due;
	i2c->ack_before = now;
	i2c->last = false;
	i2c->sending = byte;
	i2c->state = I2C_C_READ_ACK;
	tw_controller_acknowledge(wires(i2c), i2c->acked);
}

static void read_done(struct i2c *i2c)
{
	bool room;

	if (i2c->pec_due)
		f4_i2c_pec_check(i2c, i2c->sending);
	f4_i2c_pec_add(i2c, i2c->sending);
	i2c->state = I2C_C_OVER;
	room = f4_i2c_received(i2c, i2c->sending);
	if (obey(i2c) || !i2c->acked)
		return;
	if (room)
		read_on(i2c);
	else
		i2c->state = I2C_C_ROOM;
}

static void ended(struct i2c *i2c)
{
	i2c->cr1 &= ~(uint32_t)(CR1_STOP | CR1_PEC);
	f4_i2c_drop_tx(i2c);
	i2c->sr2 = 0;
	f4_i2c_clear(i2c, SR1_SB | SR1_ADDR | SR1_ADD10);
	if (i2c->closing)
		f4_i2c_disable(i2c);
	begin(i2c);
}

static void beaten(struct i2c *i2c)
{
	i2c->lost = true;
	ended(i2c);
	f4_i2c_set(i2c, SR1_ARLO);
}

void f4_i2c_controller_done(void *user, enum tw_result result, uint8_t byte)
{
	struct i2c *i2c = user;
	bool acked = result == TW_OK;

	if (result == TW_ARBITRATION_LOST || result == TW_STUCK) {
		beaten(i2c);
		return;
	}
	switch (i2c->state) {
	case I2C_C_START:
		started(i2c);
		return;
	case I2C_C_ADDRESS:
	case I2C_C_ADDRESS_2:
		address_done(i2c, acked);
		return;
	case I2C_C_WRITE:
		write_done(i2c, acked);
		return;
	case I2C_C_READ:
		bits_done(i2c, byte);
		return;
	case I2C_C_READ_ACK:
		read_done(i2c);
		return;
	case I2C_C_STOP:
		ended(i2c);
		return;
	case I2C_C_IDLE:
	case I2C_C_WANTED:
	case I2C_C_SB:
	case I2C_C_ADD10:
	case I2C_C_ADDR:
	case I2C_C_BYTE:
	case I2C_C_ROOM:
	case I2C_C_OVER:
		return;
	}
}

/* Lets go of the wires in the middle of anything. */
void f4_i2c_controller_drop(struct i2c *i2c)
{
	if (i2c->link)
		tw_controller_reset(i2c->link->controller);
	i2c->state = I2C_C_IDLE;
}
