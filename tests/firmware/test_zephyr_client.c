/* SPDX-License-Identifier: MIT */
/* Transfers and kernel services on the zephyr platform. */
#include "os_bench.h"

static void run(struct bench *b, const char *name, unsigned ms)
{
	bench_add(b, "zephyr", name, (struct tw_chip_config){0});
	bench_run_ms(b, ms);
}

static void attach_eeprom(struct bench *b)
{
	const struct tw_param part = {"part", "24C02"};
	const struct tw_device_config config = {
		.addr = 0x51, .params = &part, .n_params = 1};
	GError *error = NULL;

	if (!tw_bus_attach(b->bus, tw_parts_model(&tw_parts, "24xx"), &config,
			   &error))
		fail_msg("%s", error->message);
}

/* 'p' is 0x70: its lower half becomes 9, 'y'. */
static void a_driver_of_an_eeprom_writes_polls_and_reads(void **state)
{
	struct bench *b = *state;

	attach_eeprom(b);
	run(b, "client", 60);
	assert_string_equal(b->log->str, "absent -5\n"
					 "write 0\n"
					 "busy -5\n"
					 "cycle 0\n"
					 "read 0 ping\n"
					 "update 0\n"
					 "cycle 0\n"
					 "byte 0 y\n"
					 "parts 0 ng\n"
					 "too fast\n");
}

/* A sleep ends with the tick after its last one: ticks are 100 us. */
static void sleeping_waiting_and_timers_take_their_time(void **state)
{
	struct bench *b = *state;

	run(b, "kernel", 18);
	assert_string_equal(b->log->str, "early\nlate\n"
					 "5 slept\n"
					 "9 nobody gave\n"
					 "11 first\n"
					 "14 second\n"
					 "2 expiries, 2 messages\n");
}

/* Its work sleeps for 3 ms in the midst of main()'s 10 ms of counting, which
 * end as late as they would have. */
static void an_edge_submits_work_that_goes_before_main(void **state)
{
	struct bench *b = *state;
	tw_pin *key =
		tw_pin_new(b->net, tw_bus_queue(b->bus), "key", NULL, NULL);

	run(b, "kernel", 18);
	g_string_truncate(b->log, 0);
	tw_pin_drive(key, TW_LOW);
	bench_run_ms(b, 20);
	assert_string_equal(b->log->str, "18 edge in isr\n18 work begins\n"
					 "21 work ends\n24 main ends\n");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(a_driver_of_an_eeprom_writes_polls_and_reads),
		CASE(sleeping_waiting_and_timers_take_their_time),
		CASE(an_edge_submits_work_that_goes_before_main),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
