/* SPDX-License-Identifier: MIT */
/*
 * PCF8574 and PCF8574A: eight quasi-bidirectional pins with an interrupt. They
 * differ in their addresses.
 *
 * From:     NXP PCF8574; PCF8574A data sheet rev. 5, sections 7.1 (addresses),
 *           8.1 (quasi-bidirectional I/Os), 8.2 and 8.3 (writing, reading), 8.4
 *           (power-on reset), 8.5 (interrupt output).
 * Modelled: the port: a 1 lets a pin go, a 0 pulls it low, and what is read is
 *           the pin; every byte written takes effect with its acknowledge, and
 *           every byte read is sampled before it is sent; INT, low while a pin
 *           differs from what was last read or written.
 * Left out: currents, the strong pull-up of half a clock.
 * Approx.:  a write ends an interrupt with the byte's last bit, a read with the
 *           acknowledge before its byte. Changes at that instant are not lost.
 */
#include "port8.h"

enum { INT = PORT8_PINS };
enum { LATCH };

struct pcf8574 {
	struct port8 port;
	uint8_t known; /* to the host: no reason to interrupt */
};

static void look(tw_device *dev)
{
	const struct pcf8574 *s = tw_state(dev);

	tw_output_set(dev, INT, port8_levels(dev) == s->known);
}

static uint8_t sample(tw_device *dev)
{
	struct pcf8574 *s = tw_state(dev);

	s->known = port8_levels(dev);
	look(dev);
	return s->known;
}

static bool write(tw_device *dev, uint8_t byte)
{
	port8_write(dev, byte);
	sample(dev);
	return true;
}

static void power_on(tw_device *dev)
{
	struct pcf8574 *s = tw_state(dev);
	uint8_t latch = (uint8_t)tw_param_int(dev, LATCH);

	s->known = latch;
	port8_begin(dev, latch, look);
	look(dev);
}

static const struct tw_byte_ops bytes = {
	.write = write,
	.read = sample,
};

static const struct tw_input inputs[] = {PORT8_INPUTS, {0}};

static const struct tw_output outputs[] = {
	PORT8_OUTPUTS(true),
	[INT] = {.name = "INT", .open_drain = true},
	{0},
};

static const struct tw_param_spec params[] = {
	[LATCH] = {.key = "latch",
		   .summary = "what was last written at power-on, P7 to P0",
		   .kind = TW_PARAM_INT,
		   .max = 0xff,
		   .preset = 0xff},
	{0},
};

#define PCF8574(chip, first)                                                   \
	{                                                                      \
		.name = chip, .summary = "8-bit I/O expander with interrupt",  \
		.state_size = sizeof(struct pcf8574), .first_addr = (first),   \
		.last_addr = (first) + 7, .bytes = &bytes, .inputs = inputs,   \
		.outputs = outputs, .params = params, .power_on = power_on,    \
		.describe = port8_describe,                                    \
	}

const struct tw_model tw_model_pcf8574 = PCF8574("pcf8574", 0x20);
const struct tw_model tw_model_pcf8574a = PCF8574("pcf8574a", 0x38);
