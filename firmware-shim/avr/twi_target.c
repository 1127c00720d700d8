/* SPDX-License-Identifier: MIT */
/*
 * The two-wire interface as a target. Whether it acknowledges is TWEA's to
 * say, before; software is told after the ninth clock.
 */
#include "avr/twi.h"

static bool willing(const struct twi *t)
{
	return twi_on(t) && twi_bit(t, TWCR_TWEA) && !t->failed;
}

void twi_target_listen(struct twi *t)
{
	const struct tw_match matches[] = {
		{.addr = t->twar >> 1, .ignore = t->twamr >> 1},
		{.general_call = true},
	};
	size_t n = t->twar & TWAR_TWGCE ? 2 : 1;

	if (t->target)
		tw_target_listen(t->target, matches, willing(t) ? n : 0);
}

void twi_target_drop(struct twi *t)
{
	t->mode = TWI_NOT_ADDRESSED;
	t->ninth = false;
	if (t->target)
		tw_target_abandon(t->target);
}

void twi_target_go(struct twi *t)
{
	if (!t->target)
		return;
	if (t->mode == TWI_SENDS)
		tw_target_offer(t->target, t->twdr);
	else if (t->mode != TWI_NOT_ADDRESSED)
		tw_target_proceed(t->target);
}

/* At the ninth fall @status is told; we are not addressed any more. */
static void leave(struct twi *t, uint8_t status)
{
	t->mode = TWI_NOT_ADDRESSED;
	t->next = status;
	t->ninth = true;
}

/* --- what the bus asks -------------------------------------------------- */

static enum tw_answer address(void *user, const struct tw_address *addr)
{
	struct twi *t = user;
	bool lost = t->lost;

	if (!willing(t) || t->twint)
		return TW_NACK;
	if (t->owner != TWI_C_IDLE && t->owner != TWI_C_START)
		return TW_NACK; /* our own voice */
	twi_controller_withdraw(t);
	t->lost = false;
	t->twdr = (uint8_t)(addr->addr << 1 | addr->read);
	if (addr->read) {
		t->mode = TWI_SENDS;
		t->next = lost ? TWI_ST_ARB_LOST_SLA_ACK : TWI_ST_SLA_ACK;
	} else if (addr->general_call) {
		t->mode = TWI_RECEIVES_CALL;
		t->next = lost ? TWI_SR_ARB_LOST_GCALL_ACK : TWI_SR_GCALL_ACK;
	} else {
		t->mode = TWI_RECEIVES;
		t->next = lost ? TWI_SR_ARB_LOST_SLA_ACK : TWI_SR_SLA_ACK;
	}
	return TW_ACK;
}

static bool proceed(void *user)
{
	struct twi *t = user;

	twi_raise(t, t->next);
	return false;
}

static bool give_byte(void *user, uint8_t *byte)
{
	struct twi *t = user;

	*byte = 0xff;
	twi_raise(t, t->next);
	return false;
}

static enum tw_answer take_byte(void *user, uint8_t byte)
{
	struct twi *t = user;
	bool call = t->mode == TWI_RECEIVES_CALL;

	t->twdr = byte;
	if (!twi_bit(t, TWCR_TWEA)) {
		leave(t, call ? TWI_SR_GCALL_DATA_NACK : TWI_SR_DATA_NACK);
		return TW_NACK;
	}
	t->next = call ? TWI_SR_GCALL_DATA_ACK : TWI_SR_DATA_ACK;
	return TW_ACK;
}

/* With TWEA clear that was the last byte, whatever the controller thinks. */
static void sent(void *user, bool acked)
{
	struct twi *t = user;

	if (!acked) {
		leave(t, TWI_ST_DATA_NACK);
	} else if (!twi_bit(t, TWCR_TWEA)) {
		leave(t, TWI_ST_LAST_DATA);
		tw_target_abandon(t->target);
	} else {
		t->next = TWI_ST_DATA_ACK;
	}
}

static void lost(void *user)
{
	struct twi *t = user;

	t->mode = TWI_NOT_ADDRESSED;
}

/* --- START and STOP ----------------------------------------------------- */

/* A receiver is told of both alike; where they do not belong it is an error.
 * A sender's next bit is under way wherever they come. */
static void end_message(struct twi *t)
{
	bool proper = t->mode != TWI_SENDS && twi_between_bytes(t);

	t->mode = TWI_NOT_ADDRESSED;
	if (proper)
		twi_raise(t, TWI_SR_STOP);
	else
		twi_bus_error(t);
}

static void condition(struct twi *t, bool start)
{
	bool ours = twi_controller_condition(t, start);

	if (t->mode != TWI_NOT_ADDRESSED && !ours)
		end_message(t);
	else if (t->ninth)
		twi_raise(t, t->next);
	else if (t->lost)
		twi_raise(t, TWI_ARB_LOST);
	t->lost = t->ninth = false;
	t->falls = 0;
}

static void start(void *user, bool selected)
{
	condition(user, true);
}

static void stop(void *user, bool selected)
{
	condition(user, false);
}

const struct tw_target_ops twi_target_ops = {
	.address = address,
	.write = take_byte,
	.proceed = proceed,
	.read = give_byte,
	.sent = sent,
	.lost = lost,
	.start = start,
	.stop = stop,
};
