/* SPDX-License-Identifier: MIT */
/*
 * What platforms are built on: firmware in a fiber, its registers, interrupts
 * and CPU time. One mcu is one instance of a firmware object in a chip.
 *
 * A platform adds its devices, starts CPU 0 and from then on is called back:
 * by its devices' read and write (on the engine's stack, at the CPU's local
 * time, so it may drive ports, set timers and raise interrupts), and for the
 * calls that firmware makes into it.
 */
#ifndef TW_MCU_H
#define TW_MCU_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "twowire/chip.h"

typedef struct mcu mcu;

enum reg_who { REG_CPU0, REG_CPU1, REG_DMA };

/* A peripheral: a window of 32-bit registers at a silicon address. */
struct reg_device {
	const char *name; /* "I2C0"; shown in register traces */
	uint32_t base;
	uint32_t size;
	/* Offsets are multiples of 4. peek: no side effects. */
	uint32_t (*read)(void *user, uint32_t offset, bool peek,
			 enum reg_who who);
	/* lanes: 0xff for each byte written (an 8-bit write at +1 has lanes
	 * 0xff00 and its value in place). */
	void (*write)(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who);
	void *user;
	/* Optional: the register's name, for traces. */
	const char *(*reg_name)(void *user, uint32_t offset);
};

/* Costs in CPU cycles. */
struct mcu_costs {
	uint32_t block;	    /* a basic block */
	uint32_t access;    /* a volatile access to memory or registers */
	uint32_t irq_entry; /* until a handler's first instruction */
	uint32_t irq_exit;
};

struct mcu_config {
	const struct tw_chip_config *chip;
	uint64_t clock_hz;
	struct mcu_costs costs;
	unsigned n_cpus;   /* 1 or 2 */
	unsigned n_irqs;   /* lines 0 to n_irqs - 1, 64 at most */
	/* The handler of an interrupt: read when it is taken. NULL: there is
	 * none, which is a crash ("unhandled interrupt 23"). */
	void (*(*vector)(void *user, unsigned cpu, unsigned irq))(void);
	/* May this interrupt be taken by this CPU now? Masks and enables are
	 * the platform's (NVIC); PRIMASK is the runtime's. Lower value of
	 * *priority wins. */
	bool (*irq_enabled)(void *user, unsigned cpu, unsigned irq,
			    unsigned *priority);
	void *user;
};

/* Loads the object, maps the devices' windows, makes the CPUs' actors. Freed
 * with the chip. NULL with @error set to TW_ERROR_FIRMWARE. */
mcu *mcu_new(tw_chip *chip, const struct mcu_config *config, GError **error);
void mcu_free(mcu *m);
tw_chip *mcu_chip(const mcu *m);

void mcu_add_device(mcu *m, const struct reg_device *device);
/* A symbol of the firmware object (its vector table, say), or NULL. */
void *mcu_symbol(const mcu *m, const char *name);
/* Starts a CPU in the firmware's function of that name at an instant. */
void mcu_start(mcu *m, unsigned cpu, const char *entry, uint64_t when_ns);
/* Restores the object's memory, empties stacks, starts CPU 0 again. */
void mcu_reset(mcu *m);

/* Interrupt lines are level lines, shared by the CPUs; the platform calls
 * mcu_irq_update() also when enables or priorities changed. */
void mcu_irq_set(mcu *m, unsigned irq, bool level);
bool mcu_irq_level(const mcu *m, unsigned irq);
void mcu_irq_update(mcu *m);

/* Local time of a CPU in cycles since power-on, and the way back. */
uint64_t mcu_cycles(const mcu *m, unsigned cpu);
uint64_t mcu_now_ns(const mcu *m, unsigned cpu);

/* Bus errors: a register access that no device takes is a crash that names
 * the address, unless the platform declared the window with this. */
void mcu_add_memory(mcu *m, uint32_t base, uint32_t size);

#endif /* TW_MCU_H */
