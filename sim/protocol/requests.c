/* SPDX-License-Identifier: MIT */
/* What a controller is asked for: one request at a time. */
#include "protocol/controller.h"

#include "protocol/smbus.h"

static void ask(tw_controller *c, enum request request)
{
	g_return_if_fail(c->request == REQUEST_NONE);
	g_return_if_fail(
		c->state ==
		(request == REQUEST_START && !c->active ? IDLE : OWNED));
	if (c->twist && controller_twisted(c, request))
		return;
	c->request = (uint8_t)request;
	c->bit = 0;
	c->decides = false;
	controller_go(c);
}

void tw_controller_start(tw_controller *c)
{
	ask(c, REQUEST_START);
}

void tw_controller_write(tw_controller *c, uint8_t byte)
{
	c->byte = byte;
	ask(c, REQUEST_WRITE);
}

void tw_controller_read(tw_controller *c, bool ack)
{
	c->byte = 0;
	c->ack = ack;
	ask(c, REQUEST_READ);
}

void tw_controller_read_bits(tw_controller *c)
{
	tw_controller_read(c, false);
	c->decides = true;
}

void tw_controller_acknowledge(tw_controller *c, bool ack)
{
	g_return_if_fail(c->request == REQUEST_NONE && c->state == OWNED);
	g_return_if_fail(c->bit == 8);
	c->request = REQUEST_READ;
	c->ack = ack;
	controller_go(c);
}

void tw_controller_stop(tw_controller *c)
{
	c->stop_fails = c->host->quirks & HOST_LOSES_STOP && c->ack;
	ask(c, REQUEST_STOP);
}

void tw_controller_reset(tw_controller *c)
{
	controller_quit(c);
	transfer_forget(c);
	smbus_forget(c);
}

void tw_controller_forget(tw_controller *c)
{
	tw_controller_reset(c);
	c->forgotten_starts = c->i2c->n_starts;
}

bool tw_controller_active(const tw_controller *c)
{
	return c->active;
}

void tw_controller_on_completion(tw_controller *c, tw_completion_fn done,
				 void *user)
{
	c->done = done;
	c->user = user;
}

tw_bus *tw_controller_bus(const tw_controller *c)
{
	return c->i2c->bus;
}

const char *tw_controller_name(const tw_controller *c)
{
	return c->name;
}

static void controller_free(void *user)
{
	tw_controller *c = user;

	g_free(c->smbus);
	g_free(c->bang);
	g_free(c->name);
	g_free(c);
}

tw_controller *tw_controller_new(tw_bus *bus,
				 const struct tw_controller_config *config,
				 GError **error)
{
	tw_controller *c = g_new0(tw_controller, 1);

	controller_init(c, i2c_of(bus, config ? config->sense : NULL));
	c->name =
		g_strdup(config && config->name ? config->name : "controller");
	if (!controller_settle(c, config, error)) {
		controller_free(c);
		return NULL;
	}
	c->port = tw_port_new(bus, c->name, TW_ROLE_CONTROLLER, NULL, NULL);
	g_ptr_array_add(c->i2c->controllers, c);
	tw_sim_own(bus->sim, controller_free, c);
	return c;
}
