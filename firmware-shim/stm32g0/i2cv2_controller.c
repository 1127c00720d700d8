/* SPDX-License-Identifier: MIT */
/*
 * The I2C block as a controller: CR2 becomes STARTs, addresses, bytes and
 * STOPs. What a message is like is taken from CR2 at its START; RELOAD and
 * AUTOEND count when NBYTES have gone.
 */
#include "stm32g0/i2cv2.h"

#include "stm32g0/include/stm32g0xx_i2c_regs.h"

bool i2cv2_controller_active(const struct i2cv2 *i2c)
{
	return i2c->state != I2CV2_C_IDLE;
}

/* --- pace -------------------------------------------------------------- */

/* The block counts SCLL and SCLH from where it sees the edges: of a fall as
 * late as the wire falls and the inputs delay. */
static void set_pace(struct i2cv2 *i2c)
{
	uint32_t t = i2c->timingr;
	uint32_t input_ns = i2cv2_input_ns(i2c);
	uint32_t fall_ns = tw_bus_config(i2c->link->bus)->fall_ns;
	uint32_t low_ns = i2cv2_presc_ns(i2c, (t & I2C_TIMINGR_SCLL) + 1);
	uint32_t high_ns = i2cv2_presc_ns(
		i2c, ((t & I2C_TIMINGR_SCLH) >> I2C_TIMINGR_SCLH_Pos) + 1);
	uint32_t hold_ns = i2cv2_presc_ns(i2c, (t & I2C_TIMINGR_SDADEL) >>
						       I2C_TIMINGR_SDADEL_Pos) +
			   i2cv2_clock_ns(i2c, 1);
	uint32_t low_all_ns = low_ns + input_ns + fall_ns;
	uint64_t hz = 1000000000ull / ((uint64_t)low_all_ns + high_ns);
	struct tw_controller_config config = {
		.scl_hz = (uint32_t)CLAMP(hz, 1, 1000000),
		.low_ns = low_all_ns,
		.high_ns = high_ns,
		.hd_sta_ns = high_ns,
		.su_sta_ns = low_ns,
		.su_sto_ns = high_ns,
		.buf_ns = low_ns,
		.hd_dat_ns = CLAMP(hold_ns, 1, low_ns),
	};

	/* Turned on in the middle of a message, it does not know of that. */
	if (!(i2c->isr & I2C_ISR_BUSY))
		config.idle_ns = low_ns;
	tw_controller_configure(i2c->link->controller, &config, NULL);
}

/* --- addresses --------------------------------------------------------- */

static bool ten_bit(const struct i2cv2 *i2c)
{
	return i2c->message & I2C_CR2_ADD10;
}

/* A 10-bit read begins with the whole address and W, unless told that the
 * target has had that. */
static bool begins_with_write(const struct i2cv2 *i2c)
{
	return ten_bit(i2c) && !(i2c->message & I2C_CR2_HEAD10R);
}

static void send_address(struct i2cv2 *i2c)
{
	uint32_t addr = i2c->message & I2C_CR2_SADD;
	bool read = i2c->reading;
	uint8_t byte;

	if (!ten_bit(i2c))
		byte = (uint8_t)((addr & 0xfe) | read);
	else
		byte = (uint8_t)(0xf0 | (addr >> 7 & 6) |
				 (read && (i2c->ten_written ||
					   !begins_with_write(i2c))));
	i2c->state = I2CV2_C_ADDRESS;
	i2cv2_pec(i2c, byte);
	tw_controller_write(i2c->link->controller, byte);
}

static void send_address_2(struct i2cv2 *i2c)
{
	uint8_t byte = (uint8_t)i2c->message;

	i2c->state = I2CV2_C_ADDRESS_2;
	i2cv2_pec(i2c, byte);
	tw_controller_write(i2c->link->controller, byte);
}

/* --- ends -------------------------------------------------------------- */

static void stop(struct i2cv2 *i2c)
{
	i2c->state = I2CV2_C_STOP;
	i2cv2_smbus_extend(i2c, false);
	tw_controller_stop(i2c->link->controller);
	i2cv2_update(i2c);
}

static void refused(struct i2cv2 *i2c)
{
	i2c->cr2 &= ~I2C_CR2_START;
	i2cv2_raise(i2c, I2C_ISR_NACKF);
	stop(i2c);
}

/* --- bytes ------------------------------------------------------------- */

static void hold(struct i2cv2 *i2c, enum i2cv2_state state)
{
	i2c->state = state;
	i2cv2_smbus_extend(i2c, true);
	i2cv2_update(i2c);
}

static void ask_for_byte(struct i2cv2 *i2c)
{
	if (i2c->left && i2c->isr & I2C_ISR_TXE && !i2cv2_pec_next(i2c))
		i2c->isr |= I2C_ISR_TXIS;
}

static void send_byte(struct i2cv2 *i2c)
{
	uint8_t byte;

	i2cv2_smbus_extend(i2c, false);
	i2c->state = I2CV2_C_WRITE;
	if (i2cv2_pec_next(i2c)) {
		byte = i2c->pecr;
		i2c->cr2 &= ~I2C_CR2_PECBYTE;
		i2c->left--;
	} else {
		byte = i2cv2_shift_out(i2c);
		i2cv2_pec(i2c, byte);
		ask_for_byte(i2c);
	}
	tw_controller_write(i2c->link->controller, byte);
	i2cv2_update(i2c);
}

static void write_next(struct i2cv2 *i2c)
{
	if (!(i2c->isr & I2C_ISR_TXE) || i2cv2_pec_next(i2c)) {
		send_byte(i2c);
		return;
	}
	ask_for_byte(i2c);
	hold(i2c, I2CV2_C_EMPTY);
}

static void read_next(struct i2cv2 *i2c)
{
	i2cv2_smbus_extend(i2c, false);
	i2c->state = I2CV2_C_READ;
	tw_controller_read_bits(i2c->link->controller);
}

/* Also for the byte in I2CV2_C_READ_FULL, once there is room. */
static void take_byte(struct i2cv2 *i2c)
{
	bool is_pec = i2cv2_pec_next(i2c);
	bool more;

	if (i2c->isr & I2C_ISR_RXNE) {
		hold(i2c, I2CV2_C_READ_FULL);
		return;
	}
	i2cv2_smbus_extend(i2c, false);
	if (is_pec)
		i2cv2_pec_check(i2c, i2c->waiting_byte);
	else
		i2cv2_pec(i2c, i2c->waiting_byte);
	i2c->state = I2CV2_C_READ_ACK;
	i2cv2_shift_in(i2c, i2c->waiting_byte);
	more = i2c->left || i2c->cr2 & I2C_CR2_RELOAD;
	i2c->promised = more && !(i2c->cr2 & I2C_CR2_STOP);
	tw_controller_acknowledge(i2c->link->controller, i2c->promised);
}

/* --- messages ---------------------------------------------------------- */

static void ask_start(struct i2cv2 *i2c)
{
	i2c->state = I2CV2_C_START;
	i2cv2_smbus_extend(i2c, false);
	tw_controller_start(i2c->link->controller);
}

static void begin(struct i2cv2 *i2c)
{
	i2c->message = i2c->cr2;
	i2c->reading = i2c->message & I2C_CR2_RD_WRN;
	i2c->ten_written = false;
	i2c->promised = false;
	i2c->left = (i2c->message & I2C_CR2_NBYTES) >> I2C_CR2_NBYTES_Pos;
	if (i2c->state == I2CV2_C_IDLE)
		set_pace(i2c);
	ask_start(i2c);
}

/* NBYTES have gone. */
static void all_gone(struct i2cv2 *i2c)
{
	if (i2c->cr2 & I2C_CR2_RELOAD)
		i2c->isr |= I2C_ISR_TCR;
	else if (i2c->cr2 & I2C_CR2_AUTOEND) {
		stop(i2c);
		return;
	} else {
		i2c->isr |= I2C_ISR_TC;
	}
	hold(i2c, I2CV2_C_HOLD);
	i2cv2_controller_next(i2c);
}

/* An address or a byte is through: what next? */
static void go_on(struct i2cv2 *i2c)
{
	i2cv2_smbus_restart_extend(i2c);
	if (i2c->cr2 & I2C_CR2_STOP && !(i2c->promised && i2c->left))
		stop(i2c);
	else if (!i2c->left)
		all_gone(i2c);
	else if (i2c->reading)
		read_next(i2c);
	else
		write_next(i2c);
	i2cv2_update(i2c);
}

static void leave_hold(struct i2cv2 *i2c)
{
	if (i2c->cr2 & I2C_CR2_STOP) {
		i2c->isr &= ~(I2C_ISR_TC | I2C_ISR_TCR);
		stop(i2c);
	} else if (i2c->cr2 & I2C_CR2_START && i2c->isr & I2C_ISR_TC) {
		i2c->isr &= ~I2C_ISR_TC;
		begin(i2c);
	} else if (!(i2c->isr & (I2C_ISR_TC | I2C_ISR_TCR))) {
		go_on(i2c);
	}
}

void i2cv2_controller_next(struct i2cv2 *i2c)
{
	bool wants_stop = i2c->cr2 & I2C_CR2_STOP;

	switch (i2c->state) {
	case I2CV2_C_IDLE:
		if (i2cv2_on(i2c) && i2c->link && i2c->cr2 & I2C_CR2_START &&
		    !(i2c->isr & I2C_ISR_ADDR))
			begin(i2c);
		break;
	case I2CV2_C_EMPTY:
		if (wants_stop)
			stop(i2c);
		else if (!(i2c->isr & I2C_ISR_TXE) || i2cv2_pec_next(i2c))
			send_byte(i2c);
		break;
	case I2CV2_C_READ_FULL:
		if (!(i2c->isr & I2C_ISR_RXNE))
			take_byte(i2c);
		break;
	case I2CV2_C_HOLD:
		leave_hold(i2c);
		break;
	case I2CV2_C_START:
	case I2CV2_C_ADDRESS:
	case I2CV2_C_ADDRESS_2:
	case I2CV2_C_WRITE:
	case I2CV2_C_READ:
	case I2CV2_C_READ_ACK:
	case I2CV2_C_STOP:
		break;
	}
	i2cv2_update(i2c);
}

/* --- what the bus answers ---------------------------------------------- */

static void ended(struct i2cv2 *i2c)
{
	i2c->state = I2CV2_C_IDLE;
	i2cv2_controller_next(i2c);
}

static void addressed(struct i2cv2 *i2c)
{
	i2c->cr2 &= ~I2C_CR2_START;
	go_on(i2c);
}

static void address_done(struct i2cv2 *i2c, bool acked)
{
	if (!acked)
		refused(i2c);
	else if (begins_with_write(i2c) && !i2c->ten_written)
		send_address_2(i2c);
	else
		addressed(i2c);
}

static void address_2_done(struct i2cv2 *i2c, bool acked)
{
	i2c->ten_written = true;
	if (!acked)
		refused(i2c);
	else if (i2c->reading)
		ask_start(i2c);
	else
		addressed(i2c);
}

static void lose(struct i2cv2 *i2c)
{
	i2c->cr2 &= ~(I2C_CR2_START | I2C_CR2_STOP);
	if (!i2c->addressed)
		i2c->involved = false;
	i2cv2_smbus_extend(i2c, false);
	i2cv2_raise(i2c, I2C_ISR_ARLO);
	ended(i2c);
}

void i2cv2_controller_done(void *user, enum tw_result result, uint8_t byte)
{
	struct i2cv2 *i2c = user;
	bool acked = result == TW_OK;

	if (result == TW_ARBITRATION_LOST || result == TW_STUCK) {
		lose(i2c);
		return;
	}
	if (i2c->give_up && i2c->state != I2CV2_C_STOP) {
		i2c->give_up = false;
		stop(i2c);
		return;
	}
	switch (i2c->state) {
	case I2CV2_C_START:
		i2c->involved = true;
		send_address(i2c);
		return;
	case I2CV2_C_ADDRESS:
		address_done(i2c, acked);
		return;
	case I2CV2_C_ADDRESS_2:
		address_2_done(i2c, acked);
		return;
	case I2CV2_C_WRITE:
		if (acked)
			go_on(i2c);
		else
			refused(i2c);
		return;
	case I2CV2_C_READ:
		i2c->waiting_byte = byte;
		take_byte(i2c);
		return;
	case I2CV2_C_READ_ACK:
		go_on(i2c);
		return;
	case I2CV2_C_STOP:
		ended(i2c);
		return;
	case I2CV2_C_IDLE:
	case I2CV2_C_EMPTY:
	case I2CV2_C_READ_FULL:
	case I2CV2_C_HOLD:
		return;
	}
}

/* --- from outside ------------------------------------------------------ */

void i2cv2_controller_cancel(struct i2cv2 *i2c)
{
	if (i2c->state == I2CV2_C_START &&
	    !tw_controller_active(i2c->link->controller))
		i2cv2_controller_drop(i2c);
	if (i2c->state == I2CV2_C_IDLE)
		i2c->cr2 &= ~I2C_CR2_START;
}

void i2cv2_controller_abort(struct i2cv2 *i2c)
{
	i2c->cr2 &= ~I2C_CR2_START;
	switch (i2c->state) {
	case I2CV2_C_IDLE:
	case I2CV2_C_STOP:
		return;
	case I2CV2_C_START:
		if (!tw_controller_active(i2c->link->controller)) {
			i2cv2_controller_drop(i2c);
			return;
		}
		break;
	case I2CV2_C_EMPTY:
	case I2CV2_C_HOLD:
		i2c->isr &= ~(I2C_ISR_TC | I2C_ISR_TCR);
		stop(i2c);
		return;
	case I2CV2_C_READ_FULL:
		i2c->state = I2CV2_C_READ_ACK;
		i2c->give_up = true;
		tw_controller_acknowledge(i2c->link->controller, false);
		return;
	default:
		break;
	}
	i2c->give_up = true;
}

/* Lets go of the wires in the middle of anything. */
void i2cv2_controller_drop(struct i2cv2 *i2c)
{
	if (i2c->link)
		tw_controller_reset(i2c->link->controller);
	i2c->state = I2CV2_C_IDLE;
	i2c->give_up = false;
}
