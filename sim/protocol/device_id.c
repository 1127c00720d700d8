/* SPDX-License-Identifier: MIT */
/*
 * Device ID (UM10204 3.1.17): all targets that have one acknowledge the
 * reserved address 1111100 with W, and the one whose own address is the next
 * byte sends its ID after a repeated START. For that message the target's
 * callbacks are these.
 */
#include "protocol/target.h"

enum { ID_ADDRESS = 0x7c, ID_BYTES = 3 };

static bool is_own(const tw_target *t, uint8_t byte)
{
	for (size_t i = 0; i < t->n_matches; i++) {
		const struct tw_match *m = &t->matches[i];

		if (!m->ten_bit && !m->general_call &&
		    !((m->addr ^ byte >> 1) & ~m->ignore))
			return true;
	}
	return false;
}

/* The read counts in the START after the one that named us, with no STOP and
 * no other START between. */
static enum tw_answer address(void *user, const struct tw_address *addr)
{
	tw_target *t = user;
	bool named = t->id_named && addr->restart &&
		     t->id_named + 1 == t->i2c->n_starts;

	t->id_named = 0;
	t->id_at = 0;
	return !addr->read || named ? TW_ACK : TW_NACK;
}

static enum tw_answer name(void *user, uint8_t byte)
{
	tw_target *t = user;

	if (t->id_at++ || !is_own(t, byte))
		return TW_NACK;
	t->id_named = t->i2c->n_starts;
	return TW_ACK;
}

/* After the third byte the first again. */
static bool give(void *user, uint8_t *byte)
{
	tw_target *t = user;

	*byte = (uint8_t)(t->device_id >> (16 - 8 * (t->id_at % ID_BYTES)));
	return true;
}

static void sent(void *user, bool acked)
{
	tw_target *t = user;

	t->id_at++;
}

static const struct tw_target_ops id_ops = {
	.address = address,
	.write = name,
	.read = give,
	.sent = sent,
};

void target_id_listen(tw_target *t, void (*list)(GPtrArray **, tw_target *))
{
	if (t->device_id)
		list(&t->i2c->by_address[ID_ADDRESS], t);
}

bool target_id_begins(tw_target *t, uint16_t addr)
{
	if (!t->device_id || addr != ID_ADDRESS)
		return false;
	t->saved_ops = t->ops;
	t->saved_user = t->user;
	t->ops = &id_ops;
	t->user = t;
	return true;
}

void target_id_ends(tw_target *t)
{
	if (!t->saved_ops)
		return;
	t->ops = t->saved_ops;
	t->user = t->saved_user;
	t->saved_ops = NULL;
}

/* --- a controller asks ------------------------------------------------- */

enum tw_result tw_controller_device_id(tw_controller *c, uint16_t addr,
				       uint32_t *id)
{
	uint8_t name = (uint8_t)(addr << 1);
	uint8_t bytes[ID_BYTES] = {0};
	struct tw_msg msgs[] = {
		{.addr = ID_ADDRESS, .len = 1, .data = &name},
		{.addr = ID_ADDRESS,
		 .flags = TW_MSG_READ,
		 .len = ID_BYTES,
		 .data = bytes},
	};
	enum tw_result result = tw_controller_transfer(c, msgs, 2, 0);

	if (result == TW_NO_TARGET && msgs[0].n_done)
		result = TW_NACKED;
	*id = (uint32_t)bytes[0] << 16 | (uint32_t)bytes[1] << 8 | bytes[2];
	return result;
}

enum tw_result tw_controller_general_call(tw_controller *c,
					  const uint8_t *bytes, size_t len)
{
	return tw_controller_write_to(c, 0, bytes, len);
}
