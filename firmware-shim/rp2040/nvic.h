/* SPDX-License-Identifier: MIT */
/*
 * The private peripheral bus of the core: interrupt controller, system control
 * block and SysTick.
 *
 * From:     Armv6-M Architecture Reference Manual, B3.2 to B3.4; RP2040 data
 *           sheet, 2.4.5 and 2.4.8.
 * Modelled: enable, pending (latched at the rise of a line and by software,
 *           so that an interrupt whose cause has gone is still taken once),
 *           four priorities; SysTick's counter and COUNTFLAG; VTOR, SCR and
 *           the like as storage; AIRCR.SYSRESETREQ.
 * Left out: the SysTick interrupt (asking for it is a crash that says so),
 *           PendSV, SVCall, NMI; the MPU; core 1.
 * Approx.:  a line that is still high when its handler returns is taken
 *           again.
 */
#ifndef RP2040_NVIC_H
#define RP2040_NVIC_H

#include "runtime/mcu.h"
#include "twowire/point.h"

enum {
	IRQ_TIMER_0 = 0,
	IRQ_IO_BANK0 = 13,
	IRQ_I2C0 = 23,
	N_IRQS = 32,
};

struct nvic {
	/* Hands the line to the CPU; what it is told to crash with. */
	void (*line)(void *user, unsigned irq, bool level);
	void (*changed)(void *user); /* enables or priorities */
	void (*reset)(void *user);   /* SYSRESETREQ */
	void (*crash)(void *user, const char *what);
	void *user;
	tw_queue *queue;
	uint64_t clock_hz;
	tw_point *point;  /* the lines on their way in; NULL: none */
	uint32_t raw;	  /* of the peripherals' lines */
	uint32_t level;	  /* as they arrive here */
	uint32_t pending; /* latched */
	uint32_t enabled;
	uint32_t ipr[8];
	uint32_t vtor;
	uint32_t scr;
	uint32_t shpr[2];
	uint32_t syst_csr;
	uint32_t syst_rvr;
	uint64_t syst_start; /* cycle at which the counter had @syst_from */
	uint32_t syst_from;
	bool syst_flag;
};

/* As after power-on; the lines stay as they are. */
void nvic_reset(struct nvic *n);
/* A peripheral's line. */
void nvic_set(struct nvic *n, unsigned irq, bool level);
/* The same, past the point where faults take hold. */
void nvic_line(struct nvic *n, unsigned irq, bool level);
/* For the runtime. */
bool nvic_enabled(const struct nvic *n, unsigned irq, unsigned *priority);
void nvic_taken(struct nvic *n, unsigned irq);
struct reg_device nvic_device(struct nvic *n);

#endif /* RP2040_NVIC_H */
