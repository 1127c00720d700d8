/* SPDX-License-Identifier: MIT */
/* The SERCOM as an I2C target. */
#include "sam/sercom.h"

#include "sam/include/component/sercom.h"

#define CTRLA(bit)  SERCOM_I2CS_CTRLA_##bit
#define CTRLB(bit)  SERCOM_I2CS_CTRLB_##bit
#define STATUS(bit) SERCOM_I2CS_STATUS_##bit

enum { MASK, TWO_ADDRESSES, RANGE };

static bool in_use(const struct sercom_link *link)
{
	const struct sercom *s = link->sercom;

	return s->link == link && sercom_on(s, SERCOM_MODE_TARGET);
}

/* SCL is only held after the acknowledge. */
static bool after_only(const struct sercom *s)
{
	return s->ctrla & CTRLA(SCLSM);
}

/* Then a read's AMATCH comes with its first DRDY, and both hold SCL. */
static bool amatch_holds(const struct sercom *s)
{
	return after_only(s) && s->intflag & FLAG_AMATCH;
}

static void set_hold(struct sercom *s, enum sercom_hold hold)
{
	s->hold = hold;
	sercom_wire_held(s, hold != HOLD_NONE);
}

/* --- addresses ----------------------------------------------------------- */

/* From @low to @high in blocks that differ in their lowest bits only. */
static unsigned range(struct tw_match *m, unsigned low, unsigned high,
		      bool ten_bit)
{
	unsigned n = 0;

	while (low <= high) {
		unsigned ignore = 0;

		while (!(low & (2 * ignore + 1)) &&
		       low + 2 * ignore + 1 <= high && ignore < 0x3ff)
			ignore = 2 * ignore + 1;
		m[n++] = (struct tw_match){.addr = (uint16_t)low,
					   .ignore = (uint16_t)ignore,
					   .ten_bit = ten_bit};
		low += ignore + 1;
	}
	return n;
}

/* Returns how many there are: 2 * 10 blocks and the general call at most. */
static unsigned matches(const struct sercom *s, struct tw_match m[24])
{
	bool ten_bit = s->addr & SERCOM_I2CS_ADDR_TENBITEN;
	unsigned all = ten_bit ? 0x3ff : 0x7f;
	uint16_t addr = s->addr >> SERCOM_I2CS_ADDR_ADDR_Pos & all;
	uint16_t mask = s->addr >> SERCOM_I2CS_ADDR_ADDRMASK_Pos & all;
	unsigned n = 0;

	switch ((s->ctrlb & CTRLB(AMODE_Msk)) >> CTRLB(AMODE_Pos)) {
	case TWO_ADDRESSES:
		m[n++] = (struct tw_match){.addr = mask, .ten_bit = ten_bit};
		m[n++] = (struct tw_match){.addr = addr, .ten_bit = ten_bit};
		break;
	case RANGE:
		n = range(m, mask, addr, ten_bit);
		break;
	default:
		m[n++] = (struct tw_match){
			.addr = addr, .ignore = mask, .ten_bit = ten_bit};
		break;
	}
	if (s->addr & SERCOM_I2CS_ADDR_GENCEN)
		m[n++] = (struct tw_match){.general_call = true};
	return n;
}

/* SDAHOLD: 50 to 100, 300 to 600, 400 to 800 ns. */
static uint32_t hold_ns(const struct sercom *s)
{
	static const uint32_t ns[] = {0, 75, 450, 600};
	unsigned i = (s->ctrla & CTRLA(SDAHOLD_Msk)) >> CTRLA(SDAHOLD_Pos);

	return i ? ns[i] : sercom_core_ns(s, 3);
}

/* SDA is set that long before SCL is let go. */
static uint32_t setup_ns(const struct sercom *s)
{
	uint64_t cycles = 6 + 8 * (s->ctrlc & SERCOM_I2CS_CTRLC_SDASETUP_Msk);

	return (uint32_t)(cycles * 1000000000ull /
			  s->env->bus_hz(s->env->user));
}

void sercom_target_listen(struct sercom *s)
{
	struct tw_match m[24];
	unsigned n = matches(s, m);

	for (unsigned i = 0; i < s->n_links; i++) {
		tw_target *t = s->links[i].target;

		tw_target_listen(t, m, in_use(&s->links[i]) ? n : 0);
		tw_target_set_hold_times(t, hold_ns(s), setup_ns(s));
	}
}

/* --- messages ------------------------------------------------------------ */

/* What an answer to AMATCH clears. */
static void forget_errors(struct sercom *s)
{
	s->status &=
		(uint16_t) ~(STATUS(BUSERR) | STATUS(COLL) | STATUS(LOWTOUT) |
			     STATUS(SEXTTOUT) | STATUS(LENERR));
}

static void end_message(struct sercom *s)
{
	bool counts = s->length & SERCOM_I2CS_LENGTH_LENEN;

	if (counts && s->member &&
	    s->count != (s->length & SERCOM_I2CS_LENGTH_LEN_Msk))
		sercom_error(s, STATUS(LENERR));
	s->member = s->at_address = s->ignore = false;
	s->hold_at_fall = s->offer_due = false;
	s->count = 0;
	set_hold(s, HOLD_NONE);
}

static void note_address(struct sercom *s, const struct tw_address *addr)
{
	uint16_t a = addr->addr;

	s->member = s->group = s->at_address = true;
	s->status &= (uint16_t) ~(STATUS(DIR) | STATUS(SR));
	if (addr->read)
		s->status |= STATUS(DIR);
	if (addr->restart)
		s->status |= STATUS(SR);
	if (!addr->ten_bit)
		s->data =
			addr->general_call ? 0 : (uint8_t)(a << 1 | addr->read);
	else
		s->data = (uint8_t)(addr->read ? 0xf1 | (a >> 7 & 6) : a);
}

static enum tw_answer address(void *user, const struct tw_address *addr)
{
	struct sercom_link *link = user;
	struct sercom *s = link->sercom;

	if (!in_use(link))
		return TW_NACK;
	note_address(s, addr);
	if (after_only(s)) {
		if (!sercom_nack_wanted(s))
			return TW_ACK; /* AMATCH after it */
		s->member = s->group = false;
		sercom_raise(s, FLAG_AMATCH);
		return TW_NACK;
	}
	sercom_raise(s, FLAG_AMATCH);
	if (s->ctrlb & CTRLB(AACKEN))
		return TW_ACK;
	set_hold(s, HOLD_ADDRESS);
	return TW_HOLD;
}

static enum tw_answer take_byte(void *user, uint8_t byte)
{
	struct sercom_link *link = user;
	struct sercom *s = link->sercom;

	s->at_address = false;
	if (s->ignore)
		return TW_NACK;
	s->count++;
	s->data = byte;
	s->taken = false;
	if (!after_only(s)) {
		set_hold(s, HOLD_BYTE);
		sercom_raise(s, FLAG_DRDY);
		return TW_HOLD;
	}
	s->hold_at_fall = sercom_nack_wanted(s);
	return s->hold_at_fall ? TW_NACK : TW_ACK;
}

static bool proceed(void *user)
{
	struct sercom_link *link = user;
	struct sercom *s = link->sercom;

	if (!after_only(s) || s->ignore)
		return true;
	set_hold(s, HOLD_AFTER);
	sercom_raise(s, s->at_address ? FLAG_AMATCH : FLAG_DRDY);
	return false;
}

static bool give_byte(void *user, uint8_t *byte)
{
	struct sercom_link *link = user;
	struct sercom *s = link->sercom;
	uint8_t flags = FLAG_DRDY;

	if (s->at_address && after_only(s))
		flags |= FLAG_AMATCH;
	s->at_address = false;
	set_hold(s, HOLD_SEND);
	sercom_raise(s, flags);
	return false;
}

static void sent(void *user, bool acked)
{
	struct sercom_link *link = user;
	struct sercom *s = link->sercom;

	s->count++;
	s->status &= (uint16_t)~STATUS(RXNACK);
	if (!acked)
		s->status |= STATUS(RXNACK);
	s->hold_at_fall = !acked;
}

void sercom_target_fell(struct sercom *s)
{
	if (!s->hold_at_fall)
		return;
	s->hold_at_fall = false;
	tw_port_drive(s->link->port, TW_SCL, TW_LOW);
	set_hold(s, HOLD_NACKED);
	sercom_raise(s, FLAG_DRDY);
}

static void lost(void *user)
{
	struct sercom_link *link = user;
	struct sercom *s = link->sercom;

	s->status |= STATUS(COLL);
	s->member = false;
	set_hold(s, HOLD_NONE);
}

static void start(void *user, bool selected)
{
	struct sercom_link *link = user;

	if (!in_use(link))
		return;
	end_message(link->sercom);
	sercom_wire_message(link->sercom);
}

/* With GCMD also the STOP of a transfer that we have only been a part of. */
static void stop(void *user, bool selected)
{
	struct sercom_link *link = user;
	struct sercom *s = link->sercom;
	bool tell = s->member || (s->group && s->ctrlb & CTRLB(GCMD));

	if (!in_use(link))
		return;
	end_message(s);
	s->group = false;
	sercom_wire_message(s);
	if (tell)
		sercom_raise(s, FLAG_PREC);
}

const struct tw_target_ops sercom_target_ops = {
	.address = address,
	.write = take_byte,
	.proceed = proceed,
	.read = give_byte,
	.sent = sent,
	.lost = lost,
	.start = start,
	.stop = stop,
};

/* --- what software does -------------------------------------------------- */

/* The acknowledge of what SCL is held for; then, with @wait, nothing before
 * the next START. */
static void answer(struct sercom *s, bool wait)
{
	bool ack = !sercom_nack_wanted(s);
	bool of_address = s->hold == HOLD_ADDRESS;

	if (of_address)
		forget_errors(s);
	if (of_address && !ack)
		s->member = s->group = false;
	s->ignore = wait || !ack;
	set_hold(s, HOLD_NONE);
	tw_target_answer(s->link->target, ack);
}

static void offer(struct sercom *s)
{
	s->offer_due = false;
	set_hold(s, HOLD_NONE);
	tw_target_offer(s->link->target, (uint8_t)s->data);
}

static void release(struct sercom *s)
{
	if (s->hold == HOLD_NACKED)
		tw_port_drive(s->link->port, TW_SCL, TW_RELEASE);
	else
		tw_target_proceed(s->link->target);
	set_hold(s, HOLD_NONE);
}

/* SCL stays held as long as one of the flags that hold it is set. */
static void go_on(struct sercom *s, bool wait)
{
	switch (s->hold) {
	case HOLD_ADDRESS:
	case HOLD_BYTE:
		answer(s, wait);
		return;
	case HOLD_AFTER:
		forget_errors(s);
		s->ignore = wait;
		release(s);
		return;
	case HOLD_NACKED:
		release(s);
		return;
	case HOLD_SEND:
		if (!wait) {
			offer(s);
			return;
		}
		s->offer_due = false;
		set_hold(s, HOLD_NONE);
		tw_target_abandon(s->link->target);
		return;
	case HOLD_NONE:
		return;
	}
}

/* CMD 2: complete the transaction. CMD 3: go on. */
void sercom_target_command(struct sercom *s, unsigned cmd)
{
	bool both = s->hold == HOLD_SEND && amatch_holds(s);

	if (cmd < 2)
		return;
	sercom_lower(s, FLAG_PREC | FLAG_AMATCH | (both ? 0 : FLAG_DRDY));
	if (both && cmd == 3) {
		forget_errors(s);
		if (s->offer_due)
			offer(s);
		return;
	}
	sercom_lower(s, FLAG_DRDY);
	go_on(s, cmd == 2);
}

/* INTFLAG bits were cleared by writing 1s. */
void sercom_target_cleared(struct sercom *s, uint8_t flags)
{
	bool amatch = flags & FLAG_AMATCH, drdy = flags & FLAG_DRDY;

	if (amatch && s->hold == HOLD_ADDRESS)
		go_on(s, false);
	else if (s->hold == HOLD_AFTER && (s->at_address ? amatch : drdy))
		go_on(s, false);
	else if (drdy && (s->hold == HOLD_BYTE || s->hold == HOLD_NACKED))
		go_on(s, false);
	else if (s->hold == HOLD_SEND && !amatch_holds(s) &&
		 (drdy || s->offer_due))
		offer(s);
}

void sercom_target_write(struct sercom *s, uint8_t byte)
{
	s->data = byte;
	if (s->hold == HOLD_NACKED) {
		sercom_lower(s, FLAG_DRDY);
		release(s);
	} else if (s->hold == HOLD_SEND) {
		sercom_lower(s, FLAG_DRDY);
		s->offer_due = amatch_holds(s);
		if (!s->offer_due)
			offer(s);
	}
}

/* Smart mode: reading the byte acknowledges it. */
void sercom_target_read(struct sercom *s)
{
	if (!(s->ctrlb & CTRLB(SMEN)) || !(s->intflag & FLAG_DRDY) ||
	    (s->hold != HOLD_BYTE && s->hold != HOLD_AFTER))
		return;
	sercom_lower(s, FLAG_DRDY);
	go_on(s, false);
}

void sercom_target_drop(struct sercom *s)
{
	s->member = s->group = s->at_address = s->ignore = false;
	s->hold_at_fall = s->offer_due = false;
	s->count = 0;
	set_hold(s, HOLD_NONE);
	if (!s->link)
		return;
	tw_port_drive(s->link->port, TW_SCL, TW_RELEASE);
	tw_target_abandon(s->link->target);
}

/* Lets go of the clock and waits for a START; the flags stay, and so does the
 * STOP that PREC tells of. */
void sercom_target_timeout(struct sercom *s, uint16_t status)
{
	s->ignore = true;
	s->hold_at_fall = s->offer_due = false;
	set_hold(s, HOLD_NONE);
	tw_port_drive(s->link->port, TW_SCL, TW_RELEASE);
	tw_target_abandon(s->link->target);
	sercom_error(s, status);
}
