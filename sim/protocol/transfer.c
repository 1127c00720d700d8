/* SPDX-License-Identifier: MIT */
/* Whole transfers, made of a controller's requests. */
#include "protocol/controller.h"

const char *tw_result_name(enum tw_result result)
{
	switch (result) {
	case TW_OK:
		return "ok";
	case TW_NO_TARGET:
		return "no-target";
	case TW_NACKED:
		return "nacked";
	case TW_ARBITRATION_LOST:
		return "arbitration-lost";
	case TW_STUCK:
		return "stuck";
	}
	g_assert_not_reached();
}

static struct tw_msg *message(const tw_controller *c)
{
	return &c->transfer.msgs[c->transfer.n];
}

/* A 10-bit read begins with its address written, unless the message before it
 * has just done that (UM10204 3.1.11). */
static bool ten_bit_known(const struct transfer *t)
{
	const struct tw_msg *m = &t->msgs[t->n];

	return t->n && m[-1].addr == m->addr && m[-1].flags & TW_MSG_TEN_BIT &&
	       !(m[-1].flags & TW_MSG_READ);
}

static uint8_t ten_bit_first(const struct tw_msg *m, bool read)
{
	return (uint8_t)(0xf0 | (m->addr >> 7 & 6) | read);
}

static void finish(tw_controller *c, enum tw_result result)
{
	struct transfer *t = &c->transfer;
	tw_transfer_fn done = t->done;

	if (result == TW_ARBITRATION_LOST &&
	    c->host->quirks & HOST_LOSS_IS_NACK)
		result = t->at ? TW_NACKED : TW_NO_TARGET;
	c->done = t->saved_done;
	c->user = t->saved_user;
	t->msgs = NULL;
	if (done)
		done(t->user, result);
}

void transfer_forget(tw_controller *c)
{
	if (!c->transfer.msgs)
		return;
	c->transfer.done = NULL;
	finish(c, TW_STUCK);
}

/* The next thing to ask for; the address goes out in up to four steps. */
enum step { STEP_FIRST, STEP_SECOND, STEP_RESTART, STEP_READ_FIRST, STEP_DATA };

/* Does the buffer of a host like nrf-twim end before the next byte? */
static bool chunk_is_over(const tw_controller *c)
{
	const struct transfer *t = &c->transfer;

	return !t->again && t->at && !(t->at % c->config.chunk_bytes) &&
	       !(t->msgs[t->n].flags & TW_MSG_READ);
}

static bool acknowledges(const tw_controller *c, const struct tw_msg *m)
{
	if (c->host->quirks & HOST_NACKS_FIRST_OF_TWO && m->len == 2)
		return false;
	return c->transfer.at < m->len || m->flags & TW_MSG_ACK_LAST ||
	       c->host->quirks & HOST_ACKS_LAST;
}

/* Reads a byte that nobody has asked for, where the host does. */
static bool reads_on(tw_controller *c)
{
	struct transfer *t = &c->transfer;
	const struct tw_msg *m = message(c);
	unsigned quirks = c->host->quirks;
	bool empty = !m->len && !(m->flags & TW_MSG_READ);

	if (t->extra)
		return false;
	if (!(empty ? quirks & HOST_NO_EMPTY_WRITE
		    : quirks & HOST_EXTRA_BYTE && m->len &&
			      m->flags & TW_MSG_READ && t->n + 1 == t->n_msgs))
		return false;
	t->extra = true;
	tw_controller_read(c, !empty && quirks & HOST_EXTRA_IS_ACKED);
	return true;
}

static void next_data(tw_controller *c);

static void next_message(tw_controller *c)
{
	struct transfer *t = &c->transfer;
	bool stops = message(c)->flags & TW_MSG_STOP;

	t->n++;
	t->at = 0;
	t->head = STEP_FIRST;
	t->extra = false;
	t->tried = 0;
	t->counted = false;
	t->prefixed = 0;
	if (t->n == t->n_msgs) {
		tw_controller_stop(c);
		return;
	}
	message(c)->n_done = 0;
	if (message(c)->flags & TW_MSG_NO_START && !stops) {
		t->head = STEP_DATA;
		next_data(c);
	} else if (stops) {
		t->anew = true;
		tw_controller_stop(c);
	} else {
		tw_controller_start(c);
	}
}

static void read_data(tw_controller *c)
{
	const struct tw_msg *m = message(c);

	if (m->flags & TW_MSG_NO_ACK ||
	    (m->flags & TW_MSG_LENGTH && c->transfer.at == 1))
		tw_controller_read_bits(c);
	else
		tw_controller_read(c, acknowledges(c, m));
}

static void next_data(tw_controller *c)
{
	struct transfer *t = &c->transfer;
	struct tw_msg *m = message(c);

	if (t->at < m->len) {
		if (c->config.chunk_bytes && chunk_is_over(c)) {
			t->again = true;
			t->head = STEP_FIRST;
			tw_controller_start(c);
			return;
		}
		t->again = false;
		t->at++;
		if (m->flags & TW_MSG_READ)
			read_data(c);
		else
			tw_controller_write(c, m->data[t->at - 1]);
		return;
	}
	if (!reads_on(c))
		next_message(c);
}

static void next_head(tw_controller *c);

/* What goes before the message's address, and is not acknowledged. */
static bool next_prefix(tw_controller *c)
{
	struct transfer *t = &c->transfer;
	unsigned left = message(c)->flags & ~t->prefixed;

	if (c->bang)
		return false;
	if (left & TW_MSG_START_BYTE) {
		t->prefix = TW_MSG_START_BYTE;
		tw_controller_write(c, 0x01);
	} else if (left & TW_MSG_HS && !c->hs) {
		t->prefix = TW_MSG_HS;
		tw_controller_write(c, (uint8_t)(0x08 | c->config.hs_code));
	} else {
		return false;
	}
	t->prefixed |= t->prefix;
	return true;
}

/* A prefix has gone out, or the repeated START after it has. */
static void prefix_done(tw_controller *c, enum tw_result result)
{
	struct transfer *t = &c->transfer;

	if (t->restarted) {
		if (t->prefix == TW_MSG_HS)
			hs_enter(c);
		t->prefix = 0;
		t->restarted = false;
		next_head(c);
	} else if (result == TW_NACKED) {
		t->restarted = true;
		tw_controller_start(c);
	} else {
		t->prefix = 0;
		t->result = TW_NACKED;
		t->n = t->n_msgs;
		tw_controller_stop(c);
	}
}

static void next_head(tw_controller *c)
{
	struct transfer *t = &c->transfer;
	struct tw_msg *m = message(c);
	bool read = m->flags & TW_MSG_READ ||
		    (!m->len && c->host->quirks & HOST_NO_EMPTY_WRITE);
	bool sent = read != !!(m->flags & TW_MSG_REVERSED);

	switch ((enum step)t->head) {
	case STEP_FIRST:
		if (next_prefix(c))
			return;
		t->first = STEP_FIRST;
		t->may_retry = true;
		if (!(m->flags & TW_MSG_TEN_BIT)) {
			t->head = STEP_DATA;
			tw_controller_write(c, (uint8_t)(m->addr << 1 | sent));
		} else if (read && ten_bit_known(t)) {
			t->head = STEP_DATA;
			tw_controller_write(c, ten_bit_first(m, true));
		} else {
			t->head = STEP_SECOND;
			tw_controller_write(c, ten_bit_first(m, false));
		}
		return;
	case STEP_SECOND:
		t->may_retry = false;
		t->head = read ? STEP_RESTART : STEP_DATA;
		tw_controller_write(c, (uint8_t)m->addr);
		return;
	case STEP_RESTART:
		t->head = STEP_READ_FIRST;
		tw_controller_start(c);
		return;
	case STEP_READ_FIRST:
		t->first = STEP_READ_FIRST;
		t->may_retry = true;
		t->head = STEP_DATA;
		tw_controller_write(c, ten_bit_first(m, true));
		return;
	case STEP_DATA:
		next_data(c);
		return;
	}
}

/* Another try at the first byte of an address, after a STOP and a START. */
static bool retries(tw_controller *c)
{
	struct transfer *t = &c->transfer;

	if (t->at || !t->may_retry || ++t->tried >= c->config.tries)
		return false;
	t->anew = true;
	t->head = t->first;
	tw_controller_stop(c);
	return true;
}

/* What went out was no part of a message. */
static void detour_done(tw_controller *c, enum tw_result result)
{
	struct transfer *t = &c->transfer;

	if (t->prefix) {
		prefix_done(c, result);
	} else {
		t->anew = false;
		tw_controller_start(c);
	}
}

/* The count of TW_MSG_LENGTH has come in. Does it wait for its acknowledge? */
static bool count_came(tw_controller *c, uint8_t byte)
{
	struct transfer *t = &c->transfer;
	struct tw_msg *m = message(c);

	t->counted = true;
	if (byte && byte <= TW_MSG_LONGEST) {
		m->len += byte;
	} else {
		m->len = 1;
		t->n_msgs = t->n + 1;
	}
	if (m->flags & TW_MSG_NO_ACK)
		return false;
	tw_controller_acknowledge(c, acknowledges(c, m));
	return true;
}

/* What has just been completed was data if a byte of the message had been
 * asked for. */
static void completed(void *user, enum tw_result result, uint8_t byte)
{
	tw_controller *c = user;
	struct transfer *t = &c->transfer;

	if (result == TW_ARBITRATION_LOST || result == TW_STUCK) {
		finish(c, result);
		return;
	}
	if (t->n == t->n_msgs) {
		finish(c, t->result);
		return;
	}
	if (G_UNLIKELY(t->prefix || t->anew)) {
		detour_done(c, result);
		return;
	}
	if (result == TW_NACKED && !c->i2c->bus->config.ultra_fast &&
	    !(message(c)->flags & TW_MSG_IGNORE_NACK)) {
		if (retries(c))
			return;
		t->result = t->at ? TW_NACKED : TW_NO_TARGET;
		t->n = t->n_msgs;
		tw_controller_stop(c);
		return;
	}
	if (t->at && !t->extra) {
		struct tw_msg *m = message(c);

		if (m->flags & TW_MSG_LENGTH && t->at == 1 && !t->counted &&
		    count_came(c, byte))
			return;
		if (m->flags & TW_MSG_READ)
			m->data[t->at - 1] = byte;
		m->n_done = t->at;
	}
	if (t->head == STEP_DATA)
		next_data(c);
	else
		next_head(c);
}

void tw_controller_begin(tw_controller *c, struct tw_msg *msgs, size_t n_msgs,
			 tw_transfer_fn done, void *user)
{
	g_return_if_fail(n_msgs);
	g_return_if_fail(!c->transfer.msgs);
	c->transfer = (struct transfer){
		.msgs = msgs,
		.n_msgs = n_msgs,
		.head = msgs->flags & TW_MSG_NO_START ? STEP_DATA : STEP_FIRST,
		.done = done,
		.user = user,
		.saved_done = c->done,
		.saved_user = c->user,
	};
	for (size_t i = 0; i < n_msgs; i++)
		msgs[i].n_done = 0;
	tw_controller_on_completion(c, completed, c);
	tw_controller_start(c);
}

/* --- waiting ----------------------------------------------------------- */

struct wait {
	tw_controller *c;
	bool done;
	enum tw_result result;
};

static void waited_for(void *user, enum tw_result result)
{
	struct wait *w = user;

	w->done = true;
	w->result = result;
	tw_sim_stop(w->c->i2c->bus->sim);
}

enum tw_result tw_controller_transfer(tw_controller *c, struct tw_msg *msgs,
				      size_t n_msgs, uint64_t timeout_ns)
{
	tw_bus *bus = c->i2c->bus;
	uint64_t now = tw_sim_now_ns(bus->sim);
	uint64_t until = timeout_ns && timeout_ns < TW_NEVER - now
				 ? now + timeout_ns
				 : TW_NEVER;
	struct wait w = {.c = c, .result = TW_STUCK};

	tw_controller_begin(c, msgs, n_msgs, waited_for, &w);
	while (!w.done && tw_bus_run(bus, until) == TW_RUN_STOPPED)
		;
	if (!w.done) {
		tw_controller_reset(c);
	}
	return w.result;
}

enum tw_result tw_controller_write_to(tw_controller *c, uint16_t addr,
				      const uint8_t *tx, size_t tx_len)
{
	struct tw_msg m = {.addr = addr, .len = tx_len, .data = (uint8_t *)tx};

	return tw_controller_transfer(c, &m, 1, 0);
}

enum tw_result tw_controller_read_from(tw_controller *c, uint16_t addr,
				       uint8_t *rx, size_t rx_len)
{
	struct tw_msg m = {
		.addr = addr, .flags = TW_MSG_READ, .len = rx_len, .data = rx};

	return tw_controller_transfer(c, &m, 1, 0);
}

enum tw_result tw_controller_write_read(tw_controller *c, uint16_t addr,
					const uint8_t *tx, size_t tx_len,
					uint8_t *rx, size_t rx_len)
{
	struct tw_msg m[2] = {
		{.addr = addr, .len = tx_len, .data = (uint8_t *)tx},
		{.addr = addr, .flags = TW_MSG_READ, .len = rx_len, .data = rx},
	};

	return tw_controller_transfer(c, m, 2, 0);
}
