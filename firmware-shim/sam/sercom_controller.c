/* SPDX-License-Identifier: MIT */
/*
 * The SERCOM as an I2C controller.
 *
 * Software gives one step at a time: ADDR makes a START and an address, DATA a
 * byte, CMD the rest; MB or SB tells that it is done, and SCL is held until
 * the next.
 */
#include "sam/sercom.h"

#include "sam/include/component/sercom.h"

#define CTRLA(bit)  SERCOM_I2CM_CTRLA_##bit
#define CTRLB(bit)  SERCOM_I2CM_CTRLB_##bit
#define STATUS(bit) SERCOM_I2CM_STATUS_##bit
#define ADDR(bit)   SERCOM_I2CM_ADDR_##bit

#define ERRORS                                                                 \
	(STATUS(BUSERR) | STATUS(ARBLOST) | STATUS(LOWTOUT) |                  \
	 STATUS(MEXTTOUT) | STATUS(SEXTTOUT) | STATUS(LENERR))

enum { CMD_NONE, CMD_RESTART, CMD_READ, CMD_STOP };

static tw_controller *wires(const struct sercom *s)
{
	return s->link->controller;
}

bool sercom_controller_holding(const struct sercom *s)
{
	return s->state == C_SB || s->state == C_HOLD;
}

static void set_state(struct sercom *s, enum sercom_state state)
{
	s->state = state;
	sercom_wire_held(s, sercom_controller_holding(s));
}

/* --- SCL's periods ------------------------------------------------------- */

/* T_LOW is BAUDLOW + 5 clocks (BAUD + 5 if that is 0), T_HIGH BAUD + 5; what
 * surrounds START and STOP is timed by T_LOW. */
static void set_pace(struct sercom *s)
{
	uint32_t baud = s->baud & SERCOM_I2CM_BAUD_BAUD_Msk;
	uint32_t low = (s->baud & SERCOM_I2CM_BAUD_BAUDLOW_Msk) >>
		       SERCOM_I2CM_BAUD_BAUDLOW_Pos;
	uint32_t low_ns = sercom_core_ns(s, (low ? low : baud) + 5);
	uint32_t high_ns = sercom_core_ns(s, baud + 5);
	uint64_t hz = 1000000000ull / ((uint64_t)low_ns + high_ns);
	static const uint32_t hold_ns[] = {0, 75, 450, 600};
	unsigned hold = (s->ctrla & CTRLA(SDAHOLD_Msk)) >> CTRLA(SDAHOLD_Pos);
	struct tw_controller_config config = {
		.scl_hz = (uint32_t)CLAMP(hz, 1, 1000000),
		.low_ns = low_ns,
		.high_ns = high_ns,
		.hd_sta_ns = low_ns,
		.su_sta_ns = low_ns,
		.su_sto_ns = low_ns,
		.buf_ns = low_ns,
		.hd_dat_ns = hold ? MIN(hold_ns[hold], low_ns - 1)
				  : sercom_core_ns(s, 3),
	};

	tw_controller_configure(wires(s), &config, NULL);
}

/* --- ends ---------------------------------------------------------------- */

static void stop(struct sercom *s)
{
	set_state(s, C_STOP);
	tw_controller_stop(wires(s));
}

static void give_up(struct sercom *s, uint16_t status)
{
	set_state(s, C_IDLE);
	s->status |= status;
	sercom_raise(s, FLAG_MB | FLAG_ERROR);
}

/* --- messages ------------------------------------------------------------ */

static void start(struct sercom *s)
{
	s->queued = false;
	s->reading = s->addr & 1 && !(s->addr & ADDR(TENBITEN));
	s->left = s->addr & ADDR(LENEN)
			  ? (s->addr & ADDR(LEN_Msk)) >> ADDR(LEN_Pos)
			  : 0;
	set_state(s, C_START);
	sercom_wire_message(s);
	sercom_controller_state(s, BUS_OWNER);
	tw_controller_start(wires(s));
}

static void send_address(struct sercom *s)
{
	uint32_t a = s->addr & ADDR(ADDR_Msk);
	bool ten_bit = s->addr & ADDR(TENBITEN);

	set_state(s, C_ADDRESS);
	tw_controller_write(wires(s),
			    (uint8_t)(ten_bit ? 0xf0 | (a >> 8 & 6) : a));
}

static void read_byte(struct sercom *s)
{
	sercom_wire_message(s);
	set_state(s, C_READ);
	tw_controller_read_bits(wires(s));
}

/* The address or a byte of ours is through: SCL is held for what comes. */
static void written(struct sercom *s, bool acked)
{
	s->status &= (uint16_t)~STATUS(RXNACK);
	if (!acked)
		s->status |= STATUS(RXNACK);
	set_state(s, C_HOLD);
	sercom_raise(s, FLAG_MB);
}

static void addressed(struct sercom *s, bool acked)
{
	if (!acked || !s->reading) {
		written(s, acked);
		return;
	}
	s->status &= (uint16_t)~STATUS(RXNACK);
	if (s->ctrlb & CTRLB(QCEN)) {
		set_state(s, C_HOLD);
		sercom_raise(s, FLAG_SB);
	} else {
		read_byte(s);
	}
}

static void address_done(struct sercom *s, bool acked)
{
	if (acked && s->addr & ADDR(TENBITEN) && s->state == C_ADDRESS) {
		set_state(s, C_ADDRESS_2);
		tw_controller_write(wires(s), (uint8_t)(s->addr >> 1));
		return;
	}
	addressed(s, acked);
}

/* LEN bytes were sent: a STOP by itself. A NACK before is an error. */
static void byte_written(struct sercom *s, bool acked)
{
	bool last = s->left == 1;

	if (s->left)
		s->left--;
	if (!last && acked) {
		written(s, true);
	} else if (s->addr & ADDR(LENEN) && last) {
		stop(s);
	} else {
		if (s->left)
			sercom_error(s, STATUS(LENERR));
		written(s, acked);
	}
}

static void acknowledge(struct sercom *s, bool ack, enum sercom_next next)
{
	s->next = next;
	set_state(s, C_ACK);
	tw_controller_acknowledge(wires(s), ack);
}

/* With SCLSM the acknowledge goes first and SB comes after it. */
static void byte_read(struct sercom *s, uint8_t byte)
{
	s->data = byte;
	s->taken = false;
	if (s->ctrla & CTRLA(SCLSM)) {
		acknowledge(s, s->left != 1 && !sercom_nack_wanted(s), NEXT_SB);
		return;
	}
	set_state(s, C_SB);
	sercom_raise(s, FLAG_SB);
}

static void acknowledged(struct sercom *s)
{
	switch (s->next) {
	case NEXT_READ:
		read_byte(s);
		return;
	case NEXT_START:
		start(s);
		return;
	case NEXT_STOP:
		stop(s);
		return;
	case NEXT_SB:
		set_state(s, C_HOLD);
		sercom_raise(s, FLAG_SB);
		return;
	}
}

void sercom_controller_done(void *user, enum tw_result result, uint8_t byte)
{
	struct sercom *s = user;
	bool acked = result == TW_OK;

	if (result == TW_ARBITRATION_LOST || result == TW_STUCK) {
		sercom_controller_state(s, BUS_BUSY);
		give_up(s, STATUS(ARBLOST));
		return;
	}
	switch (s->state) {
	case C_START:
		send_address(s);
		return;
	case C_ADDRESS:
	case C_ADDRESS_2:
		address_done(s, acked);
		return;
	case C_WRITE:
		byte_written(s, acked);
		return;
	case C_READ:
		byte_read(s, byte);
		return;
	case C_ACK:
		acknowledged(s);
		return;
	case C_STOP:
		set_state(s, C_IDLE);
		sercom_controller_state(s, BUS_IDLE);
		return;
	case C_IDLE:
	case C_WAIT:
	case C_SB:
	case C_HOLD:
		return;
	}
}

/* --- the bus's state ----------------------------------------------------- */

void sercom_controller_state(struct sercom *s, enum sercom_busstate state)
{
	bool idle = s->state == C_WAIT || s->state == C_IDLE;

	s->bus = state;
	if (state == BUS_IDLE && s->queued && idle) {
		set_pace(s);
		start(s);
	}
}

/* --- what software does -------------------------------------------------- */

/* After a read its last byte is acknowledged first. */
static void go_on(struct sercom *s, enum sercom_next next)
{
	bool owed = s->state == C_SB;

	sercom_lower(s, FLAG_MB | FLAG_SB);
	if (owed) {
		acknowledge(s, !sercom_nack_wanted(s), next);
		return;
	}
	s->next = next;
	acknowledged(s);
}

void sercom_controller_addr(struct sercom *s)
{
	s->status &= (uint16_t)~ERRORS;
	if (s->addr & ADDR(HS)) {
		sercom_crash(s, "Hs-mode is not simulated (ADDR.HS)");
		return;
	}
	switch (s->bus) {
	case BUS_UNKNOWN:
		give_up(s, STATUS(BUSERR));
		return;
	case BUS_OWNER:
		if (sercom_controller_holding(s))
			go_on(s, NEXT_START);
		else if (s->state == C_STOP)
			s->queued = true;
		return;
	case BUS_IDLE:
		sercom_lower(s, FLAG_MB | FLAG_SB);
		set_pace(s);
		start(s);
		return;
	case BUS_BUSY:
		sercom_lower(s, FLAG_MB | FLAG_SB);
		s->queued = true;
		s->state = C_WAIT;
		return;
	}
}

void sercom_controller_command(struct sercom *s, unsigned cmd)
{
	if (cmd == CMD_NONE || !sercom_controller_holding(s))
		return;
	if (cmd == CMD_RESTART)
		go_on(s, NEXT_START);
	else if (cmd == CMD_STOP)
		go_on(s, NEXT_STOP);
	else if (s->reading)
		go_on(s, NEXT_READ);
}

void sercom_controller_write(struct sercom *s, uint8_t byte)
{
	s->data = byte;
	if (s->state != C_HOLD || s->reading)
		return;
	sercom_lower(s, FLAG_MB | FLAG_SB);
	sercom_wire_message(s);
	set_state(s, C_WRITE);
	tw_controller_write(wires(s), byte);
}

/* Smart mode: reading the byte acknowledges it and asks for the next, even
 * after a NACK; so firmware gives the STOP before it reads the last. Of LEN
 * bytes the last gets a NACK and a STOP by itself. SB may have been cleared
 * before. With SCLSM the acknowledge has gone out already. */
void sercom_controller_read(struct sercom *s)
{
	bool after =
		s->state == C_HOLD && s->reading && s->ctrla & CTRLA(SCLSM);
	bool last = s->left == 1;

	if (!(s->ctrlb & CTRLB(SMEN)) || (s->state != C_SB && !after))
		return;
	sercom_lower(s, FLAG_SB);
	if (s->left)
		s->left--;
	if (!after)
		acknowledge(s, !last && !sercom_nack_wanted(s),
			    last ? NEXT_STOP : NEXT_READ);
	else if (last)
		stop(s);
	else
		read_byte(s);
}

/* Ends what is under way with a STOP, if SCL can rise at all. */
void sercom_controller_timeout(struct sercom *s, uint16_t status)
{
	if (s->bus != BUS_OWNER)
		return;
	s->status |= (uint16_t)(status | STATUS(BUSERR));
	if (sercom_controller_holding(s)) {
		if (s->state == C_SB)
			acknowledge(s, false, NEXT_STOP);
		else
			stop(s);
	} else {
		tw_controller_reset(wires(s));
		set_state(s, C_IDLE);
		sercom_controller_state(s, BUS_BUSY);
		s->intflag |= FLAG_MB;
	}
	sercom_raise(s, FLAG_ERROR);
}

void sercom_controller_drop(struct sercom *s)
{
	s->queued = false;
	s->left = 0;
	if (s->state != C_IDLE)
		set_state(s, C_IDLE);
	if (s->link)
		tw_controller_forget(wires(s));
	if (s->bus == BUS_OWNER)
		s->bus = BUS_UNKNOWN;
}
