/* SPDX-License-Identifier: MIT */
/* The I2C block as a target. */
#include "stm32g0/i2cv2.h"

#include "stm32g0/include/stm32g0xx_i2c_regs.h"

enum {
	SMBUS_HOST = 0x08,
	SMBUS_ALERT_RESPONSE = 0x0c,
	SMBUS_DEVICE_DEFAULT = 0x61,
};

static bool in_use(const struct i2cv2_link *link)
{
	return link->i2c->link == link;
}

static bool stretches(const struct i2cv2 *i2c)
{
	return !(i2c->cr1 & I2C_CR1_NOSTRETCH);
}

static bool counts_bytes(const struct i2cv2 *i2c)
{
	return i2c->cr1 & I2C_CR1_SBC;
}

static bool reloads(const struct i2cv2 *i2c)
{
	return counts_bytes(i2c) && i2c->cr2 & I2C_CR2_RELOAD;
}

/* --- addresses --------------------------------------------------------- */

static unsigned own_addresses(const struct i2cv2 *i2c, struct tw_match *matches)
{
	uint32_t mask = (i2c->oar2 & I2C_OAR2_OA2MSK) >> I2C_OAR2_OA2MSK_Pos;
	unsigned n = 0;

	if (i2c->oar1 & I2C_OAR1_OA1EN && i2c->oar1 & I2C_OAR1_OA1MODE)
		matches[n++] = (struct tw_match){.addr = i2c->oar1 & 0x3ff,
						 .ten_bit = true};
	else if (i2c->oar1 & I2C_OAR1_OA1EN)
		matches[n++] = (struct tw_match){.addr = i2c->oar1 >> 1 & 0x7f};
	if (i2c->oar2 & I2C_OAR2_OA2EN)
		matches[n++] = (struct tw_match){
			.addr = i2c->oar2 >> 1 & 0x7f,
			.ignore = (uint16_t)((1u << mask) - 1),
		};
	if (i2c->cr1 & I2C_CR1_GCEN)
		matches[n++] = (struct tw_match){.general_call = true};
	if (i2c->cr1 & I2C_CR1_SMBHEN)
		matches[n++] = (struct tw_match){.addr = SMBUS_HOST};
	else if (i2c->cr1 & I2C_CR1_ALERTEN)
		matches[n++] = (struct tw_match){.addr = SMBUS_ALERT_RESPONSE};
	if (i2c->cr1 & I2C_CR1_SMBDEN)
		matches[n++] = (struct tw_match){.addr = SMBUS_DEVICE_DEFAULT};
	return n;
}

void i2cv2_target_listen(struct i2cv2 *i2c)
{
	uint32_t hold =
		(i2c->timingr & I2C_TIMINGR_SDADEL) >> I2C_TIMINGR_SDADEL_Pos;
	uint32_t setup =
		(i2c->timingr & I2C_TIMINGR_SCLDEL) >> I2C_TIMINGR_SCLDEL_Pos;
	struct tw_match matches[6];
	unsigned n = own_addresses(i2c, matches);

	for (unsigned i = 0; i < i2c->n_links; i++) {
		struct i2cv2_link *link = &i2c->links[i];

		tw_target_listen(link->target, matches,
				 i2cv2_on(i2c) && in_use(link) ? n : 0);
		tw_target_set_hold_times(link->target,
					 i2cv2_presc_ns(i2c, hold) +
						 i2cv2_clock_ns(i2c, 1),
					 i2cv2_presc_ns(i2c, setup + 1));
	}
}

/* 0000xxx and 1111xxx are never OA2's where OA2 has a mask. */
static bool is_refused(const struct i2cv2 *i2c, const struct tw_address *addr)
{
	bool reserved = addr->addr < 0x08 || addr->addr > 0x77;
	bool by_oa1 = i2c->oar1 & I2C_OAR1_OA1EN &&
		      !(i2c->oar1 & I2C_OAR1_OA1MODE) &&
		      (i2c->oar1 >> 1 & 0x7f) == addr->addr;

	return reserved && !addr->ten_bit && !addr->general_call && !by_oa1 &&
	       i2c->oar2 & I2C_OAR2_OA2EN && i2c->oar2 & I2C_OAR2_OA2MSK;
}

/* As it came over the wire; of 10 bits, 11110 and the highest two. */
static uint32_t address_code(const struct tw_address *addr)
{
	if (addr->general_call)
		return 0;
	return addr->ten_bit ? 0x78u | addr->addr >> 8 : addr->addr;
}

static void pec_address(struct i2cv2 *i2c, const struct tw_address *addr)
{
	i2cv2_pec(i2c, (uint8_t)(address_code(addr) << 1 | addr->read));
	if (addr->ten_bit && !addr->read)
		i2cv2_pec(i2c, (uint8_t)addr->addr);
}

/* Our own controller sends the address: it is never for us. */
static bool is_our_own(const struct i2cv2 *i2c)
{
	return i2cv2_controller_active(i2c) && i2c->state != I2CV2_C_START;
}

static enum tw_answer address(void *user, const struct tw_address *addr)
{
	struct i2cv2_link *link = user;
	struct i2cv2 *i2c = link->i2c;

	if (!in_use(link) || !i2cv2_on(i2c) || is_refused(i2c, addr) ||
	    is_our_own(i2c))
		return TW_NACK;
	i2c->addressed = true;
	i2c->sending = addr->read;
	i2c->involved = true;
	i2c->cr2 &= ~(I2C_CR2_NACK | I2C_CR2_PECBYTE);
	i2c->isr &= ~(I2C_ISR_DIR | I2C_ISR_ADDCODE);
	i2c->isr |= address_code(addr) << I2C_ISR_ADDCODE_Pos;
	if (addr->read)
		i2c->isr |= I2C_ISR_DIR;
	pec_address(i2c, addr);
	i2cv2_raise(i2c, I2C_ISR_ADDR);
	return TW_ACK;
}

/* --- holding SCL ------------------------------------------------------- */

static void hold(struct i2cv2 *i2c, enum i2cv2_wait wait)
{
	i2c->wait = wait;
	i2cv2_smbus_extend(i2c, true);
	i2cv2_update(i2c);
}

static void go_on(struct i2cv2 *i2c)
{
	i2c->wait = I2CV2_W_NONE;
	i2cv2_smbus_extend(i2c, false);
}

static bool may_proceed(void *user)
{
	struct i2cv2_link *link = user;
	struct i2cv2 *i2c = link->i2c;

	i2c->bit = 0;
	if (!(i2c->isr & I2C_ISR_ADDR) || !stretches(i2c))
		return true;
	hold(i2c, I2CV2_W_ADDR);
	return false;
}

/* --- bytes in ---------------------------------------------------------- */

/* After a NACK we are out until the next START. */
static enum tw_answer answer(struct i2cv2 *i2c, bool ack)
{
	if (!ack)
		i2c->addressed = false;
	return ack ? TW_ACK : TW_NACK;
}

static enum tw_answer by_nack_bit(struct i2cv2 *i2c)
{
	bool ack = !(i2c->cr2 & I2C_CR2_NACK);

	i2c->cr2 &= ~I2C_CR2_NACK;
	return answer(i2c, ack);
}

/* RXDR has room for it. */
static enum tw_answer take(struct i2cv2 *i2c, uint8_t byte)
{
	bool is_pec = i2cv2_pec_next(i2c);
	bool is_last = counts_bytes(i2c) && i2c->left == 1;
	bool is_right = !is_pec || i2cv2_pec_check(i2c, byte);

	if (!i2cv2_shift_in(i2c, byte))
		return answer(i2c, false);
	if (is_pec)
		return answer(i2c, is_right);
	i2cv2_pec(i2c, byte);
	if (is_last && reloads(i2c)) {
		i2c->isr |= I2C_ISR_TCR;
		hold(i2c, I2CV2_W_RELOAD);
		return TW_HOLD;
	}
	return by_nack_bit(i2c);
}

static enum tw_answer take_byte(void *user, uint8_t byte)
{
	struct i2cv2_link *link = user;
	struct i2cv2 *i2c = link->i2c;

	if (!(i2c->isr & I2C_ISR_RXNE))
		return take(i2c, byte);
	if (!stretches(i2c)) {
		i2cv2_raise(i2c, I2C_ISR_OVR);
		return answer(i2c, false);
	}
	i2c->waiting_byte = byte;
	hold(i2c, I2CV2_W_ROOM);
	return TW_HOLD;
}

void i2cv2_target_drained(struct i2cv2 *i2c)
{
	enum tw_answer now;

	if (i2c->wait != I2CV2_W_ROOM)
		return;
	go_on(i2c);
	now = take(i2c, i2c->waiting_byte);
	if (now != TW_HOLD)
		tw_target_answer(i2c->link->target, now == TW_ACK);
}

/* --- bytes out --------------------------------------------------------- */

/* TXIS asks for as many bytes as NBYTES says, or for ever. */
static void ask_for_byte(struct i2cv2 *i2c)
{
	if (i2c->sending && i2c->isr & I2C_ISR_TXE &&
	    !(counts_bytes(i2c) && !i2c->left) && !i2cv2_pec_next(i2c))
		i2c->isr |= I2C_ISR_TXIS;
	i2cv2_update(i2c);
}

static uint8_t send_from_txdr(struct i2cv2 *i2c)
{
	i2c->out_byte = i2cv2_shift_out(i2c);
	i2c->own_byte = false;
	ask_for_byte(i2c);
	return i2c->out_byte;
}

static uint8_t send_pec(struct i2cv2 *i2c)
{
	i2c->cr2 &= ~I2C_CR2_PECBYTE;
	i2c->left--;
	i2c->own_byte = true;
	return i2c->pecr;
}

/* Too late, without stretching: all ones go out. */
static uint8_t send_nothing(struct i2cv2 *i2c)
{
	i2c->out_byte = 0xff;
	i2c->own_byte = false;
	i2c->isr |= I2C_ISR_OVR;
	ask_for_byte(i2c);
	return i2c->out_byte;
}

/* STOPF of the transfer before: what is in TXDR may not be meant. */
static void warn_of_stale(struct i2cv2 *i2c)
{
	if (!stretches(i2c) && i2c->isr & I2C_ISR_STOPF)
		i2cv2_raise(i2c, I2C_ISR_OVR);
}

/* false: SCL is held. */
static bool next_byte(struct i2cv2 *i2c, uint8_t *byte)
{
	if (i2cv2_pec_next(i2c)) {
		*byte = send_pec(i2c);
		return true;
	}
	if (reloads(i2c) && !i2c->left) {
		i2c->isr |= I2C_ISR_TCR;
		hold(i2c, I2CV2_W_RELOAD_SEND);
		return false;
	}
	if (!(i2c->isr & I2C_ISR_TXE)) {
		*byte = send_from_txdr(i2c);
		return true;
	}
	if (!stretches(i2c)) {
		*byte = send_nothing(i2c);
		return true;
	}
	ask_for_byte(i2c);
	hold(i2c, I2CV2_W_BYTE);
	return false;
}

static bool give_byte(void *user, uint8_t *byte)
{
	struct i2cv2_link *link = user;
	struct i2cv2 *i2c = link->i2c;

	i2c->bit = 0;
	if (i2c->isr & I2C_ISR_ADDR && stretches(i2c)) {
		hold(i2c, I2CV2_W_ADDR_SEND);
		return false;
	}
	warn_of_stale(i2c);
	return next_byte(i2c, byte);
}

static void offer(struct i2cv2 *i2c)
{
	uint8_t byte;

	go_on(i2c);
	if (next_byte(i2c, &byte))
		tw_target_offer(i2c->link->target, byte);
}

void i2cv2_target_written(struct i2cv2 *i2c)
{
	if (i2c->wait == I2CV2_W_BYTE)
		offer(i2c);
}

static void sent(void *user, bool acked)
{
	struct i2cv2_link *link = user;
	struct i2cv2 *i2c = link->i2c;

	if (!i2c->own_byte)
		i2cv2_pec(i2c, i2c->out_byte);
	if (acked)
		return;
	i2c->addressed = false;
	i2c->sending = false;
	i2cv2_raise(i2c, I2C_ISR_NACKF);
}

/* --- software's answers ------------------------------------------------ */

void i2cv2_target_cleared(struct i2cv2 *i2c)
{
	if (counts_bytes(i2c))
		i2c->left = (i2c->cr2 & I2C_CR2_NBYTES) >> I2C_CR2_NBYTES_Pos;
	if (i2c->wait == I2CV2_W_ADDR) {
		go_on(i2c);
		tw_target_proceed(i2c->link->target);
	} else if (i2c->wait == I2CV2_W_ADDR_SEND) {
		offer(i2c);
	}
	if (i2c->addressed)
		ask_for_byte(i2c);
}

void i2cv2_target_reloaded(struct i2cv2 *i2c)
{
	if (i2c->wait == I2CV2_W_RELOAD) {
		go_on(i2c);
		tw_target_answer(i2c->link->target, by_nack_bit(i2c) == TW_ACK);
	} else if (i2c->wait == I2CV2_W_RELOAD_SEND) {
		offer(i2c);
	}
	i2cv2_update(i2c);
}

/* --- STARTs and STOPs -------------------------------------------------- */

/* Bits of a byte have gone by, and not all: it is not complete. */
static bool is_misplaced(const struct i2cv2 *i2c)
{
	return i2c->addressed && i2c->bit > 0;
}

static void end_message(struct i2cv2 *i2c)
{
	if (is_misplaced(i2c))
		i2c->isr |= I2C_ISR_BERR;
	i2c->addressed = false;
	i2c->sending = false;
	i2c->wait = I2CV2_W_NONE;
	i2c->bit = 0;
	i2cv2_smbus_extend(i2c, false);
}

static bool next_bit(void *user, unsigned bit)
{
	struct i2cv2_link *link = user;

	link->i2c->bit = bit;
	return true;
}

static void lost(void *user)
{
	struct i2cv2_link *link = user;
	struct i2cv2 *i2c = link->i2c;

	i2c->bit = 0;
	end_message(i2c);
	i2cv2_raise(i2c, I2C_ISR_ARLO);
}

static void start(void *user, bool selected)
{
	struct i2cv2_link *link = user;
	struct i2cv2 *i2c = link->i2c;

	if (!in_use(link) || !i2cv2_on(i2c))
		return;
	if (!(i2c->isr & I2C_ISR_BUSY)) {
		i2c->pecr = 0;
		i2cv2_smbus_restart_extend(i2c);
	}
	end_message(i2c);
	i2cv2_raise(i2c, I2C_ISR_BUSY);
}

static void stop(void *user, bool selected)
{
	struct i2cv2_link *link = user;
	struct i2cv2 *i2c = link->i2c;

	if (!in_use(link) || !i2cv2_on(i2c))
		return;
	end_message(i2c);
	i2cv2_smbus_restart_extend(i2c);
	i2c->isr &= ~I2C_ISR_BUSY;
	if (i2c->involved) {
		i2c->cr2 &= ~(I2C_CR2_NACK | I2C_CR2_PECBYTE | I2C_CR2_STOP);
		i2c->isr |= I2C_ISR_STOPF;
	}
	i2c->involved = false;
	i2cv2_update(i2c);
}

const struct tw_target_ops i2cv2_target_ops = {
	.address = address,
	.write = take_byte,
	.proceed = may_proceed,
	.read = give_byte,
	.sent = sent,
	.bit = next_bit,
	.lost = lost,
	.start = start,
	.stop = stop,
};

/* --- ends -------------------------------------------------------------- */

void i2cv2_target_drop(struct i2cv2 *i2c)
{
	i2c->bit = 0;
	end_message(i2c);
	if (i2c->link)
		tw_target_abandon(i2c->link->target);
}

void i2cv2_target_release(struct i2cv2 *i2c)
{
	if (!i2c->addressed && i2c->wait == I2CV2_W_NONE)
		return;
	i2cv2_target_drop(i2c);
}
