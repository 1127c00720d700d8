/* SPDX-License-Identifier: MIT */
/* Firmware on the stm32g0 platform's HAL, target and controller, on real
 * wires. */
#define STM32_PLATFORM "stm32g0"
#include "stm32_bench.h"

/* --- controller ---------------------------------------------------------- */

static const char eeprom_log[] = "clock 64000000 64000000\n"
				 "filled 0\n"
				 "mem read 0 1\n"
				 "seek 0\n"
				 "receive 0 1\nreceive 0 1\nreceive 0 1\n"
				 "receive 256: 0 1\n"
				 "nobody 1 4\nnobody 1 4\nnobody 1 4\n"
				 "not ready 1\nagain 0\n"
				 "write it 0 1 0\n"
				 "receive it 0 1 0\nsame 1\n"
				 "mem write it 0 10 0\n"
				 "mem read it 0 10 0\nsame 1\n"
				 "nobody it 0 0 1\nnobody it 0 0 1\n"
				 "first 0 1 0\nnext 0 1 0\nother 0 1 0\n"
				 "first 0 1 0\nlast 0 1 0\nsame 1\n"
				 "abort 0 100 0\nreceive 0\n";

static void the_hal_writes_and_reads_a_memory(void **state)
{
	begin("eeprom", 100000, 0);
	run_ms(400);
	assert_string_equal(b.log->str, eeprom_log);
	assert_int_equal(tw_chip_state(b.chip), TW_CHIP_ENDED);
	assert_false(tw_bus_busy(b.bus));
}

static void the_dma_does_the_same(void **state)
{
	begin("eeprom-dma", 100000, 0);
	run_ms(400);
	assert_string_equal(b.log->str, eeprom_log);
	begin("eeprom-dma", 100000, 1000);
	run_ms(600);
	assert_string_equal(b.log->str, eeprom_log);
}

/* A byte at 400 kHz takes 22.5 us, 1440 cycles of 64 MHz: with more, nothing
 * but handlers would run. */
static void a_late_handler_changes_nothing_for_the_controller(void **state)
{
	for (uint32_t cycles = 250; cycles <= 1250; cycles += 250) {
		begin("eeprom", 100000, cycles);
		run_ms(600);
		if (strcmp(b.log->str, eeprom_log))
			fail_msg("latency %u: %s", cycles, b.log->str);
	}
}

/* --- target that listens ------------------------------------------------- */

static void serve(void)
{
	uint8_t rx[8];

	WRITE(0x30, 0x10, 1, 2, 3, 4, 5);
	read_at(0x30, 0x11, 3, rx);
	assert_memory_equal(rx, "\2\3\4", 3);
	EXPECT_READ(0x30, 2, 3, 4, 5);
	WRITE(0x30, 0x80, 0xaa);
	WRITE(0x30, 0x80);
	EXPECT_READ(0x30, 0xaa);
	read_at(0x30, 0xfe, 4, rx);
	assert_memory_equal(rx, "\x5b\x5a\xa5\xa4", 4);
}

static void a_target_that_listens_serves_a_host_at_every_speed(void **state)
{
	static const uint32_t scl_hz[] = {10000, 100000, 400000, 1000000};

	for (unsigned i = 0; i < 4; i++) {
		begin("listen", scl_hz[i], 0);
		serve();
		assert_string_equal(b.log->str, "ready\n");
	}
}

/* From STOP to the end of the next address are at 100 kHz ten bits, 6400
 * cycles; SysTick's entry is as late and may come first. */
static void a_late_handler_stretches_and_loses_nothing(void **state)
{
	for (uint32_t cycles = 0; cycles <= 3000; cycles += 250) {
		begin("listen", 100000, cycles);
		serve();
		run_ms(1);
		assert_string_equal(b.log->str, "ready\n");
	}
}

static void others_are_not_answered(void **state)
{
	uint8_t byte = 0;

	begin("listen", 100000, 0);
	assert_int_equal(tw_controller_write_to(b.host, 0x31, &byte, 1),
			 TW_NO_TARGET);
	assert_int_equal(tw_controller_write_to(b.host, 0x50, &byte, 1), TW_OK);
	serve();
}

static void reset_begins_firmware_and_blocks_anew(void **state)
{
	begin("listen", 100000, 0);
	WRITE(0x30, 0x10, 1, 2);
	tw_chip_reset(b.chip);
	run_ms(5);
	WRITE(0x30, 0x10);
	EXPECT_READ(0x30, 0xb5, 0xb4);
	assert_string_equal(b.log->str, "ready\nready\n");
}

/* --- target of messages -------------------------------------------------- */

static void take_and_answer(const char *name)
{
	begin(name, 100000, 0);
	WRITE(0x34, 0x10, 0x20, 0x30, 0x40);
	run_ms(1);
	EXPECT_READ(0x34, 0x11, 0x21, 0x31, 0x41);
	run_ms(1);
	WRITE(0x34, 5, 6, 7, 8);
	run_ms(1);
	EXPECT_READ(0x34, 6, 7, 8, 9);
	run_ms(1);
	assert_string_equal(b.log->str, "1 10203040\n1 sent\n"
					"1 05060708\n1 sent\n");
}

static void a_message_is_taken_and_answered(void **state)
{
	take_and_answer("messages");
	take_and_answer("messages-waiting");
	take_and_answer("messages-dma");
}

static void end_early(const char *name)
{
	begin(name, 100000, 0);
	WRITE(0x34, 0x10, 0x20);
	run_ms(1);
	assert_string_equal(b.log->str, "2 10200000\n");
	WRITE(0x34, 5, 6, 7, 8);
	run_ms(1);
	EXPECT_READ(0x34, 6, 7, 8, 9);
	run_ms(1);
	assert_string_equal(b.log->str, "2 10200000\n1 05060708\n1 sent\n");
}

static void a_message_that_ends_early_is_an_error(void **state)
{
	end_early("messages");
	end_early("messages-waiting");
	end_early("messages-dma");
}

#define CASE(name) cmocka_unit_test_teardown(name, down)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(the_hal_writes_and_reads_a_memory),
		CASE(the_dma_does_the_same),
		CASE(a_late_handler_changes_nothing_for_the_controller),
		CASE(a_target_that_listens_serves_a_host_at_every_speed),
		CASE(a_late_handler_stretches_and_loses_nothing),
		CASE(others_are_not_answered),
		CASE(reset_begins_firmware_and_blocks_anew),
		CASE(a_message_is_taken_and_answered),
		CASE(a_message_that_ends_early_is_an_error),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
