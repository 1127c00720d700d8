/* SPDX-License-Identifier: MIT */
/*
 * The registers of the chips that run an operating system's driver API: the
 * twowire adapter (I2C), a timer with a software interrupt, and lines.
 *
 * This hardware is our own invention, made so that a driver for it is plain:
 * everything that happens to the target half is an event, in order, and what
 * must be answered holds SCL until it is. For such a platform's HAL
 * (firmware-shim/<platform>/hal) and the model in firmware-shim/oses/.
 */
#ifndef TW_ADAPTER_H
#define TW_ADAPTER_H

#include <stdint.h>

/* --- I2C ----------------------------------------------------------------- */

enum { TW_ADAPTERS = 2, TW_ADAPTER_OWN = 4 };

#define TW_ADAPTER_BASE(n) (0x40000000u + 0x1000u * (n))

struct tw_adapter_regs {
	volatile uint32_t own[TW_ADAPTER_OWN]; /* addresses of the target */
	volatile uint32_t mode;
	volatile uint32_t event;  /* reading takes the oldest */
	volatile uint32_t answer; /* to TW_EVENT_BYTE, or gives up */
	volatile uint32_t tx;	  /* answers TW_EVENT_READ and _NEXT */
	volatile uint32_t irqs;	  /* which are enabled */
	volatile uint32_t status;
	volatile uint32_t scl_hz;  /* 1 to 1000000 */
	volatile uint32_t command; /* of the controller half, one at a time */
	volatile uint32_t result;  /* reading takes it */
};

/* OWN: 7 or 10 bits, not shifted, and: */
#define TW_OWN_ADDR    0x03ffu
#define TW_OWN_TEN_BIT 0x8000u
#define TW_OWN_ENABLE  0x80000000u

/* MODE: the next byte to send is asked for while one goes out, not after the
 * controller has acknowledged that. */
#define TW_MODE_PREFETCH 0x1u

/* EVENT */
#define TW_EVENT_KIND	 0x0fu
#define TW_EVENT_RESTART 0x80u	 /* _WRITE, _READ: by a repeated START */
#define TW_EVENT_DATA	 0xff00u /* of _BYTE */
#define TW_EVENT_DATA_AT 8
#define TW_EVENT_OWN	 0x30000u /* which of the addresses */
#define TW_EVENT_OWN_AT	 16
enum tw_adapter_event {
	TW_EVENT_NONE,
	TW_EVENT_WRITE,	 /* addressed, the controller writes */
	TW_EVENT_READ,	 /* addressed, it reads; SCL is held until TX */
	TW_EVENT_BYTE,	 /* it wrote; SCL is held until ANSWER */
	TW_EVENT_NEXT,	 /* it may want another byte; held, once it does */
	TW_EVENT_NACKED, /* it took the byte sent last and wants no more */
	TW_EVENT_LOST,	 /* a twin sent a 0 where we sent a 1: we are out */
	TW_EVENT_STOP,	 /* after at least one _WRITE or _READ */
};

/* ANSWER */
enum tw_adapter_answer {
	TW_ANSWER_NACK,
	TW_ANSWER_ACK,
	TW_ANSWER_LEAVE, /* lets go of the wires until the next START */
};

/* IRQS */
#define TW_IRQ_EVENT  0x1u /* while there is one */
#define TW_IRQ_RESULT 0x2u

/* STATUS */
#define TW_STATUS_EVENT	  0x1u /* there is one */
#define TW_STATUS_COMMAND 0x2u /* one is under way */
#define TW_STATUS_OWNER	  0x4u /* we are between our START and STOP */
#define TW_STATUS_BUSY	  0x8u /* the bus is between START and STOP */

/* COMMAND, and what RESULT says when it is done. */
#define TW_COMMAND_KIND 0x07u
#define TW_COMMAND_ACK	0x08u /* _READ: acknowledge it */
#define TW_COMMAND_DATA 0xff00u
enum tw_adapter_command {
	TW_COMMAND_START = 1, /* or a repeated START */
	TW_COMMAND_WRITE,
	TW_COMMAND_READ,
	TW_COMMAND_STOP,
	TW_COMMAND_RESET, /* lets go of both wires; no result */
};

#define TW_RESULT_KIND 0x0fu
#define TW_RESULT_DATA 0xff00u /* of _READ */
enum tw_adapter_result {
	TW_RESULT_NONE,
	TW_RESULT_OK,
	TW_RESULT_NACKED,
	TW_RESULT_ARBITRATION_LOST,
	TW_RESULT_STUCK, /* also: the pins are on no bus */
};

/* --- timer --------------------------------------------------------------- */

#define TW_OSTIMER_BASE 0x40008000u

struct tw_ostimer_regs {
	volatile uint32_t alarm_lo; /* ns since power-on */
	volatile uint32_t alarm_hi;
	volatile uint32_t armed; /* 1: until it is due */
	volatile uint32_t due;	 /* write 1 to clear */
	volatile uint32_t soft;	 /* 1: the software interrupt is pending */
};

/* --- lines --------------------------------------------------------------- */

#define TW_LINES_BASE 0x40009000u

enum { TW_LINES = 16 };

struct tw_lines_regs {
	volatile uint32_t line[TW_LINES];
	volatile uint32_t level;   /* a bit a line: at the pin */
	volatile uint32_t pending; /* edges; write 1 to clear */
};

/* LINE */
#define TW_LINE_HIGH	   0x01u
#define TW_LINE_OUTPUT	   0x02u
#define TW_LINE_OPEN_DRAIN 0x04u /* HIGH lets go */
#define TW_LINE_PULL_UP	   0x08u
#define TW_LINE_RISES	   0x10u /* interrupt at that edge */
#define TW_LINE_FALLS	   0x20u

/* --- interrupts ---------------------------------------------------------- */

/* Their handlers are functions called tw_isr_timer(), _soft, _lines, _i2c0 and
 * _i2c1. Only the software interrupt can itself be interrupted. */

#endif /* TW_ADAPTER_H */
