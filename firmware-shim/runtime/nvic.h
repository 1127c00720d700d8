/* SPDX-License-Identifier: MIT */
/*
 * The system control space of a Cortex-M: interrupt controller, SysTick and
 * system control block, at 0xe000e000. Part of every ARM platform.
 *
 * From:     Armv6-M Architecture Reference Manual, B3.2 to B3.4; Armv7-M
 *           Architecture Reference Manual, B1.5.4, B3.2 to B3.4.
 * Modelled: enable, pending (latched at the rise of a line and by software,
 *           so that an interrupt whose cause has gone is still taken once),
 *           active state for nobody to read; priorities with PRIGROUP and
 *           BASEPRI; STIR; SysTick with its interrupt, PendSV; VTOR, SCR and
 *           the like as storage; AIRCR.SYSRESETREQ; on Armv7-M the registers
 *           of fault status, MPU, FPU and CPACR as storage, DWT's cycle
 *           counter.
 * Left out: SVCall, NMI, faults as exceptions (a fault ends the chip), the
 *           external reference clock of SysTick (it counts as the core does),
 *           ITM and breakpoints (their registers store).
 * Approx.:  a line that is still high when its handler returns is taken
 *           again. Lines reach the cores of a chip at the same time.
 */
#ifndef TW_RUNTIME_NVIC_H
#define TW_RUNTIME_NVIC_H

#include "runtime/mcu.h"
#include "runtime/systick.h"
#include "twowire/point.h"

enum {
	NVIC_EXC_PENDSV = 14,
	NVIC_EXC_SYSTICK = 15,
	NVIC_FIRST_IRQ = 16,
	NVIC_MAX_IRQS = 240,
	NVIC_WORDS = (NVIC_FIRST_IRQ + NVIC_MAX_IRQS) / 32,
};

struct nvic_config {
	unsigned n_irqs;	/* 1 to 240 */
	unsigned priority_bits; /* 2 on Armv6-M, 3 to 8 */
	bool armv7m;
	uint32_t cpuid;
	/* Handlers by name, n_irqs of them ("I2C1_EV_IRQHandler"; NULL: none);
	 * SysTick_Handler and PendSV_Handler besides. NULL: the platform's own
	 * vector(). */
	const char *const *handlers;
};

/* Lines here are exception numbers: 16 + interrupt. */
struct nvic {
	struct nvic_config config;
	tw_queue *queue;
	uint64_t clock_hz;  /* until there is a CPU */
	mcu *mcu;	    /* NULL until nvic_attach() */
	struct nvic *other; /* the other core's, or NULL */
	tw_point *point;    /* the interrupts' lines on their way in, or NULL */
	uint32_t raw[NVIC_WORDS];   /* of the peripherals' lines */
	uint32_t level[NVIC_WORDS]; /* as they arrive here */
	uint32_t pending[NVIC_WORDS];
	uint32_t enabled[NVIC_WORDS];
	uint8_t priority[NVIC_FIRST_IRQ + NVIC_MAX_IRQS];
	uint32_t prigroup;
	uint32_t vtor;
	uint32_t scr;
	uint32_t stored[8];	/* CPACR, DEMCR and others that only store */
	struct systick systick; /* and the cycle counter */
	void (*handler[NVIC_FIRST_IRQ + NVIC_MAX_IRQS])(void); /* found */
};

/* One by itself, as good as one with a CPU that takes nothing. */
void nvic_init(struct nvic *n, tw_queue *queue, uint64_t clock_hz,
	       const struct nvic_config *config);
/* Joins it to the CPU, with its registers; makes the point CHIP.irq. */
void nvic_attach(struct nvic *n, mcu *m);
/* The same for a second core: @n serves CPU 1 beside @first, whose lines it
 * shares and through whose registers CPU 1 finds it. Called after nvic_init(),
 * and again after nvic_attach() of @first. */
void nvic_attach_second(struct nvic *n, struct nvic *first);
/* As after power-on; the lines stay as they are. One core's. */
void nvic_reset(struct nvic *n);
/* A peripheral's line: the interrupt's number, from 0. To both cores, given the
 * first one's. */
void nvic_set(struct nvic *n, unsigned irq, bool level);
/* A line that only this core has. */
void nvic_set_own(struct nvic *n, unsigned irq, bool level);
/* The line as it arrives. */
bool nvic_level(const struct nvic *n, unsigned irq);
/* mcu_set_clock() was called. */
void nvic_clock_changed(struct nvic *n);

/* For struct mcu_config; @user is the nvic. Platforms with a user of their own
 * call them. */
bool nvic_enabled(void *user, unsigned cpu, unsigned line, unsigned *priority);
void (*nvic_vector(void *user, unsigned cpu, unsigned line))(void);
/* A platform with its own vector() says what it takes. */
void nvic_taken(struct nvic *n, unsigned cpu, unsigned line);

/* Its registers; nvic_attach() adds them. */
struct reg_device nvic_scs(struct nvic *n);

#endif /* TW_RUNTIME_NVIC_H */
