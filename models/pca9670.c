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
#include "twowire/model.h"

#include <stdio.h>

enum { PINS = 8, DEVICE_ID = 0x000800 };

struct state {
	uint8_t latch;
	uint8_t outside; /* 0: pulled low from there */
	bool in_reset;
};

static void write_port(tw_device *dev, uint8_t value)
{
	struct state *s = tw_state(dev);

	s->latch = value;
	for (unsigned i = 0; i < PINS; i++)
		tw_output_set(dev, i, value >> i & 1);
}

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	const struct state *s = tw_state(dev);

	(void)addr;
	(void)read;
	return !s->in_reset;
}

static bool write(tw_device *dev, uint8_t byte)
{
	write_port(dev, byte);
	return true;
}

static uint8_t read(tw_device *dev)
{
	const struct state *s = tw_state(dev);

	return s->latch & s->outside;
}

static void power_on(tw_device *dev)
{
	struct state *s = tw_state(dev);

	s->outside = 0xff;
	write_port(dev, 0xff);
}

static void set_reset(tw_device *dev, int32_t value)
{
	struct state *s = tw_state(dev);

	s->in_reset = !value;
	if (!s->in_reset)
		return;
	write_port(dev, 0xff);
	tw_abandon(dev);
}

static void set_pin(tw_device *dev, unsigned pin, int32_t value)
{
	struct state *s = tw_state(dev);

	s->outside =
		(uint8_t)((s->outside & ~(1u << pin)) | (unsigned)value << pin);
}

#define PIN(n)                                                                 \
	static void set_p##n(tw_device *dev, int32_t value)                    \
	{                                                                      \
		set_pin(dev, n, value);                                        \
	}
PIN(0)
PIN(1)
PIN(2)
PIN(3)
PIN(4)
PIN(5)
PIN(6)
PIN(7)

/* P7 first. */
static void describe(const struct tw_seen *seen, char *text, size_t size)
{
	uint8_t byte = seen->bytes[seen->n_bytes - 1];
	char pins[PINS + 1] = "";

	for (unsigned i = 0; i < PINS; i++)
		pins[i] = byte >> (PINS - 1 - i) & 1 ? '1' : '0';
	snprintf(text, size, "P7 to P0 %s %s", seen->read ? "are" : "=", pins);
}

static const struct tw_byte_ops bytes = {
	.address = address,
	.write = write,
	.read = read,
};

static const struct tw_input inputs[] = {
	{.name = "P0", .max = 1, .set = set_p0},
	{.name = "P1", .max = 1, .set = set_p1},
	{.name = "P2", .max = 1, .set = set_p2},
	{.name = "P3", .max = 1, .set = set_p3},
	{.name = "P4", .max = 1, .set = set_p4},
	{.name = "P5", .max = 1, .set = set_p5},
	{.name = "P6", .max = 1, .set = set_p6},
	{.name = "P7", .max = 1, .set = set_p7},
	{.name = "RESET", .max = 1, .set = set_reset},
	{0},
};

static const struct tw_output outputs[] = {
	{.name = "P0", .open_drain = true},
	{.name = "P1", .open_drain = true},
	{.name = "P2", .open_drain = true},
	{.name = "P3", .open_drain = true},
	{.name = "P4", .open_drain = true},
	{.name = "P5", .open_drain = true},
	{.name = "P6", .open_drain = true},
	{.name = "P7", .open_drain = true},
	{0},
};

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
	.describe = describe,
};
