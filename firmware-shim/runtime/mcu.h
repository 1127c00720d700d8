/* SPDX-License-Identifier: MIT */
/*
 * What platforms are built on: firmware in a fiber, its registers, interrupts
 * and CPU time. One mcu is one instance of a firmware object in a chip.
 *
 * A platform's build() makes its mcu, adds its devices, starts CPU 0 and from
 * then on is called back: by its devices' read and write (on the engine's
 * stack, at the CPU's local time, so it may drive ports, set timers and raise
 * interrupts), and for the calls that firmware makes into it.
 *
 * What firmware compiles against lies beside it: `include/`, found after the
 * user's own folders; `hal/`, sources compiled as firmware is and linked where
 * firmware asks for a function and has none of its own, but for
 * `hal/startup.c`, which is in every object (a vector table for mcu_symbol());
 * `cflags`, one compiler option a line. HAL sources see twowire/firmware.h.
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
	/* Its registers are 8 bits wide: every byte has an offset of its own,
	 * and is read and written alone, @lanes being 0xff. Of a wider access
	 * the lower byte is read first and written last, as avr-gcc does. */
	bool bytes;
	/* Offsets are multiples of 4, or any if @bytes. peek: no side effects.
	 */
	uint32_t (*read)(void *user, uint32_t offset, bool peek,
			 enum reg_who who);
	/* lanes: 0xff for each byte written (an 8-bit write at +1 has lanes
	 * 0xff00 and its value in place; bytes of @value outside them are 0).
	 * Approx.: a bit-field's lanes are its own bytes, where silicon writes
	 * the whole word back. */
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

enum { MCU_PREEMPTS = 8 }; /* bits below: priority within a group */

struct mcu_config {
	const struct tw_chip_config *chip;
	uint64_t clock_hz;
	struct mcu_costs costs;
	unsigned n_cpus; /* 1 or 2; 0: 1 */
	/* What tw_fw_task_new() can make on CPU 0. */
	unsigned n_tasks;
	/* Interrupt lines 0 to n_lines - 1, 256 at most. A line's number is its
	 * exception's or vector's: what tw_fw_exception() says in its handler.
	 * The manuals count interrupts from line first_irq on (ARM: 16). */
	unsigned n_lines;
	unsigned first_irq;
	/* The handler of an interrupt: read when it is taken. NULL: there is
	 * none, which is a crash ("unhandled interrupt 23"). */
	void (*(*vector)(void *user, unsigned cpu, unsigned line))(void);
	/* May this interrupt be taken by this CPU now? Masks and enables are
	 * the platform's (NVIC); PRIMASK is the runtime's. The lower value of
	 * *priority wins; a handler is interrupted only by one whose value is
	 * lower in the bits from MCU_PREEMPTS on. */
	bool (*irq_enabled)(void *user, unsigned cpu, unsigned line,
			    unsigned *priority);
	/* Optional: a handler has returned (AVR: RETI sets the I flag). */
	void (*irq_returned)(void *user, unsigned cpu, unsigned line);
	/* Optional: whether tw_fw_wfi() sleeps (AVR: SE), or does nothing. */
	bool (*may_sleep)(void *user, unsigned cpu);
	void *user;
};

/* Loads the object, maps the devices' windows, makes the CPUs' actors; all
 * CPUs are off. Freed with the sim, not before. NULL with @error set to
 * TW_ERROR_FIRMWARE. */
mcu *mcu_new(tw_chip *chip, const struct mcu_config *config, GError **error);
tw_chip *mcu_chip(const mcu *m);

/* @device is copied. Only before the chip first runs. */
void mcu_add_device(mcu *m, const struct reg_device *device);
/* A symbol that the firmware object itself defines (its vector table, say), or
 * NULL. Read its data on the engine's stack whenever you like. */
void *mcu_symbol(const mcu *m, const char *name);
/* Starts a CPU in the firmware's function of that name ("main") at an instant.
 * false with @error set if the object defines none. What main() returns ends
 * the chip as exit() does; any other function that returns stops that CPU. */
bool mcu_start(mcu *m, unsigned cpu, const char *entry, uint64_t when_ns,
	       GError **error);
/* The same with a pointer that firmware handed over (a second core). */
void mcu_start_at(mcu *m, unsigned cpu, void (*entry)(void), uint64_t when_ns);
/* Stands still until started again. */
void mcu_stop(mcu *m, unsigned cpu);
/* Restores the object's memory, empties stacks, stops all CPUs but 0 and starts
 * that again, now, where mcu_start() began. From the chip's own register write
 * too. Devices are the platform's to reset. */
void mcu_reset(mcu *m);

/* Interrupt lines are level lines, shared by the CPUs; the platform calls
 * mcu_irq_update() also when enables or priorities changed. */
void mcu_irq_set(mcu *m, unsigned line, bool level);
bool mcu_irq_level(const mcu *m, unsigned line);
void mcu_irq_update(mcu *m);

/* Local time of a CPU in cycles since power-on, and the way back. */
uint64_t mcu_cycles(const mcu *m, unsigned cpu);
uint64_t mcu_now_ns(const mcu *m, unsigned cpu);
/* The clock's count at an instant, and the instant of a count. */
uint64_t mcu_cycles_at(const mcu *m, uint64_t ns);
uint64_t mcu_ns_at(const mcu *m, uint64_t cycles);
/* The CPUs' clock from now on. */
void mcu_set_clock(mcu *m, uint64_t clock_hz);
uint64_t mcu_clock_hz(const mcu *m);

/* ARMv7-M's BASEPRI; 0 masks nothing. What it masks is for the platform's
 * irq_enabled() to say. */
uint8_t mcu_basepri(const mcu *m, unsigned cpu);

/* Do these bytes lie in what is RAM in a chip: variables (not constants) and
 * stacks of the firmware? A DMA may then read and write them, from the engine's
 * stack. */
bool mcu_in_ram(const mcu *m, const void *at, size_t len);
/* The same or a constant: what a DMA that reaches the flash memory may read. */
bool mcu_in_memory(const mcu *m, const void *at, size_t len);

/* Bus errors: a register access that no device takes is a crash that names
 * the address, unless the platform declared the window with this: memory of
 * the chip's own, zero after power-on and after mcu_reset(). */
void mcu_add_memory(mcu *m, uint32_t base, uint32_t size);

/* The firmware did what the silicon answers with a fault: the chip crashes,
 * "<chip>: <what> at <file>:<line> (<function>)". From read and write. */
void mcu_crash(mcu *m, unsigned cpu, const char *what);

#endif /* TW_MCU_H */
