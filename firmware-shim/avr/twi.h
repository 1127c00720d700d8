/* SPDX-License-Identifier: MIT */
/*
 * The two-wire serial interface: controller and target in one. twi.c has the
 * registers, twi_target.c and twi_controller.c the two halves at the wires.
 *
 * From:     ATmega48A/PA/88A/PA/168A/PA/328/P data sheet (Atmel-8271), 22:
 *           above all 22.5.2 (bit rate), 22.5.5 (control unit), 22.7 (status
 *           codes, tables 22-2 to 22-6), 22.9 (registers).
 * Modelled: every register and every status code; TWINT, and SCL stretched in
 *           every low period while it is set; TWEA; general call; TWAMR; write
 *           collisions; START that waits for a free bus, repeated START, STOP
 *           and both; lost arbitration, and being addressed by who won; bus
 *           error and its recovery by TWSTO; TWSTO of an addressed target;
 *           SCL's period from TWBR and TWPS; TWEN and PRR.PRTWI off: both
 *           wires are let go at once.
 * Left out: waking from power-down by an address; the spike filter and slew
 *           rate of the pins.
 * Approx.:  switched off, it forgets what it has seen of the bus, and takes two
 *           high wires for a free one. SCL's two halves are equal, and the
 *           period grows by the wire's rise. After an arbitration lost in the
 * middle of a byte status 0x38 comes with that byte's ninth clock. A bus error
 * is noticed only while taking part in a transfer; until TWSTO the block
 *           answers nobody. A target that sends, and loses to a twin, is out
 *           without a status. After 0x48 or 0x58 another byte is read if
 *           neither TWSTA nor TWSTO is set.
 */
#ifndef AVR_TWI_H
#define AVR_TWI_H

#include "twowire/controller.h"
#include "twowire/point.h"
#include "twowire/port.h"
#include "twowire/target.h"

/* Addresses in data space. */
enum {
	SFR_TWBR = 0xb8,
	SFR_TWSR = 0xb9,
	SFR_TWAR = 0xba,
	SFR_TWDR = 0xbb,
	SFR_TWCR = 0xbc,
	SFR_TWAMR = 0xbd,
};

enum {
	TWCR_TWINT = 1 << 7,
	TWCR_TWEA = 1 << 6,
	TWCR_TWSTA = 1 << 5,
	TWCR_TWSTO = 1 << 4,
	TWCR_TWWC = 1 << 3,
	TWCR_TWEN = 1 << 2,
	TWCR_TWIE = 1 << 0,
	TWAR_TWGCE = 1 << 0,
	TWSR_TWPS = 3,
};

/* Status codes, as the data sheet describes them. */
enum {
	TWI_BUS_ERROR = 0x00,
	TWI_START = 0x08,
	TWI_REP_START = 0x10,
	TWI_MT_SLA_ACK = 0x18,
	TWI_MT_SLA_NACK = 0x20,
	TWI_MT_DATA_ACK = 0x28,
	TWI_MT_DATA_NACK = 0x30,
	TWI_ARB_LOST = 0x38,
	TWI_MR_SLA_ACK = 0x40,
	TWI_MR_SLA_NACK = 0x48,
	TWI_MR_DATA_ACK = 0x50,
	TWI_MR_DATA_NACK = 0x58,
	TWI_SR_SLA_ACK = 0x60,
	TWI_SR_ARB_LOST_SLA_ACK = 0x68,
	TWI_SR_GCALL_ACK = 0x70,
	TWI_SR_ARB_LOST_GCALL_ACK = 0x78,
	TWI_SR_DATA_ACK = 0x80,
	TWI_SR_DATA_NACK = 0x88,
	TWI_SR_GCALL_DATA_ACK = 0x90,
	TWI_SR_GCALL_DATA_NACK = 0x98,
	TWI_SR_STOP = 0xa0,
	TWI_ST_SLA_ACK = 0xa8,
	TWI_ST_ARB_LOST_SLA_ACK = 0xb0,
	TWI_ST_DATA_ACK = 0xb8,
	TWI_ST_DATA_NACK = 0xc0,
	TWI_ST_LAST_DATA = 0xc8,
	TWI_NO_INFO = 0xf8,
};

enum twi_mode {
	TWI_NOT_ADDRESSED,
	TWI_RECEIVES,
	TWI_RECEIVES_CALL, /* general call */
	TWI_SENDS,
};

enum twi_owner {
	TWI_C_IDLE,
	TWI_C_START, /* asked for: the bus may be somebody else's */
	TWI_C_REP_START,
	TWI_C_ADDRESS,
	TWI_C_WRITE,
	TWI_C_READ,
	TWI_C_READ_ACK,
	TWI_C_STOP,
	TWI_C_OWNS, /* SCL is held: software decides */
};

struct twi {
	uint64_t clock_hz;
	/* The interrupt's line. */
	void (*interrupt)(void *user, bool level);
	void *user;
	tw_bus *bus; /* NULL: its pins are on none */
	tw_target *target;
	tw_controller *controller;
	tw_port *port; /* pulls SCL where neither of the two does */

	uint8_t twbr, twps, twar, twamr, twdr;
	uint8_t control; /* TWCR without TWINT and TWWC */
	bool twint, twwc;
	bool off; /* PRR.PRTWI */
	uint8_t status;

	enum twi_mode mode;
	uint8_t next;	/* status at the ninth fall */
	bool ninth;	/* SCL's ninth fall is waited for here */
	bool failed;	/* bus error: until TWSTO */
	unsigned falls; /* of SCL since START; the first is not a bit's */

	enum twi_owner owner;
	bool reading;
	bool acks; /* the byte being read */
	bool lost; /* arbitration; the byte goes on without us */
};

/* @interrupt and @user may be set afterwards; it is on no bus. */
void twi_init(struct twi *t, uint64_t clock_hz);
/* Joins it to its bus; @name is the target's, the controller's ends in
 * ".controller". */
bool twi_connect(struct twi *t, tw_bus *bus, const char *name, GError **error);
/* As after power-on. */
void twi_reset(struct twi *t);
void twi_set_off(struct twi *t, bool off);
bool twi_has_pins(const struct twi *t); /* they are not the port's */

uint8_t twi_read(void *twi, uint8_t addr, bool peek);
void twi_write(void *twi, uint8_t addr, uint8_t value);

/* --- For the three files ----------------------------------------------- */

bool twi_on(const struct twi *t);
bool twi_bit(const struct twi *t, uint8_t bit); /* of TWCR */
/* Sets TWINT. */
void twi_raise(struct twi *t, uint8_t status);
void twi_bus_error(struct twi *t);
/* SCL is between two bytes: where START and STOP belong. */
bool twi_between_bytes(const struct twi *t);

extern const struct tw_target_ops twi_target_ops;
void twi_target_listen(struct twi *t);
/* TWINT was cleared. */
void twi_target_go(struct twi *t);
void twi_target_drop(struct twi *t);

/* TWINT is clear: does what TWCR says. */
void twi_controller_go(struct twi *t);
void twi_controller_done(void *twi, enum tw_result result, uint8_t byte);
void twi_controller_drop(struct twi *t);
/* A START or STOP is on the wires. true: it is ours, or it was our end. */
bool twi_controller_condition(struct twi *t, bool start);
/* A START that nobody has seen yet is not ours any more. */
void twi_controller_withdraw(struct twi *t);

#endif /* AVR_TWI_H */
