/* SPDX-License-Identifier: MIT */
/*
 * The kernel's I2C driver API, for slave back ends and client drivers.
 *
 * From:     the kernel's documentation of its I2C slave interface, of SMBus,
 *           fault codes and the driver model.
 * Modelled: see include/linux/ and hal/: one CPU, one process that runs boot
 *           and work one after the other; interrupts on the chip of
 * oses/chip.h. Left out: threads, threaded and shared interrupts, device trees,
 * user space. Approx.:  a block costs 4 cycles, an access 4; 1500 cycles pass
 * from an interrupt to its handler and 500 back, as measured by nobody: give a
 * case irq_latency_cycles for a busier system.
 */
#include "linux/platform.h"

#include "oses/chip.h"

static const struct oses_profile profile = {
	.clock_hz = 1000000000,
	.costs = {.block = 4, .access = 4, .irq_entry = 1500, .irq_exit = 500},
	.entry = "start_kernel",
};

static bool build(tw_chip *chip, const struct tw_chip_config *config,
		  GError **error)
{
	return oses_build(chip, config, &profile, error);
}

const struct tw_platform tw_platform_linux = {
	.name = "linux",
	.summary = "Linux kernel I2C drivers: slave back ends and clients",
	.clock_hz = 1000000000,
	.i2c_pins = {[TW_SCL] = {"I2C0_SCL", 0}, [TW_SDA] = {"I2C0_SDA", 0}},
	.build = build,
};
