/* SPDX-License-Identifier: MIT */
#include "protocol/smbus_commands.h"

#include <string.h>

static const struct tw_smbus_command *find(const struct smbus_commands *c,
					   uint8_t code)
{
	for (size_t i = 0; i < c->set->n; i++)
		if (c->set->list[i].code == code)
			return &c->set->list[i];
	return NULL;
}

static void forget(struct smbus_commands *c)
{
	c->command = NULL;
	c->coded = c->done = c->counted = false;
	c->tx_len = c->tx_want = 0;
}

/* --- read -------------------------------------------------------------- */

static unsigned ask(struct smbus_commands *c, int code, uint8_t *rx)
{
	size_t n;

	if (!c->set->asked)
		return 0;
	n = c->set->asked(c->user, code, c->tx, c->tx_len, rx);
	return (unsigned)MIN(n, TW_SMBUS_MAX_BLOCK);
}

/* A block that was begun and not finished can not be answered. */
static bool begin_read(struct smbus_commands *c, bool restart)
{
	int want = 1;

	c->at = 0;
	memset(c->rx, 0xff, sizeof(c->rx));
	if (!restart || !c->coded) {
		c->rx_len = 1;
		ask(c, TW_SMBUS_NO_COMMAND, c->rx);
		return true;
	}
	if (!c->command || !c->command->rx || c->done ||
	    c->tx_len != c->tx_want)
		return false;
	want = c->command->rx;
	if (want == TW_SMBUS_BLOCK) {
		c->rx[0] = (uint8_t)ask(c, c->command->code, c->rx + 1);
		c->rx_len = 1u + c->rx[0];
	} else {
		ask(c, c->command->code, c->rx);
		c->rx_len = (unsigned)want;
	}
	c->done = true;
	return true;
}

static enum tw_answer on_address(void *user, const struct tw_address *a)
{
	struct smbus_commands *c = user;

	if (a->read)
		return begin_read(c, a->restart) ? TW_ACK : TW_NACK;
	forget(c);
	return TW_ACK;
}

static bool on_read(void *user, uint8_t *byte)
{
	struct smbus_commands *c = user;

	if (c->at < c->rx_len)
		*byte = c->rx[c->at];
	else if (c->at == c->rx_len && c->set->pec)
		*byte = tw_smbus_target_pec(c->device);
	else
		*byte = 0xff;
	return true;
}

static void on_sent(void *user, bool acked)
{
	struct smbus_commands *c = user;

	c->at++;
}

/* --- write ------------------------------------------------------------- */

static void hand_on(struct smbus_commands *c)
{
	c->done = true;
	if (c->set->written)
		c->set->written(c->user, c->command->code, c->tx, c->tx_len);
}

static bool whole(const struct smbus_commands *c)
{
	return c->command && !c->done && c->tx_len == c->tx_want &&
	       (c->tx_len || c->counted || !c->command->tx);
}

static bool take_code(struct smbus_commands *c, uint8_t code)
{
	c->command = find(c, code);
	c->coded = true;
	return c->command;
}

static bool take_pec(struct smbus_commands *c, uint8_t byte)
{
	bool right = c->set->pec && whole(c) &&
		     byte == tw_smbus_target_pec(c->device);

	if (right)
		hand_on(c);
	c->done = true;
	return right;
}

static enum tw_answer on_write(void *user, uint8_t byte)
{
	struct smbus_commands *c = user;
	bool taken = true;

	if (!c->coded) {
		taken = take_code(c, byte);
	} else if (!c->command || c->done) {
		taken = false;
	} else if (c->command->tx == TW_SMBUS_BLOCK && !c->counted) {
		c->counted = true;
		c->tx_want = byte;
	} else if (c->command->tx > 0 && !c->counted) {
		c->counted = true;
		c->tx_want = (unsigned)c->command->tx;
		c->tx[c->tx_len++] = byte;
	} else if (c->tx_len < c->tx_want) {
		c->tx[c->tx_len++] = byte;
	} else {
		taken = take_pec(c, byte);
	}
	return taken ? TW_ACK : TW_NACK;
}

static void on_stop(void *user, bool selected)
{
	struct smbus_commands *c = user;

	if (whole(c) && !c->set->needs_pec)
		hand_on(c);
	forget(c);
}

/* A repeated START ends what was written; a read that answers it may follow. */
const struct tw_target_ops smbus_command_ops = {
	.address = on_address,
	.write = on_write,
	.read = on_read,
	.sent = on_sent,
	.stop = on_stop,
};
