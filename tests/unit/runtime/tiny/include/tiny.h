/* SPDX-License-Identifier: MIT */
/* A chip family that exists only in tests, as firmware sees it. */
#ifndef TINY_H
#define TINY_H

#include <stdint.h>

/* Eight registers that hold what is written; then some that do things. */
struct tiny_regs {
	volatile uint32_t scratch[8];
	volatile uint32_t count;      /* each read adds 1 */
	volatile uint32_t flags;      /* write 1 to clear */
	volatile uint32_t set_flags;  /* write 1 to set */
	volatile uint32_t cycles;     /* of the CPU that reads */
	volatile uint32_t start_cpu1; /* a write starts it in cpu1_main() */
	volatile uint32_t reset;      /* a write resets the chip */
	volatile uint32_t clock_hz;   /* a write changes the CPUs' clock */
	volatile uint32_t cpu;	      /* the number of the CPU that reads */
};

struct tiny_timer {
	volatile uint32_t delay_ns; /* a write raises the line after it */
	volatile uint32_t ack;	    /* a write lowers the line */
	volatile uint32_t lines;    /* levels of all */
	volatile uint32_t raise;    /* an access raises the line at once */
};

struct tiny_irq {
	volatile uint32_t enable; /* a bit a line */
	volatile uint32_t unused[3];
	volatile uint32_t priority[4]; /* the lower goes first */
};

#define REGS	 ((struct tiny_regs *)0x40000000)
#define TIMER(n) ((struct tiny_timer *)(0x40010000 + 0x10 * (n)))
#define IRQ	 ((struct tiny_irq *)0x40020000)
/* Memory of the chip's own. */
#define SRAM ((volatile uint8_t *)0x40030000)

/* Handlers, weak in the HAL. */
void irq0(void);
void irq1(void);
void irq2(void);
void irq3(void);

void tiny_sleep(void);
void tiny_wait(uint32_t cycles);
void tiny_mask(uint32_t masked);
uint32_t tiny_exception(void);

/* Three tasks at most. */
unsigned tiny_task_new(void (*fn)(void *arg), void *arg);
void tiny_task_free(unsigned task);
void tiny_task_switch(unsigned task);
void tiny_on_irq_exit(void (*fn)(void));

#endif /* TINY_H */
