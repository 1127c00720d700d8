/* SPDX-License-Identifier: MIT */
/*
 * Hosts that work the wires by a program: bit-banged ones, and silicon that
 * counts time and does not watch edges. bang.c takes the steps,
 * bang_programs.c has them.
 */
#ifndef TW_PROTOCOL_BANG_H
#define TW_PROTOCOL_BANG_H

#include <stdbool.h>
#include <stdint.h>

#include "twowire/controller.h"

enum bang_op {
	BANG_END,
	BANG_PAUSE, /* arg: enum bang_pause */
	BANG_SDA_LOW,
	BANG_SDA_HIGH,
	BANG_SDA_BIT, /* the bit that goes out; of a read, the acknowledge */
	BANG_SCL_LOW,
	BANG_SCL_HIGH,
	BANG_READ,	/* SDA, as the bit that comes in */
	BANG_WAIT,	/* for SCL; arg: enum bang_wait */
	BANG_IF_SCL,	/* SCL is high: goes on after the next @arg steps */
	BANG_IF_SDA,	/* SDA is high, or this was so ten times: the same */
	BANG_BACK,	/* goes back over @arg steps */
	BANG_MASKED,	/* the same, and counts a period of SCL */
	BANG_NEEDS_SDA, /* SDA is low: gives up */
};

/* How long. The half period is rounded as the program says. */
enum bang_pause {
	PAUSE_HALF,
	PAUSE_QUARTER,	    /* half of it in whole us, rounded down */
	PAUSE_QUARTER_UP,   /* ... rounded up */
	PAUSE_AFTER_READ,   /* half, a quarter after a byte's last bit */
	PAUSE_HOLD,	    /* an eighth: SCL low until SDA moves */
	PAUSE_AFTER_HOLD,   /* what that leaves of the half */
	PAUSE_SAMPLE,	    /* sample_ns */
	PAUSE_AFTER_SAMPLE, /* what that leaves of the half */
	PAUSES,
};

/* What becomes of waiting too long for SCL. */
enum bang_wait {
	WAIT_GIVES_UP,
	WAIT_GOES_ON,
	WAIT_SKIPS, /* goes on, without the step that follows */
};

struct bang_step {
	uint8_t op, arg;
};

/* Each ends with BANG_END; NULL is nothing to do. */
struct bang_program {
	uint32_t unit_ns; /* the half period is a multiple, at least one */
	uint32_t poll_ns; /* between two looks at SCL while it waits */
	/* Time-outs are noticed at multiples, the one under way not counted; 0:
	 * they are counted in looks at SCL. */
	uint32_t jiffy_ns;
	const struct bang_step *start;
	const struct bang_step *restart;
	const struct bang_step *before_write;
	const struct bang_step *write_bit; /* eight times */
	const struct bang_step *write_ack;
	const struct bang_step *before_read;
	const struct bang_step *read_bit; /* eight times */
	const struct bang_step *read_ack;
	const struct bang_step *stop;
	const struct bang_step *given_up; /* after waiting too long */
};

extern const struct bang_program bang_bitbangio, bang_i2c_gpio, bang_bcm2835,
	bang_esp8266, bang_brzo;

/* Where a controller stands in its program. */
struct bang {
	const struct bang_program *program;
	const struct bang_step *at;
	uint8_t phase; /* enum bang_phase */
	uint8_t rounds;
	uint32_t masked; /* periods of SCL in which somebody held it */
	bool level;	 /* read last */
	bool waiting;
	bool failed;
	uint64_t wait_ns;  /* since when */
	uint64_t until_ns; /* and until when at most */
	uint32_t pause_ns[PAUSES];
};

/* Takes up a program, with the settings that are in force. */
void bang_settle(tw_controller *c);
void bang_go(tw_controller *c);
void bang_quit(tw_controller *c);
/* SCL is seen high. */
void bang_rise(tw_controller *c);

#endif /* TW_PROTOCOL_BANG_H */
