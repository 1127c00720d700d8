/* SPDX-License-Identifier: MIT */
/* Named nets: single digital wires between pins. */
#include "kernel/sim.h"
#include "twowire/net.h"

struct tw_net {
	tw_sim *sim;
	char *name;
	bool rest_high;
	bool level;
	unsigned n_low;
	unsigned n_high;
	uint32_t source;
	GPtrArray *pins;
};

struct tw_pin {
	tw_net *net;
	char *name;
	tw_queue *queue;
	enum tw_drive drive;
	tw_pin_fn changed;
	void *user;
};

static void pin_free(void *p)
{
	tw_pin *pin = p;

	g_free(pin->name);
	g_free(pin);
}

static void net_free(void *user)
{
	tw_net *net = user;

	g_ptr_array_unref(net->pins);
	g_free(net->name);
	g_free(net);
}

tw_net *tw_net_new(tw_sim *sim, const char *name, bool rest_high)
{
	struct tw_source source = {
		.kind = TW_SOURCE_NET, .name = name, .rest_high = rest_high};
	tw_net *net = g_new0(tw_net, 1);

	net->sim = sim;
	net->name = g_strdup(name);
	net->rest_high = rest_high;
	net->level = rest_high;
	net->pins = g_ptr_array_new_with_free_func(pin_free);
	net->source = tw_trace_add_source(sim->trace, &source);
	g_ptr_array_add(sim->nets, net);
	tw_sim_own(sim, net_free, net);
	return net;
}

tw_net *tw_sim_net(const tw_sim *sim, const char *name)
{
	for (guint i = 0; i < sim->nets->len; i++) {
		tw_net *net = sim->nets->pdata[i];

		if (!strcmp(net->name, name))
			return net;
	}
	return NULL;
}

const char *tw_net_name(const tw_net *net)
{
	return net->name;
}

bool tw_net_level(const tw_net *net)
{
	return net->level;
}

tw_pin *tw_pin_new(tw_net *net, tw_queue *queue, const char *name,
		   tw_pin_fn changed, void *user)
{
	tw_pin *pin = g_new0(tw_pin, 1);

	pin->net = net;
	pin->name = g_strdup(name);
	pin->queue = queue;
	pin->changed = changed;
	pin->user = user;
	if (net->pins->len)
		tw_queue_join(((tw_pin *)net->pins->pdata[0])->queue, queue);
	g_ptr_array_add(net->pins, pin);
	return pin;
}

static void settle(tw_net *net, struct island *island)
{
	bool level = net->n_low ? false : net->n_high ? true : net->rest_high;
	struct tw_record r = {
		.kind = TW_RECORD_NET, .source = net->source, .level = level};

	if (level == net->level)
		return;
	net->level = level;
	sim_record(island, &r);
	for (guint i = 0; i < net->pins->len; i++) {
		tw_pin *pin = net->pins->pdata[i];

		if (pin->changed)
			pin->changed(pin->user, level);
	}
}

void tw_pin_drive(tw_pin *pin, enum tw_drive drive)
{
	tw_net *net = pin->net;
	struct island *island = pin->queue->actor.island;

	if (drive == pin->drive)
		return;
	net->n_low += (drive == TW_LOW) - (unsigned)(pin->drive == TW_LOW);
	net->n_high += (drive == TW_HIGH) - (unsigned)(pin->drive == TW_HIGH);
	pin->drive = drive;
	if (net->n_low && net->n_high)
		sim_note(island, net->source, TW_NOTE_CONFLICT, 0, pin->name);
	settle(net, island);
}

tw_net *tw_pin_net(const tw_pin *pin)
{
	return pin->net;
}
