/* SPDX-License-Identifier: MIT */
/*
 * A chip that firmware sees through an operating system's driver API: one CPU,
 * two twowire adapters, a timer, sixteen lines. What the platforms differ in is
 * what they are compiled with, and a profile.
 *
 * Modelled: the handlers tw_isr_*; levels of interrupts: timer, lines and
 *           adapters do not interrupt each other, all of them interrupt the
 *           software interrupt.
 * Approx.:  costs as a profile has them: an operating system's way to a
 *           handler is part of irq_entry.
 */
#ifndef OSES_CHIP_H
#define OSES_CHIP_H

#include "runtime/mcu.h"

struct oses_profile {
	uint64_t clock_hz;
	struct mcu_costs costs;
	const char *entry; /* function to start in */
	unsigned n_tasks;  /* beside the one that starts */
};

/* For tw_platform.build. */
bool oses_build(tw_chip *chip, const struct tw_chip_config *config,
		const struct oses_profile *profile, GError **error);

#endif /* OSES_CHIP_H */
