/* SPDX-License-Identifier: MIT */
/*
 * A SERCOM in its I2C modes, target (I2CS) and controller (I2CM). sercom.c has
 * what both share, sercom_regs.c the registers, sercom_target.c and
 * sercom_controller.c the two halves at the wires, sercom_wire.c the framing
 * and the SMBus time-outs.
 *
 * From:     SAM D5x/E5x Family Data Sheet, 36; SAM D21 Family Data Sheet, 28
 *           and 14.3 (synchronisation).
 * Modelled: I2CS: SCLSM, SMEN, AACKEN, ACKACT and CMD, address mask, two
 *           addresses, range, general call, 10 bits, GCMD, LENGTH; every flag.
 *           RXNACK keeps what the last byte sent was answered with, over STOP
 *           and START. SCL is held after the host's NACK, too. I2CM: ADDR,
 *           DATA, CMD, SMEN, QCEN, SCLSM, 10 bits, LEN; bus state, INACTOUT;
 *           BAUD and BAUDLOW. Both: requests to the DMAC; SDAHOLD; LOWTOUT,
 *           SEXTTOUT, MEXTTOUT, if the slow clock runs; BUSERR; enable
 *           protection; SYNCBUSY, which stays while the core clock is off.
 * Left out: USART and SPI, four wires (PINOUT), 32-bit data (CTRLC.DATA32B)
 *           and Hs-mode as a controller: each is a crash that says so.
 *           RUNSTDBY and DBGCTRL are stored.
 * Approx.:  a synchronisation takes 6 core and 3 bus clocks. A time-out of SCL
 *           comes after 30 ms (25 to 35) at 32.768 kHz. AACKEN sets AMATCH and
 *           holds nothing. DATA written after the host's NACK lets go of SCL
 *           and is not shifted out. COLL tells of lost data bits, not of a lost
 *           NACK. In 10-bit mode DATA at AMATCH has the byte that matched last.
 *           SDAHOLD 0 is three core clocks. A byte that a disabled or reset
 *           SERCOM was in the middle of is dropped at once. Without its bus
 *           clock a SERCOM reads 0, and writing does nothing and is noted: the
 *           data sheets say no more than that it cannot be done, and firmware
 *           in the field looks at it first and gives it its clock then.
 */
#ifndef SAM_SERCOM_H
#define SAM_SERCOM_H

#include "runtime/mcu.h"
#include "twowire/controller.h"
#include "twowire/port.h"
#include "twowire/target.h"

enum { SERCOM_SIZE = 0x400, SERCOM_MAX_LINKS = 4 };
enum { SERCOM_MODE_TARGET = 4, SERCOM_MODE_CONTROLLER = 5 };

/* Bits of INTFLAG, and what else both modes name alike. */
enum {
	FLAG_PREC = 1,
	FLAG_AMATCH = 2,
	FLAG_DRDY = 4,
	FLAG_MB = 1,
	FLAG_SB = 2,
	FLAG_ERROR = 0x80,
};

/* Why the target half holds SCL. */
enum sercom_hold {
	HOLD_NONE,
	HOLD_ADDRESS, /* before the address's acknowledge */
	HOLD_BYTE,    /* before a byte's acknowledge */
	HOLD_AFTER,   /* SCLSM: after the acknowledge of what was written */
	HOLD_SEND,    /* a byte to send is wanted */
	HOLD_NACKED,  /* after a NACK */
};

enum sercom_state {
	C_IDLE,
	C_WAIT, /* for a free bus */
	C_START,
	C_ADDRESS,
	C_ADDRESS_2, /* second byte of 10 bits */
	C_WRITE,
	C_READ, /* eight bits */
	C_SB,	/* they are in; SCL held before the acknowledge */
	C_ACK,	/* the acknowledge is on the wire; @next says what then */
	C_HOLD, /* SCL held after the ninth bit */
	C_STOP,
};

/* What follows an acknowledge of ours. */
enum sercom_next { NEXT_READ, NEXT_START, NEXT_STOP, NEXT_SB };

enum sercom_busstate { BUS_UNKNOWN, BUS_IDLE, BUS_OWNER, BUS_BUSY };

struct sercom;

/* One bus that the SERCOM's pads can reach. */
struct sercom_link {
	struct sercom *sercom;
	tw_bus *bus;
	tw_target *target;
	tw_controller *controller;
	tw_port *port; /* listens, and holds SCL after a NACK */
};

/* What the chip gives to its SERCOMs. */
struct sercom_env {
	/* Line 0 to 3 of SERCOM n: INTFLAG's bits 0, 1, 2 and the others. */
	void (*line)(void *user, unsigned n, unsigned line, bool level);
	void (*crash)(void *user, const char *what);
	/* Something that does no harm on silicon and may be meant well. */
	void (*remark)(void *user, const char *what);
	/* It asks the DMAC to read (or, @tx, write) DATA, or no longer does. */
	void (*dma)(void *user, unsigned n, bool tx, bool level);
	/* Its core clock; 0: off. */
	uint64_t (*core_hz)(void *user, unsigned n);
	uint64_t (*bus_hz)(void *user);
	/* What times the time-outs; 0: off. */
	uint64_t (*slow_hz)(void *user);
	/* false: the bus clock of its registers is off. */
	bool (*reachable)(void *user, unsigned n);
	void *user;
	tw_queue *queue;
	bool d21; /* without CTRLC and LENGTH */
};

struct sercom {
	const struct sercom_env *env;
	unsigned n;
	char name[12];
	struct sercom_link links[SERCOM_MAX_LINKS];
	unsigned n_links;
	struct sercom_link *link; /* that the pads select now, or NULL */

	uint32_t ctrla, ctrlb, ctrlc, baud, addr, data;
	uint16_t length;
	uint16_t status; /* without BUSSTATE and CLKHOLD */
	uint8_t inten, intflag, dbgctrl;
	uint32_t sync; /* bits of SYNCBUSY, until: */
	uint64_t sync_until_ns;
	bool told;  /* of a write without the bus clock */
	bool taken; /* DATA was read since it came: no DMA for it */

	/* As target. */
	enum sercom_hold hold;
	bool member;	   /* of the message on the bus */
	bool group;	   /* of one since the START (GCMD) */
	bool at_address;   /* and no byte yet */
	bool ignore;	   /* what comes until the next START */
	bool hold_at_fall; /* SCL, by our own port: HOLD_NACKED */
	bool offer_due;	   /* DATA was written, AMATCH still holds SCL */
	unsigned count;	   /* bytes of the message, for LENGTH */

	/* As controller. */
	enum sercom_state state;
	enum sercom_next next;
	enum sercom_busstate bus;
	bool reading;
	bool queued;   /* ADDR was written while the bus was busy */
	unsigned left; /* bytes until LEN is reached */

	/* The wires, as seen by the port. */
	bool level[2];
	unsigned n_bits; /* risen since the START, modulo 9 */
	bool framed;	 /* since a START */
	uint8_t first;	 /* the byte after the START: Hs-mode? */
	bool first_done;
	struct tw_timer low;	  /* SCL's time-out */
	struct tw_timer extend;	  /* our own holds' */
	struct tw_timer stretch;  /* the target's, as a controller */
	struct tw_timer inactive; /* INACTOUT */
	bool held;		  /* SCL, by us */
	uint64_t held_since_ns;
	uint64_t held_ns;   /* so far in this message (controller: byte) */
	uint64_t fall_ns;   /* of SCL, or the end of our hold after it */
	uint64_t others_ns; /* SCL held by others so far in this message */
};

/* Sets up @s; it then needs its links. */
void sercom_init(struct sercom *s, const struct sercom_env *env, unsigned n);
/* A bus that the pads can be joined to; false with @error set. @name is the
 * target's; the controller's ends in ".controller". */
bool sercom_add_link(struct sercom *s, tw_bus *bus, const char *name,
		     GError **error);
/* The pads select @link, or none. What was under way elsewhere is dropped. */
void sercom_connect(struct sercom *s, struct sercom_link *link);
/* As by SWRST or a reset of the chip. */
void sercom_reset(struct sercom *s);
/* The clocks may have changed. */
void sercom_clocked(struct sercom *s);
struct reg_device sercom_device(struct sercom *s, uint32_t base);

/* --- For the files of the SERCOM ----------------------------------------- */

bool sercom_on(const struct sercom *s, unsigned mode);
bool sercom_enabled(const struct sercom *s);
unsigned sercom_mode(const struct sercom *s);
void sercom_raise(struct sercom *s, uint8_t flags);
void sercom_lower(struct sercom *s, uint8_t flags);
/* Sets STATUS bits and with them INTFLAG.ERROR. */
void sercom_error(struct sercom *s, uint16_t status);
void sercom_sync(struct sercom *s, uint32_t bits);
uint32_t sercom_syncbusy(const struct sercom *s);
uint32_t sercom_core_ns(const struct sercom *s, uint32_t cycles);
/* Recomputes the interrupt lines. */
void sercom_update(struct sercom *s);
void sercom_crash(struct sercom *s, const char *what);
bool sercom_nack_wanted(const struct sercom *s); /* ACKACT */

extern const struct tw_target_ops sercom_target_ops;
void sercom_target_listen(struct sercom *s);
void sercom_target_command(struct sercom *s, unsigned cmd);
void sercom_target_cleared(struct sercom *s, uint8_t flags);
void sercom_target_write(struct sercom *s, uint8_t byte);
void sercom_target_read(struct sercom *s); /* DATA was read */
/* SCL fell after a NACK. */
void sercom_target_fell(struct sercom *s);
/* Lets go of the wires in the middle of anything. */
void sercom_target_drop(struct sercom *s);
void sercom_target_timeout(struct sercom *s, uint16_t status);

void sercom_controller_done(void *user, enum tw_result result, uint8_t byte);
void sercom_controller_addr(struct sercom *s);
void sercom_controller_command(struct sercom *s, unsigned cmd);
void sercom_controller_write(struct sercom *s, uint8_t byte);
void sercom_controller_read(struct sercom *s);
void sercom_controller_state(struct sercom *s, enum sercom_busstate state);
/* A time-out: lets go of SCL and ends with a STOP. */
void sercom_controller_timeout(struct sercom *s, uint16_t status);
bool sercom_controller_holding(const struct sercom *s);
void sercom_controller_drop(struct sercom *s);

void sercom_wire_init(struct sercom *s);
void sercom_wire_edge(void *user, enum tw_line line, bool level);
/* We hold SCL, or no longer do. */
void sercom_wire_held(struct sercom *s, bool held);
/* A message begins or ends; of a controller also a byte. */
void sercom_wire_message(struct sercom *s);
void sercom_wire_reset(struct sercom *s);

#endif /* SAM_SERCOM_H */
