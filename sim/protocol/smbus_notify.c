/* SPDX-License-Identifier: MIT */
/* Host Notify as the host hears it: a target at 0x08. */
#include "protocol/smbus.h"

struct tw_smbus_host {
	tw_target *target;
	tw_smbus_notify_fn notify;
	void *user;
	uint8_t pec;
	uint8_t n; /* bytes of the message: address, low, high, PEC */
	uint8_t bytes[4];
};

static enum tw_answer on_address(void *user, const struct tw_address *a)
{
	tw_smbus_host *h = user;

	h->n = 0;
	h->pec = smbus_pec_byte(0, TW_SMBUS_HOST << 1);
	return a->read || a->restart ? TW_NACK : TW_ACK;
}

static enum tw_answer on_write(void *user, uint8_t byte)
{
	tw_smbus_host *h = user;

	if (h->n == 4 || (h->n == 3 && byte != h->pec)) {
		h->n = 0xff; /* not three, and not four */
		return TW_NACK;
	}
	h->bytes[h->n++] = byte;
	h->pec = smbus_pec_byte(h->pec, byte);
	return TW_ACK;
}

static void on_stop(void *user, bool selected)
{
	tw_smbus_host *h = user;

	if ((h->n == 3 || h->n == 4) && h->notify)
		h->notify(h->user, h->bytes[0] >> 1,
			  (uint16_t)(h->bytes[1] | h->bytes[2] << 8));
	h->n = 0;
}

static void on_start(void *user, bool selected)
{
	tw_smbus_host *h = user;

	h->n = 0;
}

static const struct tw_target_ops ops = {
	.address = on_address,
	.write = on_write,
	.start = on_start,
	.stop = on_stop,
};

tw_smbus_host *tw_smbus_host_new(tw_bus *bus, const char *name,
				 tw_smbus_notify_fn notify, void *user)
{
	tw_smbus_host *h = g_new0(tw_smbus_host, 1);
	struct tw_target_config config = {.name = name, .ops = &ops, .user = h};
	struct tw_match match = {.addr = TW_SMBUS_HOST};

	h->notify = notify;
	h->user = user;
	tw_sim_own(tw_bus_sim(bus), g_free, h);
	h->target = tw_target_new(bus, &config);
	tw_target_listen(h->target, &match, 1);
	return h;
}
