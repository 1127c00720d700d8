/* SPDX-License-Identifier: MIT */
/*
 * TWIS: the instance as a target.
 *
 * Modelled: two addresses and MATCH; WRITE and READ after the acknowledge of
 *           the address; SCL held until the direction's channel is prepared
 *           and nothing is suspended; OVERFLOW, DNACK, OVERREAD and ORC;
 *           STOPPED at a STOP or by the task, none at a repeated START; 500 ns
 *           of data hold time, the least that is specified for TWIM.
 * Approx.:  SCL is held after the address's acknowledge. A STOP takes back
 *           what was prepared for the direction that ends, the task both. One
 *           byte too many is an OVERFLOW and, being refused, a DNACK; each
 *           byte over-read is an ERROR. SUSPEND holds SCL from the next ninth
 *           clock on. Ready at once when prepared, where the silicon takes
 *           1.5 us.
 */
#include "nrf52/twi.h"

static bool in_use(const struct twi_link *link)
{
	return link->twi->link == link && link->twi->enable == TWI_TWIS;
}

void twis_listen(struct twi *t)
{
	struct tw_match matches[2];
	size_t n = 0;

	for (unsigned i = 0; i < 2; i++)
		if (t->config & 1u << i)
			matches[n++] = (struct tw_match){
				.addr = t->address[i] & 0x7f,
				.general_call = !(t->address[i] & 0x7f)};
	for (unsigned i = 0; i < t->n_links; i++)
		tw_target_listen(t->links[i].target, matches,
				 in_use(&t->links[i]) ? n : 0);
}

/* Back to IDLE, by STOP, repeated START or the task. */
static void end_message(struct twi *t)
{
	if (t->moving && t->sending)
		t->txd.amount = t->txd.n;
	else if (t->moving)
		t->rxd.amount = t->rxd.n;
	t->in_message = t->moving = false;
	t->wait = TWIS_FREE;
}

static void fault(struct twi *t, uint32_t source)
{
	t->twis_errors |= source;
	nrf_twi_event(t, TWI_EV_ERROR);
}

/* --- what is sent -------------------------------------------------------- */

/* false: no byte, the chip has crashed. */
static bool enter_tx(struct twi *t)
{
	t->tx_prepared = false;
	if (!nrf_twi_latch(t, &t->txd, "TXD"))
		return false;
	t->moving = true;
	nrf_twi_event(t, TWI_EV_TXSTARTED);
	return true;
}

static uint8_t next_byte(struct twi *t)
{
	if (t->txd.n < t->txd.max)
		return t->txd.at[t->txd.n++];
	fault(t, TWIS_OVERREAD);
	return (uint8_t)t->orc;
}

static bool enter_rx(struct twi *t)
{
	t->rx_prepared = false;
	if (!nrf_twi_latch(t, &t->rxd, "RXD"))
		return false;
	t->moving = true;
	nrf_twi_event(t, TWI_EV_RXSTARTED);
	return true;
}

/* Something that SCL is held for has come. */
static void go_on(struct twi *t)
{
	enum twis_wait wait = t->wait;

	if (wait == TWIS_FREE || t->suspended ||
	    (wait == TWIS_WRITE && !t->rx_prepared) ||
	    (wait == TWIS_READ && !t->tx_prepared))
		return;
	t->wait = TWIS_FREE;
	if (wait == TWIS_WRITE && !enter_rx(t))
		return;
	if (wait == TWIS_READ && !enter_tx(t))
		return;
	if (t->sending)
		tw_target_offer(t->link->target, next_byte(t));
	else
		tw_target_proceed(t->link->target);
}

/* --- what the bus asks --------------------------------------------------- */

static enum tw_answer address(void *user, const struct tw_address *addr)
{
	struct twi_link *link = user;
	struct twi *t = link->twi;

	if (!in_use(link))
		return TW_NACK;
	t->match = !(t->config & 1 && (t->address[0] & 0x7f) == addr->addr);
	t->in_message = true;
	t->sending = addr->read;
	return TW_ACK;
}

static bool proceed(void *user)
{
	struct twi_link *link = user;
	struct twi *t = link->twi;

	if (t->moving) {
		t->wait = t->suspended ? TWIS_TAKEN : TWIS_FREE;
		return !t->suspended;
	}
	nrf_twi_event(t, TWI_EV_WRITE);
	if (t->suspended || !t->rx_prepared) {
		t->wait = TWIS_WRITE;
		return false;
	}
	return enter_rx(t);
}

static enum tw_answer take_byte(void *user, uint8_t byte)
{
	struct twi_link *link = user;
	struct twi *t = link->twi;

	if (nrf_twi_store(t, byte))
		return TW_ACK;
	fault(t, TWIS_OVERFLOW | TWIS_DNACK);
	return TW_NACK;
}

static bool give_byte(void *user, uint8_t *byte)
{
	struct twi_link *link = user;
	struct twi *t = link->twi;
	bool first = !t->moving;

	if (first)
		nrf_twi_event(t, TWI_EV_READ);
	if (t->suspended || (first && !t->tx_prepared)) {
		t->wait = first ? TWIS_READ : TWIS_SENT;
		return false;
	}
	if (first && !enter_tx(t))
		return false;
	*byte = next_byte(t);
	return true;
}

static void start(void *user, bool selected)
{
	struct twi_link *link = user;

	if (in_use(link) && link->twi->in_message)
		end_message(link->twi);
}

static void stopped(struct twi *t)
{
	end_message(t);
	nrf_twi_event(t, TWI_EV_STOPPED);
}

static void stop(void *user, bool selected)
{
	struct twi_link *link = user;
	struct twi *t = link->twi;

	if (!in_use(link) || !t->in_message)
		return;
	if (t->sending)
		t->tx_prepared = false;
	else
		t->rx_prepared = false;
	stopped(t);
}

const struct tw_target_ops twis_ops = {
	.address = address,
	.write = take_byte,
	.proceed = proceed,
	.read = give_byte,
	.start = start,
	.stop = stop,
};

/* --- what the registers ask ---------------------------------------------- */

void twis_drop(struct twi *t)
{
	if (t->in_message)
		tw_target_abandon(t->link->target);
	end_message(t);
	t->rx_prepared = t->tx_prepared = false;
	twis_listen(t);
}

void twis_task(struct twi *t, enum twi_task task)
{
	switch (task) {
	case TWI_TASK_STOP:
		if (t->in_message)
			tw_target_abandon(t->link->target);
		t->rx_prepared = t->tx_prepared = false;
		stopped(t);
		return;
	case TWI_TASK_SUSPEND:
		t->suspended = true;
		return;
	case TWI_TASK_RESUME:
		t->suspended = false;
		break;
	case TWI_TASK_PREPARERX:
		t->rx_prepared = true;
		break;
	case TWI_TASK_PREPARETX:
		t->tx_prepared = true;
		break;
	case TWI_TASK_STARTRX:
	case TWI_TASK_STARTTX:
		return;
	}
	go_on(t);
}
