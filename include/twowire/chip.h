/* SPDX-License-Identifier: MIT */
/*
 * A chip: one instance of firmware with its devices, pins and CPUs. A platform
 * is one chip family's face towards firmware: registers, interrupts, quirks.
 */
#ifndef TW_CHIP_H
#define TW_CHIP_H

#include <stddef.h>

#include "twowire/actor.h"
#include "twowire/bus.h"
#include "twowire/net.h"
#include "twowire/sim.h"

G_BEGIN_DECLS

typedef struct tw_chip tw_chip;

/* A pin of the chip and what it is soldered to: a wire of a bus, or a net. */
struct tw_chip_pin {
	const char *pin; /* the platform's own name: "GPIO4", "PB8" */
	tw_bus *bus;	 /* NULL: a net */
	enum tw_line line;
	tw_net *net;
};

struct tw_chip_config {
	const char *name;   /* unique in its sim */
	const char *object; /* path of what `twowire cc` made */
	uint64_t clock_hz;  /* CPU; 0: the platform's usual */
	uint64_t start_ns;  /* absolute instant of power-on */
	const struct tw_chip_pin *pins;
	size_t n_pins;
	uint32_t irq_latency_cycles; /* beyond the CPU's own entry time */
	/* And up to so many more, drawn anew for each interrupt. */
	uint32_t irq_jitter_cycles;
	/* A hang is, for longer than watchdog_ns of simulated time, a chip
	 * whose CPUs are awake but touch no register, and no interrupt can
	 * reach them (masked, or none enabled); or, for longer than
	 * watchdog_cpu_ns of the host's CPU time, a loop that lets no time pass
	 * at all. 0: 10 s; 2 s. A CPU that sleeps for ever does not hang. */
	uint64_t watchdog_ns;
	uint64_t watchdog_cpu_ns;
	bool yield_always; /* test aid: forces a turn at every hook */
};

enum tw_chip_state {
	TW_CHIP_RUNNING, /* or asleep */
	TW_CHIP_ENDED,	 /* main() returned or exit(0): the CPU stands still */
	TW_CHIP_CRASHED, /* signal, stack overflow, abort, failed assertion,
			    exit with a status */
	TW_CHIP_HUNG,
};

/* What a platform's author provides. */
struct tw_chip_ops {
	void (*reset)(tw_chip *chip,
		      void *user); /* as by the RUN or NRST pin */
	void (*free)(void *user);
	/* As while reset is held, or without supply: lets go of all pins and
	 * stands still until reset(). */
	void (*halt)(tw_chip *chip, void *user);
};

/* A pin for I2C. */
struct tw_i2c_pin {
	const char *name;
	unsigned number; /* as i2ctarget's and i2chost's ports count pins */
};

struct tw_platform {
	const char *name;    /* "rp2040" */
	const char *summary; /* one line for `twowire list platforms` */
	uint64_t clock_hz;   /* usual CPU clock */
	/* Returns false with @error set (TW_ERROR_CONFIG or
	 * TW_ERROR_FIRMWARE). Fills the chip through tw_chip_attach(). */
	bool (*build)(tw_chip *chip, const struct tw_chip_config *config,
		      GError **error);
	/* Those that boards usually have an I2C block on, by enum tw_line. */
	struct tw_i2c_pin i2c_pins[2];
};

/**
 * tw_chip_new:
 *
 * Loads @config->object and powers the chip at @config->start_ns.
 *
 * Returns: (transfer none): owned by @sim; or NULL with @error set.
 */
tw_chip *tw_chip_new(tw_sim *sim, const struct tw_platform *platform,
		     const struct tw_chip_config *config, GError **error);

const char *tw_chip_name(const tw_chip *chip);
tw_sim *tw_chip_sim(const tw_chip *chip);
const struct tw_platform *tw_chip_platform(const tw_chip *chip);
/* The queue for the chip's own timers; its CPUs and buses are joined to it. */
tw_queue *tw_chip_queue(const tw_chip *chip);
uint32_t tw_chip_source(const tw_chip *chip); /* in traces */
enum tw_chip_state tw_chip_state(const tw_chip *chip);
/* What went wrong and where, "registers: stack overflow at registers.c:31
 * (serve)"; NULL while nothing did. Owned by the chip. */
const char *tw_chip_failure(const tw_chip *chip);
/* Everything in the chip as after power-on, firmware's memory included. */
void tw_chip_reset(tw_chip *chip);
tw_chip *tw_sim_chip(const tw_sim *sim, const char *name);
/* The first chip whose firmware failed, or NULL. */
tw_chip *tw_sim_failed_chip(const tw_sim *sim);

/* --- Looking into firmware ---------------------------------------------- */

enum tw_symbol_kind { TW_SYMBOL_VARIABLE, TW_SYMBOL_FUNCTION };

/* Where it is in this process now; stays there as long as the chip. */
struct tw_symbol {
	uintptr_t at;
	size_t size; /* bytes */
};

/**
 * tw_chip_symbol:
 * @name: as in the source, "count"; of a static one also with its file,
 *   "main.c:count"
 * @out: (out): where it is, if there is one. A variable's bytes may be read
 *   there while no time passes
 *
 * Finds a variable or a function of the firmware, HAL included. What the
 * compiler made away with (inlined, never used) is not there.
 *
 * Returns: how many have that name: 1, or more if several files have a static
 * one and there is no other; 0: there is none, or the platform knows no names.
 */
size_t tw_chip_symbol(const tw_chip *chip, enum tw_symbol_kind kind,
		      const char *name, struct tw_symbol *out);
/* All names of that kind, sorted. Free with g_strfreev(). */
char **tw_chip_symbols(const tw_chip *chip, enum tw_symbol_kind kind);

/* From now on every call of that function leaves a note TW_NOTE_CALL with
 * @name, at the time when its first block begins; before the chip first runs.
 * Nothing else changes. What is inlined is not called. Code that repeats a
 * function from its very beginning, as an endless loop with nothing before it
 * does, counts as a call each time. */
void tw_chip_watch_calls(tw_chip *chip, const char *name,
			 struct tw_symbol function);

/* The exception that the manuals count as interrupt 0 (ARM: 16): notes of
 * interrupts count exceptions. */
unsigned tw_chip_first_irq(const tw_chip *chip);

/* How that is done, for what runs firmware. Each as its function above. */
struct tw_chip_code {
	size_t (*find)(void *user, enum tw_symbol_kind kind, const char *name,
		       struct tw_symbol *out);
	char **(*list)(void *user, enum tw_symbol_kind kind);
	void (*watch_calls)(void *user, const char *name,
			    struct tw_symbol function);
	unsigned (*first_irq)(void *user);
};
/* @code is kept, not copied. Without one a chip has no symbols. */
void tw_chip_attach_code(tw_chip *chip, const struct tw_chip_code *code,
			 void *user);

/* Every chip has the points (point.h) NAME.reset and NAME.power. */

/* For platforms. @ops is kept, not copied; each may be NULL. */
void tw_chip_attach(tw_chip *chip, const struct tw_chip_ops *ops, void *user);
void *tw_chip_user(const tw_chip *chip); /* as attached */
/* Sets state and failure (copied); CRASHED and HUNG also end the run. */
void tw_chip_fail(tw_chip *chip, enum tw_chip_state state, const char *what);

G_END_DECLS

#endif /* TW_CHIP_H */
