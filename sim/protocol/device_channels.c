/* SPDX-License-Identifier: MIT */
/* The switches of a device that joins its bus to others: of a mux. */
#include "protocol/device.h"

bool tw_device_wire_channel(tw_device *dev, unsigned n, tw_bus *bus,
			    GError **error)
{
	g_autofree char *name = g_strdup_printf("%s.%u", dev->name, n);

	if (n >= dev->n_channels) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: it has %u channels, there is no channel %u",
			    dev->name, dev->n_channels, n);
		return false;
	}
	if (dev->channels[n] || bus == dev->bus) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: channel %u goes to one other bus", dev->name,
			    n);
		return false;
	}
	dev->channels[n] = tw_switch_new(dev->bus, bus, name, error);
	return dev->channels[n];
}

static void set_now(tw_device *dev, uint8_t mask)
{
	/* Open the ones before closing the others. */
	for (unsigned closed = 0; closed < 2; closed++)
		for (unsigned n = 0; n < dev->n_channels; n++)
			if (dev->channels[n] && (mask >> n & 1) == closed)
				tw_switch_set(dev->channels[n], closed);
}

void device_channels_stop(tw_device *dev)
{
	if (!dev->channels_pending)
		return;
	dev->channels_pending = false;
	set_now(dev, dev->channels_next);
}

void tw_channels_set(tw_device *dev, uint8_t mask)
{
	dev->channels_pending = false;
	dev->channels_next = mask;
	set_now(dev, mask);
}

void tw_channels_set_at_stop(tw_device *dev, uint8_t mask)
{
	dev->channels_pending = true;
	dev->channels_next = mask;
}

void tw_abandon(tw_device *dev)
{
	tw_timer_cancel(dev->queue, &dev->hold);
	tw_target_abandon(dev->target);
}
