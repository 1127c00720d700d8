/* SPDX-License-Identifier: MIT */
/* ESP-IDF and FreeRTOS on both chips, without I2C; pins. */
#include "esp32_bench.h"

static const char *const platforms[] = {"esp32", "esp32s3"};

static void the_system_keeps_its_promises(void **state)
{
	for (unsigned i = 0; i < 2; i++) {
		g_autofree char *name = g_strconcat(platforms[i], "-hal", NULL);
		tw_chip *chip = add_chip(name);

		assert_int_equal(tw_sim_run(b.sim, TW_S(2)), TW_RUN_FAILED);
		if (strstr(b.log->str, "NO"))
			fail_msg("%s", b.log->str);
		assert_non_null(strstr(b.log->str, "vTaskDelay yes\n"));
		assert_non_null(strstr(b.log->str, "return yes\n"));
		assert_null(strstr(b.log->str, "not this"));
		assert_non_null(strstr(b.log->str, ") loud: but this\n"));
		assert_non_null(strstr(b.log->str, ") tag: fails("));
		assert_non_null(strstr(b.log->str, "): reason 7\n"));
		assert_non_null(strstr(tw_chip_failure(chip),
				       "ESP_ERROR_CHECK failed: "
				       "ESP_ERR_TIMEOUT (0x107): fails() at "
				       "hal.c:"));
		teardown(state);
		setup(state);
	}
}

static void pins_that_are_not_there_are_refused(void **state)
{
	g_autofree char *path =
		g_build_filename(folder, "esp32-memory.so", NULL);
	struct tw_chip_pin pin = {.pin = "GPIO40", .bus = b.bus};
	struct tw_chip_config config = {
		.name = "dut", .object = path, .pins = &pin, .n_pins = 1};
	g_autoptr(GError) error = NULL;

	assert_null(tw_chip_new(b.sim, tw_parts_platform(&tw_parts, "esp32"),
				&config, &error));
	assert_string_equal(error->message, "dut.pins: expected GPIO0 to "
					    "GPIO39, got GPIO40");
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest esp32_system[] = {
		T(the_system_keeps_its_promises),
		T(pins_that_are_not_there_are_refused),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(esp32_system, NULL, NULL);
}
