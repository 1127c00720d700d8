/* SPDX-License-Identifier: MIT */
/*
 * PCA9670: eight quasi-bidirectional pins behind one byte.
 *
 * From:     NXP PCA9670 data sheet rev. 3, sections 7.1 (address), 7.2
 *           (software reset, device ID), 8.1 (quasi-bidirectional I/Os), 8.2
 *           and 8.3 (writing, reading), 8.5 (RESET).
 * Modelled: the port: a 1 lets a pin go, a 0 pulls it low, and what is read is
 *           the pin; every byte written takes effect with its acknowledge, and
 *           every byte read is sampled before it is sent; RESET; the software
 *           reset; the device ID.
 * Left out: currents, the strong pull-up of half a clock, the 64 straps of the
 *           address (any address is taken).
 * Approx.:  while RESET is low the chip does not acknowledge.
 */
#include "port8.h"

enum { DEVICE_ID = 0x000800 };

struct state {
	struct port8 port;
	bool in_reset;
};

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	const struct state *s = tw_state(dev);

	(void)addr;
	(void)read;
	return !s->in_reset;
}

static bool write(tw_device *dev, uint8_t byte)
{
	port8_write(dev, byte);
	return true;
}

static void power_on(tw_device *dev)
{
	port8_begin(dev, 0xff, NULL);
}

static void set_reset(tw_device *dev, int32_t value)
{
	struct state *s = tw_state(dev);

	s->in_reset = !value;
	if (!s->in_reset)
		return;
	port8_write(dev, 0xff);
	tw_abandon(dev);
}

static const struct tw_byte_ops bytes = {
	.address = address,
	.write = write,
	.read = port8_levels,
};

static const struct tw_input inputs[] = {
	PORT8_INPUTS,
	{.name = "RESET", .max = 1, .set = set_reset},
	{0},
};

static const struct tw_output outputs[] = {PORT8_OUTPUTS(true), {0}};

const struct tw_model tw_model_pca9670 = {
	.name = "pca9670",
	.summary = "8-bit I/O expander with device ID and software reset",
	.state_size = sizeof(struct state),
	.bytes = &bytes,
	.inputs = inputs,
	.outputs = outputs,
	.device_id = DEVICE_ID,
	.software_reset = true,
	.power_on = power_on,
	.describe = port8_describe,
};
