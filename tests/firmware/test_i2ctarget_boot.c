/* SPDX-License-Identifier: MIT */
/* The target stack as firmware, and a host that asks while it starts. */
#include "i2ctarget_wires.h"

#include "twowire/fault.h"

static enum tw_result ask(uint8_t *rx)
{
	struct tw_msg msg = {ADDRESS, TW_MSG_READ, 1, rx, 0};

	return tw_controller_transfer(b.host, &msg, 1, TW_MS(2));
}

static void reset_in(uint64_t ns)
{
	g_autofree char *what = g_strdup_printf(
		"part-reset point=dut.reset at time_ns=%" G_GUINT64_FORMAT,
		tw_sim_now_ns(b.sim) + ns);
	GError *error = NULL;

	if (!tw_fault_new(b.bus, "reset", what, &error))
		fail_msg("%s", error->message);
}

/* An address that is acknowledged has an interrupt handler behind it: a read
 * that the boot begins in is not heard, or ends, and the next is answered. At
 * 400 kHz it takes 50 us. */
static void who_asks_during_the_boot_is_not_left_waiting(void **state)
{
	unsigned n_unheard = 0, n_answered = 0;

	for (uint64_t ns = 0; ns < 60000; ns += 250) {
		enum tw_result result;
		uint8_t rx;

		begin(400000, 0);
		reset_in(ns);
		result = ask(&rx);
		n_unheard += result == TW_NO_TARGET;
		n_answered += result == TW_OK;
		/* Lost: SDA was let go of while SCL was high. */
		assert_int_not_equal(result, TW_STUCK);
		run(TW_US(100));
		assert_int_equal(ask(&rx), TW_OK);
	}
	assert_int_not_equal(n_unheard, 0);
	assert_int_not_equal(n_answered, 0);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			who_asks_during_the_boot_is_not_left_waiting, setup,
			teardown),
	};

	object = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
