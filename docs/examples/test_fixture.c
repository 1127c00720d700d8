/* SPDX-License-Identifier: MIT */
/* A test of registers.c: cc test_fixture.c $(pkg-config --cflags --libs
 * twowire-cmocka) */
#include <twowire/cmocka.h>

static struct tw_board board = {
	.platform = "rp2040",
	.object = "./registers.so",
	.host.scl_hz = 400000,
};

static void a_register_keeps_what_was_set(void **state)
{
	tw_assert_transfer(*state, "w2@0x40 0x01 0xaa", NULL);
	tw_assert_transfer(*state, "w1@0x40 0x01 r1", "aa");
}

static void a_stray_stop_ends_one_transfer_and_not_more(void **state)
{
	tw_assert_fault(*state, "insert-stop at byte=1 bit=3");
	tw_assert_result(*state, "w2@0x40 0x02 0x55", TW_ARBITRATION_LOST);
	tw_assert_bus_free(*state);
	tw_assert_transfer(*state, "w1@0x40 0x02 r1", "00");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		tw_fixture_test(a_register_keeps_what_was_set, &board),
		tw_fixture_test(a_stray_stop_ends_one_transfer_and_not_more,
				&board),
	};

	if (argc > 1)
		board.object = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
