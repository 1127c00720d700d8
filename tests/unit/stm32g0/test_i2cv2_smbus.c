/* SPDX-License-Identifier: MIT */
/* What the I2C block of STM32G0 does for SMBus: RM0444, SMBus. */
#include "i2cv2-bench.h"

#define TIMOUTEN (1u << 15)
#define TIDLE	 (1u << 12)
#define TEXTEN	 (1u << 31)

/* --- PEC --------------------------------------------------------------- */

/* x^8 + x^2 + x + 1, bit by bit as long division does it. */
static uint8_t crc8(const uint8_t *bytes, size_t n)
{
	unsigned rest = 0;

	for (size_t i = 0; i < (n + 1) * 8; i++) {
		unsigned bit = i < n * 8 ? bytes[i / 8] >> (7 - i % 8) & 1 : 0;

		rest = rest << 1 | bit;
		if (rest & 0x100)
			rest ^= 0x107;
	}
	return (uint8_t)rest;
}

static void a_right_pec_is_acknowledged(void **state)
{
	struct bench *b = *state;
	uint8_t sent[] = {0x60, 0x10, 0x11};

	be_target(b, SBC | PECEN);
	message(b, 0, 0x30, 0, 3);
	memcpy(b->data[0], "\x10\x11", 2);
	b->data[0][2] = crc8(sent, 3);
	host_begins(b, 1);
	wait_for(b, ADDR);
	wr(b, CR2, PECBYTE | NBYTES(3));
	wr(b, ICR, ADDR);
	for (unsigned i = 0; i < 3; i++) {
		wait_for(b, RXNE);
		assert_int_equal(rd(b, RXDR), b->data[0][i]);
	}
	host_ends(b);
	assert_int_equal(b->result, TW_OK);
	assert_false(flag(b, PECERR));
	assert_false(rd(b, CR2) & PECBYTE);
}

static void a_wrong_pec_is_refused(void **state)
{
	struct bench *b = *state;

	be_target(b, SBC | PECEN | ERRIE);
	host_writes(b, 0x30, 2);
	wait_for(b, ADDR);
	wr(b, CR2, PECBYTE | NBYTES(2));
	wr(b, ICR, ADDR);
	for (unsigned i = 0; i < 2; i++) {
		wait_for(b, RXNE);
		rd(b, RXDR);
	}
	host_ends(b);
	assert_int_equal(b->msgs[0].n_done, 1);
	assert_true(flag(b, PECERR));
	assert_true(b->irq);
}

/* It covers the write before, both addresses and what is sent. */
static void a_pec_follows_what_is_sent(void **state)
{
	struct bench *b = *state;
	uint8_t all[] = {0x60, 0x10, 0x61, 0xaa};

	be_target(b, SBC | PECEN);
	message(b, 0, 0x30, 0, 1);
	b->data[0][0] = 0x10;
	message(b, 1, 0x30, TW_MSG_READ, 2);
	host_begins(b, 2);
	wait_for(b, ADDR);
	wr(b, ICR, ADDR);
	wait_for(b, RXNE);
	rd(b, RXDR);
	wait_for(b, ADDR);
	wr(b, CR2, PECBYTE | NBYTES(2));
	wr(b, ICR, ADDR);
	wr(b, TXDR, 0xaa);
	host_ends(b);
	assert_int_equal(b->data[1][0], 0xaa);
	assert_int_equal(b->data[1][1], crc8(all, 4));
}

static void a_controller_sends_and_checks_pec(void **state)
{
	struct bench *b = *state;
	struct i2cv2 *peer = g_new0(struct i2cv2, 1);

	/* Two blocks: one is the controller of the other. */
	i2cv2_init(peer, tw_bus_queue(b->bus), 16000000);
	i2cv2_connect(peer, i2cv2_add_link(peer, b->bus, "i2c2", NULL));
	i2cv2_write(peer, TIMINGR, TIMING_400K);
	i2cv2_write(peer, CR1, PE | PECEN);
	be_target(b, SBC | PECEN);
	i2cv2_write(peer, CR2,
		    0x30 << 1 | START | AUTOEND | PECBYTE | NBYTES(2));
	wait_for(b, ADDR);
	wr(b, CR2, PECBYTE | NBYTES(2));
	wr(b, ICR, ADDR);
	i2cv2_write(peer, TXDR, 0x10);
	wait_for(b, RXNE);
	assert_int_equal(rd(b, RXDR), 0x10);
	wait_for(b, RXNE);
	assert_int_equal(rd(b, RXDR), crc8((uint8_t[]){0x60, 0x10}, 2));
	wait_for(b, STOPF);
	assert_false(flag(b, PECERR));
	assert_false(i2cv2_read(peer, ISR, true) & NACKF);
	wr(b, ICR, STOPF);
	run_us(b, 50);
	i2cv2_write(peer, CR2,
		    0x30 << 1 | RD_WRN | START | AUTOEND | NBYTES(2) | PECBYTE);
	wait_for(b, ADDR);
	wr(b, ICR, ADDR);
	wr(b, TXDR, 0x22);
	run_us(b, 40);
	assert_int_equal(i2cv2_read(peer, RXDR, false), 0x22);
	wr(b, TXDR, 0x23);
	wait_for(b, STOPF);
	assert_int_not_equal(crc8((uint8_t[]){0x61, 0x22}, 2), 0x23);
	assert_true(i2cv2_read(peer, ISR, true) & PECERR);
	i2cv2_disable(peer);
	i2cv2_free(peer);
	tw_sim_own(b->sim, g_free, peer);
}

/* --- time-outs --------------------------------------------------------- */

/* (TIMEOUTA + 1) x 2048 cycles of 62.5 ns: 195 gives 25.088 ms. */
static void scl_low_for_timeouta_lets_a_target_go(void **state)
{
	struct bench *b = *state;

	be_target(b, ERRIE);
	wr(b, TIMEOUTR, TIMOUTEN | 195);
	host_writes(b, 0x30, 1);
	wait_for(b, ADDR);
	run_us(b, 24900);
	assert_false(flag(b, TIMEOUT));
	assert_false(scl(b));
	run_us(b, 300);
	assert_true(flag(b, TIMEOUT));
	assert_true(b->irq);
	assert_true(scl(b));
	wr(b, ICR, TIMEOUT);
	assert_false(flag(b, TIMEOUT));
}

static void a_controller_stops_after_timeouta(void **state)
{
	struct bench *b = *state;
	tw_port *stuck =
		tw_port_new(b->bus, "stuck", TW_ROLE_OTHER, NULL, NULL);

	be_target(b, 0);
	wr(b, TIMEOUTR, TIMOUTEN | 195);
	wr(b, CR2, 0x29 << 1 | START | NBYTES(1));
	run_us(b, 5);
	tw_port_drive(stuck, TW_SCL, TW_LOW);
	run_us(b, 25200);
	assert_true(flag(b, TIMEOUT));
	tw_port_drive(stuck, TW_SCL, TW_RELEASE);
	wait_for(b, STOPF);
	assert_false(flag(b, BUSY));
}

/* (TIMEOUTA + 1) x 4 cycles: 199 gives 50 us. */
static void both_wires_high_for_tidle_set_timeout(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	wr(b, TIMEOUTR, TIMOUTEN | TIDLE | 199);
	run_us(b, 49);
	assert_false(flag(b, TIMEOUT));
	run_us(b, 2);
	assert_true(flag(b, TIMEOUT));
}

/* TIMEOUTB 9: 1.28 ms, of stretching alone and in several pieces. */
static void our_stretching_adds_up_to_timeoutb(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	wr(b, TIMEOUTR, TEXTEN | 9u << 16);
	host_writes(b, 0x30, 3);
	wait_for(b, ADDR);
	run_us(b, 600);
	wr(b, ICR, ADDR);
	run_us(b, 500);
	assert_false(flag(b, TIMEOUT));
	rd(b, RXDR);
	run_us(b, 100);
	assert_false(flag(b, TIMEOUT));
	run_us(b, 400);
	assert_true(flag(b, TIMEOUT));
	assert_true(scl(b));
}

static void stretching_is_counted_anew_in_the_next_transfer(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	wr(b, TIMEOUTR, TEXTEN | 9u << 16);
	for (unsigned i = 0; i < 3; i++) {
		host_writes(b, 0x30, 1);
		wait_for(b, ADDR);
		run_us(b, 1000);
		wr(b, ICR, ADDR);
		host_ends(b);
		rd(b, RXDR);
		assert_int_equal(b->result, TW_OK);
	}
	assert_false(flag(b, TIMEOUT));
}

/* --- alert ------------------------------------------------------------- */

static void a_device_pulls_the_alert_pin(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	assert_false(b->alert_low);
	wr(b, CR1, PE | ALERTEN);
	assert_true(b->alert_low);
	wr(b, CR1, PE);
	assert_false(b->alert_low);
	wr(b, CR1, PE | ALERTEN | SMBHEN);
	assert_false(b->alert_low);
}

static void a_host_sees_the_alert_pin_fall(void **state)
{
	struct bench *b = *state;

	be_target(b, SMBHEN | ALERTEN | ERRIE);
	i2cv2_alert_pin(&b->i2c, false);
	assert_true(flag(b, ALERT));
	assert_true(b->irq);
	wr(b, ICR, ALERT);
	assert_false(flag(b, ALERT));
	i2cv2_alert_pin(&b->i2c, true);
	assert_false(flag(b, ALERT));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_right_pec_is_acknowledged),
		T(a_wrong_pec_is_refused),
		T(a_pec_follows_what_is_sent),
		T(a_controller_sends_and_checks_pec),
		T(scl_low_for_timeouta_lets_a_target_go),
		T(a_controller_stops_after_timeouta),
		T(both_wires_high_for_tidle_set_timeout),
		T(our_stretching_adds_up_to_timeoutb),
		T(stretching_is_counted_anew_in_the_next_transfer),
		T(a_device_pulls_the_alert_pin),
		T(a_host_sees_the_alert_pin_fall),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
