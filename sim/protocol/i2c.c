/* SPDX-License-Identifier: MIT */
#include "protocol/i2c.h"

#include "protocol/smbus.h"
#include "wire/view.h"

static void for_controllers(struct i2c *i2c, void (*tell)(tw_controller *c))
{
	for (guint i = 0; i < i2c->controllers->len; i++) {
		tw_controller *c = i2c->controllers->pdata[i];

		if (!controller_is_idle(c))
			tell(c);
	}
}

static void offer_first_byte(struct i2c *i2c, const GPtrArray *targets)
{
	if (!targets)
		return;
	for (guint i = 0; i < targets->len; i++)
		if (target_first_byte(targets->pdata[i], &i2c->receiver))
			g_ptr_array_add(i2c->selected, targets->pdata[i]);
}

/* Another's address or a STOP: whoever was called by ten bits is so no longer
 * (UM10204 3.1.11). */
static void forget_ten_bit(struct i2c *i2c)
{
	for (guint i = 0; i < i2c->ten_bit->len; i++)
		target_forget(i2c->ten_bit->pdata[i]);
}

/* The address byte is complete. 11110xx is the first byte of a 10-bit address
 * (UM10204 3.1.11), 0000000 with W the general call (3.1.13). */
static void dispatch_address(struct i2c *i2c)
{
	uint8_t byte = i2c->receiver.byte;

	if (byte & 1 && i2c->bus->config.ultra_fast)
		return; /* nobody can be read */
	/* 00001xxx, which nobody acknowledges (5.3.2). */
	i2c->hs_next = (byte & 0xf8) == 0x08;
	if ((byte & 0xf8) == 0xf0)
		offer_first_byte(i2c, i2c->ten_bit);
	else
		forget_ten_bit(i2c);
	if (byte == 0x00)
		offer_first_byte(i2c, i2c->general_call);
	offer_first_byte(i2c, i2c->by_address[byte >> 1]);
}

void i2c_scl_rose(struct i2c *i2c)
{
	bool sda = i2c_sees(i2c, TW_SDA);

	receiver_rise(&i2c->receiver, sda);
	for (guint i = 0; i < i2c->selected->len; i++)
		target_rise(i2c->selected->pdata[i], i2c->receiver.bit, sda);
	for (guint i = 0; i < i2c->controllers->len; i++) {
		tw_controller *c = i2c->controllers->pdata[i];

		if (!controller_is_idle(c))
			controller_rise(c, sda);
	}
}

void i2c_scl_fell(struct i2c *i2c)
{
	unsigned bit = receiver_fall(&i2c->receiver);
	bool address = i2c->receiver.address;

	if (G_UNLIKELY(i2c->watches))
		smbus_watch_fell(i2c);
	if (address && bit == 8) {
		dispatch_address(i2c);
	} else {
		for (guint i = 0; i < i2c->selected->len; i++)
			target_fall(i2c->selected->pdata[i], bit);
	}
	if (bit == 9)
		i2c->receiver.address = false;
	for_controllers(i2c, controller_fall);
}

/* START and STOP end what any target was doing, at any bit. */
static void condition(struct i2c *i2c, bool start)
{
	for (guint i = 0; i < i2c->selected->len; i++)
		target_condition(i2c->selected->pdata[i], start);
	for (guint i = 0; i < i2c->hears_all->len; i++) {
		tw_target *t = i2c->hears_all->pdata[i];

		if (!g_ptr_array_find(i2c->selected, t, NULL))
			target_condition(t, start);
	}
	g_ptr_array_set_size(i2c->selected, 0);
}

static void started(struct i2c *i2c)
{
	receiver_start(&i2c->receiver);
	i2c->hs = i2c->receiver.restart &&
		  (i2c->hs || (i2c->hs_next && i2c->receiver.nacked));
	i2c->n_starts++;
	condition(i2c, true);
	for_controllers(i2c, controller_start_seen);
}

static void stopped(struct i2c *i2c)
{
	receiver_stop(&i2c->receiver);
	i2c->hs = i2c->hs_next = false;
	i2c->free_ns = queue_now(i2c->bus->queue);
	i2c->was_busy = true;
	condition(i2c, false);
	forget_ten_bit(i2c);
	for (guint i = 0; i < i2c->controllers->len; i++)
		controller_lost_to_stop(i2c->controllers->pdata[i]);
	for_controllers(i2c, controller_stop_seen);
}

static void frame(void *framer, enum tw_line line, bool level)
{
	struct i2c *i2c = framer;

	if (line == TW_SCL) {
		if (level)
			i2c_scl_rose(i2c);
		else
			express_fall(i2c);
	} else if (i2c_sees(i2c, TW_SCL)) {
		if (level)
			stopped(i2c);
		else
			started(i2c);
	} else if (level) {
		for_controllers(i2c, controller_wire_rose);
	}
}

static void i2c_free(void *user)
{
	struct i2c *i2c = user;

	for (int i = 0; i < I2C_ADDRESSES; i++)
		if (i2c->by_address[i])
			g_ptr_array_unref(i2c->by_address[i]);
	g_ptr_array_unref(i2c->selected);
	g_ptr_array_unref(i2c->ten_bit);
	g_ptr_array_unref(i2c->general_call);
	g_ptr_array_unref(i2c->hears_all);
	g_ptr_array_unref(i2c->controllers);
	g_free(i2c);
}

struct i2c *i2c_of(tw_bus *bus, const struct tw_sense *sense)
{
	struct view *view = view_of(bus, sense);
	struct framing *framing = view ? &view->framing : &bus->framing;
	struct i2c *i2c = framing->framer;

	if (i2c)
		return i2c;
	i2c = g_new0(struct i2c, 1);
	i2c->bus = bus;
	i2c->selected = g_ptr_array_new();
	i2c->ten_bit = g_ptr_array_new();
	i2c->general_call = g_ptr_array_new();
	i2c->hears_all = g_ptr_array_new();
	i2c->controllers = g_ptr_array_new();
	for (enum tw_line n = TW_SCL; n <= TW_SDA; n++)
		i2c->seen[n] = view ? &view->line[n].seen : &bus->line[n].seen;
	i2c->sense = view ? &view->sense : NULL;
	framing->frame = frame;
	framing->framer = i2c;
	tw_sim_own(bus->sim, i2c_free, i2c);
	return i2c;
}

bool tw_bus_busy(const tw_bus *bus)
{
	const struct i2c *i2c = bus->framing.framer;

	return i2c && i2c->receiver.busy;
}
