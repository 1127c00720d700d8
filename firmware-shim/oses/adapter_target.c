/* SPDX-License-Identifier: MIT */
/* The twowire adapter as a target. */
#include "oses/adapter.h"

void adapter_listen(struct adapter *a)
{
	struct tw_match matches[TW_ADAPTER_OWN];
	size_t n = 0;

	if (!a->target)
		return;
	for (unsigned i = 0; i < TW_ADAPTER_OWN; i++)
		if (a->own[i] & TW_OWN_ENABLE)
			matches[n++] = (struct tw_match){
				.addr = a->own[i] & TW_OWN_ADDR,
				.ten_bit = a->own[i] & TW_OWN_TEN_BIT};
	tw_target_listen(a->target, matches, n);
}

/* What was asked for is of no use any more. */
static void forget(struct adapter *a)
{
	a->question = 0;
	a->holding = false;
	a->has_next = false;
	a->leaving = false;
	a->address_waits = false;
}

/* --- what the bus asks ---------------------------------------------------- */

static int find_own(const struct adapter *a, const struct tw_address *addr)
{
	for (int i = 0; i < TW_ADAPTER_OWN; i++)
		if (a->own[i] & TW_OWN_ENABLE &&
		    (a->own[i] & TW_OWN_ADDR) == addr->addr &&
		    !(a->own[i] & TW_OWN_TEN_BIT) == !addr->ten_bit)
			return i;
	return -1;
}

static bool addressed(struct adapter *a)
{
	const struct tw_address *addr = &a->address;
	int own = find_own(a, addr);
	uint32_t event = addr->read ? TW_EVENT_READ : TW_EVENT_WRITE;

	if (own < 0)
		return false;
	if (addr->restart)
		event |= TW_EVENT_RESTART;
	forget(a);
	a->involved = true;
	adapter_raise(a, event | (uint32_t)own << TW_EVENT_OWN_AT);
	if (addr->read)
		a->question = a->raised;
	return true;
}

/* Not before software has taken most of what came before. */
static enum tw_answer address(void *user, const struct tw_address *addr)
{
	struct adapter *a = user;

	a->address = *addr;
	if (a->n_events < ADAPTER_MOST_EVENTS)
		return addressed(a) ? TW_ACK : TW_NACK;
	a->address_waits = true;
	return TW_HOLD;
}

static enum tw_answer take_byte(void *user, uint8_t byte)
{
	struct adapter *a = user;

	if (!adapter_raise(a,
			   TW_EVENT_BYTE | (uint32_t)byte << TW_EVENT_DATA_AT))
		return TW_ACK; /* overrun */
	a->question = a->raised;
	a->holding = true;
	return TW_HOLD;
}

static void ask_next(struct adapter *a)
{
	adapter_raise(a, TW_EVENT_NEXT);
	a->question = a->raised;
}

static void leave(struct adapter *a)
{
	forget(a);
	tw_target_abandon(a->target);
}

static bool give_byte(void *user, uint8_t *byte)
{
	struct adapter *a = user;

	if (a->leaving) {
		leave(a);
		return false;
	}
	if (a->has_next) {
		a->has_next = false;
		*byte = a->next;
		if (a->mode & TW_MODE_PREFETCH)
			ask_next(a);
		return true;
	}
	if (!a->question)
		ask_next(a);
	a->holding = true;
	return false;
}

static void sent(void *user, bool acked)
{
	struct adapter *a = user;

	if (acked)
		return;
	forget(a);
	adapter_raise(a, TW_EVENT_NACKED);
}

static void lost(void *user)
{
	struct adapter *a = user;

	forget(a);
	adapter_raise(a, TW_EVENT_LOST);
}

static void start(void *user, bool selected)
{
	forget(user);
}

static void stop(void *user, bool selected)
{
	struct adapter *a = user;

	forget(a);
	if (a->involved)
		adapter_raise(a, TW_EVENT_STOP);
	a->involved = false;
}

const struct tw_target_ops adapter_target_ops = {
	.address = address,
	.write = take_byte,
	.read = give_byte,
	.sent = sent,
	.lost = lost,
	.start = start,
	.stop = stop,
};

/* --- what the registers ask ----------------------------------------------- */

void adapter_target_taken(struct adapter *a)
{
	bool known;

	if (!a->address_waits || a->n_events >= ADAPTER_MOST_EVENTS)
		return;
	a->address_waits = false;
	known = addressed(a);
	tw_target_answer(a->target, known);
}

/* Software answers what it has seen, and only while that is still asked. */
static bool is_asked(const struct adapter *a)
{
	return a->question && a->taken >= a->question;
}

void adapter_answer(struct adapter *a, uint32_t answer)
{
	if (!is_asked(a))
		return;
	if (answer == TW_ANSWER_LEAVE) {
		a->leaving = true; /* not inside a bit */
		a->question = 0;
		if (a->holding)
			leave(a);
	} else if (a->holding) {
		forget(a);
		tw_target_answer(a->target, answer == TW_ANSWER_ACK);
	}
}

void adapter_send(struct adapter *a, uint8_t byte)
{
	if (!is_asked(a))
		return;
	a->question = 0;
	if (!a->holding) {
		a->next = byte;
		a->has_next = true;
		return;
	}
	a->holding = false;
	if (a->mode & TW_MODE_PREFETCH)
		ask_next(a);
	tw_target_offer(a->target, byte);
}

void adapter_target_drop(struct adapter *a)
{
	forget(a);
	a->involved = false;
	if (a->target)
		tw_target_abandon(a->target);
}
