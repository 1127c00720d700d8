/* SPDX-License-Identifier: MIT */
/*
 * Devices: a model's byte callbacks on the asynchronous contract of target.h.
 * A stretch is a hold that a timer ends.
 */
#include "protocol/device.h"

#include "kernel/sim.h"

#include <string.h>

static void answer(void *user)
{
	tw_device *dev = user;

	if (dev->due == ANSWER_ACK)
		tw_target_answer(dev->target, dev->held_ack);
	else
		tw_target_offer(dev->target, dev->held_byte);
}

static bool must_hold(tw_device *dev, enum device_answer due)
{
	dev->may_stretch = false;
	if (!dev->stretch_ns)
		return false;
	dev->due = due;
	tw_timer_after(dev->queue, &dev->hold, dev->stretch_ns);
	return true;
}

static void allow_stretch(tw_device *dev)
{
	dev->may_stretch = true;
	dev->stretch_ns = 0;
}

static enum tw_answer answer_or_hold(tw_device *dev, bool ack)
{
	dev->held_ack = ack;
	if (must_hold(dev, ANSWER_ACK))
		return TW_HOLD;
	return ack ? TW_ACK : TW_NACK;
}

static enum tw_answer on_address(void *user, const struct tw_address *addr)
{
	tw_device *dev = user;

	allow_stretch(dev);
	if (device_general_begins(dev, addr))
		return TW_ACK;
	return answer_or_hold(
		dev, !dev->ops->address ||
			     dev->ops->address(dev, (uint8_t)addr->addr,
					       addr->read));
}

static enum tw_answer on_write(void *user, uint8_t byte)
{
	tw_device *dev = user;

	if (dev->general)
		return device_general_write(dev, byte) ? TW_ACK : TW_NACK;
	allow_stretch(dev);
	return answer_or_hold(dev,
			      !dev->ops->write || dev->ops->write(dev, byte));
}

static bool on_read(void *user, uint8_t *byte)
{
	tw_device *dev = user;

	allow_stretch(dev);
	*byte = dev->ops->read ? dev->ops->read(dev) : 0xff;
	dev->held_byte = *byte;
	return !must_hold(dev, ANSWER_BYTE);
}

static void on_sent(void *user, bool acked)
{
	tw_device *dev = user;

	if (dev->ops->sent)
		dev->ops->sent(dev, acked);
}

static void ended(tw_device *dev, void (*callback)(tw_device *dev), bool stop)
{
	tw_timer_cancel(dev->queue, &dev->hold);
	if (dev->general) {
		device_general_ends(dev, stop);
		return;
	}
	if (callback)
		callback(dev);
}

static void on_lost(void *user)
{
	tw_device *dev = user;

	ended(dev, dev->ops->restart, false);
}

static void on_start(void *user, bool selected)
{
	tw_device *dev = user;

	if (selected)
		ended(dev, dev->ops->restart, false);
}

static void on_stop(void *user, bool selected)
{
	tw_device *dev = user;

	if (selected)
		ended(dev, dev->ops->stop, true);
	if (dev->channels_pending)
		device_channels_stop(dev);
}

static const struct tw_target_ops target_ops = {
	.address = on_address,
	.write = on_write,
	.read = on_read,
	.sent = on_sent,
	.lost = on_lost,
	.start = on_start,
	.stop = on_stop,
};

static void wake(void *user)
{
	tw_device *dev = user;

	dev->model->wake(dev);
}

static void device_free(void *user)
{
	tw_device *dev = user;

	device_params_free(dev);
	g_free(dev->inputs);
	g_free(dev->channels);
	g_free(dev->outputs);
	g_free(dev->memory);
	g_free(dev->regs);
	g_free(dev->state);
	g_free(dev->name);
	g_free(dev);
}

tw_device *tw_bus_device(const tw_bus *bus, const char *name)
{
	GArray *owned = tw_bus_sim(bus)->owned;

	for (guint i = 0; i < owned->len; i++) {
		const struct owned *o = &g_array_index(owned, struct owned, i);
		tw_device *dev = o->user;

		if (o->free == device_free && dev->bus == bus &&
		    !strcmp(dev->name, name))
			return dev;
	}
	return NULL;
}

/* "0x23 or 0x5c", "0x18 to 0x1f" */
static void addresses(const struct tw_model *model, GString *text)
{
	const uint8_t *a = model->addrs;

	for (; a && *a; a++)
		g_string_append_printf(text, "%s0x%02x",
				       a == model->addrs ? ""
				       : a[1]		 ? ", "
							 : " or ",
				       *a);
	if (!model->addrs)
		g_string_append_printf(
			text, "0x%02x to 0x%02x",
			model->last_addr ? model->first_addr : 0x08,
			model->last_addr ? model->last_addr : 0x77);
}

bool device_can_have(const struct tw_model *model, uint8_t addr)
{
	if (model->addrs)
		return addr && strchr((const char *)model->addrs, addr);
	return addr >= (model->last_addr ? model->first_addr : 0x08) &&
	       addr <= (model->last_addr ? model->last_addr : 0x77);
}

bool device_check_address(const tw_device *dev, uint8_t addr, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);

	if (device_can_have(dev->model, addr))
		return true;
	addresses(dev->model, text);
	g_set_error(error, TW_ERROR, TW_ERROR_ADDRESS,
		    "%s.addr: expected %s, got 0x%02x", dev->name, text->str,
		    addr);
	return false;
}

static bool check_ignored(tw_device *dev, uint8_t addr, uint8_t ignored,
			  GError **error)
{
	if (!(addr & ignored))
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_ADDRESS,
		    "%s.addr: expected 0x%02x, as it answers to 0x%02x to "
		    "0x%02x, got 0x%02x",
		    dev->name, addr & ~ignored, addr & ~ignored, addr | ignored,
		    addr);
	return false;
}

static bool configure(tw_device *dev, const struct tw_device_config *config,
		      GError **error)
{
	const struct tw_model *model = dev->model;
	char why[256];

	if (!device_check_address(dev, config->addr, error) ||
	    !device_params_parse(dev, config, error))
		return false;
	if (model->configure && !model->configure(dev, why, sizeof(why))) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "%s.%s",
			    dev->name, why);
		return false;
	}
	return !model->ignored_bits ||
	       check_ignored(dev, config->addr, model->ignored_bits(dev),
			     error);
}

static void build(tw_device *dev)
{
	const struct tw_model *model = dev->model;

	dev->ops = model->bytes ? model->bytes : &device_reg_ops;
	dev->state = g_malloc0(MAX(model->state_size, 1));
	if (model->regs) {
		dev->regs = g_new0(uint32_t, model->regs->n_regs);
		device_regs_reset(dev);
	}
	if (model->memory_size) {
		dev->memory_len = model->memory_size(dev);
		dev->memory = g_malloc(dev->memory_len);
		memset(dev->memory, 0xff, dev->memory_len);
	}
	device_outputs_make(dev);
	if (model->channels)
		dev->n_channels = model->channels(dev);
	dev->channels = g_new0(tw_switch *, dev->n_channels);
	dev->source = UINT32_MAX;
	dev->queue = tw_bus_queue(dev->bus);
	dev->wake = (struct tw_timer){.fire = wake, .user = dev};
	dev->hold = (struct tw_timer){.fire = answer, .user = dev};
}

void device_listen(tw_device *dev, bool on)
{
	struct tw_match matches[3] = {dev->match};
	size_t n = 1;

	if (dev->model->software_reset)
		matches[n++].general_call = true;
	if (dev->second_addr)
		matches[n++].addr = dev->second_addr;
	if (dev->smbus)
		tw_smbus_target_power(dev->smbus, on);
	else
		tw_target_listen(dev->target, matches, on ? n : 0);
}

static void connect(tw_device *dev, uint8_t addr, const struct tw_sense *sense)
{
	const struct tw_model *model = dev->model;
	struct tw_target_config config = {
		.name = dev->name,
		.ops = &target_ops,
		.user = dev,
		.sense = sense,
		.hears_all = dev->n_channels,
		.device_id = model->device_id,
	};

	dev->match.addr = addr;
	if (model->ignored_bits)
		dev->match.ignore = model->ignored_bits(dev);
	if (model->second_addr)
		dev->second_addr = model->second_addr(dev);
	if (model->smbus) {
		device_smbus_connect(dev, &target_ops, sense);
	} else {
		dev->target = tw_target_new(dev->bus, &config);
		device_listen(dev, true);
	}
	device_power_init(dev);
	if (model->fill_memory)
		model->fill_memory(dev);
	if (model->power_on)
		model->power_on(dev);
}

/* The model's name; the second on a bus is called NAME-2. */
static char *spare_name(const tw_bus *bus, const char *name)
{
	for (unsigned n = 2; tw_bus_device(bus, name); n++) {
		g_autofree char *next = g_strdup_printf("%s-%u", name, n);

		if (!tw_bus_device(bus, next))
			return g_steal_pointer(&next);
	}
	return g_strdup(name);
}

tw_device *tw_bus_attach(tw_bus *bus, const struct tw_model *model,
			 const struct tw_device_config *config, GError **error)
{
	tw_device *dev;

	if (config->name && tw_bus_device(bus, config->name)) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: there is a device of that name on %s",
			    config->name, tw_bus_name(bus));
		return NULL;
	}
	dev = g_new0(tw_device, 1);
	dev->model = model;
	dev->bus = bus;
	dev->name = config->name ? g_strdup(config->name)
				 : spare_name(bus, model->name);
	if (!configure(dev, config, error)) {
		device_free(dev);
		return NULL;
	}
	build(dev);
	tw_sim_own(tw_bus_sim(bus), device_free, dev);
	connect(dev, config->addr, config->sense);
	return dev;
}

const char *tw_device_name(const tw_device *dev)
{
	return dev->name;
}

const struct tw_model *tw_device_model(const tw_device *dev)
{
	return dev->model;
}

bool tw_device_set_input(tw_device *dev, const char *input, int32_t value)
{
	const struct tw_input *in = dev->model->inputs;

	for (; in && in->name; in++) {
		if (strcmp(in->name, input))
			continue;
		if (value < in->min || value > in->max)
			return false;
		if (device_power_input(dev, (size_t)(in - dev->model->inputs),
				       value))
			in->set(dev, value);
		return true;
	}
	return false;
}

static struct device_output *output(const tw_device *dev, const char *name)
{
	for (size_t i = 0; i < dev->n_outputs; i++)
		if (!strcmp(dev->model->outputs[i].name, name))
			return &dev->outputs[i];
	return NULL;
}

bool tw_device_get_pin(const tw_device *dev, const char *pin, bool *high)
{
	const struct device_output *out = output(dev, pin);

	if (out)
		*high = device_output_level(dev, out);
	return out;
}

static void input_changed(void *user, bool high)
{
	struct device_input *in = user;

	tw_device_set_input(in->dev, in->name, high);
}

/* An input that is a pin: 0 or 1. Or NULL. */
static struct device_input *input_of(tw_device *dev, const char *pin)
{
	const struct tw_input *in = dev->model->inputs;

	for (size_t n = 0; in && in[n].name; n++) {
		if (strcmp(in[n].name, pin) || in[n].min || in[n].max != 1)
			continue;
		dev->inputs[n].dev = dev;
		dev->inputs[n].name = in[n].name;
		return &dev->inputs[n];
	}
	return NULL;
}

bool tw_device_wire_pin(tw_device *dev, const char *pin, tw_net *net)
{
	struct device_output *out = output(dev, pin);
	g_autofree char *name = g_strdup_printf("%s.%s", dev->name, pin);

	struct device_input *in = input_of(dev, pin);

	if (!out && !in)
		return false;
	if (!out)
		tw_pin_new(net, dev->queue, name, input_changed, in);
	else
		out->pin = tw_pin_new(net, dev->queue, name,
				      in ? input_changed : NULL, in);
	if (in)
		input_changed(in, tw_net_level(net));
	if (!out)
		return true;
	device_output_drive(dev, out);
	return true;
}

const uint8_t *tw_device_memory(const tw_device *dev, size_t *len)
{
	if (len)
		*len = dev->memory_len;
	return dev->memory;
}

tw_target *tw_device_target(const tw_device *dev)
{
	return dev->target;
}
