/* SPDX-License-Identifier: MIT */
/*
 * A device's supply: taken away it lets go of the wires and answers nothing;
 * given back it powers on with what it keeps (its memory) and what the outside
 * world still applies (its inputs).
 */
#include "protocol/device.h"

#include "twowire/point.h"

#include <string.h>

static void take_away(tw_device *dev)
{
	dev->off = true;
	tw_timer_cancel(dev->queue, &dev->wake);
	tw_timer_cancel(dev->queue, &dev->hold);
	tw_target_abandon(dev->target);
	if (dev->n_channels)
		tw_channels_set(dev, 0);
	device_listen(dev, false);
	if (dev->n_channels)
		tw_channels_set(dev, 0);
	for (unsigned i = 0; i < dev->n_outputs; i++)
		tw_output_set(dev, i, true);
}

void device_reset(tw_device *dev)
{
	const struct tw_model *model = dev->model;

	tw_timer_cancel(dev->queue, &dev->wake);
	memset(dev->state, 0, model->state_size);
	memset(&dev->transfer, 0, sizeof(dev->transfer));
	if (model->regs)
		device_regs_reset(dev);
	if (model->power_on)
		model->power_on(dev);
	for (size_t i = 0; dev->inputs && model->inputs[i].name; i++)
		if (dev->inputs[i].set)
			model->inputs[i].set(dev, dev->inputs[i].value);
}

static void give_back(tw_device *dev)
{
	dev->off = false;
	device_listen(dev, true);
	device_reset(dev);
}

static void power(void *user, uint64_t on)
{
	tw_device *dev = user;

	if (on && dev->off)
		give_back(dev);
	else if (!on && !dev->off)
		take_away(dev);
}

void device_power_init(tw_device *dev)
{
	g_autofree char *name = g_strconcat(dev->name, ".power", NULL);
	const struct tw_input *in = dev->model->inputs;
	size_t n = 0;

	while (in && in[n].name)
		n++;
	if (n)
		dev->inputs = g_new0(struct device_input, n);
	tw_point_new(tw_bus_sim(dev->bus), name, TW_POINT_POWER, dev->queue,
		     power, dev);
}

bool device_power_input(tw_device *dev, size_t n, int32_t value)
{
	dev->inputs[n].set = true;
	dev->inputs[n].value = value;
	return !dev->off;
}
