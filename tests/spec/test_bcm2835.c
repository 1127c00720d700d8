/* SPDX-License-Identifier: MIT */
/*
 * A target that stretches: right with the ideal host and with i2c-gpio, wrong
 * with the BCM2835 wherever the stretch ends in a half period of its clock that
 * is meant to be high. The documentation of CircuitPython's i2ctarget says so:
 * use i2c-gpio.
 *
 * At 100 kHz the BCM2835's half period is 5 us. The fall of SCL is seen 35 ns
 * after the pull, its rise 265 ns after the release (tests/unit/test_rc.c), a
 * target lets go of SCL its set-up time after the answer: 250 ns and a rise.
 */
#include "hosts.h"

enum {
	HALF = 5000,
	SEEN_LOW = 35,
	RISE = 265,
	SET_UP = 250 + RISE,
	/* From the callback, at the fall of SCL that is seen, to the end of the
	 * half period that is low anyway. */
	ANYHOW = HALF - SEEN_LOW,
};

/* How long the target holds after the callback so that the wire is let go
 * @stretch_ns after the host's release. */
static uint64_t hold_for(uint64_t stretch_ns)
{
	return ANYHOW + stretch_ns - SET_UP;
}

static void scene_stretch(struct scene *x, const char *like, enum hold_at where,
			  uint64_t stretch_ns)
{
	scene_new(x, like);
	x->p.hold_at = where;
	x->p.hold_ns = hold_for(stretch_ns);
	x->p.next = 0x00; /* a 0 that is read too early is a 1 */
}

/* Returns whether two bytes that are read after a stretch each are right. */
static bool reads_right(const char *like, uint64_t stretch_ns)
{
	struct scene x;
	uint8_t rx[2] = {0xaa, 0xaa};
	enum tw_result result;
	bool right;

	scene_stretch(&x, like, AT_READ, stretch_ns);
	result = tw_controller_read_from(x.c, 0x48, rx, 2);
	right = result == TW_OK && rx[0] == 0 && rx[1] == 1;
	scene_free(&x);
	return right;
}

/*
 * The published window: a stretch that ends less than half a period after the
 * host has let go. Its upper end: SCL must be seen high by the flip. The lower
 * one: SDA, which the target sets before it lets go of SCL, must not be seen
 * low when the host reads it, 192 ns after its release. The clock is only
 * masked, so there is one such window in every period.
 */
enum {
	WINDOW_FROM = 192 + SET_UP - SEEN_LOW,
	WINDOW_TO = HALF - RISE,
};

static bool in_window(uint64_t stretch_ns)
{
	uint64_t into = stretch_ns % (2 * HALF);

	return into > WINDOW_FROM && into < WINDOW_TO;
}

/* Two bit times, in steps that are no divisor of anything. */
static void bcm2835_reads_wrong_in_the_published_window(void **state)
{
	unsigned wrong = 0;

	for (uint64_t stretch = 550; stretch < 4 * HALF; stretch += 97) {
		bool right = reads_right("bcm2835", stretch);

		if (right == in_window(stretch))
			fail_msg("%u ns: %s", (unsigned)stretch,
				 right ? "right" : "wrong");
		wrong += !right;
	}
	assert_in_range(wrong, 80, 90);
	/* Its edges, to 2 ns. */
	for (uint64_t period = 0; period <= 2 * HALF; period += 2 * HALF) {
		assert_true(reads_right("bcm2835", period + WINDOW_FROM - 2));
		assert_false(reads_right("bcm2835", period + WINDOW_FROM + 2));
		assert_false(reads_right("bcm2835", period + WINDOW_TO - 2));
		assert_true(reads_right("bcm2835", period + WINDOW_TO + 2));
	}
}

static void others_read_right_however_long_it_is_stretched(void **state)
{
	static const char *const likes[] = {"ideal", "i2c-gpio", "bitbangio"};

	for (size_t i = 0; i < G_N_ELEMENTS(likes); i++)
		for (uint64_t stretch = 600; stretch < 4 * HALF; stretch += 97)
			if (!reads_right(likes[i], stretch))
				fail_msg("%s: %u ns", likes[i],
					 (unsigned)stretch);
}

/* The pulse that comes of it, from the host's pull back to the target's
 * release. */
static uint64_t first_pulse(struct scene *x, unsigned nth)
{
	g_autoptr(GArray) up = scene_edges(x, TW_SCL, true, 0);
	g_autoptr(GArray) down = scene_edges(x, TW_SCL, false, 0);

	return g_array_index(down, uint64_t, nth + 1) -
	       g_array_index(up, uint64_t, nth);
}

/* "If it is high, the pulse is over": its rest is what the stretch left of the
 * half period, less the rise, and 35 ns of fall at most. */
static void the_pulse_after_a_stretch_is_what_is_left_of_the_half(void **state)
{
	static const uint64_t rows[] = {700, 1500, 2500, 3500, 4500, 4700};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct scene x;
		uint8_t rx;
		uint64_t left = HALF - rows[i] - RISE;

		scene_stretch(&x, "bcm2835", AT_READ, rows[i]);
		tw_controller_read_from(x.c, 0x48, &rx, 1);
		/* Nine rises of the address, then this one. */
		assert_in_range(first_pulse(&x, 9), left + 20, left + 36);
		scene_free(&x);
	}
}

/* A stretch that still holds at the end of the half period is honoured: the
 * bit has another period, and the pulse its full length. */
static void a_stretch_to_the_next_low_half_gives_a_whole_pulse(void **state)
{
	for (uint64_t stretch = HALF + 50; stretch < 2 * HALF; stretch += 331) {
		struct scene x;
		uint8_t rx;

		scene_stretch(&x, "bcm2835", AT_READ, stretch);
		assert_int_equal(tw_controller_read_from(x.c, 0x48, &rx, 1),
				 TW_OK);
		assert_int_equal(rx, 0);
		assert_in_range(first_pulse(&x, 9), HALF - RISE,
				HALF - RISE + 36);
		scene_free(&x);
	}
}

/* Before the acknowledge: the host sees a NACK that nobody gave. */
static void a_stretch_before_the_acknowledge_reads_as_a_nack(void **state)
{
	uint8_t byte = 0x12;

	for (uint64_t stretch = WINDOW_FROM + 2; stretch < WINDOW_TO;
	     stretch += 401) {
		struct scene x;

		scene_stretch(&x, "bcm2835", AT_ADDRESS, stretch);
		if (tw_controller_write_to(x.c, 0x48, &byte, 1) != TW_NO_TARGET)
			fail_msg("%u ns: no NACK", (unsigned)stretch);
		scene_free(&x);
		scene_stretch(&x, "i2c-gpio", AT_ADDRESS, stretch);
		assert_int_equal(tw_controller_write_to(x.c, 0x48, &byte, 1),
				 TW_OK);
		EXPECT_TOLD(&x.p, "A48w W12 P");
		scene_free(&x);
	}
}

/* Linux sets DEL so that SDA is read a quarter of a period after the release:
 * shorter stretches than that are read right, through a short pulse. */
static void a_later_sample_forgives_shorter_stretches(void **state)
{
	struct tw_controller_config config = {.like = "bcm2835",
					      .sample_ns = 2500};

	for (uint64_t stretch = 600; stretch < HALF - 2 * RISE; stretch += 97) {
		struct scene x;
		uint8_t rx;

		scene_with(&x, &config, false);
		x.p.hold_at = AT_READ;
		x.p.hold_ns = hold_for(stretch);
		tw_controller_read_from(x.c, 0x48, &rx, 1);
		/* SDA falls SET_UP before SCL is let go. */
		if (stretch < 2500 + SET_UP - 50)
			assert_int_equal(rx, 0x00);
		else if (stretch > 2500 + SET_UP + 50)
			assert_int_equal(rx, 0x80);
		scene_free(&x);
	}
}

/* CLKT after reset: 64 periods, 640 us at 100 kHz; it can be set. */
static void it_gives_up_after_64_periods_or_as_told(void **state)
{
	static const struct {
		uint64_t timeout_ns, hold_ns;
		enum tw_result result;
	} rows[] = {
		{0, 630000, TW_OK},
		{0, 660000, TW_STUCK},
		{35000000, 34900000, TW_OK},
		{35000000, 35100000, TW_STUCK},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct tw_controller_config config = {
			.like = "bcm2835",
			.stretch_timeout_ns = rows[i].timeout_ns};
		struct scene x;
		uint8_t byte = 0x12;

		scene_with(&x, &config, false);
		x.p.hold_at = AT_PROCEED;
		/* Into a low half, so that the pulse is whole. */
		x.p.hold_ns = rows[i].hold_ns / 10000 * 10000 + 1000;
		assert_int_equal(tw_controller_write_to(x.c, 0x48, &byte, 1),
				 rows[i].result);
		assert_int_equal(
			wires_notes(x.sim, TW_NOTE_STUCK, "controller"),
			rows[i].result == TW_STUCK);
		tw_sim_run(x.sim, tw_sim_now_ns(x.sim) + TW_MS(1));
		assert_true(tw_bus_level(x.bus, TW_SDA));
		assert_true(tw_bus_level(x.bus, TW_SCL));
		scene_free(&x);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bcm2835_reads_wrong_in_the_published_window),
		cmocka_unit_test(
			others_read_right_however_long_it_is_stretched),
		cmocka_unit_test(
			the_pulse_after_a_stretch_is_what_is_left_of_the_half),
		cmocka_unit_test(
			a_stretch_to_the_next_low_half_gives_a_whole_pulse),
		cmocka_unit_test(
			a_stretch_before_the_acknowledge_reads_as_a_nack),
		cmocka_unit_test(a_later_sample_forgives_shorter_stretches),
		cmocka_unit_test(it_gives_up_after_64_periods_or_as_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
