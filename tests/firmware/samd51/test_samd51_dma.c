/* SPDX-License-Identifier: MIT */
/* The DMAC between memory and SERCOMs: what moves, and who is told. */
#include "bench.h"
#include "twowire/device.h"
#include "twowire/fault.h"

static struct bench *run_to_end(void **state, const char *firmware)
{
	struct tw_device_config rom = {.name = "rom", .addr = 0x50};
	struct bench *b = *state;

	assert_non_null(tw_bus_attach(b->bus, tw_parts_model(&tw_parts, "24xx"),
				      &rom, NULL));
	b->chip = add_on(b, firmware, "PA12", "PA13");
	pass(b, TW_MS(100));
	assert_int_equal(tw_chip_state(b->chip), TW_CHIP_ENDED);
	return b;
}

/* The second block takes bytes 1, 3, 5 and 7 of the source. */
static void linked_blocks_are_copied_suspended_and_resumed(void **state)
{
	struct bench *b = run_to_end(state, "dma-copies");

	expect_log(b, "suspended 01 02 03 04 05 06 07 08 00 00 00 00\n"
		      "resumed 01 02 03 04 05 06 07 08 01 03 05 07\n"
		      "enabled 0, valid 0\nnot valid: status 4\n"
		      "register 86 00 aa 00\n");
}

/* Channels 1 and 2 are triggered at once. 20.6.2.4 of the SAM D21's data sheet:
 * the highest level first, and of one level the lowest channel. */
static void a_higher_level_goes_before_a_lower_channel(void **state)
{
	struct bench *b = run_to_end(state, "dma-levels");

	expect_log(b, "lowest first, then 03\nlevel 1 first, then 02\n");
}

static void a_host_sends_and_receives_without_its_cpu(void **state)
{
	struct bench *b = run_to_end(state, "dma-host");

	expect_log(b, "sent 1\nreceived 1 aa bb cc\n");
}

static void with_sclsm_it_does_as_well(void **state)
{
	struct bench *b = run_to_end(state, "dma-host-sclsm");

	expect_log(b, "sent 1\nreceived 1 aa bb cc\n");
}

static void a_target_is_fed_and_emptied(void **state)
{
	struct bench *b = run_firmware(state, "dma-target");
	uint8_t rx[3];

	assert_int_equal(host_write(b, 0x40, "\x11\x22\x33\x44", 4), TW_OK);
	expect_log(b, "rx 1 tx 0 left 0 11 22 33 44\n");
	assert_int_equal(host_read(b, 0x40, rx, 3), TW_OK);
	assert_memory_equal(rx, "\x01\x02\x03", 3);
	expect_log(b, "rx 1 tx 0 left 5 11 22 33 44\n");
}

/* The third byte's request is 5 ms late: SCL is held meanwhile. Trigger 9 is
 * SERCOM2's TX on a SAM D51, 6 on a SAM D21. */
static void a_dma_that_comes_late_holds_scl(void **state)
{
	struct bench *b = run_firmware(state, "dma-target");
	bool d21 = strcmp(platform, "samd21") == 0;
	g_autofree char *late = g_strdup_printf(
		"irq-late point=dma-target.dmac irq=%u delay_ns=5000000 "
		"at point=dma-target.dmac n=5",
		d21 ? 6 : 9);
	GError *error = NULL;
	uint8_t rx[3];

	if (!tw_fault_new(b->bus, "late", late, &error))
		fail_msg("%s", error->message);
	assert_int_equal(host_read(b, 0x40, rx, 3), TW_OK);
	assert_memory_equal(rx, "\x01\x02\x03", 3);
	assert_in_range(low_before(b, 28), TW_MS(5), TW_MS(6));
	assert_true(low_before(b, 19) < TW_US(10));
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(linked_blocks_are_copied_suspended_and_resumed),
		CASE(a_higher_level_goes_before_a_lower_channel),
		CASE(a_host_sends_and_receives_without_its_cpu),
		CASE(with_sclsm_it_does_as_well),
		CASE(a_target_is_fed_and_emptied),
		CASE(a_dma_that_comes_late_holds_scl),
	};

	choose(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
