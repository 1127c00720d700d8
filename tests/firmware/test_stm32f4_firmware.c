/* SPDX-License-Identifier: MIT */
/*
 * Firmware on the stm32f4 platform: on the registers alone and on the HAL,
 * target and controller, on real wires.
 */
#define STM32_PLATFORM "stm32f4"
#include "stm32_bench.h"

/* --- controller ---------------------------------------------------------- */

static const char eeprom_log[] =
	"clock 168000000 42000000\n"
	"write 0\nready 0\n"
	"mem read 0 1\nmem read 0 1\nmem read 0 1\nmem read 0 1\n"
	"mem read 0 1\nmem read 0 1\nmem read 0 1\nmem read 0 1\n"
	"seek 0\nreceive 0 3\nreceive 0 3\nreceive 0 3\nreceive 0 3\n"
	"mem write 0\nready 0\n"
	"nobody 1 4\nnobody 1 4\nnot ready 1\nagain 0\n"
	"write it 0 1 0\n"
	"mem read it 0 1 0\nsame 1\nreceive it 0 1 0\nsame 1\n"
	"mem read it 0 1 0\nsame 1\nreceive it 0 1 0\nsame 1\n"
	"mem read it 0 1 0\nsame 1\nreceive it 0 1 0\nsame 1\n"
	"mem read it 0 1 0\nsame 1\nreceive it 0 1 0\nsame 1\n"
	"mem write it 0 1 0\nnobody it 0 0 1\nmem read 0 11\n";

static void the_hal_writes_and_reads_a_memory(void **state)
{
	begin("eeprom", 100000, 0);
	run_ms(100);
	assert_string_equal(b.log->str, eeprom_log);
	assert_int_equal(tw_chip_state(b.chip), TW_CHIP_ENDED);
	assert_false(tw_bus_busy(b.bus));
}

/* A byte at 400 kHz takes 22.5 us: 3780 cycles of 168 MHz. */
static void a_late_handler_changes_nothing_for_the_controller(void **state)
{
	for (uint32_t cycles = 500; cycles <= 8000; cycles += 1500) {
		begin("eeprom", 100000, cycles);
		run_ms(200);
		if (strcmp(b.log->str, eeprom_log))
			fail_msg("latency %u: %s", cycles, b.log->str);
	}
}

static const char frames_log[] = "1: a1\n2: a1 a2\n3: a1 a2 a3\n"
				 "4: a1 a2 a3 a4\n3: a1 a2 a3\n"
				 "2: a1 a2\n2: a3 a4\n4: a5 a6 a7 a8\n";

static void a_message_is_made_of_frames(void **state)
{
	for (uint32_t cycles = 0; cycles <= 8000; cycles += 1000) {
		begin("frames", 100000, cycles);
		run_ms(60);
		assert_true(g_str_has_prefix(b.log->str, frames_log));
		assert_false(tw_bus_busy(b.bus));
	}
}

static void a_message_broken_off_leaves_the_bus_free(void **state)
{
	begin("frames", 100000, 0);
	run_ms(60);
	assert_string_equal(b.log->str + strlen(frames_log),
			    "abort 0 1\n3: a1 a2 a3\n");
}

static const char streams_log[] =
	"write 0 1 0\n"
	"mem read 0 1 0\nsame 1\nmem read 0 1 0\nsame 1\n"
	"mem read 0 1 0\nsame 1\nmem read 0 1 0\nsame 1\n"
	"mem read 0 1 0\nsame 1\nmem read 0 1 0\nsame 1\n"
	"mem read 0 1 0\nsame 1\nmem read 0 1 0\nsame 1\n"
	"receive 0 1 0\nsame 1\nreceive 0 1 0\nsame 1\n"
	"receive 0 1 0\nsame 1\n"
	"mem write 0 1 0\nnobody 0 0 1\nmem 10 a1 a2\n";

static void dma_moves_the_bytes_of_a_controller(void **state)
{
	for (uint32_t cycles = 0; cycles <= 8000; cycles += 1000) {
		begin("streams", 100000, cycles);
		run_ms(100);
		assert_string_equal(b.log->str, streams_log);
		assert_false(tw_bus_busy(b.bus));
	}
}

static void dma_moves_the_bytes_of_a_target(void **state)
{
	uint8_t two[] = {9, 8};

	begin("streams", 100000, 0);
	run_ms(100);
	g_string_truncate(b.log, 0);
	for (uint8_t i = 0; i < 3; i++) {
		WRITE(0x36, i, 1, 2, 3);
		run_ms(1);
		EXPECT_READ(0x36, i, 1, 2, 3);
		run_ms(1);
	}
	assert_string_equal(b.log->str, "");
	/* Two of four: to the HAL, a NACK. */
	write_bytes(0x36, 2, two);
	run_ms(1);
	assert_string_equal(b.log->str, "failed 4\n");
	WRITE(0x36, 4, 5, 6, 7);
	run_ms(1);
	EXPECT_READ(0x36, 4, 5, 6, 7);
}

/* --- target -------------------------------------------------------------- */

/* Between transfers the HAL stops acknowledging, from its handler of STOP until
 * it is told to listen again: a host that comes back sooner is refused. */
static void serve(uint16_t addr)
{
	uint8_t rx[8];

	WRITE(addr, 0x10, 1, 2, 3, 4, 5);
	run_ms(1);
	read_at(addr, 0x11, 3, rx);
	assert_memory_equal(rx, "\2\3\4", 3);
	run_ms(1);
	EXPECT_READ(addr, 5);
	run_ms(1);
	WRITE(addr, 0x80, 0xaa);
	run_ms(1);
	read_at(addr, 0x80, 1, rx);
	assert_int_equal(rx[0], 0xaa);
	run_ms(1);
	read_at(addr, 0x10, 5, rx);
	assert_memory_equal(rx, "\1\2\3\4\5", 5);
}

static void a_target_on_registers_serves_a_host(void **state)
{
	begin("registers", 100000, 0);
	serve(0x31);
	begin("registers", 400000, 0);
	serve(0x31);
}

static void a_target_that_listens_by_the_hal_serves_a_host(void **state)
{
	static const uint32_t scl_hz[] = {10000, 100000, 400000};

	for (unsigned i = 0; i < 3; i++) {
		begin("listen", scl_hz[i], 0);
		serve(0x30);
		assert_string_equal(b.log->str, "ready\n");
	}
}

/* Nine bits at 100 kHz take 90 us, 15120 cycles. SysTick's entry is as late and
 * may come first, so that half of it is the limit: then the HAL would see a
 * repeated START before the byte that came before. */
static void a_late_handler_stretches_and_loses_nothing(void **state)
{
	for (uint32_t cycles = 0; cycles <= 7000; cycles += 500) {
		begin("listen", 100000, cycles);
		serve(0x30);
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
	serve(0x30);
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

/* RM0090, the note to the RCC's enable registers: registers of a block without
 * its clock are read as 0. */
static void
a_block_without_its_clock_is_dead_and_one_in_reset_is_new(void **state)
{
	begin("gates", 100000, 0);
	run_ms(5);
	assert_string_equal(b.log->str,
			    "on 16\noff 0\non 16\nheld 0\nreset 0\n");
}

/* --- pins ---------------------------------------------------------------- */

static void pins_that_are_not_there_are_refused(void **state)
{
	static const char *const names[] = {"PA16", "PI12", "PJ0", "GPIO4"};
	g_autofree char *path = g_build_filename(folder, "registers.so", NULL);

	begin("registers", 100000, 0);
	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
		struct tw_chip_pin pin = {names[i], .bus = b.bus};
		g_autofree char *name = g_strdup_printf("board%u", i);
		g_autofree char *want =
			g_strdup_printf("%s.pins: expected PA0 to PI11, got %s",
					name, names[i]);
		struct tw_chip_config config = {.name = name,
						.object = path,
						.pins = &pin,
						.start_ns = TW_S(1),
						.n_pins = 1};
		g_autoptr(GError) error = NULL;

		assert_null(tw_chip_new(b.sim,
					tw_parts_platform(&tw_parts, "stm32f4"),
					&config, &error));
		assert_string_equal(error->message, want);
	}
}

#define CASE(name) cmocka_unit_test_teardown(name, down)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(the_hal_writes_and_reads_a_memory),
		CASE(a_late_handler_changes_nothing_for_the_controller),
		CASE(a_message_is_made_of_frames),
		CASE(a_message_broken_off_leaves_the_bus_free),
		CASE(dma_moves_the_bytes_of_a_controller),
		CASE(dma_moves_the_bytes_of_a_target),
		CASE(a_target_on_registers_serves_a_host),
		CASE(a_target_that_listens_by_the_hal_serves_a_host),
		CASE(a_late_handler_stretches_and_loses_nothing),
		CASE(others_are_not_answered),
		CASE(reset_begins_firmware_and_blocks_anew),
		CASE(a_block_without_its_clock_is_dead_and_one_in_reset_is_new),
		CASE(pins_that_are_not_there_are_refused),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
