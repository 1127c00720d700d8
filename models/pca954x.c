/* SPDX-License-Identifier: MIT */
/*
 * PCA9546A and PCA9548A: switches from one bus to four or eight others.
 *
 * From:     NXP PCA9546A data sheet rev. 6, sections 6.1 (address), 6.2
 *           (control register), 6.3 (RESET), 6.4 (power-on reset), and the same
 *           sections of the PCA9548A's.
 * Modelled: the control register, of which every written byte replaces the
 *           last; channels that open and close with the STOP; any number of
 *           channels at a time; RESET and power-on, which open all and reset
 *           the interface.
 * Left out: the switches' resistance (some 30 ohm) and their delay of less
 *           than a nanosecond; translation of levels; the time that RESET must
 *           be low (6 ns).
 * Approx.:  bits 4 to 7 of a PCA9546A are read as 0.
 */
#include "twowire/model.h"

#include <stdio.h>

struct state {
	uint8_t control;
	bool in_reset;
};

enum { PART };
enum { PCA9546A, PCA9548A };

static uint8_t n_channels(tw_device *dev)
{
	return tw_param_int(dev, PART) == PCA9546A ? 4 : 8;
}

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	struct state *s = tw_state(dev);

	(void)addr;
	(void)read;
	return !s->in_reset;
}

static bool write(tw_device *dev, uint8_t byte)
{
	struct state *s = tw_state(dev);

	s->control = byte & (uint8_t)((1u << n_channels(dev)) - 1);
	tw_channels_set_at_stop(dev, s->control);
	return true;
}

static uint8_t read(tw_device *dev)
{
	struct state *s = tw_state(dev);

	return s->control;
}

static void power_on(tw_device *dev)
{
	struct state *s = tw_state(dev);

	s->control = 0;
	tw_channels_set(dev, 0);
}

static void set_reset(tw_device *dev, int32_t value)
{
	struct state *s = tw_state(dev);

	s->in_reset = !value;
	if (!s->in_reset)
		return;
	s->control = 0;
	tw_channels_set(dev, 0);
	tw_abandon(dev);
}

static void describe(const struct tw_seen *seen, char *text, size_t size)
{
	unsigned n = seen->params[0] == PCA9546A ? 4 : 8;
	unsigned control = seen->bytes[seen->n_bytes - 1] & ((1u << n) - 1);
	size_t at = (size_t)snprintf(text, size,
				     control ? "channel" : "no channel");

	for (unsigned i = 0; i < n && at < size; i++)
		if (control >> i & 1)
			at += (size_t)snprintf(text + at, size - at, " %u", i);
}

static const struct tw_byte_ops bytes = {
	.address = address,
	.write = write,
	.read = read,
};

static const struct tw_input inputs[] = {
	{.name = "RESET", .min = 0, .max = 1, .set = set_reset},
	{0},
};

static const char *const parts[] = {"PCA9546A", "PCA9548A", NULL};

static const struct tw_param_spec params[] = {
	{.key = "part",
	 .summary = "which: four channels or eight",
	 .kind = TW_PARAM_CHOICE,
	 .choices = parts,
	 .preset = PCA9548A},
	{0},
};

const struct tw_model tw_model_pca954x = {
	.name = "pca954x",
	.summary = "I2C switch, PCA9546A and PCA9548A: joins its bus to four "
		   "or eight others",
	.state_size = sizeof(struct state),
	.first_addr = 0x70,
	.last_addr = 0x77,
	.bytes = &bytes,
	.inputs = inputs,
	.params = params,
	.channels = n_channels,
	.power_on = power_on,
	.describe = describe,
};
