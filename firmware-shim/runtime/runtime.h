/* SPDX-License-Identifier: MIT */
/*
 * The inside of a chip's firmware: CPUs on stacks of their own, and what goes
 * between those stacks and the engine's.
 *
 * Code on a firmware stack only counts cycles. For everything else it leaves a
 * request and switches to the engine's stack, where the CPU's actor serves the
 * request at the CPU's local time, in the order of all things in its island.
 */
#ifndef TW_RUNTIME_RUNTIME_H
#define TW_RUNTIME_RUNTIME_H

#include <inttypes.h>
#include <signal.h>

#include "runtime/clock.h"
#include "runtime/fiber.h"
#include "runtime/loader.h"
#include "runtime/mcu.h"
#include "twowire/point.h"
#include "twowire/trace.h"

/* What a window of 16 MiB holds. */
enum { WINDOW_REGISTERS = 1, WINDOW_CHECKED };

enum { MAX_CPUS = 2, MAX_NESTED = 16, N_WINDOWS = 256 };
/* Interrupt lines, in words of 64. */
enum { MAX_LINES = 256, LINE_WORDS = MAX_LINES / 64 };

/* Lengths of blocks, from 1 on, that firmware can tell (hooks.c), and the one
 * that costs what a block does where none is told. */
enum { BLOCK_LENGTHS = 33, USUAL_LENGTH = 6 };

#define NO_PRIORITY UINT32_MAX

/* What a firmware stack asks of the engine's. */
enum request_kind {
	REQUEST_TURN,	/* let time and interrupts happen; @fn, if any */
	REQUEST_READ,	/* a load from @addr comes next */
	REQUEST_WRITE,	/* a store to @addr comes next */
	REQUEST_RETURN, /* an interrupt's handler has returned */
	REQUEST_WFI,
	REQUEST_WFE,
	REQUEST_WAIT, /* until @until */
	REQUEST_IDLE, /* an empty infinite loop: until an interrupt */
	REQUEST_CALL, /* @fn on the engine's stack */
	REQUEST_EXIT, /* @addr: status; @size 1: of this CPU alone */
	REQUEST_FAIL, /* @what, @place */
};

struct cpu;
struct calls;

struct request {
	enum request_kind kind;
	uintptr_t addr;
	size_t size;
	uint64_t until; /* cycles */
	bool woken;	/* its sleep is over */
	void (*fn)(struct cpu *cpu, const struct request *request);
	const char *what; /* on the firmware's stack */
	const char *place;
	/* Where in firmware: @pc, or if 0 what was called from there, as the
	 * stack from @sp on says. */
	uintptr_t pc;
	uintptr_t sp;
};

/* How a signal handler found firmware. */
struct fault {
	int signal; /* 0: none; SIGVTALRM: no progress */
	int code;
	uintptr_t addr;
	uintptr_t pc;
	uintptr_t sp;
};

struct cpu {
	/* What the hooks touch. */
	uint64_t cycles; /* local time */
	/* Cycles: at or past it the hook must ask. 0 where calls are watched:
	 * then it must from due on. */
	uint64_t bound;
	uint32_t cost_block;
	uint32_t cost_access;
	uint32_t cost_of[BLOCK_LENGTHS]; /* of a block of that length */
	const uint8_t *windows;		 /* of 16 MiB: may hold registers */
	uint32_t came_from;		 /* the block before, where counted */

	uint64_t due;
	mcu *mcu;
	unsigned index;
	tw_actor *actor;
	struct fiber fiber;
	struct fiber engine;
	struct stack stack;
	struct request *request; /* NULL: not started, or served */
	void (*handler)(void);	 /* engine to fiber: call this first */
	void (*entry)(void);
	bool entry_is_main;
	bool on;
	bool asleep;
	bool event; /* WFE's */
	bool primask;
	uint8_t basepri;
	uint64_t deadline; /* cycles; asleep until; UINT64_MAX: for ever */
	uintptr_t pending; /* written, not yet seen; 0: none */
	size_t pending_size;
	unsigned n_active; /* interrupts being handled */
	unsigned active_line[MAX_NESTED];
	uint32_t active_priority[MAX_NESTED];
	uint64_t bound_ns;	 /* the actor's, as last asked */
	uint64_t known_bound_ns; /* and what it is in cycles */
	uint64_t known_bound;
	struct fault fault;
	/* What runs on it in turns (task.c). */
	struct task *tasks; /* [0] is what the CPU was started with */
	unsigned task;	    /* the one that runs */
	void (*irq_exit)(void);
};

struct window_memory {
	uint32_t base;
	uint32_t size;
	uint8_t *bytes;
};

/* Firmware's, where memory is checked (check.c); else all 0. */
struct heap {
	uintptr_t base;
	size_t size;
	const uint8_t *states; /* of each byte */
	const uint32_t *busy;
};

struct mcu {
	tw_chip *chip;
	struct mcu_config config;
	uint32_t irq_latency;
	uint32_t irq_jitter;
	char *irq_stream; /* of randomness; NULL without jitter */
	bool yield_always;
	bool traced; /* register accesses, in this turn */
	struct clock clock;
	uint64_t start_ns;
	uint64_t watchdog_ns;
	uint64_t watchdog_cpu_ns;
	tw_point *handler_point; /* interrupts taken; value: which, from 0 */
	uint64_t progress_ns;	 /* when a CPU last did something */
	struct image *image;
	struct heap heap;
	struct calls *calls; /* that are watched (calls.c), or NULL */
	struct cpu cpus[MAX_CPUS];
	GArray *devices;  /* struct reg_device */
	GArray *memories; /* struct window_memory */
	const struct reg_device *last_device;
	uint64_t irq_levels[LINE_WORDS];
	unsigned irq_words; /* a bit for each word that is not 0 */
	uint8_t windows[N_WINDOWS];
	uint64_t reset_generation;
	GError *map_error; /* of a window that could not be mapped */
	bool guarded;	   /* it holds the right to run firmware */
};

/* Who runs on a firmware stack; &nobody, never NULL, if nobody does. */
extern struct cpu *current;
extern struct cpu nobody;

/* cpu.c. On a firmware stack: asks, and runs the handlers of the interrupts
 * that are taken before the request is served. If nobody runs it does nothing.
 */
void cpu_ask(struct cpu *c, struct request *request);
void cpu_interrupted(struct cpu *c, struct request *request);

/* The same, where somebody runs. Inline: every return between here and the
 * hook's caller is one that the processor predicts wrongly. */
static inline __attribute__((always_inline)) void
cpu_switch(struct cpu *c, struct request *request)
{
	c->request = request;
	fiber_switch(&c->fiber, &c->engine);
	if (__builtin_expect(c->handler != NULL, 0))
		cpu_interrupted(c, request);
}

/* On the engine's. */
const struct tw_actor_ops *cpu_ops(void);
void cpu_start(struct cpu *c, void (*entry)(void), uint64_t when_ns);
void cpu_halt(struct cpu *c);
/* Wakes a sleeper now. */
void cpu_wake(struct cpu *c);

/* task.c */
void task_setup(struct cpu *c);
void task_reset(struct cpu *c);

/* irq.c */
/* The interrupt to take now, or -1. @masked_too: as WFI sees it. */
int irq_find(const struct cpu *c, bool masked_too, uint32_t *priority);
bool irq_take(struct cpu *c);
void irq_return(struct cpu *c);
/* Could any interrupt ever be taken, as things stand? */
bool irq_reachable(const struct cpu *c);

/* mailbox.c */
bool mailbox_map(uint32_t base, uint32_t size, GError **error);
void mailbox_read(struct cpu *c, const struct request *r);
void mailbox_write(struct cpu *c, const struct request *r);
void mailbox_commit(struct cpu *c);

/* crash.c */
/* Where: as its request says. */
void crash_report(struct cpu *c, enum tw_chip_state state, const char *what);
/* The firmware's stack was left by a signal: c->fault. */
void crash_fault(struct cpu *c);

/* place.c: "main.c:31 (serve)" of an address in the firmware, else, if the
 * stack from @sp on shows from where firmware called, of that; else NULL.
 * Free with g_free(). */
char *place_find(const struct cpu *c, uintptr_t pc, uintptr_t sp);

/* guard.c: the right to run firmware, which one thread has at a time, and the
 * signals while it does. */
void guard_lock(void);
void guard_unlock(void);
/* From now on until its sim's run ends: cheap where it is so already. */
void guard_enter(mcu *m);
/* Arranges for that end. */
void guard_attach(mcu *m);

/* check.c */
void check_attach(mcu *m);
/* May these bytes be accessed? Else it does not return: @r says where. */
void check_heap(struct cpu *c, enum request_kind kind, uintptr_t addr,
		size_t size, struct request *r);

/* hooks.c */
void hook_read(uintptr_t addr, size_t size);
void hook_write(uintptr_t addr, size_t size);

#endif /* TW_RUNTIME_RUNTIME_H */
