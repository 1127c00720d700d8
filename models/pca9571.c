/* SPDX-License-Identifier: MIT */
/*
 * PCA9571: eight outputs behind one byte.
 *
 * From:     NXP PCA9571 data sheet, read beside that of its sister PCA9570
 * (rev. 4): 7.1 (address), 7.2 (software reset), 8.1 to 8.4 (architecture,
 *           writing, reading, power-on reset).
 * Modelled: outputs that drive both ways, high after power-on; every byte
 *           written takes effect with its acknowledge, every byte read is the
 *           pins; the software reset.
 * Left out: the device ID; currents.
 * Approx.:  outputs are read as they are driven, whatever pulls at them.
 */
#include "port8.h"

enum { LATCH };

/* The latch is memory: what a capture's first read shows was in it before. */
static size_t memory_size(tw_device *dev)
{
	(void)dev;
	return 1;
}

static void recalled(tw_device *dev)
{
	port8_write(dev, *tw_memory(dev, NULL));
}

static bool write(tw_device *dev, uint8_t byte)
{
	*tw_memory(dev, NULL) = byte;
	port8_write(dev, byte);
	return true;
}

static uint8_t read(tw_device *dev)
{
	return *tw_memory(dev, NULL);
}

static void power_on(tw_device *dev)
{
	*tw_memory(dev, NULL) = (uint8_t)tw_param_int(dev, LATCH);
	port8_begin(dev, *tw_memory(dev, NULL), NULL);
}

static const struct tw_byte_ops bytes = {
	.write = write,
	.read = read,
};

static const struct tw_output outputs[] = {PORT8_OUTPUTS(false), {0}};

static const struct tw_param_spec params[] = {
	[LATCH] = {.key = "latch",
		   .summary = "the outputs at power-on, P7 to P0",
		   .kind = TW_PARAM_INT,
		   .max = 0xff,
		   .preset = 0xff},
	{0},
};

const struct tw_model tw_model_pca9571 = {
	.name = "pca9571",
	.summary = "8-bit output expander",
	.state_size = sizeof(struct port8),
	.first_addr = 0x25,
	.last_addr = 0x25,
	.bytes = &bytes,
	.outputs = outputs,
	.params = params,
	.software_reset = true,
	.memory_size = memory_size,
	.power_on = power_on,
	.recalled = recalled,
	.describe = port8_describe,
};
