/* SPDX-License-Identifier: MIT */
/* What the I2C block does for SMBus: PEC, time-outs, alert. */
#include "stm32g0/i2cv2.h"

#include "stm32g0/include/stm32g0xx_i2c_regs.h"

/* --- PEC: x^8 + x^2 + x + 1, from a START to a STOP --------------------- */

void i2cv2_pec(struct i2cv2 *i2c, uint8_t byte)
{
	uint8_t crc = i2c->pecr ^ byte;

	if (!(i2c->cr1 & I2C_CR1_PECEN))
		return;
	for (unsigned bit = 0; bit < 8; bit++)
		crc = (uint8_t)(crc << 1 ^ (crc & 0x80 ? 0x07 : 0));
	i2c->pecr = crc;
}

/* It is the last of NBYTES; a target counts them with SBC only. */
bool i2cv2_pec_next(const struct i2cv2 *i2c)
{
	bool counts = i2cv2_controller_active(i2c) || i2c->cr1 & I2C_CR1_SBC;

	return counts && i2c->cr1 & I2C_CR1_PECEN &&
	       i2c->cr2 & I2C_CR2_PECBYTE && !(i2c->cr2 & I2C_CR2_RELOAD) &&
	       i2c->left == 1;
}

bool i2cv2_pec_check(struct i2cv2 *i2c, uint8_t byte)
{
	i2c->cr2 &= ~I2C_CR2_PECBYTE;
	if (byte == i2c->pecr)
		return true;
	i2cv2_raise(i2c, I2C_ISR_PECERR);
	return false;
}

/* --- time-outs --------------------------------------------------------- */

static uint64_t periods_ns(const struct i2cv2 *i2c, uint32_t n)
{
	return n * 1000000000ull / i2c->clock_hz;
}

static uint64_t limit_a_ns(const struct i2cv2 *i2c)
{
	uint32_t n = (i2c->timeoutr & I2C_TIMEOUTR_TIMEOUTA) + 1;

	return periods_ns(i2c,
			  n * (i2c->timeoutr & I2C_TIMEOUTR_TIDLE ? 4 : 2048));
}

static uint64_t limit_b_ns(const struct i2cv2 *i2c)
{
	uint32_t b = (i2c->timeoutr & I2C_TIMEOUTR_TIMEOUTB) >>
		     I2C_TIMEOUTR_TIMEOUTB_Pos;

	return periods_ns(i2c, (b + 1) * 2048);
}

static void timed_out(void *user)
{
	struct i2cv2 *i2c = user;
	bool idle = i2c->timeoutr & I2C_TIMEOUTR_TIDLE;

	if (!i2cv2_on(i2c))
		return;
	if (!idle && i2cv2_controller_active(i2c))
		i2cv2_controller_abort(i2c);
	else if (!idle)
		i2cv2_target_release(i2c);
	i2cv2_raise(i2c, I2C_ISR_TIMEOUT);
}

static void extended_too_long(void *user)
{
	struct i2cv2 *i2c = user;

	i2c->extending = false;
	if (i2cv2_controller_active(i2c))
		i2cv2_controller_abort(i2c);
	else
		i2cv2_target_release(i2c);
	i2cv2_raise(i2c, I2C_ISR_TIMEOUT);
}

/* Starts, or ends, the time that TIMEOUTA limits. */
static void measure(struct i2cv2 *i2c)
{
	bool scl, sda, runs;

	if (!i2cv2_on(i2c) || !i2c->link ||
	    !(i2c->timeoutr & I2C_TIMEOUTR_TIMOUTEN)) {
		tw_timer_cancel(i2c->queue, &i2c->low_timer);
		return;
	}
	scl = tw_bus_level(i2c->link->bus, TW_SCL);
	sda = tw_bus_level(i2c->link->bus, TW_SDA);
	runs = i2c->timeoutr & I2C_TIMEOUTR_TIDLE ? scl && sda : !scl;
	if (!runs)
		tw_timer_cancel(i2c->queue, &i2c->low_timer);
	else if (!i2c->low_timer.set)
		tw_timer_after(i2c->queue, &i2c->low_timer, limit_a_ns(i2c));
}

static void edge(void *user, enum tw_line line, bool level)
{
	struct i2cv2_link *link = user;

	if (link->i2c->link == link)
		measure(link->i2c);
}

static void watch(struct i2cv2_link *link)
{
	g_autofree char *name = g_strconcat(link->name, ".timeouts", NULL);

	if (!link->watch)
		link->watch =
			tw_port_new(link->bus, name, TW_ROLE_OTHER, edge, link);
}

static void run_extend_timer(struct i2cv2 *i2c)
{
	uint64_t limit_ns = limit_b_ns(i2c);
	bool runs = i2c->extending && i2c->timeoutr & I2C_TIMEOUTR_TEXTEN;

	if (!runs)
		tw_timer_cancel(i2c->queue, &i2c->extend_timer);
	else
		tw_timer_after(i2c->queue, &i2c->extend_timer,
			       limit_ns > i2c->extended_ns
				       ? limit_ns - i2c->extended_ns
				       : 0);
}

void i2cv2_smbus_extend(struct i2cv2 *i2c, bool hold)
{
	uint64_t now_ns = tw_queue_now_ns(i2c->queue);

	if (hold == i2c->extending)
		return;
	if (hold)
		i2c->extend_start_ns = now_ns;
	else
		i2c->extended_ns += now_ns - i2c->extend_start_ns;
	i2c->extending = hold;
	run_extend_timer(i2c);
}

void i2cv2_smbus_restart_extend(struct i2cv2 *i2c)
{
	i2cv2_smbus_extend(i2c, false);
	i2c->extended_ns = 0;
}

/* --- settings ---------------------------------------------------------- */

/* A device pulls the alert pin; a host listens to it. */
static void pull_alert(struct i2cv2 *i2c)
{
	bool low = i2cv2_on(i2c) && i2c->cr1 & I2C_CR1_ALERTEN &&
		   !(i2c->cr1 & I2C_CR1_SMBHEN);

	if (i2c->smba)
		i2c->smba(i2c->user, low);
}

void i2cv2_alert_pin(struct i2cv2 *i2c, bool high)
{
	bool fell = i2c->alert_level && !high;

	i2c->alert_level = high;
	if (fell && i2cv2_on(i2c) && i2c->cr1 & I2C_CR1_ALERTEN &&
	    i2c->cr1 & I2C_CR1_SMBHEN)
		i2cv2_raise(i2c, I2C_ISR_ALERT);
}

void i2cv2_smbus_update(struct i2cv2 *i2c)
{
	i2c->low_timer.fire = timed_out;
	i2c->low_timer.user = i2c;
	i2c->extend_timer.fire = extended_too_long;
	i2c->extend_timer.user = i2c;
	if (i2c->link && i2c->timeoutr & I2C_TIMEOUTR_TIMOUTEN)
		watch(i2c->link);
	measure(i2c);
	run_extend_timer(i2c);
	pull_alert(i2c);
}

void i2cv2_smbus_drop(struct i2cv2 *i2c)
{
	tw_timer_cancel(i2c->queue, &i2c->low_timer);
	tw_timer_cancel(i2c->queue, &i2c->extend_timer);
	i2c->extending = false;
	i2c->extended_ns = 0;
	pull_alert(i2c);
}
