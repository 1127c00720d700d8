/* SPDX-License-Identifier: MIT */
#include "tw-test.h"

#include "models.h"

static int setup(void **state)
{
	*state = bench_new(&tw_model_lamp, 0x44);
	return 0;
}

static void the_lamp_shows_the_lowest_bit(void **state)
{
	struct bench *b = *state;

	READ(b, (0x00), 0x5a);
	WRITE(b, 0x00, 0x02);
	assert_false(bench_pin(b, "LAMP"));
	WRITE(b, 0x00, 0x03);
	assert_true(bench_pin(b, "LAMP"));
}

int main(void)
{
	const struct CMUnitTest lamp[] = {
		cmocka_unit_test_setup_teardown(the_lamp_shows_the_lowest_bit,
						setup, bench_free),
	};

	return cmocka_run_group_tests(lamp, NULL, NULL);
}
