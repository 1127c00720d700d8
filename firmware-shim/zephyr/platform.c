/* SPDX-License-Identifier: MIT */
/*
 * Zephyr's I2C API, for targets and for drivers of devices.
 *
 * From:     Zephyr's API documentation: I2C, I2C target, kernel services,
 *           device model, devicetree, GPIO.
 * Modelled: see include/zephyr/ and hal/: one CPU, up to 16 threads beside
 *           main(), work queues, interrupts on the chip of oses/chip.h. Left
 *           out: time slices, k_poll(), user mode, power management.
 * Approx.:  a block costs 6 cycles, an access 2, of 64 MHz; 40 cycles pass from
 *           an interrupt to its handler and 30 back, as measured by nobody:
 *           give a case irq_latency_cycles for a busier system.
 */
#include "zephyr/platform.h"

#include "oses/chip.h"

static const struct oses_profile profile = {
	.clock_hz = 64000000,
	.costs = {.block = 6, .access = 2, .irq_entry = 40, .irq_exit = 30},
	.entry = "tw_start",
	.n_tasks = 16,
};

static bool build(tw_chip *chip, const struct tw_chip_config *config,
		  GError **error)
{
	return oses_build(chip, config, &profile, error);
}

const struct tw_platform tw_platform_zephyr = {
	.name = "zephyr",
	.summary = "Zephyr's I2C API: targets and device drivers",
	.clock_hz = 64000000,
	.i2c_pins = {[TW_SCL] = {"I2C0_SCL", 0}, [TW_SDA] = {"I2C0_SDA", 0}},
	.build = build,
};
