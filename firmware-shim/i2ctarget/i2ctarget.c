/* SPDX-License-Identifier: MIT */
/*
 * The portable part of the target: the queue between interrupt handler and
 * program, and the requests made of it.
 *
 * The handler writes head, tx_pos and wire; the program writes tail. What both
 * write is only touched with the port's interrupt forbidden.
 */
#include "i2ctarget_port.h"

#include <string.h>

/* An entry of the queue: the byte, the address above it, and these. */
#define ENTRY_ADDRESS_SHIFT 8
#define ENTRY_BYTE	    (UINT32_C(1) << 16)
#define ENTRY_READ	    (UINT32_C(1) << 17)
#define ENTRY_END	    (UINT32_C(1) << 18)
#define ENTRY_FIRST	    (UINT32_C(1) << 19)
#define ENTRY_RESTART	    (UINT32_C(1) << 20)
#define ENTRY_HELD	    (UINT32_C(1) << 21)

#define STALL_US       10000000u /* as CircuitPython's read() */
#define SMBUS_STALL_US 35000u	 /* SMBus 3.2 table 2: TTIMEOUT, max */
#define FILLER	       0xffu

enum { WIRE_IDLE, WIRE_WRITE, WIRE_READ };

/* --- In the interrupt handler ------------------------------------------ */

static bool has_room(const struct i2ctarget *t)
{
	return t->head - t->tail < I2CTARGET_QUEUE;
}

static void push(struct i2ctarget *t, uint32_t entry)
{
	t->queue[t->head % I2CTARGET_QUEUE] = entry;
	t->head = t->head + 1;
}

/* Answers the host's wish for a byte if there is something to answer. */
static void feed(struct i2ctarget *t)
{
	if (t->tx_pos < t->tx_len) {
		uint8_t byte = t->tx[t->tx_pos];

		t->wanted = false;
		t->tx_pos = t->tx_pos + 1;
		i2ctarget_port_put(t->port, byte);
	} else if (t->fill) {
		t->wanted = false;
		i2ctarget_port_put(t->port, FILLER);
	} else {
		t->wanted = true;
	}
}

/* The read that was under way takes no more bytes. */
static void end_read(struct i2ctarget *t)
{
	t->tx_len = t->tx_pos;
	t->wanted = false;
	t->fill = false;
}

static void take_byte(struct i2ctarget *t, const struct i2ctarget_event *ev)
{
	uint32_t entry = ENTRY_BYTE | ev->byte;

	if (t->wire == WIRE_READ)
		end_read(t);
	if (ev->first)
		entry |= ENTRY_FIRST;
	if (ev->restart)
		entry |= ENTRY_RESTART;
	if (ev->held)
		entry |= ENTRY_HELD;
	t->wire = WIRE_WRITE;
	push(t, entry | (uint32_t)ev->address << ENTRY_ADDRESS_SHIFT);
}

static void take_want(struct i2ctarget *t, const struct i2ctarget_event *ev)
{
	uint32_t entry = ENTRY_READ;

	if (t->wire == WIRE_READ) {
		feed(t);
		return;
	}
	end_read(t);
	t->wire = WIRE_READ;
	t->wanted = true;
	t->reads = t->reads + 1;
	if (ev->restart)
		entry |= ENTRY_RESTART;
	push(t, entry | (uint32_t)ev->address << ENTRY_ADDRESS_SHIFT);
}

static void take_end(struct i2ctarget *t)
{
	if (t->wire == WIRE_WRITE)
		push(t, ENTRY_END);
	else if (t->wire == WIRE_READ)
		end_read(t);
	t->wire = WIRE_IDLE;
}

void i2ctarget_isr(struct i2ctarget *t)
{
	struct i2ctarget_event ev;

	while (has_room(t)) {
		if (!i2ctarget_port_next(t->port, &ev))
			return;
		switch (ev.kind) {
		case I2CTARGET_EVENT_BYTE:
			take_byte(t, &ev);
			break;
		case I2CTARGET_EVENT_WANT:
			take_want(t, &ev);
			break;
		case I2CTARGET_EVENT_END:
			take_end(t);
			break;
		}
	}
	/* What comes now waits in the silicon; pop() turns us on again. */
	t->full = true;
	i2ctarget_port_irq(t->port, false);
}

/* --- In the program ---------------------------------------------------- */

static void lock(struct i2ctarget *t)
{
	i2ctarget_port_irq(t->port, false);
}

static void unlock(struct i2ctarget *t)
{
	i2ctarget_port_irq(t->port, true);
}

static bool peek(const struct i2ctarget *t, uint32_t *entry)
{
	if (t->head == t->tail)
		return false;
	*entry = t->queue[t->tail % I2CTARGET_QUEUE];
	return true;
}

static void pop(struct i2ctarget *t)
{
	t->tail = t->tail + 1;
	if (t->full) {
		t->full = false;
		i2ctarget_port_irq(t->port, true);
	}
}

/* Refuses a byte that nobody will read. */
static void discard(struct i2ctarget *t, uint32_t entry)
{
	pop(t);
	if (entry & ENTRY_HELD)
		i2ctarget_port_ack(t->port, false);
}

int i2ctarget_init(struct i2ctarget *t, const struct i2ctarget_config *config)
{
	int result;

	memset(t, 0, sizeof(*t));
	if (!config->n_addresses)
		return I2CTARGET_ARGUMENT;
	for (size_t i = 0; i < config->n_addresses; i++)
		if (config->addresses[i] < 0x08 || config->addresses[i] > 0x77)
			return I2CTARGET_ARGUMENT;
	t->stall_us = config->smbus ? SMBUS_STALL_US : STALL_US;
	result = i2ctarget_port_open(&t->port, t, config);
	if (result == I2CTARGET_OK)
		i2ctarget_port_irq(t->port, true);
	else
		t->port = NULL;
	return result;
}

void i2ctarget_deinit(struct i2ctarget *t)
{
	if (!t->port)
		return;
	lock(t);
	i2ctarget_port_close(t->port);
	t->port = NULL;
	t->open = false;
}

/* Throws away what is left of writes that nobody reads any more. */
static bool next_request(struct i2ctarget *t, uint32_t *entry)
{
	while (peek(t, entry)) {
		if (*entry & (ENTRY_FIRST | ENTRY_READ))
			return true;
		discard(t, *entry);
	}
	return false;
}

static void open_request(struct i2ctarget *t, uint32_t entry,
			 struct i2ctarget_request *req)
{
	t->id++;
	t->open = true;
	t->ended = false;
	t->held = false;
	t->n_read = 0;
	t->is_read = entry & ENTRY_READ;
	if (t->is_read) {
		t->reads_taken++;
		pop(t);
	}
	req->target = t;
	req->address = (entry >> ENTRY_ADDRESS_SHIFT) & 0x7f;
	req->is_read = t->is_read;
	req->is_restart = entry & ENTRY_RESTART;
	req->id = t->id;
}

static void close_current(struct i2ctarget *t)
{
	uint32_t entry;

	if (!t->open)
		return;
	t->open = false;
	if (t->is_read) {
		lock(t);
		if (t->wire == WIRE_READ && t->reads == t->reads_taken) {
			t->fill = true;
			if (t->wanted)
				feed(t);
		}
		unlock(t);
		return;
	}
	if (t->held)
		i2ctarget_port_ack(t->port, false);
	/* The rest falls to next_request(), which stops at a first byte. */
	if (!t->n_read && peek(t, &entry))
		discard(t, entry);
}

int i2ctarget_request(struct i2ctarget *t, int32_t timeout_ms,
		      struct i2ctarget_request *req)
{
	uint64_t until_us = UINT64_MAX;
	uint32_t entry;

	if (!t->port)
		return I2CTARGET_CLOSED;
	close_current(t);
	if (timeout_ms > 0)
		until_us = i2ctarget_port_now_us(t->port) +
			   (uint64_t)timeout_ms * 1000;
	while (!next_request(t, &entry)) {
		if (timeout_ms < 0)
			return 0;
		if (timeout_ms > 0 &&
		    i2ctarget_port_now_us(t->port) >= until_us)
			return 0;
		i2ctarget_port_wait(t->port, until_us);
	}
	open_request(t, entry, req);
	return 1;
}

static int check(const struct i2ctarget_request *req, bool is_read)
{
	const struct i2ctarget *t = req->target;

	if (!t->open || req->id != t->id)
		return I2CTARGET_CLOSED;
	if (t->is_read != is_read)
		return I2CTARGET_DIRECTION;
	return I2CTARGET_OK;
}

/* Waits for the next entry of a write, for as long as a host may stand still.
 * true: there is a byte that belongs to the request. */
static bool await_byte(struct i2ctarget *t, uint32_t *entry)
{
	uint64_t until_us = i2ctarget_port_now_us(t->port) + t->stall_us;

	while (!peek(t, entry)) {
		if (i2ctarget_port_now_us(t->port) >= until_us)
			return false;
		i2ctarget_port_wait(t->port, until_us);
	}
	if (*entry & ENTRY_END)
		pop(t);
	else if (!(*entry & ENTRY_READ) &&
		 (!(*entry & ENTRY_FIRST) || !t->n_read))
		return true;
	t->ended = true;
	return false;
}

int i2ctarget_read(struct i2ctarget_request *req, uint8_t *buf, size_t n,
		   bool ack)
{
	struct i2ctarget *t = req->target;
	int result = check(req, false);
	uint32_t entry;
	size_t i;

	if (result != I2CTARGET_OK)
		return result;
	if (t->held && n) {
		i2ctarget_port_ack(t->port, true);
		t->held = false;
	}
	for (i = 0; i < n && !t->ended && await_byte(t, &entry); i++) {
		buf[i] = entry & 0xff;
		t->n_read++;
		pop(t);
		t->holds = entry & ENTRY_HELD;
		if (!t->holds)
			continue;
		if (ack || i + 1 < n)
			i2ctarget_port_ack(t->port, true);
		else
			t->held = true;
	}
	if (n && !i && !t->ended)
		return I2CTARGET_TIMEOUT;
	return (int)i;
}

/* Waits until all bytes are on their way or the read has ended. */
static bool await_sent(struct i2ctarget *t)
{
	size_t pos = t->tx_pos;
	uint64_t until_us = i2ctarget_port_now_us(t->port) + t->stall_us;

	while (t->tx_pos < t->tx_len) {
		if (t->tx_pos != pos) {
			pos = t->tx_pos;
			until_us = i2ctarget_port_now_us(t->port) + t->stall_us;
		} else if (i2ctarget_port_now_us(t->port) >= until_us) {
			return false;
		}
		i2ctarget_port_wait(t->port, until_us);
	}
	return true;
}

int i2ctarget_write(struct i2ctarget_request *req, const uint8_t *buf, size_t n)
{
	struct i2ctarget *t = req->target;
	int result = check(req, true);
	bool in_time;
	size_t sent;

	if (result != I2CTARGET_OK || !n)
		return result;
	lock(t);
	t->tx_pos = 0;
	t->tx_len = 0;
	if (t->wire == WIRE_READ && t->reads == t->reads_taken) {
		t->tx = buf;
		t->tx_len = n;
		if (t->wanted)
			feed(t);
	}
	unlock(t);
	in_time = await_sent(t);
	lock(t);
	sent = t->tx_pos;
	t->tx_len = sent;
	unlock(t);
	return !sent && !in_time ? I2CTARGET_TIMEOUT : (int)sent;
}

int i2ctarget_ack(struct i2ctarget_request *req, bool ack)
{
	struct i2ctarget *t = req->target;
	int result = check(req, false);

	if (result == I2CTARGET_DIRECTION)
		return I2CTARGET_ARGUMENT;
	if (result != I2CTARGET_OK)
		return result;
	if (!t->n_read || (t->holds && !t->held))
		return I2CTARGET_ARGUMENT;
	t->held = false;
	return i2ctarget_port_ack(t->port, ack);
}

void i2ctarget_close(struct i2ctarget_request *req)
{
	struct i2ctarget *t = req->target;

	if (t->open && req->id == t->id)
		close_current(t);
}
