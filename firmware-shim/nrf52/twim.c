/* SPDX-License-Identifier: MIT */
/*
 * TWIM: the instance as a controller.
 *
 * Modelled: tasks take effect at the next byte's boundary; LASTTX at the
 *           beginning of the last byte, LASTRX before the last byte is read;
 *           no STOP by itself, neither at the end of a buffer nor after an
 *           error: SCL is held until firmware or a shortcut asks for one; a
 *           repeated START where STARTTX or STARTRX is asked for instead; STOP
 *           has no effect while suspended; SCL pulled for half a period, which
 *           at FREQUENCY 400k is 1.28 us where UM10204 asks for a tLOW of 1.3
 *           (erratum 219); tHD;STA of a period, tSU;STO of half of one.
 * Approx.:  FREQUENCY counts 16 MHz in 2^32: 400k is 390.6 kHz. tBUF is half a
 *           period and 250 ns; high for so long, the bus is taken for free,
 *           since TWIM knows of no other host. A read of 0 bytes clocks one in
 * and drops it, since a target that was addressed to be read has SDA. STARTRX
 * in the middle of a buffer waits for its end. After a refused byte what waited
 * to be started is forgotten. Who loses arbitration, which the block does not
 * know, reports STOPPED with AMOUNT short, as at a STOP of somebody else's.
 */
#include "nrf52/twi.h"

static bool may_start(const struct twi *t)
{
	return t->start_rx || t->start_tx;
}

/* --- requests to the wires ----------------------------------------------- */

/* 2^32 / FREQUENCY / 16 MHz / 2 */
static uint32_t half_period_ns(const struct twi *t)
{
	return (uint32_t)MIN((125ull << 30) / t->frequency, 500000000u);
}

/* What the bus takes to rise: the part of a period that is neither low nor high
 * where the two are left to the controller. */
static uint32_t rise_ns(const struct twi *t, uint32_t half)
{
	const struct tw_controller_config *c;

	c = tw_controller_config(t->link->controller);
	return 2 * half - MIN(2 * half, c->low_ns + c->high_ns);
}

static void set_pace(const struct twi *t)
{
	uint32_t half = half_period_ns(t);
	struct tw_controller_config config = {
		.scl_hz = CLAMP(500000000u / half, 1, 1000000)};

	tw_controller_configure(t->link->controller, &config, NULL);
	config.low_ns = half;
	config.high_ns = half - MIN(rise_ns(t, half), half / 2);
	config.hd_sta_ns = 2 * half;
	config.su_sta_ns = half;
	config.su_sto_ns = half;
	config.buf_ns = config.idle_ns = half + 250;
	config.hd_dat_ns = 500;
	tw_controller_configure(t->link->controller, &config, NULL);
}

static void begin(struct twi *t)
{
	bool reading = t->start_rx;
	struct easydma *channel = reading ? &t->rxd : &t->txd;

	if (reading)
		t->start_rx = false;
	else
		t->start_tx = false;
	if (!nrf_twi_latch(t, channel, reading ? "RXD" : "TXD"))
		return;
	channel->amount = 0;
	t->reading = reading;
	t->listening = t->failed = false;
	t->state = TWIM_START;
	if (t->link && t->frequency) {
		if (!tw_controller_active(t->link->controller))
			set_pace(t);
		tw_controller_start(t->link->controller);
	}
	nrf_twi_event(t, reading ? TWI_EV_RXSTARTED : TWI_EV_TXSTARTED);
}

static void stop(struct twi *t)
{
	t->stop_asked = false;
	t->state = TWIM_STOP;
	tw_controller_stop(t->link->controller);
}

static void write_byte(struct twi *t)
{
	uint8_t byte = t->txd.at[t->txd.n++];

	t->txd.amount = t->txd.n;
	t->state = TWIM_WRITE;
	tw_controller_write(t->link->controller, byte);
	if (t->txd.n == t->txd.max)
		nrf_twi_event(t, TWI_EV_LASTTX);
}

static void read_byte(struct twi *t)
{
	t->state = TWIM_READ;
	tw_controller_read_bits(t->link->controller);
	if (t->rxd.n + 1 == t->rxd.max)
		nrf_twi_event(t, TWI_EV_LASTRX);
}

static void acknowledge(struct twi *t, bool ack)
{
	t->state = TWIM_ACK;
	t->listening = ack;
	tw_controller_acknowledge(t->link->controller, ack);
}

/* --- between bytes -------------------------------------------------------- */

static void hold(struct twi *t, enum twim_state state)
{
	t->state = state;
	if (!t->suspend_asked)
		return;
	t->suspend_asked = false;
	t->suspended = true;
	nrf_twi_event(t, TWI_EV_SUSPENDED);
}

/* SCL is held and nothing suspended: what comes next? */
static void advance(struct twi *t)
{
	if (t->listening)
		read_byte(t);
	else if (t->stop_asked)
		stop(t);
	else if (t->failed)
		t->state = TWIM_HOLD;
	else if (!t->reading && t->txd.n < t->txd.max)
		write_byte(t);
	else if (may_start(t))
		begin(t);
	else
		t->state = TWIM_HOLD;
}

static void byte_over(struct twi *t)
{
	hold(t, TWIM_HOLD);
	if (!t->suspended)
		advance(t);
}

/* Acknowledge the byte that was read? Not the last, but of that it must be
 * known what follows it. */
static void answer(struct twi *t)
{
	if (t->rxd.n < t->rxd.max && !t->stop_asked)
		acknowledge(t, true);
	else if (t->stop_asked || may_start(t))
		acknowledge(t, false);
}

static void byte_read(struct twi *t)
{
	if (t->rxd.n < t->rxd.max && !t->suspend_asked) {
		answer(t);
		return;
	}
	if (t->rxd.n < t->rxd.max) { /* suspended after its ACK */
		acknowledge(t, !t->stop_asked);
		return;
	}
	hold(t, TWIM_UNACKED);
	if (!t->suspended)
		answer(t);
}

static void fail(struct twi *t, uint32_t source)
{
	t->twim_errors |= source;
	t->failed = true;
	t->start_rx = t->start_tx = false;
	nrf_twi_event(t, TWI_EV_ERROR);
	byte_over(t);
}

/* --- what the bus answers ------------------------------------------------ */

static void ended(struct twi *t)
{
	t->state = TWIM_IDLE;
	t->failed = t->listening = false;
	t->stop_asked = t->suspend_asked = false;
	nrf_twi_event(t, TWI_EV_STOPPED);
	if (may_start(t) && t->state == TWIM_IDLE)
		begin(t);
}

static void address_done(struct twi *t, bool acked)
{
	if (!acked) {
		fail(t, TWIM_ANACK);
		return;
	}
	t->listening = t->reading;
	byte_over(t);
}

void twim_done(void *user, enum tw_result result, uint8_t byte)
{
	struct twi *t = user;

	if (result == TW_ARBITRATION_LOST || result == TW_STUCK) {
		ended(t);
		return;
	}
	switch (t->state) {
	case TWIM_START:
		t->state = TWIM_ADDRESS;
		tw_controller_write(t->link->controller,
				    (uint8_t)(t->address[0] << 1 | t->reading));
		return;
	case TWIM_ADDRESS:
		address_done(t, result == TW_OK);
		return;
	case TWIM_WRITE:
		if (result == TW_OK)
			byte_over(t);
		else
			fail(t, TWIM_DNACK);
		return;
	case TWIM_READ:
		nrf_twi_store(t, byte);
		t->rxd.amount = t->rxd.n;
		byte_read(t);
		return;
	case TWIM_ACK:
		byte_over(t);
		return;
	case TWIM_STOP:
		ended(t);
		return;
	case TWIM_IDLE:
	case TWIM_HOLD:
	case TWIM_UNACKED:
		return;
	}
}

/* --- what the registers ask ---------------------------------------------- */

static void go_on(struct twi *t)
{
	if (t->suspended)
		return;
	if (t->state == TWIM_IDLE && may_start(t))
		begin(t);
	else if (t->state == TWIM_HOLD)
		advance(t);
	else if (t->state == TWIM_UNACKED)
		answer(t);
}

static void ask_stop(struct twi *t)
{
	if (t->suspended || t->state == TWIM_STOP)
		return;
	if (t->state == TWIM_IDLE) {
		nrf_twi_event(t, TWI_EV_STOPPED);
		return;
	}
	t->stop_asked = true;
	go_on(t);
}

static void ask_suspend(struct twi *t)
{
	if (t->state == TWIM_IDLE || t->state == TWIM_STOP || t->suspended)
		return;
	t->suspend_asked = true;
	if (t->state == TWIM_HOLD || t->state == TWIM_UNACKED)
		hold(t, t->state);
}

void twim_task(struct twi *t, enum twi_task task)
{
	switch (task) {
	case TWI_TASK_STARTRX:
		t->start_rx = true;
		go_on(t);
		return;
	case TWI_TASK_STARTTX:
		t->start_tx = true;
		go_on(t);
		return;
	case TWI_TASK_STOP:
		ask_stop(t);
		return;
	case TWI_TASK_SUSPEND:
		ask_suspend(t);
		return;
	case TWI_TASK_RESUME:
		t->suspended = t->suspend_asked = false;
		go_on(t);
		return;
	case TWI_TASK_PREPARERX:
	case TWI_TASK_PREPARETX:
		return;
	}
}

void twim_drop(struct twi *t)
{
	if (t->link)
		tw_controller_reset(t->link->controller);
	t->state = TWIM_IDLE;
	t->listening = t->failed = false;
	t->start_rx = t->start_tx = false;
	t->stop_asked = t->suspend_asked = false;
}
