/* SPDX-License-Identifier: MIT */
/*
 * The general call, for models with a software reset (UM10204 3.1.14): the
 * address and the one byte 0x06 are acknowledged, and the STOP after it resets.
 */
#include "protocol/device.h"

#include "twowire/controller.h"

bool device_general_begins(tw_device *dev, const struct tw_address *addr)
{
	dev->general = addr->general_call;
	dev->general_bytes = 0;
	dev->general_reset = false;
	return dev->general;
}

bool device_general_write(tw_device *dev, uint8_t byte)
{
	dev->general_reset = !dev->general_bytes && byte == TW_CALL_RESET;
	dev->general_bytes = 1;
	return dev->general_reset;
}

void device_general_ends(tw_device *dev, bool stop)
{
	bool reset = stop && dev->general_reset;

	dev->general = dev->general_reset = false;
	if (reset)
		device_reset(dev);
}
