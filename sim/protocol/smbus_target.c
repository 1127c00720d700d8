/* SPDX-License-Identifier: MIT */
/*
 * A device on SMBus, around a target: what comes for its own address is handed
 * on, the rest answered here.
 */
#include "protocol/smbus.h"
#include "protocol/smbus_arp.h"
#include "protocol/smbus_commands.h"
#include "protocol/target.h"

enum talk { TALK_OWN, TALK_ALERT, TALK_ARP };

struct tw_smbus_target {
	tw_target *target;
	const struct tw_target_ops *ops; /* of its own address */
	void *ops_user;
	struct tw_target_ops outer;
	void (*event)(void *user, enum tw_smbus_event event);
	void *user;
	uint8_t addr, ignore;
	bool alerts, alerting, alert_pec, has_arp;
	uint8_t talk;	   /* enum talk: whom the message is for */
	bool in_message;   /* since its START, by what we have seen */
	uint64_t n_starts; /* when it has timed out last */
	bool timed_out;	   /* what is under way is no longer ours */
	unsigned n_sent;   /* of an alert response */
	uint8_t pec;
	bool off;
	uint64_t timeout_ns; /* after power-on */
	struct smbus_watch watch;
	tw_pin *alert;
	struct smbus_arp arp;
	struct smbus_commands *commands;
	tw_controller *notifier;
	bool notifying;
	struct tw_smbus_call call;
	uint8_t data[2];
};

static void tell(tw_smbus_target *t, enum tw_smbus_event event)
{
	if (t->event)
		t->event(t->user, event);
}

static void listen(tw_smbus_target *t)
{
	struct tw_match m[3];
	size_t n = 0;
	uint8_t addr = tw_smbus_target_addr(t, NULL);

	if (t->off) {
		tw_target_listen(t->target, NULL, 0);
		return;
	}
	if (addr)
		m[n++] = (struct tw_match){.addr = addr, .ignore = t->ignore};
	if (t->alerts)
		m[n++] = (struct tw_match){.addr = TW_SMBUS_ALERT};
	if (t->has_arp)
		m[n++] = (struct tw_match){.addr = TW_SMBUS_DEFAULT};
	tw_target_listen(t->target, m, n);
}

/* --- what the target hears --------------------------------------------- */

static enum tw_answer on_address(void *user, const struct tw_address *a)
{
	tw_smbus_target *t = user;
	bool arp = t->has_arp && a->addr == TW_SMBUS_DEFAULT;
	bool alert = t->alerts && a->addr == TW_SMBUS_ALERT;

	if (!a->restart || !t->in_message)
		t->pec = 0;
	t->in_message = true;
	t->timed_out = false;
	t->pec = smbus_pec_byte(t->pec, (uint8_t)(a->addr << 1 | a->read));
	t->talk = alert ? TALK_ALERT : arp ? TALK_ARP : TALK_OWN;
	t->n_sent = 0;
	if (alert)
		return t->alerting && a->read ? TW_ACK : TW_NACK;
	if (arp)
		return smbus_arp_address(&t->arp, a->read, a->restart)
			       ? TW_ACK
			       : TW_NACK;
	return t->ops->address(t->ops_user, a);
}

static enum tw_answer write_arp(tw_smbus_target *t, uint8_t byte)
{
	switch (smbus_arp_write(&t->arp, byte, t->pec)) {
	case ARP_REFUSE:
		return TW_NACK;
	case ARP_TAKE:
		return TW_ACK;
	case ARP_ASSIGNED:
		listen(t);
		tell(t, TW_SMBUS_ADDRESSED);
		return TW_ACK;
	case ARP_WAS_RESET:
		listen(t);
		tell(t, TW_SMBUS_RESET);
		return TW_ACK;
	}
	g_assert_not_reached();
}

static enum tw_answer on_write(void *user, uint8_t byte)
{
	tw_smbus_target *t = user;
	enum tw_answer answer = TW_ACK;

	if (t->talk == TALK_ARP)
		answer = write_arp(t, byte);
	else if (t->talk == TALK_OWN && t->ops->write)
		answer = t->ops->write(t->ops_user, byte);
	t->pec = smbus_pec_byte(t->pec, byte);
	return answer;
}

static bool on_read(void *user, uint8_t *byte)
{
	tw_smbus_target *t = user;

	*byte = 0xff;
	if (t->talk == TALK_ARP)
		*byte = smbus_arp_read(&t->arp, t->pec);
	else if (t->talk == TALK_OWN)
		return !t->ops->read || t->ops->read(t->ops_user, byte);
	else if (t->n_sent == 0)
		*byte = (uint8_t)(tw_smbus_target_addr(t, NULL) << 1 | 1);
	else if (t->n_sent == 1 && t->alert_pec)
		*byte = t->pec;
	return true;
}

/* The address has gone out without another's being lower (appendix A). */
static void alert_sent(tw_smbus_target *t)
{
	if (t->n_sent++)
		return;
	tw_smbus_target_alert(t, false);
	tell(t, TW_SMBUS_ALERT_SERVED);
}

static void on_sent(void *user, bool acked)
{
	tw_smbus_target *t = user;

	t->pec = smbus_pec_byte(t->pec, t->target->out);
	if (t->talk == TALK_ALERT)
		alert_sent(t);
	else if (t->talk == TALK_ARP)
		smbus_arp_sent(&t->arp);
	else if (t->ops->sent)
		t->ops->sent(t->ops_user, acked);
}

static void on_lost(void *user)
{
	tw_smbus_target *t = user;

	if (t->talk == TALK_ARP)
		smbus_arp_end(&t->arp);
	else if (t->talk == TALK_OWN && t->ops->lost)
		t->ops->lost(t->ops_user);
}

static bool on_proceed(void *user)
{
	tw_smbus_target *t = user;

	return t->talk != TALK_OWN || t->ops->proceed(t->ops_user);
}

static bool on_bit(void *user, unsigned bit)
{
	tw_smbus_target *t = user;

	return t->talk != TALK_OWN || t->ops->bit(t->ops_user, bit);
}

/* After a time-out the part has been told already. */
static void on_start(void *user, bool selected)
{
	tw_smbus_target *t = user;

	if (t->talk == TALK_OWN && !t->timed_out && t->ops->start)
		t->ops->start(t->ops_user, selected);
}

static void on_stop(void *user, bool selected)
{
	tw_smbus_target *t = user;

	t->in_message = false;
	if (t->talk == TALK_ARP)
		smbus_arp_end(&t->arp);
	else if (t->talk == TALK_OWN && !t->timed_out && t->ops->stop)
		t->ops->stop(t->ops_user, selected);
}

/* --- the time-out ------------------------------------------------------ */

/* Its interface is as after power-on: what was under way is gone. */
static void expired(void *user)
{
	tw_smbus_target *t = user;
	const struct i2c *i2c = t->target->i2c;
	bool ours = t->target->member && !t->timed_out;

	/* Once after each START: then it is out until the next anyway. */
	if (!i2c->receiver.busy || t->n_starts == i2c->n_starts)
		return;
	t->n_starts = i2c->n_starts;
	tw_target_abandon(t->target);
	t->timed_out = true;
	t->in_message = false;
	smbus_arp_end(&t->arp);
	sim_note(i2c->bus->queue->actor.island, t->target->port->source,
		 TW_NOTE_DEVICE, 0, "SMBus time-out");
	tell(t, TW_SMBUS_TIMED_OUT);
	if (ours && t->talk == TALK_OWN && t->ops->start)
		t->ops->start(t->ops_user, true);
}

void tw_smbus_target_set_timeout(tw_smbus_target *t, uint64_t timeout_ns)
{
	smbus_watch_end(&t->watch);
	if (timeout_ns != TW_NEVER)
		smbus_watch_begin(&t->watch, t->target->i2c, timeout_ns);
}

/* --- alerts and notifications ------------------------------------------ */

void tw_smbus_target_alert(tw_smbus_target *t, bool alert)
{
	t->alerting = alert;
	if (t->alert)
		tw_pin_drive(t->alert, alert ? TW_LOW : TW_RELEASE);
}

bool tw_smbus_target_alerting(const tw_smbus_target *t)
{
	return t->alerting;
}

static void notified(void *user, enum tw_smbus_result result)
{
	tw_smbus_target *t = user;

	if (result == TW_SMBUS_ARBITRATION_LOST) {
		tw_smbus_begin(t->notifier, &t->call, notified, t);
		return;
	}
	t->notifying = false;
	tell(t, result == TW_SMBUS_OK ? TW_SMBUS_NOTIFIED
				      : TW_SMBUS_NOTIFY_FAILED);
}

static bool notify(tw_smbus_target *t, uint8_t addr, uint16_t data)
{
	if (!t->notifier || t->notifying || t->off)
		return false;
	t->notifying = true;
	t->data[0] = (uint8_t)data;
	t->data[1] = (uint8_t)(data >> 8);
	t->call = (struct tw_smbus_call){
		.protocol = TW_SMBUS_WRITE_WORD,
		.addr = TW_SMBUS_HOST,
		.command = (uint8_t)(addr << 1),
		.tx = t->data,
		.tx_len = sizeof(t->data),
	};
	tw_smbus_begin(t->notifier, &t->call, notified, t);
	return true;
}

bool tw_smbus_target_notify(tw_smbus_target *t, uint16_t data)
{
	return notify(t, tw_smbus_target_addr(t, NULL), data);
}

bool tw_smbus_target_notify_arp(tw_smbus_target *t)
{
	return notify(t, TW_SMBUS_DEFAULT, 0);
}

void tw_smbus_target_power(tw_smbus_target *t, bool on)
{
	t->off = !on;
	t->in_message = t->timed_out = false;
	tw_smbus_target_alert(t, false);
	if (on) {
		smbus_arp_power_on(&t->arp);
	} else {
		tw_target_abandon(t->target);
		if (t->notifying)
			tw_controller_reset(t->notifier);
		t->notifying = false;
	}
	listen(t);
	tw_smbus_target_set_timeout(t, on ? t->timeout_ns : TW_NEVER);
}

/* --- making one -------------------------------------------------------- */

static void set_ops(tw_smbus_target *t)
{
	t->outer = (struct tw_target_ops){
		.address = on_address,
		.write = on_write,
		.proceed = t->ops->proceed ? on_proceed : NULL,
		.read = on_read,
		.sent = on_sent,
		.bit = t->ops->bit ? on_bit : NULL,
		.lost = on_lost,
		.start = on_start,
		.stop = on_stop,
	};
}

static void use_commands(tw_smbus_target *t,
			 const struct tw_smbus_target_config *config)
{
	t->commands = g_new0(struct smbus_commands, 1);
	t->commands->set = config->commands;
	t->commands->device = t;
	t->commands->user = config->user;
	t->ops = &smbus_command_ops;
	t->ops_user = t->commands;
}

static void target_free(void *user)
{
	tw_smbus_target *t = user;

	g_free(t->commands);
	g_free(t);
}

static bool make_notifier(tw_smbus_target *t, tw_bus *bus,
			  const struct tw_smbus_target_config *config,
			  GError **error)
{
	g_autofree char *name = g_strconcat(config->name, ".notify", NULL);
	struct tw_controller_config c = {.name = name,
					 .scl_hz = config->notify_hz,
					 .sense = config->sense};

	if (config->notify_hz)
		t->notifier = tw_controller_new(bus, &c, error);
	return t->notifier || !config->notify_hz;
}

static void connect(tw_smbus_target *t, tw_bus *bus,
		    const struct tw_smbus_target_config *config)
{
	struct tw_target_config target = {.name = config->name,
					  .ops = &t->outer,
					  .user = t,
					  .sense = config->sense};
	g_autofree char *pin = g_strconcat(config->name, ".SMBALERT#", NULL);

	t->target = tw_target_new(bus, &target);
	if (config->alert_net)
		t->alert = tw_pin_new(config->alert_net, tw_bus_queue(bus), pin,
				      NULL, NULL);
	listen(t);
	t->watch.expired = expired;
	t->watch.user = t;
	t->timeout_ns = config->timeout_ns ? config->timeout_ns : TW_MS(30);
	tw_smbus_target_set_timeout(t, t->timeout_ns);
}

tw_smbus_target *
tw_smbus_target_new(tw_bus *bus, const struct tw_smbus_target_config *config,
		    GError **error)
{
	tw_smbus_target *t = g_new0(tw_smbus_target, 1);

	t->addr = config->addr;
	t->ignore = config->ignore;
	t->event = config->event;
	t->user = config->user;
	t->alerts = config->alerts;
	t->alert_pec = config->pec;
	t->ops = config->ops;
	t->ops_user = config->user;
	t->has_arp = config->udid;
	if (config->udid)
		smbus_arp_init(&t->arp, config->udid, config->addr);
	if (config->commands)
		use_commands(t, config);
	set_ops(t);
	if (!make_notifier(t, bus, config, error)) {
		target_free(t);
		return NULL;
	}
	tw_sim_own(tw_bus_sim(bus), target_free, t);
	connect(t, bus, config);
	return t;
}

tw_target *tw_smbus_target_target(const tw_smbus_target *t)
{
	return t->target;
}

uint8_t tw_smbus_target_pec(const tw_smbus_target *t)
{
	return t->pec;
}

uint8_t tw_smbus_target_addr(const tw_smbus_target *t, bool *resolved)
{
	if (resolved)
		*resolved = t->has_arp && t->arp.resolved;
	if (!t->has_arp)
		return t->addr;
	return t->arp.valid ? t->arp.addr : 0;
}
