/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "protocol/receiver.h"

/* One pulse; returns what the fall says. */
static unsigned pulse(struct receiver *r, bool sda)
{
	receiver_rise(r, sda);
	return receiver_fall(r);
}

static void nine_pulses_make_a_byte_and_its_acknowledge(void **state)
{
	struct receiver r = {0};

	receiver_start(&r);
	assert_int_equal(receiver_fall(&r), 0);
	for (int value = 0; value < 256; value++) {
		for (unsigned i = 0; i < 8; i++)
			assert_int_equal(pulse(&r, value >> (7 - i) & 1),
					 i + 1);
		assert_int_equal(r.byte, value);
		assert_int_equal(pulse(&r, value & 1), 9);
		assert_int_equal(r.nacked, value & 1);
		assert_int_equal(r.byte, value);
	}
}

static void a_start_inside_a_transfer_is_a_repeated_one(void **state)
{
	struct receiver r = {0};

	receiver_start(&r);
	assert_true(r.busy);
	assert_true(r.address);
	assert_false(r.restart);
	receiver_start(&r);
	assert_true(r.restart);
	receiver_stop(&r);
	assert_false(r.busy);
	receiver_start(&r);
	assert_false(r.restart);
}

/* UM10204 3.1.10 note 4: conditions reset the logic wherever they come. */
static void a_condition_after_any_bit_begins_anew(void **state)
{
	for (unsigned cut = 0; cut < 9; cut++) {
		for (int stop = 0; stop < 2; stop++) {
			struct receiver r = {0};

			receiver_start(&r);
			receiver_fall(&r);
			for (unsigned i = 0; i < cut; i++)
				pulse(&r, true);
			receiver_rise(&r, stop == 0);
			if (stop) {
				receiver_stop(&r);
				assert_false(r.busy);
			}
			receiver_start(&r);
			assert_int_equal(receiver_fall(&r), 0);
			for (unsigned i = 0; i < 8; i++)
				assert_int_equal(pulse(&r, 0xa5 >> (7 - i) & 1),
						 i + 1);
			assert_int_equal(r.byte, 0xa5);
			assert_true(r.address);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nine_pulses_make_a_byte_and_its_acknowledge),
		cmocka_unit_test(a_start_inside_a_transfer_is_a_repeated_one),
		cmocka_unit_test(a_condition_after_any_bit_begins_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
