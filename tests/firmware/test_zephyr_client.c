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

/* ALERT falls when the part has measured 31.5 degrees, above the 30 that it was
 * told; it measures every 250 ms. */
static void a_driver_has_a_device_for_each_node(void **state)
{
	const struct tw_device_config config = {.addr = 0x18};
	struct bench *b = *state;
	tw_device *part = tw_bus_attach(
		b->bus, tw_parts_model(&tw_parts, "mcp9808"), &config, NULL);

	assert_true(tw_device_set_input(part, "temp_mC", 10250));
	assert_true(tw_device_wire_pin(part, "ALERT", b->net));
	run(b, "thermometer", 350);
	assert_string_equal(b->log->str,
			    "<err> thermometer: nobody at 0x19\n1 0\n"
			    "thermometer@18 10.2500\n");
	g_string_truncate(b->log, 0);
	assert_true(tw_device_set_input(part, "temp_mC", 31500));
	bench_run_ms(b, 300);
	assert_string_equal(b->log->str, "thermometer@18 31.5000\n");
}

/* From 1 ms on low counts; high wants the mutex at 2 ms, so that low is as
 * urgent and middle, ready at 3 ms, waits until 5 ms; so does high, although
 * its time is over at 3. The write of 20 bytes takes 1.9 ms, of which work
 * finds the end. */
static void the_most_urgent_thread_runs_that_waits_for_nothing(void **state)
{
	struct bench *b = *state;

	attach_eeprom(b);
	run(b, "threads", 40);
	assert_string_equal(b->log->str, "1 low has it\n"
					 "5 low lets go\n"
					 "5 high waited in vain\n"
					 "5 high has it\n"
					 "5 middle begins\n"
					 "11 middle ends\n"
					 "11 low ends\n"
					 "20 put all\n"
					 "sum 6, join 0\n"
					 "main 0\n"
					 "work -5\n");
}

static void services_answer_as_they_are_described(void **state)
{
	struct bench *b = *state;
	tw_chip *chip =
		bench_add(b, "zephyr", "services", (struct tw_chip_config){0});

	tw_sim_run(b->sim, TW_MS(200));
	assert_string_equal(b->log->str,
			    "suspended 1\n"
			    "resumed 1, join 1\n"
			    "aborted 1, join 0\n"
			    "left 1\n"
			    "woken 0\n"
			    "many 20\n"
			    "submit 1 2 0\n"
			    "flush 1 0 worked 2\n"
			    "schedule 1 0 worked 2 reschedule 1 "
			    "worked 3\n"
			    "cancel 1 worked 3\n"
			    "full 1 1 peek 1 get 1 free 1 empty 1\n"
			    "sync 1 0 stop 3\n"
			    "active 1 raw 0 toggled 0 set 0 free 1 "
			    "none 1\n"
			    "fifth 1 gone 0 twice 1 fifth 0 bad 1\n"
			    "<dbg> services: 1234\n"
			    "<inf> services: bytes\n"
			    "12 34 56\n"
			    "none 1\n");
	assert_int_equal(tw_chip_state(chip), TW_CHIP_CRASHED);
	assert_non_null(
		strstr(tw_chip_failure(chip), "k_panic() at services.c:"));
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(a_driver_of_an_eeprom_writes_polls_and_reads),
		CASE(a_driver_has_a_device_for_each_node),
		CASE(the_most_urgent_thread_runs_that_waits_for_nothing),
		CASE(services_answer_as_they_are_described),
		CASE(sleeping_waiting_and_timers_take_their_time),
		CASE(an_edge_submits_work_that_goes_before_main),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
